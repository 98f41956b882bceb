"""The pictures that compare: distributions, published groups, and quadrants by campaign."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal
from xml.etree import ElementTree

import pytest

from radar.charts.comparison import ComparisonPicture, Count, comparison_chart
from radar.charts.comparison_drawing import COMPOSERS
from scoring.comparison import Figures, GroupFigures
from scoring.results import Result
from tests.radar.charts.pictures import assert_sheet_legible
from tests.radar.charts.samples import LONG_NAMES, NAMES, questionnaire, result

FIGURES = Figures(1.91, 1.9, 1.4, 2.4)
LONG = "Office régional de la coordination et de la promotion des services culturels de la rivière"


def group(name: str = "Tous", bodies: int | None = 12, figures: Figures = FIGURES) -> GroupFigures:
    shown = {f"axis:axe-{number}": figures for number in range(1, 9)} if bodies else {}
    return GroupFigures("", name, bodies, shown)


def picture(
    kind: Literal["groups", "distribution", "shares"], names: Sequence[str] = NAMES, **options: Any
) -> ComparisonPicture:
    label = options.pop("label", "Portefeuille – Automne 2026")
    return ComparisonPicture(kind=kind, questionnaire=questionnaire(names), label=label, **options)


def bodies(count: int, names: Sequence[str] = NAMES) -> tuple[Result, ...]:
    return tuple(
        result([(i * step % 17) / 4 for step in range(1, 9)], names, organisation=f"Musée {i}") for i in range(count)
    )


def words(asked: ComparisonPicture) -> str:
    root = ElementTree.fromstring(comparison_chart(asked))  # noqa: S314 - our own drawing
    return " ".join(element.text or "" for element in root.iter("{http://www.w3.org/2000/svg}text"))


@pytest.mark.parametrize("count", [0, 1, 2, 12, 300])
@pytest.mark.parametrize("names", [NAMES, LONG_NAMES])
def test_a_distribution_is_legible_however_many_bodies(count: int, names: tuple[str, ...]) -> None:
    own = (result(names=names, organisation=LONG), result([None] * 8, names, organisation="Musée"))
    asked = picture("distribution", names, groups=(group(LONG),), results=bodies(count, names), own=own, label=LONG)
    assert_sheet_legible(COMPOSERS["distribution"](asked))


def test_three_hundred_bodies_make_a_picture_of_less_than_40_kilobytes() -> None:
    assert len(comparison_chart(picture("distribution", groups=(group(),), results=bodies(300)))) < 40_000


def test_a_distribution_has_quartiles_only_where_they_were_published() -> None:
    assert "Médiane" in words(picture("distribution", groups=(group(),)))
    few = words(picture("distribution", groups=(group(bodies=6, figures=Figures(2.25)),)))
    assert "Médiane" not in few
    assert "Tous (n\u00a0=\u00a06) – Moyenne" in few
    assert few.count("2,25") == 8


def test_a_withheld_group_leaves_ones_own_marks_and_the_reason() -> None:
    shown = words(picture("distribution", groups=(group(bodies=None),), own=(result(),)))
    assert "Musée de la rivière" in shown
    assert "Médiane" not in shown
    assert "trop peu d’organismes" in shown


def test_the_sentence_says_where_one_stands_against_the_mean() -> None:
    asked = picture("distribution", groups=(group(),), own=(result(),))
    assert asked.description.endswith("Musée de la rivière dépasse la moyenne du groupe sur 2 des 8 axes.")


@pytest.mark.parametrize("bodies", [12, None])
def test_published_groups_are_bars_in_percent(bodies: int | None) -> None:
    other = group("Petits", bodies, Figures(1.0))
    asked = picture("groups", groups=(group(), other))
    shown = words(asked)
    assert shown.count("47,8\u00a0%") == 8
    assert shown.count("25,0\u00a0%") == (8 if bodies else 0)
    assert ("Petits (n\u00a0=\u00a0—)" in shown) == (bodies is None)
    assert_sheet_legible(COMPOSERS["groups"](asked))


def test_quadrants_by_campaign() -> None:
    counts = (
        Count("Printemps 2025", 12, {"novice": 5, "ouverte": 2, "productive": 1, "numerique": 4}),
        Count(LONG, None, dict.fromkeys(("novice", "ouverte", "productive", "numerique"))),
        Count("Automne 2026", 300, {"novice": 105, "ouverte": 42, "productive": 3, "numerique": 150}),
    )
    asked = picture("shares", counts=counts, label=LONG)
    shown = words(asked)
    assert "Printemps 2025 (n\u00a0=\u00a012)" in shown
    assert "105 42 150" in shown, "a segment without room has no number"
    assert "la part des organismes dans le cadran Numérique passe de 33,3\u00a0% à 50,0\u00a0%." in asked.description
    assert_sheet_legible(COMPOSERS["shares"](asked))


def test_the_key_changes_with_whatever_is_drawn() -> None:
    asked = picture("distribution", groups=(group(),), results=bodies(3), own=bodies(1))
    others = [
        replace(asked, kind="groups"),
        replace(asked, label="Autre"),
        replace(asked, groups=(group(bodies=13),)),
        replace(asked, results=bodies(2)),
        replace(asked, own=()),
        replace(asked, theme="dark"),
        replace(asked, language="en"),
        replace(asked, counts=(Count("A", 1, {}),)),
    ]
    assert len({asked.key(), *(other.key() for other in others)}) == len(others) + 1


@pytest.mark.parametrize("kind", ["groups", "distribution", "shares"])
def test_pictures_have_a_title_a_description_and_png(kind: Literal["groups", "distribution", "shares"]) -> None:
    counts = (Count("Automne 2026", 1, {"novice": 1}),)
    asked = picture(kind, groups=(group(),), counts=counts, theme="dark", language="en")
    svg = comparison_chart(asked).decode()
    assert "Portefeuille – Automne 2026</title>" in svg
    assert asked.description in svg
    assert comparison_chart(replace(asked, format="png")).startswith(b"\x89PNG")
