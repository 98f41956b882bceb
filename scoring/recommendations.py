"""What to do first: for the weakest axes, the initiatives of the catalogue ranked by what they would lift."""

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from scoring.plans import TOLERANCE
from scoring.questionnaire import TOP_LEVEL, Axis, Catalogue, Dimension, Initiative, Practice, Statement
from scoring.results import Result


@dataclass(frozen=True, slots=True)
class Reason:
    """A statement that an initiative would raise: where it stands, and the next level as its descriptor says it."""

    statement: str
    level: int
    next_level: int
    next_descriptor: str


@dataclass(frozen=True, slots=True)
class Recommendation:
    """An initiative, for the practices of one axis at whose level it starts.

    `axis_gain` is what the axis would gain if each statement in `reasons` rose to its next level, and `dimension_gain`
    what `dimension`, the first that the axis feeds, would gain by that.  Both are None where no statements are known.
    `prerequisites_open` are the prerequisites that lead somewhere the organisation is not yet.
    """

    initiative: Initiative
    practices: tuple[str, ...]
    reasons: tuple[Reason, ...]
    axis_gain: float | None
    dimension: str | None
    dimension_gain: float | None
    prerequisites_open: tuple[Initiative, ...]


@dataclass(frozen=True, slots=True)
class AxisAdvice:
    """An axis worth the effort, and the initiatives for it; target and gap are None unless targets were given."""

    axis: str
    score: float | None
    target: float | None
    gap: float | None
    initiatives: tuple[Recommendation, ...]


@dataclass(frozen=True, slots=True)
class _Proposal:
    """An initiative that fits an axis, before the axes have shared out what fits several."""

    axis: str
    initiative: Initiative
    practices: tuple[str, ...]
    raised: tuple[Reason, ...]
    steps: float
    gain: float


def recommend(
    result: Result, *, targets: Mapping[str, float] | None = None, per_axis: int = 3
) -> tuple[AxisAdvice, ...]:
    """Return advice for the weakest axes, or with targets for the axes below theirs, widest gap first.

    An initiative fits a practice whose level (its score without the fraction) is at least where the initiative starts
    and below where it leads.  The best are those with the largest gain, then the smallest effort, then the first of the
    catalogue.  An initiative is advised once, for the axis that would gain most and still has room.  A result without
    statements (published axis scores) has its axis scores taken for the levels of their practices, and gains are None.
    """
    axes = _below(result, targets) if targets is not None else dict.fromkeys(result.weakest_axes, None)
    levels = practice_levels(result)
    chosen: dict[str, list[_Proposal]] = {axis: [] for axis in axes}
    taken: set[str] = set()
    for proposal in _ranked(result, axes, levels):
        if proposal.initiative.id not in taken and len(chosen[proposal.axis]) < per_axis:
            taken.add(proposal.initiative.id)
            chosen[proposal.axis].append(proposal)
    return tuple(
        AxisAdvice(
            axis=axis,
            score=result.axes[axis].score,
            target=targets[axis] if targets is not None else None,
            gap=gap,
            initiatives=tuple(_recommendation(result, proposal, levels) for proposal in chosen[axis]),
        )
        for axis, gap in axes.items()
    )


def fitting(catalogue: Catalogue, practice: str, level: int) -> tuple[Initiative, ...]:
    """Return the initiatives that lead a practice on from a level."""
    return tuple(i for i in catalogue.initiatives if practice in i.practices and i.from_level <= level < i.to_level)


def prerequisites_open(
    catalogue: Catalogue, initiative: Initiative, levels: Mapping[str, int]
) -> tuple[Initiative, ...]:
    """Return the prerequisites of an initiative that are not done: some practice they serve is below their end."""
    prerequisites = (catalogue.by_id[prerequisite] for prerequisite in initiative.prerequisites)
    return tuple(p for p in prerequisites if any(levels.get(practice, -1) < p.to_level for practice in p.practices))


def practice_levels(result: Result) -> dict[str, int]:
    """Return the level that each practice with a score has reached, from its axis where practices have no scores."""
    found = {}
    for axis in result.questionnaire.axes:
        for practice in axis.practices:
            score = (result.practices[practice.id] if result.practices else result.axes[axis.id]).score
            if score is not None:
                found[practice.id] = _level(score)
    return found


