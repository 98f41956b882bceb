"""Which axes are the weakest: the two lowest of each dimension, as portfolios publish them."""

from itertools import compress
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.questionnaire import Questionnaire

PER_DIMENSION = 2
WITHOUT_DIMENSIONS = 4
DECIMALS = 9


def weakest_axes(questionnaire: Questionnaire, axes: NDArray[np.floating[Any]]) -> list[tuple[str, ...]]:
    """Return the weakest axes of each row of axis scores: lowest first, ties in the questionnaire's order.

    Axes without a score are left out; a questionnaire without dimensions has its four lowest.
    """
    ids = [axis.id for axis in questionnaire.axes]
    order = np.argsort(axes.round(DECIMALS), axis=1, kind="stable")
    scored = ~np.isnan(np.take_along_axis(axes, order, axis=1))
    weakest = np.zeros(order.shape, np.bool_)
    for members, most in _contests(questionnaire, ids):
        runners = members[order] & scored
        weakest |= runners & (runners.cumsum(axis=1) <= most)
    return list(map(tuple, map(compress, np.array(ids, object)[order].tolist(), weakest.tolist())))


def _contests(questionnaire: Questionnaire, ids: list[str]) -> list[tuple[NDArray[np.bool_], int]]:
    if not questionnaire.dimensions:
        return [(np.ones(len(ids), np.bool_), WITHOUT_DIMENSIONS)]
    return [
        (np.array([dimension.weights.get(axis, 0) > 0 for axis in ids]), PER_DIMENSION)
        for dimension in questionnaire.dimensions
    ]
