"""What an organisation aims at, axis by axis and as a quadrant: what is missing, and where it would then stand."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from scoring.plans import TOLERANCE
from scoring.questionnaire import TOP_LEVEL, Quadrant, Questionnaire
from scoring.results import Result

READ = 0.005  # scores are read to two decimals: a target that reads like the score is not below it
FaultKind = Literal["unknown-axis", "off-the-scale", "below-score", "unknown-quadrant", "reached", "asks-less"]


@dataclass(frozen=True, slots=True)
class AxisTarget:
    """The score that an axis is to reach, by when and why."""

    score: float
    due_on: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class QuadrantTarget:
    """The quadrant that is to be reached, by when and why."""

    id: str
    due_on: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Targets:
    """What an organisation aims at with one questionnaire; without axes and quadrant it aims at nothing."""

    axes: Mapping[str, AxisTarget] = field(default_factory=dict)
    quadrant: QuadrantTarget | None = None

    def __hash__(self) -> int:
        """Return a hash, so that what is computed for targets can be kept."""
        return hash((frozenset(self.axes.items()), self.quadrant))

    def __bool__(self) -> bool:
        """Tell whether anything is aimed at."""
        return bool(self.axes or self.quadrant)

    @property
    def scores(self) -> dict[str, float]:
        """Return the targeted scores by axis."""
        return {axis: target.score for axis, target in self.axes.items()}

    @property
    def axes_due_on(self) -> date | None:
        """Return the date by which every targeted axis is to reach its score, if each has one."""
        dates = [target.due_on for target in self.axes.values() if target.due_on]
        return max(dates) if dates and len(dates) == len(self.axes) else None

    @property
    def goal_due_on(self) -> date | None:
        """Return the date by which the quadrant is to be reached, or without one the axes."""
        return self.quadrant.due_on if self.quadrant else self.axes_due_on

    def within(self, questionnaire: Questionnaire) -> "Targets":
        """Return what is aimed at on the axes and in the quadrants that this version has, in its order."""
        axes = {axis: self.axes[axis] for axis in questionnaire.axis_by_id if axis in self.axes}
        known = self.quadrant is not None and _quadrant(questionnaire, self.quadrant.id) is not None
        return Targets(axes, self.quadrant if known else None)


@dataclass(frozen=True, slots=True)
class TargetFault:
    """Why a target cannot stand: `axis` is empty for the quadrant, `dimension` is what a quadrant asks less on."""

    kind: FaultKind
    axis: str = ""
    target: float | str = ""
    score: float | None = None
    dimension: str = ""


def gap(score: float | None, target: float | None) -> float | None:
    """Return how much a score is missing to its target, 0 once it is reached.

    >>> gap(1.75, 2.5), gap(2.5, 2.5), gap(None, 2.5)
    (0.75, 0.0, None)
    """
    if score is None or target is None:
        return None
    return target - score if score < target - TOLERANCE else 0.0


def gaps(result: Result, targets: Targets) -> dict[str, float | None]:
    """Return by axis how much is missing to its target; None without a score or without a target."""
    scores = targets.scores
    return {axis: gap(scored.score, scores.get(axis)) for axis, scored in result.axes.items()}


def has_reached(result: Result, quadrant_id: str) -> bool:
    """Tell whether a result has every dimension high that a quadrant has high."""
    present, wanted = (_quadrant(result.questionnaire, each) for each in (result.quadrant, quadrant_id))
    return present is not None and wanted is not None and set(wanted.high) <= set(present.high)


def goal(result: Result, targets: Targets) -> dict[str, float | None]:
    """Return the score of each dimension once every target is reached, never below today's.

    An axis without a score stays out of it, as it stays out of the dimension today.
    """
    missing = gaps(result, targets)
    lifted = {axis: one.score + (missing[axis] or 0) for axis, one in result.axes.items() if one.score is not None}
    wanted = _quadrant(result.questionnaire, targets.quadrant.id) if targets.quadrant else None
    points: dict[str, float | None] = {}
    for dimension in result.questionnaire.dimensions:
        score = result.dimensions[dimension.id].score
        if score is None:
            points[dimension.id] = None
            continue
        least = dimension.threshold if wanted and dimension.id in wanted.high else 0.0
        mean = _mean(lifted, dimension.weights) if any(missing.values()) else score
        points[dimension.id] = max(score, mean, least)
    return points


def short_of_quadrant(result: Result, targets: Targets) -> dict[str, float]:
    """Return by dimension how much the axis targets alone leave missing to the threshold that the quadrant asks for."""
    wanted = _quadrant(result.questionnaire, targets.quadrant.id) if targets.quadrant else None
    if wanted is None or not targets.axes:
        return {}
    reached = goal(result, Targets(targets.axes))
    missing = {each.id: gap(reached[each.id], each.threshold) for each in result.questionnaire.dimensions}
    return {dimension: each for dimension in wanted.high if (each := missing.get(dimension))}


def faults(result: Result, targets: Targets) -> tuple[TargetFault, ...]:
    """Return why targets cannot stand beside a result: each has to be on the scale, and above what is reached."""
    return (*_axis_faults(result, targets.scores), *_quadrant_faults(result, targets.quadrant))


def _axis_faults(result: Result, scores: Mapping[str, float]) -> Iterator[TargetFault]:
    for axis, target in scores.items():
        if axis not in result.axes:
            yield TargetFault("unknown-axis", axis, target)
        elif not 0 <= target <= TOP_LEVEL:
            yield TargetFault("off-the-scale", axis, target)
        elif (score := result.axes[axis].score) is not None and target < score - READ:
            yield TargetFault("below-score", axis, target, score)


def _quadrant_faults(result: Result, target: QuadrantTarget | None) -> Iterator[TargetFault]:
    if target is None:
        return
    present, wanted = (_quadrant(result.questionnaire, each) for each in (result.quadrant, target.id))
    if wanted is None:
        yield TargetFault("unknown-quadrant", target=target.id)
    elif present is not None and (given_up := [each for each in present.high if each not in wanted.high]):
        yield TargetFault("asks-less", target=target.id, dimension=given_up[0])
    elif has_reached(result, target.id):
        yield TargetFault("reached", target=target.id)


def _quadrant(questionnaire: Questionnaire, quadrant_id: str | None) -> Quadrant | None:
    return next((each for each in questionnaire.quadrants if each.id == quadrant_id), None)


def _mean(scores: Mapping[str, float], weights: Mapping[str, float]) -> float:
    share = math.fsum(weights.get(axis, 0) for axis in scores)
    return math.fsum(score * weights.get(axis, 0) for axis, score in scores.items()) / share
