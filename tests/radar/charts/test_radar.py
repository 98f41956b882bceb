import math
from itertools import pairwise

import pytest

from radar.charts import radar_chart
from radar.charts.style import DARK, LIGHT, Theme, own, previous, target
from tests.radar.charts.pictures import marks, strokes, texts, words
from tests.radar.charts.samples import NAMES, request, result

GAP = [2.0, 2.0, None, 2.0, 2.0, 2.0, 2.0, 2.0]


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    dark, light = sorted([_luminance(one), _luminance(other)])
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("count", [3, 5, 8, 12])
def test_axes_start_at_the_top_and_go_clockwise(count: int) -> None:
    full = marks(request("radar", result([4.0] * count, (NAMES * 2)[:count])), LIGHT.own)
    middle = (sum(x for x, _ in full) / count, sum(y for _, y in full) / count)
    turns = [math.degrees(math.atan2(x - middle[0], middle[1] - y)) % 360 for x, y in full]
    assert turns == pytest.approx([360 * index / count for index in range(count)], abs=0.1)


def test_scores_lie_at_their_share_of_the_spoke() -> None:
    points = marks(request("radar", result([4, 2, 4, 2, 4, 2, 4, 2])), LIGHT.own)
    middle = (points[0][0], points[2][1])
    distances = [math.hypot(x - middle[0], y - middle[1]) for x, y in points]
    assert distances[1] == pytest.approx(distances[0] / 2, abs=0.02)


def test_an_axis_without_score_leaves_a_gap_and_says_so() -> None:
    asked = request("radar", result(GAP))
    assert len(marks(asked, LIGHT.own)) == 7
    assert len(marks(asked, LIGHT.muted)) == 1, "an open marker beyond the scale"
    line = next(stroke for stroke in strokes(asked) if stroke.get("stroke") == LIGHT.own)
    assert "z" not in line["d"]
    assert line["d"].count("L") == 6
    assert "sans réponse" in words(asked)
    assert "0,00" not in words(asked)


def test_nothing_answered_draws_the_scale_and_no_point() -> None:
    asked = request("radar", result([None] * 8))
    assert marks(asked, LIGHT.own) == []
    assert texts(asked).count("4") == 1


def test_the_scale_is_written_once() -> None:
    written = texts(request("radar", result(), target={"axe-1": 3.0}))
    assert [written.count(str(level)) for level in range(5)] == [1] * 5


def test_scores_and_provisional_are_in_words() -> None:
    french, english = (words(request("radar", result(GAP), language=language)) for language in ("fr", "en"))
    assert "Score global\u00a0: 2,00 sur 4 (50,0\u00a0%)" in french
    assert "Résultat provisoire\u00a0: 87\u00a0% des énoncés ont une réponse." in french
    assert "Provisional result: 87% of the statements have an answer." in english


def test_coverage_just_under_full_is_not_said_to_be_full() -> None:
    assert "99\u00a0%" in words(request("radar", result(provisional=True, coverage=0.998)))


def test_target_and_previous_differ_in_line_and_marker_and_are_named() -> None:
    asked = request("radar", result(), target={f"axe-{n}": 4.0 for n in range(1, 9)}, previous=result([1.0] * 8))
    dashes = {one["stroke"]: one.get("stroke-dasharray") for one in strokes(asked)}
    looks = {dashes.get(colour) for colour in (LIGHT.own, LIGHT.target, LIGHT.previous)}
    assert len(looks) == 3
    assert [len(marks(asked, colour)) for colour in (LIGHT.target, LIGHT.previous)] == [9, 9], (
        "eight axes and the legend"
    )
    assert {"Résultat", "Cible", "Résultat précédent"} <= set(texts(asked))
    assert "Cible" not in words(request("radar", result()))


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_series_stand_out_from_the_ground_and_differ_in_grey(theme: Theme) -> None:
    series = [own(theme), target(theme), previous(theme)]
    assert min(_contrast(one.colour, theme.background) for one in series) >= 3
    ordered = sorted(series, key=lambda one: _luminance(one.colour))
    assert min(_contrast(one.colour, other.colour) for one, other in pairwise(ordered)) >= 1.25
    assert len({one.shape for one in series}) == 3
    for colour in (theme.ink, theme.muted, theme.own):
        assert _contrast(colour, theme.background) >= 4.5


def test_a_questionnaire_of_two_axes_is_refused_with_what_to_do() -> None:
    with pytest.raises(ValueError, match=r"de 3 à 24 axes; le questionnaire essai@1\.0\.0 en compte 2\. Utilisez"):
        radar_chart(result([1, 2], NAMES[:2]))


def test_without_heading_the_name_is_left_to_the_page() -> None:
    assert "Musée de la rivière" not in words(request("radar", result(), heading=False))
