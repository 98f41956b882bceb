"""Plans as large as a portfolio's: how long their schedule takes, and how far from the shortest it may be."""

import random
import statistics
import time
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from bench.figures import Figure
from scoring.priorities import Ranked, ranking
from scoring.roadmap import Schedule, schedule
from scoring.sensitivity import sensitivity
from scoring.transformation import Capacity, PlannedInitiative, TransformationPlan

INITIATIVES, BODIES, YEARS = 500, 8, 6
PLANS = 5
ROOMY, TIGHT = 16.0, 11.0  # what each body can carry: enough for all, and too little

Given = TypeVar("Given")
Found = TypeVar("Found")


def figures() -> list[Figure]:
    """Return the time and the gap of schedules, and the time of a ranking with what its weights would change."""
    roomy, tight = ([_plan(seed, most) for seed in range(PLANS)] for most in (ROOMY, TIGHT))
    found, seconds = _timed(schedule, roomy)
    full, longest = _timed(schedule, tight)
    ranked, _ = _timed(_ranking, roomy[:1])
    _, weighed = _timed(sensitivity, ranked)
    return [
        Figure(
            f"Schedule of {INITIATIVES} initiatives in {BODIES} bodies",
            max(seconds),
            "s",
            5,
            at_most=True,
            detail=f"slowest of {PLANS} plans; median {statistics.median(seconds):.2f} s; {_said(found)}",
        ),
        Figure(
            "The same where the plan's years have no room for all",
            max(longest),
            "s",
            5,
            at_most=True,
            detail=f"slowest of {PLANS} plans; {_said(full)}",
        ),
        Figure(
            "Quarters by which a shorter schedule is not ruled out",
            max(each.gap for each in found),
            "",
            1,
            at_most=True,
            detail=f"{sum(each.optimal for each in found)} of {PLANS} are proven shortest",
        ),
        Figure(f"Which weights change the first five of {INITIATIVES}", max(weighed), "s", 1, at_most=True),
    ]


def _plan(seed: int, most: float) -> TransformationPlan:
    """Return a plan in which one initiative of five needs others, one of ten of these in another body."""
    chance = random.Random(seed)  # noqa: S311 (the same plans each time)
    initiatives: list[PlannedInitiative] = []
    for number in range(INITIATIVES):
        body = f"Organisme {chance.randrange(BODIES)}"
        anywhere = chance.random() < 1 / 10
        pool = [each.id for each in initiatives if anywhere or each.body == body][-30:]
        initiatives.append(
            PlannedInitiative(
                id=f"i{number}",
                title=f"Initiative {number}",
                body=body,
                quarters=chance.choice((1, 2, 2, 3, 4, 4, 6, 8)),
                load=chance.choice((0.5, 1.0, 1.5, 2.0)),
                needs=tuple(chance.sample(pool, min(len(pool), 1))) if chance.random() < 1 / 5 else (),
                scope=chance.randrange(5),
                ease=chance.randrange(5),
                impact=chance.uniform(0, 4),
            )
        )
    return TransformationPlan(
        title="Plan",
        first_day=date(2026, 4, 1),
        years=YEARS,
        questionnaire="radar-numeriqc@1.0.0",
        initiatives=tuple(initiatives),
        capacities=tuple(Capacity(body=f"Organisme {body}", each_quarter=most) for body in range(BODIES)),
    )


def _ranking(plan: TransformationPlan) -> tuple[Ranked, ...]:
    return ranking(plan)


def _said(found: list[Schedule]) -> str:
    left = [len(each.unplaced) for each in found]
    return f"{min(each.makespan for each in found)} to {max(each.makespan for each in found)} quarters, " + (
        f"{min(left)} to {max(left)} left out" if any(left) else "all placed"
    )


def _timed(work: Callable[[Given], Found], given: list[Given]) -> tuple[list[Found], list[float]]:
    """Return what comes of each, and how long it took."""
    found, seconds = [], []
    for each in given:
        start = time.perf_counter()
        found.append(work(each))
        seconds.append(time.perf_counter() - start)
    return found, seconds
