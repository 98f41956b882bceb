"""What one level on one question adds to an axis and to a dimension, in exact arithmetic.

A question is a statement, or a statement from one perspective; those without a level do not move.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from scoring.plans import plan_of
from scoring.questionnaire import LEVELS, Questionnaire, Statement
from scoring.results import Result

Answers = Mapping[str, int | None]
Levels = Mapping[str, int]
Effects = Mapping[str, Fraction]


def levels_of(answers: Answers) -> dict[str, int]:
    """Return the questions that were given a level."""
    return {question: code for question, code in answers.items() if code is not None and code < LEVELS}


def axis_effects(result: Result, levels: Levels) -> Mapping[str, Effects]:
    """Return what one level on each question adds to its axis, by axis."""
    return {
        axis.id: {
            question: share / result.axes[axis.id].answered
            for statement in axis.statements
            for question, share in shares(result.questionnaire, statement, levels)
        }
        for axis in result.questionnaire.axes
    }


def dimension_effects(result: Result, levels: Levels, row: int) -> Effects:
    """Return what one level on each question adds to the dimension of that row."""
    weights = dict(zip(result.axes, plan_of(result.questionnaire).weights[row + 1], strict=True))
    total = sum((weights[axis] for axis, group in result.axes.items() if group.score is not None), Fraction())
    return {
        question: effect * weights[axis] / total
        for axis, effects in axis_effects(result, levels).items()
        for question, effect in effects.items()
        if total
    }


def worth(levels: Levels, effects: Effects) -> Fraction:
    """Return what the questions come to where they stand."""
    return sum((levels[question] * effect for question, effect in effects.items()), Fraction())


def shares(questionnaire: Questionnaire, statement: Statement, levels: Levels) -> Iterator[tuple[str, Fraction]]:
    """Yield the questions that make a statement's score, with the share that each has in it."""
    weights = {
        question.id: Fraction(str(question.perspective.weight)) if question.perspective else Fraction(1)
        for question in questionnaire.questions_to[statement.id]
        if question.id in levels
    }
    total = sum(weights.values())
    yield from ((question, weight / total) for question, weight in weights.items() if total)
