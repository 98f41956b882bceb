"""How often chance alone would put a body in each quadrant, had other people of the same kind voted.

People are drawn with replacement, each with all of their answers, for these go together.  The ballots of several
workshops are one heap: who sat in two of them cannot be known, and small rooms would be resampled too timidly alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.distribution import RECORD
from scoring.questionnaire import LEVELS, TOP_LEVEL, Questionnaire
from scoring.scores import NOT_APPLICABLE, UNANSWERED, score_means

RESAMPLES = 2000
MOST_PEOPLE = 20_000
CHANCE_LEFT = 0.03  # of so many people: two standard errors of a mean of levels, at their widest
SEED = 20_261_121
BLOCK = 1 << 20

Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Shares:
    """The share of the resamples in each quadrant, in the questionnaire's order; the rest had none."""

    quadrants: Mapping[str, float]
    people: int
    questions: int


def quadrant_shares(
    questionnaire: Questionnaire, agreed: Mapping[str, int | None], ballots: NDArray[np.uint8], seed: int = SEED
) -> Shares | None:
    """Return where resamples of the people fall: codes in `ballots`, a row per person.

    Columns are questions, in order.  One counts as the mean of its resampled levels where at least five people gave
    one, else as agreed; what was agreed not to apply stays so.  None without quadrants or such a question, and with
    more people than chance moves.  The same people in another order make the same shares.
    """
    codes = [agreed.get(question) for question in questionnaire.question_by_id]
    sheet = np.array([UNANSWERED if code is None else code for code in codes], np.uint8)
    moving = ((ballots < LEVELS).sum(axis=0) >= RECORD) & (sheet != NOT_APPLICABLE)
    placed = questionnaire.dimensions and questionnaire.quadrants
    if not placed or not moving.any() or len(ballots) > MOST_PEOPLE:
        return None
    columns = ballots[:, moving]
    means = np.where(sheet < LEVELS, sheet, np.nan)[None].repeat(RESAMPLES, axis=0)
    resampled = np.concatenate(list(_means(columns[np.lexsort(columns.T)], np.random.default_rng(seed))))
    means[:, moving] = np.where(np.isnan(resampled), means[:, moving], resampled)
    statements = _statements(questionnaire, means)
    found = score_means(questionnaire, statements, np.zeros(statements.shape, np.bool_)).quadrants
    counts = np.bincount(found + 1, minlength=len(questionnaire.quadrants) + 1)[1:]
    shares = {each.id: int(count) / RESAMPLES for each, count in zip(questionnaire.quadrants, counts, strict=True)}
    return Shares(shares, len(ballots), int(moving.sum()))


def _statements(questionnaire: Questionnaire, means: Array) -> Array:
    """Return the means of statements from those of their questions, by the weights of perspectives."""
    weights = np.array([perspective.weight for perspective in questionnaire.perspectives] or [1.0])
    asked = means.reshape(len(means), len(questionnaire.statements), -1)
    totals, total = (weights * np.nan_to_num(asked)).sum(axis=2), (weights * ~np.isnan(asked)).sum(axis=2)
    found: Array = np.divide(totals, total, out=np.full_like(totals, np.nan), where=total > 0)
    return found.clip(max=TOP_LEVEL)


def _means(ballots: NDArray[np.uint8], generator: np.random.Generator) -> Iterator[Array]:
    """Yield the means of each statement in blocks of resamples, NaN where none of those drawn gave a level."""
    people = len(ballots)
    answered = ballots < LEVELS
    matrix = np.hstack((np.where(answered, ballots, 0), answered)).astype(np.float32)
    rows = max(1, BLOCK // people)
    for start in range(0, RESAMPLES, rows):
        size = min(rows, RESAMPLES - start)
        drawn = generator.integers(people, size=(size, people)) + np.arange(size)[:, None] * people
        weights = np.bincount(drawn.ravel(), minlength=size * people).reshape(size, people)
        # Sums of levels stay far below what 24 bits hold: they are exact.
        levels, counts = np.hsplit((weights.astype(np.float32) @ matrix).astype(np.float64), 2)
        yield np.divide(levels, counts, out=np.full_like(levels, np.nan), where=counts > 0)
