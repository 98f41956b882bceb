"""What cannot be in a roadmap, as records: whoever shows them finds the words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Literal

import numpy as np

from scoring.roadmap.load import SLACK, in_roadmap, load_of
from scoring.transformation import PlannedInitiative, TransformationPlan

ProblemKind = Literal[
    "cycle", "unknown-need", "need-left-out", "too-long", "out-of-plan", "before-need", "over-capacity"
]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a roadmap.

    - `cycle`: each of `initiatives` needs the next, and the last needs the first.
    - `unknown-need`: the initiative needs `need`, which the plan does not have.
    - `need-left-out`: the first needs the second, which was cancelled or is not kept; nothing waits for it.
    - `too-long`: it lasts `value` quarters, the plan only `limit`.
    - `out-of-plan`: it ends before quarter `value`, the plan before quarter `limit`.
    - `before-need`: the first starts in quarter `value`, before `limit` where the second, which it needs, has ended.
    - `over-capacity`: in `quarter` those of `body` come to a load of `value`, and its capacity is `limit`.
    """

    kind: ProblemKind
    initiatives: tuple[str, ...]
    need: str = ""
    body: str = ""
    quarter: int | None = None
    value: float | None = None
    limit: float | None = None


def problems(plan: TransformationPlan) -> tuple[Problem, ...]:
    """Return everything wrong with a roadmap: needs first, then lengths and places, then loads.

    An initiative that is cancelled or not kept carries no load, has no place to respect and holds back nothing.
    """
    kept = [initiative for initiative in plan.initiatives if in_roadmap(initiative)]
    return (
        *_cycles(plan),
        *(problem for initiative in kept for problem in _needs(plan, initiative)),
        *(problem for initiative in kept for problem in _places(plan, initiative)),
        *_overloads(plan),
    )


def cycles(needs: Mapping[str, Sequence[str]]) -> list[tuple[str, ...]]:
    """Return cycles that have no member in common, so that without them no cycle is left.

    >>> cycles({"a": ["b"], "b": ["c"], "c": ["a"], "d": ["a"], "e": ["e"]})
    [('a', 'b', 'c'), ('e',)]
    """
    left, found = dict(needs), []
    while cycle := _cycle(left):
        found.append(cycle)
        left = {each: needed for each, needed in left.items() if each not in cycle}
    return sorted(found, key=lambda cycle: list(needs).index(cycle[0]))


def _cycle(needs: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return a cycle from its first member on, each needing the next; nothing where there is none."""
    known = {each: [need for need in needed if need in needs] for each, needed in needs.items()}
    try:
        TopologicalSorter(known).prepare()
    except CycleError as error:
        cycle: list[str] = error.args[1][:0:-1]  # it comes needed first, and ends where it began
        first = cycle.index(min(cycle, key=list(needs).index))
        return (*cycle[first:], *cycle[:first])
    return ()


def _cycles(plan: TransformationPlan) -> Iterator[Problem]:
    """Yield the cycles, those through proposals too: they would be wrong as soon as these are kept."""
    needs = {each.id: each.needs for each in plan.initiatives if each.status != "cancelled"}
    yield from (Problem("cycle", cycle) for cycle in cycles(needs))


def _needs(plan: TransformationPlan, initiative: PlannedInitiative) -> Iterator[Problem]:
    for need in initiative.needs:
        needed = plan.by_id.get(need)
        if needed is None:
            yield Problem("unknown-need", (initiative.id,), need)
        elif not in_roadmap(needed):
            yield Problem("need-left-out", (initiative.id, need), need)
        elif initiative.start is not None and needed.end is not None and initiative.start < needed.end:
            yield Problem("before-need", (initiative.id, need), need, value=initiative.start, limit=needed.end)


def _places(plan: TransformationPlan, initiative: PlannedInitiative) -> Iterator[Problem]:
    if initiative.quarters > plan.quarters:
        yield Problem("too-long", (initiative.id,), value=initiative.quarters, limit=plan.quarters)
    elif initiative.end is not None and initiative.end > plan.quarters:
        yield Problem("out-of-plan", (initiative.id,), value=initiative.end, limit=plan.quarters)


def _overloads(plan: TransformationPlan) -> Iterator[Problem]:
    found = load_of(plan)
    for body, loads, capacity in zip(found.bodies, found.load, found.capacities, strict=True):
        if capacity is None:
            continue
        for quarter in np.flatnonzero(loads > capacity + SLACK).tolist():
            carried = _carried(plan, body, quarter)
            load = round(float(loads[quarter]), 6)
            yield Problem("over-capacity", carried, "", body, quarter, load, capacity)


def _carried(plan: TransformationPlan, body: str, quarter: int) -> tuple[str, ...]:
    """Return what a body carries in a quarter."""
    return tuple(
        each.id
        for each in plan.initiatives
        if in_roadmap(each) and each.body == body and each.load
        if each.start is not None and each.end is not None and each.start <= quarter < each.end
    )
