"""The cheapest set of next-level steps to a target: a quadrant, scores of axes, or both."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from scoring.effects import Answers, Effects, Levels, axis_effects, dimension_effects, levels_of, worth
from scoring.path_program import Program, Step, Unsolved
from scoring.questionnaire import TOP_LEVEL, Catalogue, Initiative, Question, Questionnaire
from scoring.recommendations import fitting, practice_levels, prerequisites_open
from scoring.results import Result, assess


class Obstacle(StrEnum):
    """Why there is no path."""

    NOTHING_ASKED = "nothing-asked"
    BELOW = "below"
    REACHED = "reached"
    UNREACHABLE = "unreachable"
    TOO_LONG = "too-long"


class NoPath(Exception):  # noqa: N818 (it says what there is)
    """There is no path: why, what stands in the way by the ids of dimensions or axes, and the best there can be."""

    def __init__(self, obstacle: Obstacle, best: Result, names: tuple[str, ...] = ()) -> None:
        super().__init__(f"{obstacle}: {', '.join(names)}")
        self.obstacle = obstacle
        self.best = best
        self.names = names


@dataclass(frozen=True, slots=True)
class PathStep:
    """A question raised to its next level, by an initiative of the path where the catalogue has one for it."""

    question: Question
    level: int
    to: int
    initiative: Initiative | None

    @property
    def descriptor(self) -> str:
        """Return what the next level looks like."""
        return self.question.statement.levels[self.to]


@dataclass(frozen=True, slots=True)
class Path:
    """The initiatives to carry out, each after what it needs, what they raise, the total effort and where it ends."""

    initiatives: tuple[Initiative, ...]
    steps: tuple[PathStep, ...]
    effort: int
    result: Result

    def steps_of(self, initiative: Initiative | None) -> tuple[PathStep, ...]:
        """Return the steps that an initiative leads, or those that none does."""
        return tuple(step for step in self.steps if step.initiative is initiative)


@dataclass(frozen=True, slots=True)
class _Need:
    """What a dimension or an axis asks: so much more, of what one level on each question adds."""

    name: str
    gains: Effects
    gap: Fraction


def shortest_path(
    questionnaire: Questionnaire,
    answers: Answers,
    quadrant: str | None = None,
    targets: Mapping[str, float] | None = None,
) -> Path:
    """Return the path of least effort, then of fewest steps, to a quadrant and to target scores of axes, or refuse.

    A dimension that is low in the quadrant may rise too.  Questions without a level do not move, and none goes down.
    """
    result, levels = assess(questionnaire, answers), levels_of(answers)
    best = assess(questionnaire, {**answers, **dict.fromkeys(levels, TOP_LEVEL)})
    dimensions = tuple(_dimensions(result, levels, _high(questionnaire, quadrant)))
    axes = tuple(_axes(result, levels, targets or {}))
    if quadrant is None and not axes:
        raise NoPath(Obstacle.NOTHING_ASKED, best)
    _refuse(dimensions, axes, levels, best)
    program = _program(result, levels, (*dimensions, *axes))
    try:
        initiatives, steps, effort = program.solve()
    except Unsolved as unsolved:
        raise NoPath(Obstacle.TOO_LONG, best) from unsolved
    after = {**answers, **{name: step.level + 1 for step in steps for name in step.questions}}
    ordered = _ordered(questionnaire.catalogue, initiatives)
    return Path(ordered, tuple(_led(questionnaire, steps, ordered)), effort, assess(questionnaire, after))


def _high(questionnaire: Questionnaire, quadrant: str | None) -> tuple[str, ...]:
    known = {each.id: each.high for each in questionnaire.quadrants}
    if quadrant is None or quadrant in known:
        return known[quadrant] if quadrant else ()
    raise ValueError(f"{questionnaire.reference} has no quadrant {quadrant!r}; use its ids")


def _dimensions(result: Result, levels: Levels, high: tuple[str, ...]) -> Iterator[_Need]:
    for row, dimension in enumerate(result.questionnaire.dimensions):
        if dimension.id in high:
            yield _need(dimension.id, levels, dimension_effects(result, levels, row), dimension.threshold)


def _axes(result: Result, levels: Levels, targets: Mapping[str, float]) -> Iterator[_Need]:
    unknown = targets.keys() - result.questionnaire.axis_by_id.keys()
    if unknown:
        raise ValueError(f"{result.questionnaire.reference} has no axis {min(unknown)!r}; use its axis slugs")
    for axis, target in targets.items():
        yield _need(axis, levels, axis_effects(result, levels)[axis], target)


def _need(name: str, levels: Levels, gains: Effects, target: float) -> _Need:
    return _Need(name, gains, Fraction(str(target)) - worth(levels, gains))


def _refuse(dimensions: tuple[_Need, ...], axes: tuple[_Need, ...], levels: Levels, best: Result) -> None:
    """Refuse what cannot be reached, what would be a step back, and what asks for nothing more."""
    needs = (*dimensions, *axes)
    beyond = tuple(need.name for need in needs if not need.gains or need.gap > _most(need, levels))
    lower = tuple(need.name for need in axes if need.gap < 0)
    if beyond:
        raise NoPath(Obstacle.UNREACHABLE, best, beyond)
    if lower:
        raise NoPath(Obstacle.BELOW, best, lower)
    if all(need.gap <= 0 for need in needs):
        raise NoPath(Obstacle.REACHED, best)


def _most(need: _Need, levels: Levels) -> Fraction:
    """Return what a need would gain if every question rose to the top."""
    return worth({name: TOP_LEVEL - level for name, level in levels.items()}, need.gains)


def _program(result: Result, levels: Levels, needs: tuple[_Need, ...]) -> Program:
    """Return the program of what is still missing."""
    catalogue, reached = result.questionnaire.catalogue, practice_levels(result)
    waiting = {each.id: prerequisites_open(catalogue, each, reached) for each in catalogue.initiatives}
    program = Program(result.questionnaire, levels, waiting)
    for need in needs:
        if need.gap > 0:
            program.require(need.gains, need.gap)
    return program


def _ordered(catalogue: Catalogue, chosen: tuple[Initiative, ...]) -> tuple[Initiative, ...]:
    """Return initiatives by the level at which they start, each after its prerequisites."""
    placed: dict[str, Initiative] = {}

    def place(initiative: Initiative) -> None:
        for name in initiative.prerequisites:
            if name not in placed and catalogue.by_id[name] in chosen:
                place(catalogue.by_id[name])
        placed.setdefault(initiative.id, initiative)

    for initiative in sorted(chosen, key=lambda each: each.from_level):
        place(initiative)
    return tuple(placed.values())


def _led(
    questionnaire: Questionnaire, steps: tuple[Step, ...], initiatives: tuple[Initiative, ...]
) -> Iterator[PathStep]:
    """Yield each question's steps in order, each with the first initiative of the path that leads there."""
    for question in questionnaire.question_by_id.values():
        for step in steps:
            if question.id in step.questions:
                leading = fitting(questionnaire.catalogue, step.practice, step.level)
                led = next((each for each in initiatives if each in leading), None)
                yield PathStep(question, step.level, step.level + 1, led)
