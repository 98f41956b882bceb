"""The rules of scoring, slowly and exactly: fractions, one sheet at a time, as the method is written on paper."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring.questionnaire import Questionnaire
from scoring.scores import NOT_APPLICABLE

Score = Fraction | None


@dataclass(frozen=True)
class Reference:
    """The exact scores of a sheet."""

    practices: list[Score]
    axes: list[Score]
    dimensions: list[Score]
    overall: Score
    coverage: Fraction
    quadrant: int


def mean(values: Iterable[Fraction | int], weights: Iterable[Fraction] | None = None) -> Score:
    values = list(values)
    shares = [Fraction(1)] * len(values) if weights is None else list(weights)
    if not sum(shares):
        return None
    return sum((Fraction(v) * w for v, w in zip(values, shares, strict=True)), Fraction()) / sum(shares)


def reference(questionnaire: Questionnaire, codes: Sequence[int]) -> Reference:
    answers = dict(zip((statement.id for statement in questionnaire.statements), codes, strict=True))
    levels = {statement: code for statement, code in answers.items() if code < NOT_APPLICABLE}
    practices = [mean(levels[s.id] for s in p.statements if s.id in levels) for p in questionnaire.practices]
    axes = [mean(levels[s.id] for s in axis.statements if s.id in levels) for axis in questionnaire.axes]
    scored = {axis.id: score for axis, score in zip(questionnaire.axes, axes, strict=True) if score is not None}
    dimensions = [
        mean(scored.values(), [Fraction(str(dimension.weights.get(axis, 0))) for axis in scored])
        for dimension in questionnaire.dimensions
    ]
    applicable = len(answers) - list(answers.values()).count(NOT_APPLICABLE)
    return Reference(
        practices=practices,
        axes=axes,
        dimensions=dimensions,
        overall=mean(scored.values()),
        coverage=Fraction(len(levels), applicable) if applicable else Fraction(),
        quadrant=quadrant(questionnaire, dimensions),
    )


def quadrant(questionnaire: Questionnaire, scores: list[Score]) -> int:
    if not questionnaire.dimensions:
        return -1
    high = set()
    for dimension, score in zip(questionnaire.dimensions, scores, strict=True):
        if score is None:
            return -1
        if score >= Fraction(str(dimension.threshold)):
            high.add(dimension.id)
    return next(row for row, found in enumerate(questionnaire.quadrants) if set(found.high) == high)
