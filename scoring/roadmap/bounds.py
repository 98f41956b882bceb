"""What no schedule can beat: the longest chain of needs, and what bodies can carry in any span of quarters."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.roadmap.load import SLACK
from scoring.roadmap.tasks import Tasks

Array = NDArray[Any]


def lower_bound(tasks: Tasks) -> int:
    """Return a quarter before which not all can have ended; one past the last where they cannot all have a place."""
    last = tasks.room.shape[1]
    least = max((start + length for start, length in zip(tasks.earliest, tasks.lengths, strict=True)), default=0)
    return next((end for end in range(least, last + 1) if not refuted(tasks, end)), last + 1)


def refuted(tasks: Tasks, end: int) -> bool:
    """Tell whether it is proven that not all can have ended before a quarter."""
    latest = tasks.latest(end)
    if any(first > last for first, last in zip(tasks.earliest, latest, strict=True)):
        return True
    first, lengths, loads = np.array(tasks.earliest), np.array(tasks.lengths), np.array(tasks.loads)
    ended, bodies = np.array(latest) + lengths, np.array(tasks.bodies)
    return any(
        _overfull(first[mine], ended[mine], asked, room)
        for body in np.unique(bodies)
        for mine, asked, room in _demands(tasks.room[body], np.flatnonzero(bodies == body), lengths, loads)
    )


def _demands(room: Array, mine: Array, lengths: Array, loads: Array) -> Iterator[tuple[Array, Array, Array]]:
    """Yield what tasks ask of a body beside what it has: in load, then in number of those of at least each load.

    Of tasks that each ask for 2 a body with 3 can carry but one at a time, which their loads alone do not show.
    """
    if not np.isfinite(room).all():
        return
    yield mine, lengths[mine] * loads[mine], room
    for least in np.unique(loads[mine]):
        if least > 0:
            heavy = mine[loads[mine] >= least]
            yield heavy, lengths[heavy], np.floor((room + SLACK) / least)


def _overfull(first: Array, ended: Array, asked: Array, room: Array) -> bool:
    """Tell whether some span of quarters has less room than is asked by the tasks that cannot leave it."""
    inside = np.zeros((len(room) + 1, len(room) + 1))
    np.add.at(inside, (first, ended), asked)
    inside = inside[::-1].cumsum(axis=0)[::-1].cumsum(axis=1)
    until = np.concatenate([[0], room.cumsum()])
    return bool((np.triu(inside - (until[None, :] - until[:, None])) > SLACK * len(room)).any())
