"""Which initiatives of a plan look for a place, what stands fast beside them, and which can have none anywhere."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from scoring.roadmap.load import SLACK, bodies_of, capacities_of, clear, in_roadmap
from scoring.roadmap.problems import cycles
from scoring.roadmap.tasks import Tasks
from scoring.transformation import PlannedInitiative, TransformationPlan

UnplacedReason = Literal["cycle", "too-long", "too-heavy", "waits", "no-room"]


@dataclass(frozen=True, slots=True)
class Unplaced:
    """An initiative without a place, and why.

    It is in the cycle of `initiatives`, is longer than the plan, asks more than its body has in any quarter, waits for
    `initiatives` that have no place, or there is no room for it in the plan's years: before the `initiatives` that need
    it, where these stand fast.
    """

    id: str
    reason: UnplacedReason
    initiatives: tuple[str, ...] = ()


def standing(plan: TransformationPlan, fixed: Collection[str]) -> dict[str, int]:
    """Return the places that do not move: of what is done or under way, and of what was fixed by hand."""
    return {
        each.id: each.start
        for each in plan.initiatives
        if in_roadmap(each) and each.start is not None and (_begun(each) or each.id in fixed)
    }


def _begun(initiative: PlannedInitiative) -> bool:
    return initiative.status in {"done", "under-way"}


def tasks_of(
    plan: TransformationPlan, fast: Mapping[str, int], priorities: Mapping[str, float], not_before: int
) -> tuple[Tasks, tuple[Unplaced, ...]]:
    """Return what looks for a place beside what stands fast, and what can have none anywhere.

    What is done without a place is over: it neither looks for one nor holds anything back.
    """
    free = {e.id: e for e in plan.initiatives if in_roadmap(e) and e.id not in fast and e.status != "done"}
    needs = {name: tuple(dict.fromkeys(need for need in each.needs if need in free)) for name, each in free.items()}
    out = _impossible(plan, free, needs)
    _cascade(out, needs)
    ranked = sorted((name for name in free if name not in out), key=lambda name: -priorities.get(name, 0.0))
    numbers = {name: number for number, name in enumerate(ranked)}
    rows = {body: row for row, body in enumerate(bodies_of(plan))}
    due = due_by(plan, fast)
    tasks = Tasks(
        ids=tuple(ranked),
        lengths=tuple(free[name].quarters for name in ranked),
        loads=tuple(free[name].load for name in ranked),
        bodies=tuple(rows[free[name].body] for name in ranked),
        needs=tuple(tuple(numbers[need] for need in needs[name]) for name in ranked),
        released=tuple(max(not_before, *_ends(plan, free[name].needs, fast), 0) for name in ranked),
        due=tuple(min(plan.quarters, *(start for _, start in due[name]), plan.quarters) for name in ranked),
        room=clear(plan, fast),
    )
    return tasks, tuple(out[name] for name in free if name in out)


def due_by(plan: TransformationPlan, fast: Mapping[str, int]) -> Mapping[str, list[tuple[str, int]]]:
    """Return by initiative those that stand fast, have not begun and need it, with the quarter in which they start.

    What has begun without waiting for it has shown that it did not need it.
    """
    found: Mapping[str, list[tuple[str, int]]] = defaultdict(list)
    for name, start in fast.items():
        if not _begun(plan.by_id[name]):
            for need in plan.by_id[name].needs:
                found[need].append((name, start))
    return found


def _impossible(
    plan: TransformationPlan, free: Mapping[str, PlannedInitiative], needs: Mapping[str, Sequence[str]]
) -> dict[str, Unplaced]:
    """Return what could have no place even if it were alone."""
    capacities = capacities_of(plan)
    found = {name: Unplaced(name, "cycle", cycle) for cycle in cycles(needs) for name in cycle}
    for name, each in free.items():
        if each.quarters > plan.quarters:
            found[name] = Unplaced(name, "too-long")
        elif each.load > capacities.get(each.body, np.inf) + SLACK:
            found[name] = Unplaced(name, "too-heavy")
    return found


def _cascade(out: dict[str, Unplaced], needs: Mapping[str, Sequence[str]]) -> None:
    """Add to what has no place what waits for it."""
    while True:
        waiting = {
            name: Unplaced(name, "waits", tuple(lost))
            for name, needed in needs.items()
            if name not in out and (lost := [need for need in needed if need in out])
        }
        if not waiting:
            return
        out.update(waiting)


def _ends(plan: TransformationPlan, needs: Iterable[str], fast: Mapping[str, int]) -> list[int]:
    return [fast[need] + plan.by_id[need].quarters for need in needs if need in fast]
