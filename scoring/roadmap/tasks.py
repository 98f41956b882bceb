"""What is to be scheduled, as numbers: lengths, loads, needs, and the room that bodies have left."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from graphlib import TopologicalSorter
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from scoring.roadmap.load import SLACK, bodies_of, capacities_of, clear, in_roadmap
from scoring.roadmap.problems import cycles
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


@dataclass(frozen=True)
class Tasks:
    """Initiatives that look for a place, by number; a smaller number is a higher priority.

    `due` is the quarter before which each must have ended, `room` what each body (a row) can still carry each quarter.
    """

    ids: tuple[str, ...]
    lengths: tuple[int, ...]
    loads: tuple[float, ...]
    bodies: tuple[int, ...]
    needs: tuple[tuple[int, ...], ...]
    released: tuple[int, ...]
    due: tuple[int, ...]
    room: NDArray[np.float64]

    @cached_property
    def order(self) -> tuple[int, ...]:
        """Return the tasks, each after what it needs."""
        return tuple(TopologicalSorter(dict(enumerate(self.needs))).static_order())

    @cached_property
    def needed_by(self) -> tuple[tuple[int, ...], ...]:
        """Return what needs each task."""
        found: list[list[int]] = [[] for _ in self.ids]
        for task, needs in enumerate(self.needs):
            for need in needs:
                found[need].append(task)
        return tuple(map(tuple, found))

    @cached_property
    def starts(self) -> tuple[NDArray[np.bool_], ...]:
        """Return for each task the quarters in which it could start, were there no others."""
        return tuple(
            _windows(self.room[body] >= load - SLACK, length)
            for body, load, length in zip(self.bodies, self.loads, self.lengths, strict=True)
        )

    @cached_property
    def earliest(self) -> tuple[int, ...]:
        """Return the first quarter in which each could start after what it needs; past the last where there is none."""
        found = [0] * len(self.ids)
        for task in self.order:
            least = max(self.released[task], *(found[need] + self.lengths[need] for need in self.needs[task]), 0)
            open_ = np.flatnonzero(self.starts[task][least:])
            found[task] = least + int(open_[0]) if len(open_) else max(least, self.room.shape[1])
        return tuple(found)

    def latest(self, end: int) -> tuple[int, ...]:
        """Return the last quarter in which each can start for all to have ended before `end`; -1 where none is."""
        found = [0] * len(self.ids)
        for task in reversed(self.order):
            before = min(end, self.due[task], *(found[after] for after in self.needed_by[task]), end)
            open_ = np.flatnonzero(self.starts[task][: max(before - self.lengths[task] + 1, 0)])
            found[task] = int(open_[-1]) if len(open_) else -1
        return tuple(found)

    def only(self, chosen: Iterable[int]) -> "Tasks":
        """Return some of the tasks, under new numbers in the same order."""
        numbers = {task: number for number, task in enumerate(sorted(chosen))}
        return Tasks(
            ids=tuple(self.ids[task] for task in numbers),
            lengths=tuple(self.lengths[task] for task in numbers),
            loads=tuple(self.loads[task] for task in numbers),
            bodies=tuple(self.bodies[task] for task in numbers),
            needs=tuple(tuple(numbers[need] for need in self.needs[task] if need in numbers) for task in numbers),
            released=tuple(self.released[task] for task in numbers),
            due=tuple(self.due[task] for task in numbers),
            room=self.room,
        )

    def parts(self) -> list["Tasks"]:
        """Return the tasks apart where neither needs nor the limit of a body tie them."""
        group = list(range(len(self.ids)))

        def root(task: int) -> int:
            while group[task] != task:
                group[task] = task = group[group[task]]
            return task

        limited: dict[int, int] = {}
        for task, body in enumerate(self.bodies):
            tied = [limited.setdefault(body, task)] if np.isfinite(self.room[body]).any() else []
            for other in (*self.needs[task], *tied):
                group[root(other)] = root(task)
        found = defaultdict(list)
        for task in range(len(self.ids)):
            found[root(task)].append(task)
        return [self.only(tasks) for tasks in found.values()]


def _windows(open_: NDArray[np.bool_], length: int) -> NDArray[Any]:
    """Return where so many open quarters follow each other; a start too near the end is none."""
    found = np.zeros(len(open_), np.bool_)
    if length <= len(open_):
        found[: len(open_) - length + 1] = np.lib.stride_tricks.sliding_window_view(open_, length).all(axis=1)
    return found


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
