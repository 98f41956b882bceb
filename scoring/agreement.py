"""How far ballots agree: the consensus measure of Tastle and Wierman (2007)."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.questionnaire import LEVELS, TOP_LEVEL


def agreement(counts: NDArray[np.integer[Any]]) -> NDArray[np.float64]:
    """Return the agreement of ballots, from how many chose each level (the last dimension); NaN under two ballots.

    It is 1 when all ballots hold one level, 0 when half stand at each extreme:

    >>> agreement(np.array([[0, 0, 6, 0, 0], [3, 0, 0, 0, 3], [0, 3, 3, 0, 0], [0, 0, 1, 0, 0]])).round(3).tolist()
    [1.0, 0.0, 0.807, nan]
    """
    levels = np.arange(LEVELS)
    ballots = counts.sum(axis=-1)
    divisor = np.maximum(ballots, 1)[..., None]
    distance = np.abs(levels - (counts @ levels)[..., None] / divisor)
    # A level that nobody chose adds nothing, however far it is: the logarithm of its nearness may have no value.
    nearness = np.where(counts > 0, 1 - distance / TOP_LEVEL, 1)
    consensus = 1 + (counts / divisor * np.log2(nearness)).sum(axis=-1)
    return np.where(ballots > 1, np.clip(consensus, 0, 1), np.nan)
