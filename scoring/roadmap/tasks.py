"""What is to be scheduled, as numbers: lengths, loads, needs, and the room that bodies have left."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from graphlib import TopologicalSorter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.roadmap.load import SLACK


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
