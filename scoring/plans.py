"""What a questionnaire means in columns, weights and limits: worked out once, used for every block of sheets."""

import math
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.questionnaire import TOP_LEVEL, Questionnaire

TOLERANCE = 1e-9


class Plan:
    """The columns of each group of statements, and how axes make dimensions."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.statements = len(questionnaire.statements)
        self.practices = tuple(_slices(len(practice.statements) for practice in questionnaire.practices))
        self.axes = tuple(_slices(len(axis.statements) for axis in questionnaire.axes))
        self.axis_practices = tuple(_slices(len(axis.practices) for axis in questionnaire.axes))
        self.counts = np.min_scalar_type(TOP_LEVEL * self.statements)

    @cached_property
    def weights(self) -> list[list[Fraction]]:
        """Return whole weights of the axes: for the overall score, then for each dimension."""
        axes = [axis.id for axis in self.questionnaire.axes]
        rows = [[Fraction(1)] * len(axes)]
        for dimension in self.questionnaire.dimensions:
            row = [Fraction(str(dimension.weights.get(axis, 0))) for axis in axes]
            rows.append([weight * math.lcm(*(w.denominator for w in row)) for weight in row])
        return rows

    @cached_property
    def scale(self) -> int:
        """Return a number that makes every axis mean whole, or 1 where no float could hold the sums."""
        longest = max(axis.stop - axis.start for axis in self.axes)
        scale = math.lcm(*range(1, longest + 1))
        return scale if self._bound(scale) < 2 ** np.finfo(np.float64).nmant else 1

    @cached_property
    def narrowest(self) -> np.dtype[Any]:
        """Return the narrowest float in which the sums of levels, and the limits they are held against, are exact."""
        whole = all((Fraction(str(d.threshold)) * self.scale).denominator == 1 for d in self.questionnaire.dimensions)
        narrow = whole and self.scale > 1 and self._bound(self.scale) < 2 ** np.finfo(np.float32).nmant
        return np.dtype(np.float32 if narrow else np.float64)

    @cached_property
    def matrix(self) -> NDArray[np.float64]:
        """Return the weights as an array."""
        return np.array(self.weights, np.float64)

    def limits(self, work: np.dtype[Any]) -> list[float]:
        """Return each dimension's threshold in the scale of the sums, a hair lower where sums may carry noise."""
        slack = 0.0 if work == np.float32 else TOLERANCE
        return [(dimension.threshold - slack) * self.scale for dimension in self.questionnaire.dimensions]

    @cached_property
    def patterns(self) -> list[int]:
        """Return for each quadrant the bits of its high dimensions; without dimensions there are no quadrants."""
        bits = {dimension.id: 1 << bit for bit, dimension in enumerate(self.questionnaire.dimensions)}
        return [sum(bits[dimension] for dimension in set(q.high)) for q in self.questionnaire.quadrants if bits]

    def _bound(self, scale: int) -> Fraction:
        return TOP_LEVEL * scale * max(sum(row, Fraction()) for row in self.weights)


@lru_cache(maxsize=16)
def plan_of(questionnaire: Questionnaire) -> Plan:
    """Return the plan of a questionnaire, worked out once."""
    return Plan(questionnaire)


def _slices(sizes: Iterable[int]) -> Iterator[slice]:
    stop = 0
    for size in sizes:
        start, stop = stop, stop + size
        yield slice(start, stop)
