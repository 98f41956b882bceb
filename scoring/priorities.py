"""Which initiatives of a plan come first: four criteria, each from 0 to 4, their weighted mean, and its trace."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, Self

from pydantic import model_validator

from scoring.questionnaire import TOP_LEVEL, Weight
from scoring.questionnaire import Model as Table
from scoring.recommendations import axis_gains
from scoring.results import Result
from scoring.roadmap import in_roadmap
from scoring.targets import Targets, gap
from scoring.transformation import PlannedInitiative, Stage, TransformationPlan

HIGHEST = 4
DECIMALS = 9  # of a value: what differs by less is a tie, not noise that decides a rank

CriterionName = Literal["impact", "dependency", "scope", "ease"]
Source = Literal["computed", "overridden", "given", "missing"]
Lack = Literal["", "no-result", "no-practices", "no-statements", "not-given"]
CRITERIA: tuple[CriterionName, ...] = ("impact", "dependency", "scope", "ease")


class Weights(Table):
    """What each criterion weighs beside the others; the sources name the criteria and no weights, so all are equal."""

    impact: Weight = 1.0
    dependency: Weight = 1.0
    scope: Weight = 1.0
    ease: Weight = 1.0

    @model_validator(mode="after")
    def _something_counts(self) -> Self:
        if not any(self.by_name.values()):
            raise ValueError("at least one weight must be above 0")
        return self

    @property
    def by_name(self) -> Mapping[CriterionName, float]:
        """Return the weights by criterion."""
        return {name: getattr(self, name) for name in CRITERIA}


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion of an initiative: its value, and its part in the score (None where it is left out of the mean).

    `measure` is what was counted: the points by which gaps would close, or the initiatives that need this one;
    `computed` is the value that follows from it, `reason` the one given for another, and `lack` why there is none.
    """

    name: CriterionName
    value: float | None
    weight: float
    contribution: float | None
    source: Source
    measure: float | None = None
    computed: float | None = None
    reason: str = ""
    lack: Lack = ""


@dataclass(frozen=True, slots=True)
class Ranked:
    """An initiative in its rank, from 1, with its score from 0 to 4; None where no criterion that counts is known.

    `position` is its place in the plan, from 0, by which ties are broken.
    """

    initiative: str
    rank: int
    position: int
    score: float | None
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class _Value:
    value: float | None
    source: Source
    measure: float | None = None
    computed: float | None = None
    reason: str = ""
    lack: Lack = ""


def ranking(
    plan: TransformationPlan,
    result: Result | None = None,
    targets: Targets | None = None,
    weights: Weights | None = None,
    stage: Stage = "kept",
) -> tuple[Ranked, ...]:
    """Return what is still to do, of a stage, highest score first and ties in the plan's order; without score last.

    Impact: the points by which the gaps of axes to their targets (without any targets: to the top) would close if the
    statements of its practices rose to their next level, as in recommendations.  Dependency: how many initiatives of
    the roadmap need it, directly or not.  Of both, the initiative that has most gets 4 and the others are in
    proportion.  Scope and ease are as given.  A criterion that is not known stays out of the mean.
    """
    rows = _values(plan, result, targets, stage)
    given = (weights or Weights()).by_name
    scores = {name: mean(_known(values), exact(given)) for name, values in rows.items()}
    order = sorted(rows, key=lambda name: -1 if (score := scores[name]) is None else score, reverse=True)
    positions = {each.id: position for position, each in enumerate(plan.initiatives)}
    return tuple(
        Ranked(name, rank, positions[name], _float(scores[name]), _criteria(rows[name], given))
        for rank, name in enumerate(order, 1)
    )


def mean(values: Mapping[CriterionName, Fraction], weights: Mapping[CriterionName, Fraction]) -> Fraction | None:
    """Return the weighted mean of what is known, exactly; None where nothing that counts is known."""
    total = sum((weights[name] for name in values), Fraction())
    return sum((weights[name] * value for name, value in values.items()), Fraction()) / total if total else None


