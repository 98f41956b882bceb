"""The scores of a result as one row of numbers: what is kept of a closed assessment, and what groups are made from.

A row holds the overall score, then the dimensions, the axes and the practices, in the questionnaire's order; NaN is no
score.  The keys of its columns are `overall`, `dimension:<id>`, `axis:<id>` and `practice:<id>`.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from scoring.questionnaire import Questionnaire
from scoring.results import DimensionScore, GroupScore, Result
from scoring.scores import Scores
from scoring.weakest import weakest_axes

Row = NDArray[np.float64]
KEPT = np.dtype("<f8")
COMPLETE = 1.0


@lru_cache(maxsize=64)
def columns(questionnaire: Questionnaire) -> Mapping[str, int]:
    """Return the column of each key."""
    return {key: column for column, key in enumerate(_keys(questionnaire))}


def _keys(questionnaire: Questionnaire) -> Iterator[str]:
    yield "overall"
    yield from (f"dimension:{each.id}" for each in questionnaire.dimensions)
    yield from (f"axis:{each.id}" for each in questionnaire.axes)
    yield from (f"practice:{each.id}" for each in questionnaire.practices)


def row_of(result: Result) -> Row:
    """Return the row of a result; one made from published axis scores has no practices."""
    practices = (result.practices.get(practice.id) for practice in result.questionnaire.practices)
    scores = [
        result.overall,
        *(dimension.score for dimension in result.dimensions.values()),
        *(axis.score for axis in result.axes.values()),
        *(practice.score if practice else None for practice in practices),
    ]
    return np.array([np.nan if score is None else score for score in scores], np.float64)


def rows_of(scores: Scores) -> NDArray[np.float64]:
    """Return the rows of many sheets."""
    return np.column_stack((scores.overall, scores.dimensions, scores.axes, scores.practices)).astype(np.float64)


def kept(row: Row) -> bytes:
    """Return a row as bytes that mean the same on every machine."""
    return row.astype(KEPT).tobytes()


def read(data: bytes) -> Row:
    """Return the row of some bytes."""
    return np.frombuffer(data, KEPT)


def summary(
    questionnaire: Questionnaire,
    row: Row,
    quadrant: str | None,
    *,
    coverage: float = COMPLETE,
    organisation: str = "",
    group: str | None = None,
) -> Result:
    """Return what a row says, as charts take it: scores without the statements they rest on."""
    scores = [None if np.isnan(score) else float(score) for score in row]
    where = columns(questionnaire)
    return Result(
        questionnaire=questionnaire,
        organisation=organisation,
        group=group,
        overall=scores[0],
        coverage=coverage,
        provisional=coverage < COMPLETE,
        ballots=1,
        axes={each.id: GroupScore(scores[where[f"axis:{each.id}"]], 0, 0, 0) for each in questionnaire.axes},
        practices={
            each.id: GroupScore(scores[where[f"practice:{each.id}"]], 0, 0, 0) for each in questionnaire.practices
        },
        statements={},
        dimensions={
            each.id: DimensionScore(scores[where[f"dimension:{each.id}"]]) for each in questionnaire.dimensions
        },
        quadrant=quadrant,
        weakest_axes=weakest_axes(questionnaire, axes_of(questionnaire, row[None]))[0],
    )


def axes_of(questionnaire: Questionnaire, rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the columns of the axes, as `weakest_axes` takes them."""
    first = 1 + len(questionnaire.dimensions)
    return rows[:, first : first + len(questionnaire.axes)]
