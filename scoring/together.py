"""What a survey says as a whole, from how many gave each code: never what would give a single answer away."""

from collections.abc import Mapping

import numpy as np

from scoring.distribution import RECORD, Distribution, distribution
from scoring.questionnaire import Questionnaire
from scoring.results import Result, results_of
from scoring.scores import NOT_APPLICABLE, score_means
from scoring.statements import Statements

Tallies = Mapping[str, Mapping[int, int]]


def together(
    questionnaire: Questionnaire, tallies: Tallies, respondents: int, organisation: str = "", minimum: int = RECORD
) -> Result:
    """Return the mean of a survey, from how many gave each code (0 to 5) to each question.

    A question to which fewer than `minimum` gave a level counts as unanswered, in its axis too: else its mean could be
    computed from that of the axis.
    """
    counts = np.array(
        [
            [tallies.get(question, {}).get(code, 0) for code in range(NOT_APPLICABLE)]
            for question in questionnaire.question_by_id
        ]
    )
    counts[counts.sum(axis=1) < minimum] = 0
    perspectives = counts.reshape(len(questionnaire.statements), -1, NOT_APPLICABLE).swapaxes(0, 1)
    weights = [perspective.weight for perspective in questionnaire.perspectives] or [1.0]
    statements = Statements.of_counts(perspectives, weights, respondents)
    scores = score_means(questionnaire, statements.means, statements.not_applicable)
    return next(results_of(questionnaire, statements, scores, [organisation], [None]))


def distributions(
    questionnaire: Questionnaire, tallies: Tallies, minimum: int = RECORD
) -> Mapping[str, Distribution | None]:
    """Return how the answers to each question spread; nothing where fewer than `minimum` gave a level."""
    return {
        question: distribution(votes, minimum) if _levels(votes) >= minimum else None
        for question in questionnaire.question_by_id
        for votes in (tallies.get(question, {}),)
    }


def _levels(votes: Mapping[int, int]) -> int:
    return sum(count for code, count in votes.items() if code != NOT_APPLICABLE)