def axis_gains(result: Result, practices: Collection[str], to_level: int = TOP_LEVEL) -> dict[str, float]:
    """Return what each axis of some practices would gain if their statements below a level rose to the next."""
    scores = {statement: found.score for statement, found in result.statements.items()}
    return {
        axis.id: _steps(_raised(served, to_level, scores)) / max(result.axes[axis.id].answered, 1)
        for axis in result.questionnaire.axes
        if (served := [practice for practice in axis.practices if practice.id in practices])
    }


def _level(score: float) -> int:
    return math.floor(score + TOLERANCE)


def _below(result: Result, targets: Mapping[str, float]) -> dict[str, float]:
    unknown = targets.keys() - result.axes.keys()
    if unknown:
        raise ValueError(f"{result.questionnaire.reference} has no axis {min(unknown)!r}; use its axis slugs")
    gaps = {
        axis: targets[axis] - group.score
        for axis, group in result.axes.items()
        if axis in targets and group.score is not None
    }
    return {axis: gaps[axis] for axis in sorted(gaps, key=gaps.__getitem__, reverse=True) if gaps[axis] > TOLERANCE}


def _ranked(result: Result, axes: Mapping[str, float | None], levels: Mapping[str, int]) -> list[_Proposal]:
    """Return what fits the axes, best first; among equals the order of the catalogue, then of the axes, stands."""
    catalogue = result.questionnaire.catalogue
    scores = {statement: found.score for statement, found in result.statements.items()}
    proposals = (
        proposal
        for initiative in catalogue.initiatives
        for axis in axes
        for proposal in _proposals(result, result.questionnaire.axis_by_id[axis], initiative, levels, scores)
    )
    return sorted(proposals, key=lambda found: (-found.gain, catalogue.costs[found.initiative.effort]))


def _proposals(
    result: Result,
    axis: Axis,
    initiative: Initiative,
    levels: Mapping[str, int],
    scores: Mapping[str, float | None],
) -> Iterator[_Proposal]:
    """Yield the proposal of an initiative for an axis, if it fits."""
    practices = [
        practice
        for practice in axis.practices
        if practice.id in initiative.practices
        and initiative.from_level <= levels.get(practice.id, TOP_LEVEL) < initiative.to_level
    ]
    if not practices:
        return
    raised = _raised(practices, initiative.to_level, scores)
    steps = _steps(raised)
    yield _Proposal(
        axis=axis.id,
        initiative=initiative,
        practices=tuple(practice.id for practice in practices),
        raised=tuple(_reason(statement, _level(score)) for statement, score in raised),
        steps=steps,
        gain=steps / max(result.axes[axis.id].answered, 1),
    )


def _raised(
    practices: Iterable[Practice], to_level: int, scores: Mapping[str, float | None]
) -> list[tuple[Statement, float]]:
    """Return the statements of practices that are below a level, with their scores."""
    return [
        (statement, score)
        for practice in practices
        for statement in practice.statements
        if (score := scores.get(statement.id)) is not None and _level(score) < to_level
    ]


def _steps(raised: Iterable[tuple[Statement, float]]) -> float:
    """Return how much statements rise together when each goes to its next level."""
    return math.fsum(_level(score) + 1 - score for _, score in raised)


def _reason(statement: Statement, level: int) -> Reason:
    return Reason(statement.id, level, level + 1, statement.levels[level + 1])


def _recommendation(result: Result, proposal: _Proposal, levels: Mapping[str, int]) -> Recommendation:
    dimension = next((d for d in result.questionnaire.dimensions if d.weights.get(proposal.axis, 0) > 0), None)
    known = bool(result.statements)
    return Recommendation(
        initiative=proposal.initiative,
        practices=proposal.practices,
        reasons=proposal.raised,
        axis_gain=proposal.gain if known else None,
        dimension=dimension.id if dimension else None,
        dimension_gain=_dimension_gain(result, proposal, dimension) if known and dimension else None,
        prerequisites_open=prerequisites_open(result.questionnaire.catalogue, proposal.initiative, levels),
    )


def _dimension_gain(result: Result, proposal: _Proposal, dimension: Dimension) -> float:
    axis = result.axes[proposal.axis]
    total = math.fsum(dimension.weights.get(name, 0) for name, group in result.axes.items() if group.score is not None)
    return proposal.steps * dimension.weights[proposal.axis] / (axis.answered * total)
