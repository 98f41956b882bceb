"""How the votes on a statement spread, for as many voters as may be shown without giving anybody's answer away."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

import numpy as np

from scoring.agreement import agreement
from scoring.questionnaire import LEVELS
from scoring.scores import NOT_APPLICABLE

ROOM = 3
RECORD = 5
STRONG, FAIR = 0.75, 0.5
OPPOSED = 0.4


class Spread(StrEnum):
    """How votes lie on the scale."""

    NONE = "none"
    SAME = "same"
    NEIGHBOURS = "neighbours"
    WIDE = "wide"
    OPPOSED = "opposed"


class Strength(StrEnum):
    """How far voters agree."""

    STRONG = "strong"
    FAIR = "fair"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Distribution:
    """The votes of a round: how many gave each code, 0 to 4 then not applicable."""

    counts: tuple[int, ...]

    @property
    def voters(self) -> int:
        """Return how many voted."""
        return sum(self.counts)

    @property
    def levels(self) -> tuple[int, ...]:
        """Return the levels that somebody chose."""
        return tuple(level for level in range(LEVELS) if self.counts[level])

    @property
    def consensus(self) -> float | None:
        """Return the agreement on the level, from 0 to 1; none under two voters who gave one."""
        levels = np.array(self.counts[:LEVELS])
        return float(agreement(levels)) if levels.sum() > 1 else None

    @property
    def strength(self) -> Strength | None:
        """Return the agreement as one of three."""
        if self.consensus is None:
            return None
        return (
            Strength.STRONG if self.consensus >= STRONG else Strength.FAIR if self.consensus >= FAIR else Strength.WEAK
        )

    @property
    def spread(self) -> Spread:
        """Return how the levels lie on the scale; two camps far from each other count as opposed.

        >>> [Distribution(votes).spread.value for votes in ((0, 2, 3, 0, 0, 1), (1, 1, 1, 1, 1, 0), (3, 0, 0, 0, 2, 0))]
        ['neighbours', 'wide', 'opposed']
        """
        if not self.levels:
            return Spread.NONE
        width = self.levels[-1] - self.levels[0]
        if width <= 1:
            return Spread.NEIGHBOURS if width else Spread.SAME
        return Spread.OPPOSED if self.consensus is not None and self.consensus < OPPOSED else Spread.WIDE

    @property
    def suggested(self) -> int | None:
        """Return the median level, the lower of two in the middle; not applicable where most voters say so.

        >>> [Distribution(votes).suggested for votes in ((1, 0, 0, 2, 1, 0), (0, 1, 1, 0, 0, 0), (1, 0, 0, 0, 0, 2))]
        [3, 1, 5]
        """
        answered = sum(self.counts[:LEVELS])
        if self.counts[NOT_APPLICABLE] > answered:
            return NOT_APPLICABLE
        reached = enumerate(accumulate(self.counts[:LEVELS]))
        return next((level for level, count in reached if count * 2 >= answered > 0), None)


def distribution(votes: Mapping[int, int], minimum: int) -> Distribution | None:
    """Return the distribution of votes, given how many gave each code; nothing under so many voters.

    >>> distribution({2: 1, 3: 1}, ROOM) is None
    True
    """
    found = Distribution(tuple(votes.get(code, 0) for code in range(NOT_APPLICABLE + 1)))
    return found if found.voters >= minimum else None
