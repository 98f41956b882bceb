"""Statement scores of several organisations, a row each: what groups, agreement and counts are made from."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.agreement import agreement
from scoring.questionnaire import LEVELS, TOP_LEVEL
from scoring.scores import NOT_APPLICABLE


@dataclass(frozen=True)
class Statements:
    """Means (NaN for none), how many ballots gave a level, what is not applicable, and each organisation's ballots.

    `counts` tells how many chose each level; it is None where no organisation has more than one ballot.
    """

    means: NDArray[np.float64]
    answers: NDArray[np.integer[Any]]
    not_applicable: NDArray[np.bool_]
    ballots: NDArray[np.integer[Any]]
    counts: NDArray[np.integer[Any]] | None = None

    @classmethod
    def of_sheets(cls, codes: NDArray[np.uint8]) -> "Statements":
        """Return the statements of organisations that handed in one sheet each."""
        answered = codes < LEVELS
        return cls(
            means=np.where(answered, codes, np.nan),
            answers=answered.view(np.uint8),
            not_applicable=codes == NOT_APPLICABLE,
            ballots=np.ones(len(codes), np.int64),
        )

    @classmethod
    def of_perspectives(cls, codes: NDArray[np.uint8], weights: Sequence[float]) -> "Statements":
        """Return the statements of one organisation that handed in a sheet from each perspective.

        A statement is worth the weighted mean over the perspectives that gave it a level.
        """
        answered = codes < LEVELS
        shares = np.asarray(weights)[:, None] * answered
        totals, total = (shares * codes).sum(axis=0, keepdims=True), shares.sum(axis=0, keepdims=True)
        means = np.divide(totals, total, out=np.full_like(totals, np.nan), where=total > 0)
        some = np.logical_or.reduce(answered, axis=0, keepdims=True)
        return cls(
            means=np.minimum(means, TOP_LEVEL),
            answers=some.view(np.uint8),
            not_applicable=(codes == NOT_APPLICABLE).any(axis=0, keepdims=True) & ~some,
            ballots=np.ones(1, np.int64),
        )

    @classmethod
    def of_counts(cls, counts: NDArray[np.integer[Any]], weights: Sequence[float], respondents: int) -> "Statements":
        """Return the statements of one survey, from how many chose each level (perspectives x statements x levels)."""
        answers = counts.sum(axis=2)
        means = (counts @ np.arange(LEVELS)) / np.maximum(answers, 1)
        shares = np.asarray(weights)[:, None] * (answers > 0)
        totals, total = (shares * means).sum(axis=0, keepdims=True), shares.sum(axis=0, keepdims=True)
        return cls(
            means=np.minimum(np.divide(totals, total, out=np.full_like(totals, np.nan), where=total > 0), TOP_LEVEL),
            answers=answers.sum(axis=0, keepdims=True),
            not_applicable=np.zeros(total.shape, np.bool_),
            ballots=np.array([respondents]),
            counts=counts.sum(axis=0, keepdims=True),
        )

    @cached_property
    def answered(self) -> NDArray[np.bool_]:
        """Return which statements have a score."""
        return ~np.isnan(self.means)

    @cached_property
    def agreement(self) -> NDArray[np.float64]:
        """Return how far the ballots on each statement agree, NaN where fewer than two say a level."""
        found = np.full(self.means.shape, np.nan)
        if self.counts is not None:
            several = self.answers > 1
            found[several] = agreement(self.counts[several])
        return found
