"""Where a plan stands on a day: its quarter, what is late, and what its public targets came to."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from scoring.roadmap import in_roadmap
from scoring.transformation import Status, TransformationPlan

MONTHS_A_QUARTER = 3
MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Late:
    """An initiative that should have started (`start`) or ended (`end`) before the quarter that a day is in.

    `quarters` tells by how many.
    """

    initiative: str
    kind: Literal["start", "end"]
    quarters: int


def quarter_on(plan: TransformationPlan, day: date) -> int:
    """Return the quarter of a plan that a day is in; below 0 before the plan, past its last after it.

    >>> plan = TransformationPlan(title="PTN", first_day=date(2026, 4, 1), questionnaire="radar-numeriqc@1.0.0")
    >>> [quarter_on(plan, each) for each in (date(2026, 3, 31), date(2026, 6, 30), date(2027, 4, 1))]
    [-1, 0, 4]
    """
    first = plan.first_day
    months = (day.year - first.year) * MONTHS_A_YEAR + day.month - first.month - (day.day < first.day)
    return months // MONTHS_A_QUARTER


def first_day_of(plan: TransformationPlan, quarter: int) -> date:
    """Return the first day of a quarter; the last of its month where the month has no such day.

    >>> plan = TransformationPlan(title="PTN", first_day=date(2026, 11, 30), questionnaire="radar-numeriqc@1.0.0")
    >>> first_day_of(plan, 1)
    datetime.date(2027, 2, 28)
    """
    month = plan.first_day.month - 1 + quarter * MONTHS_A_QUARTER
    year, month = plan.first_day.year + month // MONTHS_A_YEAR, month % MONTHS_A_YEAR + 1
    following = date(year + month // MONTHS_A_YEAR, month % MONTHS_A_YEAR + 1, 1)
    return min(date(year, month, 1) + timedelta(days=plan.first_day.day - 1), following - timedelta(days=1))


def late(plan: TransformationPlan, day: date) -> Iterator[Late]:
    """Yield what is late on a day, in the plan's order; what is proposed, done or cancelled is not."""
    now = quarter_on(plan, day)
    for each in filter(in_roadmap, plan.initiatives):
        if each.start is None or each.end is None or each.status == "done":
            continue
        if each.end <= now:
            yield Late(each.id, "end", now - each.end + 1)
        elif each.start < now and each.status == "not-started":
            yield Late(each.id, "start", now - each.start)


def by_status(plan: TransformationPlan) -> Mapping[Status, int]:
    """Return how many kept initiatives have each status."""
    return Counter(each.status for each in plan.initiatives if each.stage == "kept")


def update_due(adopted_on: date, day: date) -> bool:
    """Tell whether a plan that was adopted on a day is due for its yearly update.

    >>> update_due(date(2026, 3, 15), date(2027, 3, 14)), update_due(date(2024, 2, 29), date(2025, 2, 28))
    (False, True)
    """
    return day >= _a_year_after(adopted_on)


def _a_year_after(day: date) -> date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if leap else day.day)
