"""The whole-number program behind the shortest path: what may be chosen, what it costs, and what must hold.

Columns are initiatives, each taken or not, then steps: how many questions of a practice that stand together today go
from one level to the next.  Three solutions follow each other, each bound to the best of the one before: the least
effort, then the fewest steps, then the first in the questionnaire's order.  Apart they are quick and exact; as one
objective their sizes would strain the solver's tolerances.
"""

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.effects import Effects, Levels, shares
from scoring.questionnaire import TOP_LEVEL, Effort, Initiative, Practice, Questionnaire
from scoring.recommendations import fitting

ALONE: Effort = "M"
SECONDS = 10
SLACK = 1e-6

Row = tuple[Mapping[int, int], int]
Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Step:
    """The way from a level to the next, for questions of a practice at the same level today that weigh the same."""

    practice: str
    questions: tuple[str, ...]
    level: int


class Unsolved(Exception):  # noqa: N818 (it names what happened to the program)
    """The solver gave up before it knew the best."""


@dataclass(frozen=True)
class Program:
    """Everything that may be chosen from where the questions stand."""

    questionnaire: Questionnaire
    levels: Levels
    open_prerequisites: Mapping[str, tuple[Initiative, ...]]
    required: list[Row] = field(default_factory=list)

    @cached_property
    def initiatives(self) -> tuple[Initiative, ...]:
        """Return the initiatives, in the order of their columns."""
        return self.questionnaire.catalogue.initiatives

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Return every step that is left, those of the same questions one after the other."""
        return tuple(
            Step(practice.id, tuple(alike), level)
            for practice in self.questionnaire.practices
            for (_, start), alike in self._alike(practice).items()
            for level in range(start, TOP_LEVEL)
        )

    def _alike(self, practice: Practice) -> Mapping[tuple[Fraction, int], list[str]]:
        """Return the questions of a practice by their share in their statement and their level."""
        found: dict[tuple[Fraction, int], list[str]] = defaultdict(list)
        for statement in practice.statements:
            for question, share in shares(self.questionnaire, statement, self.levels):
                found[share, self.levels[question]].append(question)
        return found

    def require(self, gains: Effects, gap: Fraction) -> None:
        """Ask that the steps, each worth what its question gains, close a gap; in the smallest whole numbers."""
        worth = {row: gain for row, step in enumerate(self.steps) if (gain := gains.get(step.questions[0]))}
        scale = math.lcm(*(gain.denominator for gain in worth.values()))
        unit = Fraction(math.gcd(*(int(gain * scale) for gain in worth.values())), scale)
        first = len(self.initiatives)
        self.required.append(({first + row: int(gain / unit) for row, gain in worth.items()}, math.ceil(gap / unit)))

    def solve(self) -> tuple[tuple[Initiative, ...], tuple[Step, ...], int]:
        """Return the initiatives of the best solution, its steps with the questions that take them, and its effort."""
        first, costs = len(self.initiatives), self._costs
        rows = [*self._paths(), *self._prerequisites(), *self.required]
        steps = np.arange(len(costs)) >= first
        # Every step that its initiatives allow may be taken: whole initiatives are enough to know the least effort.
        found = self._least(costs, rows, ~steps | (costs > 0))
        effort = round(float(costs @ found))
        rows.append(_at_most(costs, effort))
        found = self._fewest(steps, rows, found[:first])
        rows.append(_at_most(steps, round(float(found[steps].sum()))))
        found = self._least(np.maximum(np.arange(len(costs)) - first, 0), rows, chosen=found[:first]).round()
        chosen = tuple(each for each, taken in zip(self.initiatives, found[:first], strict=True) if taken)
        taken = (
            Step(step.practice, step.questions[: int(count)], step.level)
            for step, count in zip(self.steps, found[first:], strict=True)
            if count
        )
        return chosen, tuple(taken), effort

    def _fewest(self, steps: Array, rows: list[Row], chosen: Array) -> Array:
        """Return a solution of fewest steps: with the initiatives chosen, if steps in parts would come to no fewer."""
        found = self._least(steps, rows, chosen=chosen)
        parts = float(steps @ self._least(steps, rows, np.zeros(len(steps))))
        return found if round(float(steps @ found)) == math.ceil(parts - SLACK) else self._least(steps, rows)

    @cached_property
    def _costs(self) -> Array:
        """Return what each column costs: a step costs something only where the catalogue has nothing for it."""
        costs = self.questionnaire.catalogue.costs
        alone = [0 if self._leading(step) else costs[ALONE] for step in self.steps]
        return np.array([*(costs[initiative.effort] for initiative in self.initiatives), *alone])

    def _leading(self, step: Step) -> tuple[Initiative, ...]:
        return fitting(self.questionnaire.catalogue, step.practice, step.level)

    def _paths(self) -> list[Row]:
        """Ask for each step the one before it, and an initiative that leads there where the catalogue has one."""
        first, columns = len(self.initiatives), {each.id: column for column, each in enumerate(self.initiatives)}
        before: list[Row] = [
            ({first + row: 1, first + row + 1: -1}, 0)
            for row, (step, later) in enumerate(pairwise(self.steps))
            if step.questions == later.questions
        ]
        led: list[Row] = [
            ({**{columns[each.id]: len(step.questions) for each in leading}, first + row: -1}, 0)
            for row, step in enumerate(self.steps)
            if (leading := self._leading(step))
        ]
        return before + led

    def _prerequisites(self) -> list[Row]:
        columns = {each.id: column for column, each in enumerate(self.initiatives)}
        return [
            ({columns[needed.id]: 1, columns[name]: -1}, 0)
            for name, prerequisites in self.open_prerequisites.items()
            for needed in prerequisites
        ]

    def _least(self, costs: Array, rows: list[Row], whole: Array | None = None, chosen: Array | None = None) -> Array:
        """Return the values that cost least, with the initiatives as chosen, where they are."""
        from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415 (half a second that few ever need)

        most = np.array([*(1 for _ in self.initiatives), *(len(step.questions) for step in self.steps)], float)
        least = np.zeros(len(costs))
        if chosen is not None:
            least[: len(chosen)] = most[: len(chosen)] = chosen.round()
        found = milp(
            costs,
            integrality=np.ones(len(costs)) if whole is None else whole,
            bounds=Bounds(least, most),
            constraints=LinearConstraint(
                _matrix(rows, len(costs)), lb=np.array([at_least for _, at_least in rows], float)
            ),
            options={"mip_rel_gap": 0, "time_limit": SECONDS},
        )
        if found.status != 0:
            raise Unsolved(found.message)
        solution: Array = found.x
        return solution


def _at_most(costs: Array, most: int) -> Row:
    return {int(column): -int(costs[column]) for column in np.flatnonzero(costs)}, -most


def _matrix(rows: list[Row], columns: int) -> object:
    """Return rows as a sparse matrix."""
    from scipy.sparse import coo_array  # noqa: PLC0415 (as above)

    entries = [(row, column, value) for row, (terms, _) in enumerate(rows) for column, value in terms.items()]
    at, across, values = zip(*entries, strict=True)
    return coo_array((np.array(values, float), (at, across)), shape=(len(rows), columns)).tocsr()
