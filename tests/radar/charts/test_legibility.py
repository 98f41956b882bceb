"""No text of any chart overlaps another or is cut, however long the names are."""

from datetime import date

import pytest

from radar.charts.drawing import compose
from radar.charts.style import WIDTH
from scoring.results import GroupScore
from tests.radar.charts.pictures import assert_legible, assert_sheet_legible, boxes, words
from tests.radar.charts.samples import ENGLISH_NAMES, HORIZONTAL, LONG_NAMES, NAMES, VERTICAL, at, request, result

TELEPHONE = 360
SMALLEST_TEXT = 11
MIDDLING = tuple(f"Accompagnement des clientèles {n} et de leurs proches" for n in "abcdefgh")
ONE_WORD = tuple(n * 80 for n in "abcdefgh")


@pytest.mark.parametrize("names", [NAMES, ENGLISH_NAMES, MIDDLING, LONG_NAMES, ONE_WORD])
def test_radar_names(names: tuple[str, ...]) -> None:
    assert_legible(request("radar", result(names=names), target={"axe-1": 4.0}, previous=result(names=names)))


@pytest.mark.parametrize("names", [NAMES, LONG_NAMES])
def test_radar_names_with_axes_that_have_no_score(names: tuple[str, ...]) -> None:
    assert_legible(request("radar", result([None, 1, None, None, 2, None, 3, None], names)))


@pytest.mark.parametrize("count", range(3, 13))
@pytest.mark.parametrize("names", [NAMES * 2, LONG_NAMES * 2])
def test_radar_of_3_to_12_axes(count: int, names: tuple[str, ...]) -> None:
    assert_legible(request("radar", result([1.5] * count, names[:count])))


def test_radar_names_stand_whole_in_two_lines() -> None:
    lines = words(request("radar", result()))
    for name in NAMES:
        assert name in lines


def test_radar_names_too_long_for_their_place_are_numbered_and_listed_whole() -> None:
    lines = words(request("radar", result(names=LONG_NAMES)))
    for number, name in enumerate(LONG_NAMES, start=1):
        assert f"{number} {name}" in lines


@pytest.mark.parametrize("count", [1, 2, 13, 40])
def test_quadrant_labels(count: int) -> None:
    results = [at(i * 7 % 17 / 4, i * 5 % 17 / 4, f"Conservatoire de musique {i}") for i in range(count)]
    assert_legible(request("quadrant", *results))


def test_quadrant_of_300_points_in_one_cluster() -> None:
    results = [at(1.5 + i % 20 / 20, 1.5 + i // 20 / 15, f"Organisme {i}") for i in range(300)]
    assert_legible(request("quadrant", *results))


@pytest.mark.parametrize("point", [(0, 0), (4, 4), (0, 4), (4, 0), (2, 2), (1.585, 1.9175)])
def test_quadrant_name_of_a_point_anywhere(point: tuple[float, float]) -> None:
    asked = request("quadrant", at(*point, "Ministère de l’Économie, de l’Innovation et de l’Énergie"), heading=False)
    assert_legible(asked)
    assert "Énergie" in words(asked)


@pytest.mark.parametrize("point", [(1.0, 1.0), (2.0, 2.0), (1.98, 2.02), (0.1, 3.9)])
@pytest.mark.parametrize("goal", [(2.0, 2.0), (4, 4), (2.2, 3.85), (0.2, 2.1), (3.9, 2.0), (1.01, 1.01)])
def test_quadrant_with_a_target_anywhere(point: tuple[float, float], goal: tuple[float, float]) -> None:
    name = "Ministère de l’Économie, de l’Innovation et de l’Énergie"
    aims = {name: {HORIZONTAL: goal[0], VERTICAL: goal[1]}}
    sheet = compose(request("quadrant", at(*point, name), targets=aims, due_on=date(2027, 12, 31)))
    assert_sheet_legible(sheet)
    assert [text for text, _ in boxes(sheet)].count("seuil 2") == 2


def test_radar_with_a_target_of_some_axes_and_long_names() -> None:
    aims = {"axe-1": 4.0, "axe-4": 0.0, "axe-5": 2.5}
    assert_legible(request("radar", result(names=LONG_NAMES), target=aims, due_on=date(2027, 12, 31)))


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("names", [NAMES, LONG_NAMES])
def test_practices(names: tuple[str, ...], columns: int) -> None:
    scores = {"1-a": GroupScore(None, 0, 0, 3), "2-b": GroupScore(1.0, 1, 0, 3), "3-a": GroupScore(None, 0, 3, 3)}
    assert_legible(request("practices", result(names=names, practices=scores), columns=columns))


def test_groups() -> None:
    groups = ["Musées", "Bibliothèques", "Organisme dont le nom est bien plus long que la largeur de l’image", None]
    results = [result([i % 5, None, *[i % 3 + 1] * 6], LONG_NAMES, group=groups[i % 4]) for i in range(40)]
    assert_legible(request("groups", *results))


@pytest.mark.parametrize("kind", ["radar", "quadrant", "practices", "groups"])
def test_smallest_text_on_a_telephone(kind: str) -> None:
    sheet = compose(request(kind, result([None, *[1.0] * 7])))  # type: ignore[arg-type]
    assert min(float(text.get_fontsize()) for text in sheet.texts) * TELEPHONE / WIDTH >= SMALLEST_TEXT
