import pytest

from radar.charts.load import LoadPicture, load_chart, load_description
from radar.charts.load_bars import compose
from scoring.roadmap.load import load_of
from scoring.transformation import Capacity, PlannedInitiative, TransformationPlan
from tests.radar.charts.pictures import assert_sheet_legible
from tests.scoring.plans import whole

LONG = "Organisme dont le nom est bien plus long que la largeur de l’image et qui passe à la ligne"


def plan(bodies: int, limit: float | None) -> TransformationPlan:
    made = [
        PlannedInitiative(id=f"i{n}", title="A", start=n % 5, quarters=4, body=f"{LONG} {n % bodies}").model_dump()
        for n in range(bodies * 3)
    ]
    limits = [Capacity(body=f"{LONG} {n}", each_quarter=limit).model_dump() for n in range(bodies) if limit is not None]
    return whole(initiatives=made, risks=[], capacities=limits)


def picture(of: TransformationPlan, **changes: object) -> LoadPicture:
    return LoadPicture(load=load_of(of), first_year=of.first_day.year, name=of.title, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("bodies", [1, 8])
@pytest.mark.parametrize("limit", [None, 0, 0.5, 9])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_text_overlaps_another(bodies: int, limit: float | None, theme: str) -> None:
    assert_sheet_legible(compose(picture(plan(bodies, limit), theme=theme)))


def test_an_empty_plan_has_a_picture() -> None:
    empty = picture(whole(initiatives=[], risks=[], capacities=[]))
    assert_sheet_legible(compose(empty))
    assert load_description(empty) == "Aucune initiative n’est placée."


def test_it_says_where_the_load_is_above_capacity() -> None:
    said = load_description(picture(plan(1, 2))).replace("\u00a0", " ")
    above = f"La charge dépasse la capacité : {LONG} 0 (T3 2026 et T4 2026)."
    assert said == f"{above} La charge la plus forte est de 3, au T3 2026."
    assert load_description(picture(plan(1, 9), language="en")).startswith(
        "The load is within capacity in every quarter."
    )


def test_the_svg_has_title_and_description() -> None:
    svg = load_chart(picture(plan(1, 2))).decode()
    assert '<title id="load-title">' in svg
    assert "style=" not in svg
