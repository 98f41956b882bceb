"""What a survey says as a whole: the mean of its sheets, without what would give a single answer away."""

from collections.abc import Mapping, Sequence

import numpy as np

from scoring.distribution import RECORD, Distribution, distribution
from scoring.questionnaire import LEVELS, Questionnaire
from scoring.results import Result
from scoring.scores import UNANSWERED
from scoring.tallies import Tally

Sheet = Mapping[str, int]


def together(
    questionnaire: Questionnaire, sheets: Sequence[Sheet], organisation: str = "", minimum: int = RECORD
) -> Result:
    """Return the mean of sheets; a statement to which fewer than `minimum` gave a level counts as unanswered.

    It is left out of the axes too: else its mean could be computed from theirs.
    """
    codes = _codes(questionnaire, sheets)
    hidden = (codes < LEVELS).sum(axis=0) < minimum
    codes[:, hidden] = UNANSWERED
    tally = Tally(questionnaire)
    some = codes[(codes != UNANSWERED).any(axis=1)]
    tally.add(some, np.zeros(len(some), np.int32), np.zeros(len(some), np.int16), np.ones(len(some)))
    return next(tally.results([organisation], [None]))


def distributions(
    questionnaire: Questionnaire, sheets: Sequence[Sheet], minimum: int = RECORD
) -> Mapping[str, Distribution | None]:
    """Return how the answers to each statement spread; nothing where fewer than `minimum` gave a level."""
    found: dict[str, Distribution | None] = {}
    for statement in questionnaire.statements:
        codes = [sheet[statement.id] for sheet in sheets if statement.id in sheet]
        enough = sum(code < LEVELS for code in codes) >= minimum
        votes = {code: codes.count(code) for code in set(codes)}
        found[statement.id] = distribution(votes, minimum) if enough else None
    return found


def _codes(questionnaire: Questionnaire, sheets: Sequence[Sheet]) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    rows = [[sheet.get(statement.id, UNANSWERED) for statement in questionnaire.statements] for sheet in sheets]
    return np.array(rows, np.uint8).reshape(len(sheets), len(questionnaire.statements))
