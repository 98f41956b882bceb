"""Several bodies that answered one questionnaire: what their rows of scores say together."""

import warnings
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from scoring.deferred import Deferred
from scoring.measures import COMPLETE, Row, axes_of, columns
from scoring.plans import TOLERANCE
from scoring.questionnaire import Questionnaire
from scoring.results import DimensionScore, GroupScore, Result
from scoring.weakest import weakest_axes

Rows = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Place:
    """A body: its name, the quadrant where it stands, and the share of its statements that has an answer."""

    name: str
    quadrant: str | None
    coverage: float


@dataclass(frozen=True, slots=True)
class Change:
    """The means of the bodies that took part both times: how many they are, before, and after."""

    bodies: int
    before: Row
    after: Row


def stacked(questionnaire: Questionnaire, rows: Iterable[Row]) -> Rows:
    """Return rows as one array, which has the right columns even without a row."""
    return np.array(list(rows), np.float64).reshape(-1, len(columns(questionnaire)))


def listed(rows: Rows) -> list[list[float | None]]:
    """Return rows as lists in which None is no score."""
    objects = rows.astype(object)
    objects[np.isnan(rows)] = None
    found: list[list[float | None]] = objects.tolist()
    return found


def results(questionnaire: Questionnaire, rows: Rows, places: Sequence[Place]) -> list[Result]:
    """Return rows as results, whose details are made when they are looked at."""
    weakest = weakest_axes(questionnaire, axes_of(questionnaire, rows))
    return [
        _result(questionnaire, scores, place, lowest)
        for scores, place, lowest in zip(listed(rows), places, weakest, strict=True)
    ]


def _result(questionnaire: Questionnaire, scores: list[float | None], place: Place, weakest: tuple[str, ...]) -> Result:
    groups = partial(_groups, scores, columns(questionnaire))
    where = columns(questionnaire)
    return Result(
        questionnaire=questionnaire,
        organisation=place.name,
        group=None,
        overall=scores[where["overall"]],
        coverage=place.coverage,
        provisional=place.coverage < COMPLETE,
        ballots=1,
        axes=Deferred(partial(groups, "axis", tuple(questionnaire.axis_by_id))),
        practices=Deferred(partial(groups, "practice", tuple(each.id for each in questionnaire.practices))),
        statements={},
        dimensions={
            each.id: DimensionScore(scores[where[f"dimension:{each.id}"]]) for each in questionnaire.dimensions
        },
        quadrant=place.quadrant,
        weakest_axes=weakest,
    )


def _groups(
    scores: list[float | None], where: Mapping[str, int], kind: str, ids: Iterable[str]
) -> dict[str, GroupScore]:
    return {each: GroupScore(scores[where[f"{kind}:{each}"]], 0, 0, 0) for each in ids}


def means(rows: Rows) -> Row:
    """Return the mean of each measure over the bodies that have a score, NaN where none has."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # the mean of nothing is NaN, as it should be
        found: Row = np.nanmean(rows, axis=0)
    return found


def challenges(questionnaire: Questionnaire, rows: Rows) -> tuple[str, ...]:
    """Return the axes of greatest challenge: the weakest on the means of the bodies, two for each dimension."""
    return weakest_axes(questionnaire, axes_of(questionnaire, means(rows)[None]))[0] if len(rows) else ()


def counts(questionnaire: Questionnaire, quadrants: Iterable[str | None]) -> dict[str, int]:
    """Return how many stand in each quadrant; whoever has none counts nowhere."""
    found = Counter(quadrants)
    return {quadrant.id: found[quadrant.id] for quadrant in questionnaire.quadrants}


def quadrant_at(questionnaire: Questionnaire, scores: Mapping[str, float]) -> str | None:
    """Return the quadrant of scores of dimensions, None where one is missing."""
    if any(dimension.id not in scores for dimension in questionnaire.dimensions):
        return None
    high = {each.id for each in questionnaire.dimensions if scores[each.id] >= each.threshold - TOLERANCE}
    return next((quadrant.id for quadrant in questionnaire.quadrants if set(quadrant.high) == high), None)


def change(questionnaire: Questionnaire, before: Mapping[str, Row], after: Mapping[str, Row]) -> Change:
    """Return how the means moved over the bodies that are in both; bodies without a score in one stay out of both."""
    both = [body for body in after if body in before]
    old = stacked(questionnaire, (before[body] for body in both))
    new = stacked(questionnaire, (after[body] for body in both))
    missing = np.isnan(old) | np.isnan(new)
    return Change(len(both), means(np.where(missing, np.nan, old)), means(np.where(missing, np.nan, new)))
