"""Whether everything can have ended before a quarter, as a whole-number program: a column for each possible start."""

import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from scoring.roadmap.load import SLACK
from scoring.roadmap.tasks import Tasks

COLUMNS = 2_500
NODES = 100
SECONDS = 3.0
INFEASIBLE = 2

Row = tuple[Mapping[int, float], float]


class Undecided(Exception):  # noqa: N818 (it names what happened to the program)
    """The solver gave up, or the program is too large for it to start."""


class Patience:
    """The seconds that are left to the solver: one that gives up on a program is asked no more."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._until = time.monotonic() + seconds
        self._lost = False

    def decided(self, tasks: Tasks, end: int) -> list[int] | None:
        """Return a schedule that has ended before a quarter, None where there is none."""
        program = _Program(tasks, end)
        if not all(program.columns):
            return None
        seconds = self._until - time.monotonic()
        if self._lost or seconds <= 0 or program.size > COLUMNS:
            raise Undecided
        try:
            return program.solve(seconds)
        except Undecided:
            self._lost = True
            raise


@dataclass(frozen=True)
class _Program:
    """A column says that a task starts in a quarter."""

    tasks: Tasks
    end: int

    @cached_property
    def columns(self) -> list[dict[int, int]]:
        """Return for each task its columns by quarter."""
        numbers, tasks = iter(range(1_000_000)), self.tasks
        spans = zip(tasks.earliest, tasks.latest(self.end), tasks.starts, strict=True)
        return [
            {start: next(numbers) for start in range(first, last + 1) if open_[start]} for first, last, open_ in spans
        ]

    @property
    def size(self) -> int:
        """Return the number of columns."""
        return sum(map(len, self.columns))

    def rows(self) -> Iterator[Row]:
        """Yield what must stay at most at its limit: needs, then loads."""
        for task, needs in enumerate(self.tasks.needs):
            for need in needs:
                yield from self._after(task, need)
        yield from self._carried()

    def _after(self, task: int, need: int) -> Iterator[Row]:
        """Ask, by each quarter, that a task has started only if what it needs has ended by then."""
        for quarter in self.columns[task]:
            started = {column: 1.0 for start, column in self.columns[task].items() if start <= quarter}
            by = quarter - self.tasks.lengths[need]
            yield started | {column: -1.0 for start, column in self.columns[need].items() if start <= by}, 0.0

    def _carried(self) -> Iterator[Row]:
        carried: dict[tuple[int, int], dict[int, float]] = defaultdict(dict)
        for task, (body, length, load) in enumerate(
            zip(self.tasks.bodies, self.tasks.lengths, self.tasks.loads, strict=True)
        ):
            if load > 0 and np.isfinite(self.tasks.room[body]).all():
                for start, column in self.columns[task].items():
                    for quarter in range(start, start + length):
                        carried[body, quarter][column] = load
        yield from ((terms, float(self.tasks.room[at]) + SLACK) for at, terms in carried.items())

    def solve(self, seconds: float) -> list[int] | None:
        """Return the start of each task."""
        from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415 (half a second that few ever need)

        once: list[Row] = [(dict.fromkeys(columns.values(), 1.0), 1.0) for columns in self.columns]
        rows = [*once, *self.rows()]
        most = np.array([limit for _, limit in rows])
        least = np.full(len(rows), -np.inf)
        least[: len(once)] = 1
        found = milp(
            np.zeros(self.size),
            integrality=np.ones(self.size),
            bounds=Bounds(0, 1),
            constraints=LinearConstraint(_matrix(rows, self.size), least, most),
            options={"node_limit": NODES, "time_limit": seconds},
        )
        if found.x is None and found.status != INFEASIBLE:
            raise Undecided(found.message)
        return None if found.x is None else self._starts(found.x.round().tolist())

    def _starts(self, chosen: list[float]) -> list[int]:
        return [next(start for start, column in columns.items() if chosen[column]) for columns in self.columns]


def _matrix(rows: list[Row], columns: int) -> object:
    """Return rows as a sparse matrix."""
    from scipy.sparse import coo_array  # noqa: PLC0415 (as above)

    entries = [(row, column, value) for row, (terms, _) in enumerate(rows) for column, value in terms.items()]
    at, across, values = zip(*entries, strict=True)
    return coo_array((np.array(values), (at, across)), shape=(len(rows), columns)).tocsr()