def exact(numbers: Mapping[CriterionName, float]) -> dict[CriterionName, Fraction]:
    """Return decimals as they are written."""
    return {name: Fraction(str(number)) for name, number in numbers.items()}


def _values(
    plan: TransformationPlan, result: Result | None, targets: Targets | None, stage: Stage
) -> dict[str, dict[CriterionName, _Value]]:
    todo = [each for each in plan.initiatives if each.stage == stage and each.status in {"not-started", "under-way"}]
    closed = {each.id: _closed(each, result, targets) for each in todo}
    needed = {name: len(after) for name, after in _needed_by(plan).items()}
    most = max((points for points in closed.values() if isinstance(points, float)), default=0.0)
    most_needed = max((needed[each.id] for each in todo), default=0)
    return {
        each.id: {
            "impact": _impact(each, closed[each.id], most),
            "dependency": _scaled(needed[each.id], most_needed),
            "scope": _given(each.scope),
            "ease": _given(each.ease),
        }
        for each in todo
    }


def _closed(each: PlannedInitiative, result: Result | None, targets: Targets | None) -> float | Lack:
    """Return the points by which an initiative would close gaps, or why they are not known."""
    if result is None:
        return "no-result"
    if not result.statements:
        return "no-statements"
    entry = result.questionnaire.catalogue.by_id.get(each.catalogue or "")
    gains = axis_gains(result, each.practices, entry.to_level if entry else TOP_LEVEL)
    if not gains:
        return "no-practices"
    aims = targets.scores if targets else dict.fromkeys(gains, float(TOP_LEVEL))
    return sum(min(gain, gap(result.axes[axis].score, aims.get(axis)) or 0.0) for axis, gain in gains.items())


def _needed_by(plan: TransformationPlan) -> dict[str, set[str]]:
    """Return what needs each initiative, directly or not, of those in the roadmap."""
    direct: dict[str, list[str]] = {each.id: [] for each in plan.initiatives}
    for each in filter(in_roadmap, plan.initiatives):
        for need in each.needs:
            direct.get(need, []).append(each.id)
    return {name: set(_reached(direct, name)) - {name} for name in direct}


def _reached(direct: Mapping[str, list[str]], name: str) -> Iterator[str]:
    seen, waiting = {name}, [name]
    while waiting:
        for after in direct[waiting.pop()]:
            if after not in seen:
                seen.add(after)
                waiting.append(after)
                yield after


def _impact(each: PlannedInitiative, closed: float | Lack, most: float) -> _Value:
    found = _Value(None, "missing", lack=closed) if isinstance(closed, str) else _scaled(closed, most)
    if each.impact is None:
        return found
    return _Value(round(each.impact, DECIMALS), "overridden", found.measure, found.computed, each.impact_reason)


def _scaled(measure: float, most: float) -> _Value:
    """Return a measure on the scale from 0 to 4, on which the most of the plan is 4."""
    value = round(HIGHEST * measure / most, DECIMALS) if most else 0.0
    return _Value(value, "computed", measure, value)


def _given(grade: int | None) -> _Value:
    return _Value(None, "missing", lack="not-given") if grade is None else _Value(float(grade), "given")


def _known(values: Mapping[CriterionName, _Value]) -> dict[CriterionName, Fraction]:
    return exact({name: found.value for name, found in values.items() if found.value is not None})


def _criteria(values: Mapping[CriterionName, _Value], weights: Mapping[CriterionName, float]) -> tuple[Criterion, ...]:
    total = sum(weights[name] for name, found in values.items() if found.value is not None)
    return tuple(
        Criterion(
            name,
            found.value,
            weights[name],
            weights[name] * found.value / total if total and found.value is not None else None,
            found.source,
            found.measure,
            found.computed,
            found.reason,
            found.lack,
        )
        for name, found in values.items()
    )


def _float(score: Fraction | None) -> float | None:
    return None if score is None else float(score)
