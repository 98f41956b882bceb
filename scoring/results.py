"""What a scored organisation looks like to pages, charts and exports; the shape of the contract's JSON."""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.deferred import Deferred
from scoring.plans import TOLERANCE, plan_of
from scoring.questionnaire import TOP_LEVEL, Axis, Practice, Questionnaire
from scoring.scores import NOT_APPLICABLE, UNANSWERED, Scores, score, score_means
from scoring.statements import Statements
from scoring.weakest import weakest_axes

Array = NDArray[Any]
GROUP = ("score", "percent", "answered", "not_applicable", "total")


def percent(score: float | None) -> float | None:
    """Return a score of 0 to 4 as a percentage, or None."""
    return None if score is None else score / TOP_LEVEL * 100


@dataclass(frozen=True, slots=True)
class GroupScore:
    """The score of an axis or a practice, with the statements it rests on."""

    score: float | None
    answered: int
    not_applicable: int
    total: int

    @property
    def percent(self) -> float | None:
        """Return the score in percent, or None."""
        return percent(self.score)


@dataclass(frozen=True, slots=True)
class StatementScore:
    """The score of a statement: its agreed level, or the mean of its ballots and how far they agree (0 to 1)."""

    score: float | None
    ballots: int
    agreement: float | None
    not_applicable: bool = False


@dataclass(frozen=True, slots=True)
class DimensionScore:
    """The score of a dimension."""

    score: float | None

    @property
    def percent(self) -> float | None:
        """Return the score in percent, or None."""
        return percent(self.score)


@dataclass(frozen=True, slots=True)
class Result:
    """The scores of one organisation.  Keys follow the order of the questionnaire; None means no score, never 0."""

    questionnaire: Questionnaire
    organisation: str
    group: str | None
    overall: float | None
    coverage: float
    provisional: bool
    ballots: int
    axes: Mapping[str, GroupScore]
    practices: Mapping[str, GroupScore]
    statements: Mapping[str, StatementScore]
    dimensions: Mapping[str, DimensionScore]
    quadrant: str | None
    weakest_axes: tuple[str, ...]

    @property
    def percent(self) -> float | None:
        """Return the overall score in percent, or None."""
        return percent(self.overall)


def assess(
    questionnaire: Questionnaire, answers: Mapping[str, int | None], organisation: str = "", group: str | None = None
) -> Result:
    """Return the result of one sheet: codes 0 to 5 by question id; None or missing is unanswered.

    Where the questionnaire has perspectives, their answers are combined.
    """
    sheets = _sheets(questionnaire, answers)
    if not questionnaire.perspectives:
        statements, scores = Statements.of_sheets(sheets), score(questionnaire, sheets)
    else:
        weights = [perspective.weight for perspective in questionnaire.perspectives]
        statements = Statements.of_perspectives(sheets, weights)
        scores = score_means(questionnaire, statements.means, statements.not_applicable)
    return next(results_of(questionnaire, statements, scores, [organisation], [group]))


def assess_perspectives(
    questionnaire: Questionnaire, answers: Mapping[str, int | None], organisation: str = "", group: str | None = None
) -> Mapping[str, Result]:
    """Return the result of each perspective by itself, by its id; none where the questionnaire has no perspectives."""
    if not questionnaire.perspectives:
        return {}
    sheets = _sheets(questionnaire, answers)
    names, groups = [organisation] * len(sheets), [group] * len(sheets)
    found = results_of(questionnaire, Statements.of_sheets(sheets), score(questionnaire, sheets), names, groups)
    return {perspective.id: result for perspective, result in zip(questionnaire.perspectives, found, strict=True)}


def _sheets(questionnaire: Questionnaire, answers: Mapping[str, int | None]) -> NDArray[np.uint8]:
    """Return answers as codes: a row for each perspective, or one, and a column for each statement."""
    unknown = answers.keys() - questionnaire.question_by_id.keys()
    if unknown:
        raise ValueError(f"{questionnaire.reference} has no statement {min(unknown)!r}; use its statement ids")
    codes = [answers.get(question) for question in questionnaire.question_by_id]
    wrong = [code for code in codes if code is not None and code not in range(NOT_APPLICABLE + 1)]
    if wrong:
        raise ValueError(f"an answer is {wrong[0]!r}; it must be a level 0 to 4, 5 (not applicable) or None")
    filled = np.array([UNANSWERED if code is None else code for code in codes], np.uint8)
    return np.ascontiguousarray(filled.reshape(len(questionnaire.statements), -1).T)


def results_of(
    questionnaire: Questionnaire,
    statements: Statements,
    scores: Scores,
    organisations: Iterable[str],
    groups: Iterable[str | None],
) -> Iterator[Result]:
    """Return the result of each organisation from its row of statements and of scores."""
    rows = range(len(statements.means))
    plan = plan_of(questionnaire)
    axes = partial(_groups, questionnaire.axes, plan.axes, scores.axes, statements)
    practices = partial(_groups, questionnaire.practices, plan.practices, scores.practices, statements)
    quadrants = [*(quadrant.id for quadrant in questionnaire.quadrants), None]
    return map(
        Result,
        repeat(questionnaire),
        organisations,
        groups,
        _listed(scores.overall),
        scores.coverage.tolist(),
        scores.provisional.tolist(),
        statements.ballots.tolist(),
        (Deferred(partial(axes, row)) for row in rows),
        (Deferred(partial(practices, row)) for row in rows),
        (Deferred(partial(_statements, questionnaire, statements, row)) for row in rows),
        (_dimensions(questionnaire, values) for values in _listed(scores.dimensions)),
        (quadrants[quadrant] for quadrant in scores.quadrants.tolist()),
        weakest_axes(questionnaire, scores.axes),
    )


