"""Charts of several campaigns: legible with one, two and ten of them, in order, and known without their colour."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from radar.charts.changes import evolution_description, signed
from radar.charts.drawing import compose
from radar.charts.request import Campaign, Request
from radar.charts.style import DARK, LIGHT, WIDTH, Theme, earlier, own, target
from tests.radar.charts.pictures import assert_legible, marks, strokes, texts, words
from tests.radar.charts.samples import LONG_NAMES, NAMES, SCORES, result

START = date(2020, 10, 1)
LONG = "Campagne officielle de l’automne auprès de toutes les directions générales et régionales, {}"


def asked(
    count: int,
    kind: str = "evolution",
    names: Sequence[str] = NAMES,
    called: str = "Automne {}",
    apart: int = 365,
    **options: object,
) -> Request:
    """Campaigns in which every axis rises a little each time."""
    made = [result([min(4.0, score + 0.1 * place) for score in SCORES], names) for place in range(count)]
    held = [Campaign(called.format(place + 1), START + timedelta(days=apart * place)) for place in range(count)]
    newest = {"results": tuple(made[::-1]), "campaigns": tuple(held[::-1]), **options}
    return Request(kind=kind, **newest)  # type: ignore[arg-type]


class TestLegible:
    @pytest.mark.parametrize("count", [1, 2, 3, 10])
    @pytest.mark.parametrize("apart", [0, 1, 365])
    @pytest.mark.parametrize("names", [NAMES, LONG_NAMES])
    def test_however_many_campaigns_and_long_names(self, count: int, apart: int, names: tuple[str, ...]) -> None:
        assert_legible(asked(count, names=names, called=LONG, apart=apart))

    @pytest.mark.parametrize("language", ["fr", "en"])
    def test_with_axes_that_have_no_score(self, language: str) -> None:
        made = [result([None, 1, None, 4, 0, None, 3, None]), result([None, None, 2, 4, 0, 3, None, 1])]
        assert_legible(replace(asked(2), results=tuple(made), language=language))

    @pytest.mark.parametrize("count", [2, 4, 10])
    def test_radar_with_earlier_outlines(self, count: int) -> None:
        assert_legible(asked(count, kind="radar", called=LONG, target={"axe-1": 4.0}))

    def test_smallest_text_on_a_telephone(self) -> None:
        assert min(float(text.get_fontsize()) for text in compose(asked(10)).texts) * 360 / WIDTH >= 11


class TestLines:
    def test_campaigns_are_numbered_from_the_oldest_and_listed_whole(self) -> None:
        said = words(asked(3))
        assert "1 Automne 1 (1er\u00a0octobre 2020) 2 Automne 2 (1er\u00a0octobre 2021) 3 Automne 3" in said

    def test_campaigns_of_one_day_share_a_place(self) -> None:
        assert "1–4" in texts(asked(4, apart=0))

    def test_a_missing_score_breaks_the_line(self) -> None:
        whole, broken = asked(3), result([None, *SCORES[1:]])
        gap = replace(whole, results=(whole.results[0], broken, whole.results[2]))
        lines = [len([one for one in strokes(each) if one["stroke"] == LIGHT.own]) for each in (whole, gap)]
        assert lines[1] == lines[0] - 1

    def test_a_provisional_result_is_hollow_and_explained(self) -> None:
        two = asked(2)
        open_ = replace(two, results=(replace(two.results[0], provisional=True), two.results[1]))
        assert "Résultat provisoire" in words(open_)
        assert "Résultat provisoire" not in words(two)


class TestOutlines:
    def test_the_last_three_before_are_drawn_and_named(self) -> None:
        said = texts(asked(6, kind="radar"))
        assert [name for name in said if name.startswith("Automne")] == [f"Automne {n}" for n in (6, 5, 4, 3)]
        assert len(marks(asked(6, kind="radar"), LIGHT.previous)) == 9, "eight axes and the legend"

    @pytest.mark.parametrize("theme", [LIGHT, DARK])
    def test_outlines_differ_without_their_colour(self, theme: Theme) -> None:
        series = [own(theme), target(theme), *earlier(theme)]
        assert len({(one.dash, one.shape) for one in series}) == len({one.shape for one in series}) == 5
        assert len({one.dash for one in series}) == 5

    def test_one_campaign_has_no_legend(self) -> None:
        assert "Automne 1" not in texts(asked(1, kind="radar"))


class TestWords:
    def test_the_axis_that_moved_most_is_named(self) -> None:
        two = asked(2)
        fallen = replace(two, results=(result([0.25, *SCORES[1:]]), result()))
        assert evolution_description(fallen) == (
            "De «\u00a0Automne 1\u00a0» à «\u00a0Automne 2\u00a0», c’est l’axe «\u00a0Expérience utilisateur\u00a0» "
            "qui a le plus reculé (−1,00); le score global passe de 1,75 à 1,63."
        )

    def test_what_cannot_be_compared_is_not_said_to_stand_still(self) -> None:
        two = asked(2)
        apart = replace(two, results=(two.results[0], replace(two.results[1], axes={})))
        assert "aucun axe ne se compare" in evolution_description(apart)
        still = replace(two, results=(two.results[0], two.results[0]))
        assert "aucun axe n’a bougé" in evolution_description(still)

    @pytest.mark.parametrize("change", [0.0, 0.004, -0.004, 1e-17])
    def test_what_rounds_to_nothing_has_no_sign(self, change: float) -> None:
        assert signed(change, "fr") == "0,00"


def test_campaigns_change_the_key_of_a_picture() -> None:
    keys = [asked(*options).key() for options in ((2,), (3,), (2, "radar"))]
    keys += [asked(2, called="Hiver {}").key(), asked(2, apart=30).key()]
    assert all(one != other for one, other in pairwise(sorted(keys)))
