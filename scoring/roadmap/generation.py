"""Schedules made one task after the other, each as early as it can be: quick, and often the shortest there is."""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence

from scoring.roadmap.load import SLACK
from scoring.roadmap.tasks import Tasks

WORK = 12_000  # placements tried by chance before giving up on an end
SHAKEN = 2.0  # quarters by which chance may move the turn of a task
Starts = list[int]


def within(tasks: Tasks, end: int) -> Starts | None:
    """Return a schedule that has ended before a quarter, if one of many orders gives one; always the same."""
    latest = tasks.latest(end)
    if any(first > last for first, last in zip(tasks.earliest, latest, strict=True)):
        return None
    return next((found for order in _orders(tasks, latest) if (found := _filled(tasks, order, latest))), None)


def most(tasks: Tasks, known: Mapping[str, int]) -> dict[str, int]:
    """Return places, beside those known, for as many more as there is room for, by priority.

    A task that others need has the priority of the highest of them.
    """
    found = [known.get(name) for name in tasks.ids]
    room = tasks.room.tolist()
    for task, start in enumerate(found):
        if start is not None:
            _carry(room[tasks.bodies[task]], start, tasks.lengths[task], tasks.loads[task])
    for task in _by(tasks, range(len(tasks.ids))):
        if found[task] is None and all(found[need] is not None for need in tasks.needs[task]):
            row, before = room[tasks.bodies[task]], tasks.due[task] - tasks.lengths[task] + 1
            found[task] = start = _first(tasks, task, row, _ready(tasks, task, found), before)
            if start is not None:
                _carry(row, start, tasks.lengths[task], tasks.loads[task])
    return {name: start for name, start in zip(tasks.ids, found, strict=True) if start is not None}


def ranked(tasks: Tasks, end: int) -> Starts | None:
    """Return a schedule that has ended before a quarter, higher priorities placed first, if that gives one."""
    return _filled(tasks, _by(tasks, range(len(tasks.ids))), tasks.latest(end))


def advanced(tasks: Tasks, starts: Sequence[int]) -> Starts:
    """Return a schedule moved ahead: higher priorities first, each as early as the others' places allow."""
    found, room = list(starts), tasks.room.tolist()
    for task, start in enumerate(found):
        _carry(room[tasks.bodies[task]], start, tasks.lengths[task], tasks.loads[task])
    moved = True
    while moved:
        moved = False
        for task, start in enumerate(found):
            row, length, load = room[tasks.bodies[task]], tasks.lengths[task], tasks.loads[task]
            _carry(row, start, length, -load)
            earlier = _first(tasks, task, row, _ready(tasks, task, found), start)
            found[task] = start if earlier is None else earlier
            moved |= found[task] < start
            _carry(row, found[task], length, load)
    return found


def _orders(tasks: Tasks, latest: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield orders to try: the least time left first, the heaviest of those first, then shaken by chance."""
    numbers = range(len(tasks.ids))
    yield sorted(numbers, key=latest.__getitem__)
    yield sorted(numbers, key=lambda task: (latest[task], -tasks.loads[task] * tasks.lengths[task]))
    yield sorted(numbers, key=lambda task: (latest[task], -tasks.loads[task]))
    yield _by(tasks, numbers)
    chance = random.Random(len(tasks.ids))  # noqa: S311 (the same each time is what is wanted)
    for _ in range(WORK // max(len(tasks.ids), 1)):
        yield _by(tasks, [last + chance.uniform(-SHAKEN, SHAKEN) for last in latest])


def _by(tasks: Tasks, keys: Iterable[float]) -> Sequence[int]:
    """Return the tasks by their keys, each after what it needs: what is needed takes the key of what needs it."""
    least = list(keys)
    for task in reversed(tasks.order):
        least[task] = min(least[task], *(least[after] for after in tasks.needed_by[task]), least[task])
    return sorted(tasks.order, key=least.__getitem__)


def _filled(tasks: Tasks, order: Sequence[int], latest: Sequence[int]) -> Starts | None:
    """Return the schedule of an order, if all find a place; it stops at the first that does not."""
    placed: list[int | None] = [None] * len(tasks.ids)
    room = tasks.room.tolist()
    for task in order:
        start = _first(tasks, task, room[tasks.bodies[task]], _ready(tasks, task, placed), latest[task] + 1)
        if start is None:
            return None
        placed[task] = start
        _carry(room[tasks.bodies[task]], start, tasks.lengths[task], tasks.loads[task])
    return [start for start in placed if start is not None]


def _ready(tasks: Tasks, task: int, placed: Sequence[int | None]) -> int:
    """Return when what a task needs has ended."""
    return max(tasks.released[task], *((placed[need] or 0) + tasks.lengths[need] for need in tasks.needs[task]), 0)


def _first(tasks: Tasks, task: int, row: Sequence[float], ready: int, before: int) -> int | None:
    """Return the first quarter from `ready` on and before `before` in which the body has room all along."""
    length, least = tasks.lengths[task], tasks.loads[task] - SLACK
    start = quarter = ready
    while start < before and start + length <= len(row):
        if row[quarter] < least:
            start = quarter + 1
        elif quarter - start == length - 1:
            return start
        quarter += 1
    return None


def _carry(row: list[float], start: int, length: int, load: float) -> None:
    for quarter in range(start, start + length):
        row[quarter] -= load
