"""Where a plan stands on a day, and what the public targets came to."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radar.paths import QUESTIONNAIRES
from scoring.barometer import Figure, Trend
from scoring.errors import Refused
from scoring.follow_up import Late, by_status, first_day_of, late, quarter_on, update_due
from scoring.loading.barometer import BAROMETER, load_barometer
from scoring.transformation import PlannedInitiative, TransformationPlan


def plan_of(*initiatives: PlannedInitiative, first_day: date = date(2026, 4, 1)) -> TransformationPlan:
    return TransformationPlan(
        title="PTN", first_day=first_day, questionnaire="radar-numeriqc@1.0.0", initiatives=initiatives
    )


def one(name: str, **more: object) -> PlannedInitiative:
    return PlannedInitiative.model_validate({"id": name, "title": name, "quarters": 2, **more})


@settings(max_examples=100)
@given(first=st.dates(date(2000, 1, 1), date(2090, 12, 31)), quarter=st.integers(0, 24))
def test_a_quarter_begins_on_its_first_day(first: date, quarter: int) -> None:
    plan = plan_of(first_day=first)
    begins = first_day_of(plan, quarter)
    if begins.day == first.day:
        assert quarter_on(plan, begins) == quarter
        assert quarter_on(plan, begins - timedelta(days=1)) == quarter - 1
    assert timedelta(days=89) <= first_day_of(plan, quarter + 1) - begins <= timedelta(days=95)


def test_what_should_have_started_or_ended_is_late() -> None:
    plan = plan_of(
        one("started-late", start=1),
        one("ended-late", start=0, status="under-way"),
        one("not-even-started", start=0),
        one("in-time", start=1, status="under-way"),
        one("begins-now", start=2),
        one("done", start=0, status="done"),
        one("cancelled", start=0, status="cancelled"),
        one("proposed", start=0, stage="proposed"),
        one("nowhere"),
    )
    assert list(late(plan, date(2026, 12, 31))) == [
        Late("started-late", "start", 1),
        Late("ended-late", "end", 1),
        Late("not-even-started", "end", 1),
    ]
    assert list(late(plan, date(2026, 3, 31))) == []
    assert by_status(plan)["not-started"] == 4


@pytest.mark.parametrize(
    ("adopted", "day", "due"),
    [
        (date(2026, 3, 15), date(2027, 3, 14), False),
        (date(2026, 3, 15), date(2027, 3, 15), True),
        (date(2024, 2, 29), date(2025, 2, 27), False),
        (date(2024, 2, 29), date(2025, 2, 28), True),
    ],
)
def test_an_update_is_due_a_year_after_adoption(adopted: date, day: date, *, due: bool) -> None:
    assert update_due(adopted, day) is due


def test_the_public_targets_that_ship_are_the_five() -> None:
    found = load_barometer(QUESTIONNAIRES / BAROMETER)
    assert [each.percent for each in found.targets] == [75, 50, 75, 75, 60]
    trend = Trend(found.targets[0], (Figure(date(2026, 1, 1), 60), Figure(date(2027, 1, 1), 75)))
    assert (trend.change, trend.reached) == (15, True)
    assert Trend(found.targets[0], ()).change is None
    assert not Trend(found.targets[0], ()).reached


def test_a_target_named_twice_is_refused(tmp_path: Path) -> None:
    each = "  - {id: a, percent: 5, text: {fr: A, en: A}, measure: {fr: A, en: A}}\n"
    path = tmp_path / BAROMETER
    path.write_text(f"targets:\n{each}{each}", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        load_barometer(path)
    assert [fault.code for fault in refused.value.faults] == ["duplicate_id"]
