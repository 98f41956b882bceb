import pytest

from radar.charts.gantt import WIDE, GanttPicture, gantt_chart, gantt_description
from radar.charts.gantt_bars import compose
from radar.charts.style import WIDTH
from radar.demo.plans import published_plan
from scoring.transformation import PlannedInitiative, TransformationPlan
from tests.radar.charts.pictures import assert_sheet_legible, boxes
from tests.scoring.plans import whole

LONG = "Initiative dont le titre est aussi long que permis et qui ne tient pas sur une ligne du tout " * 2


def plan(count: int, title: str = "Initiative", years: int = 6) -> TransformationPlan:
    made = tuple(
        PlannedInitiative(
            id=f"i{n}", title=f"{title} {n}"[:200], start=n % 20 if n % 7 else None, quarters=1 + n % 9,
            status=("not-started", "under-way", "done", "cancelled")[n % 4], themes=("t1",) if n % 3 else (),
        )
        for n in range(count)
    )  # fmt: skip
    return whole(years=years, initiatives=[each.model_dump() for each in made], risks=[])


@pytest.mark.parametrize("width", [WIDTH, WIDE])
@pytest.mark.parametrize("count", [0, 1, 22, 90])
@pytest.mark.parametrize("title", ["Initiative", LONG, "W" * 180])
def test_no_text_overlaps_another(count: int, title: str, width: float) -> None:
    assert_sheet_legible(compose(GanttPicture(plan=plan(count, title), width=width)))


@pytest.mark.parametrize("width", [WIDTH, WIDE])
def test_what_runs_over_the_plan_is_drawn_to_its_end(width: float) -> None:
    late = PlannedInitiative(id="a", title="A", start=23, quarters=24)
    picture = GanttPicture(plan=whole(years=6, initiatives=[late.model_dump()], risks=[]), width=width)
    assert picture.quarters == 48
    assert_sheet_legible(compose(picture))


def test_a_year_of_four_quarters_names_them() -> None:
    shown = [
        text for text, _ in boxes(compose(GanttPicture(plan=plan(1, years=1).model_copy(update={"initiatives": ()}))))
    ]
    assert "Aucune initiative." in shown
    few = PlannedInitiative(id="a", title="A", start=0, quarters=2)
    made = whole(years=1, initiatives=[few.model_dump()], risks=[])
    shown = [text for text, _ in boxes(compose(GanttPicture(plan=made)))]
    assert {"2026", "T1", "T4"} <= set(shown)


def test_groups_follow_the_plan_and_hold_each_initiative_once() -> None:
    found = GanttPicture(plan=published_plan("mcc")).groups()
    assert [name for name, _ in found][:2] == [
        "Parcours client et promotion des services",
        "Valorisation des données et des contenus culturels",
    ]
    assert sum(len(inside) for _, inside in found) == 18
    assert [len(inside) for _, inside in GanttPicture(plan=published_plan("mcc"), only="securite").groups()] == [4]
    by = GanttPicture(plan=published_plan("famille"), by="orientation").groups()
    assert [len(inside) for _, inside in by] == [6, 5, 4, 7]


def test_it_says_what_it_shows() -> None:
    said = gantt_description(GanttPicture(plan=published_plan("mcc"))).replace("\u00a0", " ")
    assert said == (
        "18 initiatives, du 1er janvier 2023 au 31 décembre 2027 (Non débuté : 9, En cours : 4, Terminé : 2, "
        "Annulé : 3 et 7 sans trimestre)."
    )
    english = gantt_description(GanttPicture(plan=plan(1), language="en"))
    assert english == "1 initiative, from April 1, 2026 to March 31, 2032 (Not started: 1 and 1 without a quarter)."


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_svg_has_title_and_description(theme: str) -> None:
    picture = GanttPicture(plan=plan(3), theme=theme)  # type: ignore[arg-type]
    svg = gantt_chart(picture).decode()
    assert f'<title id="gantt-title">{picture.title}</title>' in svg
    assert "style=" not in svg
    assert gantt_chart(picture) is gantt_chart(GanttPicture(plan=plan(3), theme=theme))  # type: ignore[arg-type]


def test_another_status_is_another_picture() -> None:
    one = plan(2)
    other = one.model_copy(
        update={"initiatives": tuple(each.model_copy(update={"status": "done"}) for each in one.initiatives)}
    )
    assert GanttPicture(plan=one).key() != GanttPicture(plan=other).key()