def _dimensions(questionnaire: Questionnaire, scores: Iterable[float | None]) -> dict[str, DimensionScore]:
    return {d.id: DimensionScore(value) for d, value in zip(questionnaire.dimensions, scores, strict=True)}


def _groups(
    groups: Iterable[Axis | Practice], parts: Iterable[slice], scores: Array, statements: Statements, row: int
) -> dict[str, GroupScore]:
    answered = statements.answered[row].tolist()
    not_applicable = statements.not_applicable[row].tolist()
    return {
        group.id: GroupScore(score, sum(answered[part]), sum(not_applicable[part]), part.stop - part.start)
        for group, part, score in zip(groups, parts, _listed(scores[row]), strict=True)
    }


def _statements(questionnaire: Questionnaire, statements: Statements, row: int) -> dict[str, StatementScore]:
    fields = zip(
        _listed(statements.means[row]),
        statements.answers[row].tolist(),
        _listed(statements.agreement[row]),
        statements.not_applicable[row].tolist(),
        strict=True,
    )
    return {s.id: StatementScore(*values) for s, values in zip(questionnaire.statements, fields, strict=True)}


def _listed(values: Array) -> list[Any]:
    """Return an array as lists in which NaN is None."""
    objects = values.astype(object)
    objects[np.isnan(values)] = None
    listed: list[Any] = objects.tolist()
    return listed


def from_axis_scores(
    questionnaire: Questionnaire, scores: Mapping[str, float | None], organisation: str = "", group: str | None = None
) -> Result:
    """Return the result that follows from published axis scores; practices and statements stay empty.

    Coverage is then the share of the axes that have a score, for how many statements were answered is not known.
    The one complete set of figures that a public body has published (MEIE, 2023; overall 1.75):

    >>> from pathlib import Path
    >>> from scoring.loading import find, load
    >>> radar = load(find(Path(__file__).parents[1] / "questionnaires", "radar-numeriqc@1.0.0"))
    >>> meie = from_axis_scores(radar, dict(zip(radar.axis_by_id, [1.25, 1.67, 1.75, 3, 2.5, 1.2, 1.14, 1.5])), "MEIE")
    >>> meie.overall, [dimension.score for dimension in meie.dimensions.values()], meie.quadrant
    (1.75125, [1.9175, 1.585], 'novice')
    >>> meie.weakest_axes
    ('experience-employe', 'evaluation-performance', 'experience-utilisateur', 'qualite-services')
    """
    unknown = scores.keys() - questionnaire.axis_by_id.keys()
    if unknown:
        raise ValueError(f"{questionnaire.reference} has no axis {min(unknown)!r}; use its axis slugs")
    values = {axis: score for axis in questionnaire.axis_by_id if (score := scores.get(axis)) is not None}
    wrong = [axis for axis, score in values.items() if not 0 <= score <= TOP_LEVEL]
    if wrong:
        raise ValueError(f"the score of {wrong[0]} is {values[wrong[0]]!r}; it must be between 0 and {TOP_LEVEL}")
    coverage = len(values) / len(questionnaire.axes)
    dimensions = [_mean(values, dimension.weights) for dimension in questionnaire.dimensions]
    axes = np.array([[values.get(axis, np.nan) for axis in questionnaire.axis_by_id]])
    return Result(
        questionnaire=questionnaire,
        organisation=organisation,
        group=group,
        overall=_mean(values, dict.fromkeys(values, 1.0)),
        coverage=coverage,
        provisional=coverage < 1,
        ballots=1,
        axes={axis: GroupScore(values.get(axis), 0, 0, 0) for axis in questionnaire.axis_by_id},
        practices={},
        statements={},
        dimensions=_dimensions(questionnaire, dimensions),
        quadrant=_quadrant(questionnaire, dimensions),
        weakest_axes=weakest_axes(questionnaire, axes)[0],
    )


def _mean(values: Mapping[str, float], weights: Mapping[str, float]) -> float | None:
    present = [axis for axis in weights if axis in values]
    shares = math.fsum(weights[axis] for axis in present)
    return math.fsum(values[axis] * weights[axis] for axis in present) / shares if shares else None


def _quadrant(questionnaire: Questionnaire, scores: list[float | None]) -> str | None:
    pattern = 0
    for bit, (dimension, reached) in enumerate(zip(questionnaire.dimensions, scores, strict=True)):
        if reached is None:
            return None
        pattern |= (reached >= dimension.threshold - TOLERANCE) << bit
    patterns = plan_of(questionnaire).patterns
    return questionnaire.quadrants[patterns.index(pattern)].id if pattern in patterns else None


def to_json(result: Result) -> dict[str, Any]:
    """Return the contract's JSON object of a result, in the contract's order."""
    questionnaire = result.questionnaire
    return {
        "organisation": result.organisation,
        "group": result.group,
        "questionnaire": {"id": questionnaire.id, "version": questionnaire.version, "hash": questionnaire.hash},
        **_fields(result, "overall", "percent", "coverage", "provisional", "ballots"),
        "axes": {axis: _fields(score, *GROUP) for axis, score in result.axes.items()},
        "practices": {practice: _fields(score, *GROUP) for practice, score in result.practices.items()},
        "statements": {s: _fields(score, "score", "ballots", "agreement") for s, score in result.statements.items()},
        "dimensions": {d: _fields(score, "score", "percent") for d, score in result.dimensions.items()},
        "quadrant": result.quadrant,
        "weakest_axes": list(result.weakest_axes),
    }


def _fields(record: object, *names: str) -> dict[str, Any]:
    return {name: getattr(record, name) for name in names}
