"""Ballots of many organisations become results, in memory that grows with the organisations, not with the ballots.

A ballot is kept as it came, some sixty bytes, until its organisation has several; from then on only sums are kept.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.questionnaire import LEVELS, TOP_LEVEL, Questionnaire
from scoring.results import Result, results_of
from scoring.scores import NOT_APPLICABLE, Scores, score, score_means
from scoring.statements import Statements

WAITING = 1 << 16
WAITING_EACH = 4
SEVERAL = 8
STRIDE = 1024
CODES = NOT_APPLICABLE + 1

Array = NDArray[Any]


class Tally:
    """The ballots of a questionnaire's organisations, which are known by their number, from 0."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.perspectives = np.array([perspective.weight for perspective in questionnaire.perspectives] or [1.0])
        self._waiting: list[_Ballots] = []
        self._sums = self._sums_of(np.empty(0, np.int32))
        self._room = WAITING

    def add(
        self,
        answers: NDArray[np.uint8],
        organisations: NDArray[np.integer[Any]],
        perspectives: NDArray[np.integer[Any]],
        weights: NDArray[np.float64],
    ) -> None:
        """Add ballots, a row each: codes, organisation, perspective (0 where there are none) and weight.

        A ballot that weighs nothing is left out.
        """
        if answers.dtype != np.uint8 or (answers + np.uint8(1) > CODES).any():
            raise ValueError("answers must be uint8: a level 0 to 4, 5 (not applicable) or 255 (unanswered)")
        if not (np.isfinite(weights) & (weights >= 0)).all():
            raise ValueError("weights must be finite and at least 0")
        heavy = weights > 0
        self._waiting.append(
            _Ballots(
                answers[heavy],
                organisations[heavy].astype(np.int32),
                perspectives[heavy].astype(np.int16),
                weights[heavy].astype(np.float64),
            )
        )
        if self.waiting > self._room:
            self.fold()

    def results(self, names: Sequence[str], groups: Sequence[str | None]) -> Iterator[Result]:
        """Yield the result of each organisation, by its number; one without ballots has no score."""
        for rows, statements, scores in self._figures(len(names)):
            yield from results_of(self.questionnaire, statements, scores, names[rows], groups[rows])

    def scores(self, organisations: int) -> Scores:
        """Return the scores of the first so many organisations as arrays, for lists too long for a Result each."""
        parts = [scores for _, _, scores in self._figures(organisations)]
        return Scores(*(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Scores)))

    def _figures(self, organisations: int) -> Iterator[tuple[slice, Statements, Scores]]:
        """Yield the scores of some organisations at a time."""
        ballots = _joined(self._waiting, self._sums.levels.shape[2])
        for first in range(0, organisations, STRIDE):
            last = min(first + STRIDE, organisations)
            numbers = np.arange(first, last, dtype=np.int32)
            some, folded = ballots.between(first, last), self._sums.between(first, last)
            if np.array_equal(some.organisations, numbers) and not len(folded.ballots) and self.perspectives.all():
                # A ballot each: the codes are the answers.
                statements, scores = Statements.of_sheets(some.answers), score(self.questionnaire, some.answers)
            else:
                sums = self._sums_of(numbers)
                sums.add(some)
                sums.merge(folded)
                statements = sums.statements(self.perspectives)
                scores = score_means(self.questionnaire, statements.means, statements.not_applicable)
            yield slice(first, last), statements, scores

    @property
    def waiting(self) -> int:
        """Return how many ballots are kept as they came."""
        return sum(map(len, self._waiting))

    def fold(self, several: int = SEVERAL) -> None:
        """Keep only sums of the organisations that have several ballots; the ballots of others wait on."""
        ballots = _joined(self._waiting, self._sums.levels.shape[2])
        organisations, counts = np.unique(ballots.organisations, return_counts=True)
        crowded = np.union1d(organisations[counts >= several], self._sums.organisations)
        folded = np.isin(ballots.organisations, crowded)
        sums = self._sums_of(crowded)
        sums.merge(self._sums)
        sums.add(ballots.where(folded))
        self._sums = sums
        self._waiting = [ballots.where(~folded)]
        self._room = WAITING + WAITING_EACH * len(organisations)

    def _sums_of(self, organisations: Array) -> "_Sums":
        return _Sums.zero(organisations, len(self.perspectives), len(self.questionnaire.statements))


@dataclass(frozen=True, slots=True)
class _Ballots:
    """Ballots, a row each."""

    answers: Array
    organisations: Array
    perspectives: Array
    weights: Array

    def where(self, rows: Array | slice) -> "_Ballots":
        """Return some of the ballots."""
        return _Ballots(*(getattr(self, field.name)[rows] for field in fields(self)))

    def between(self, first: int, last: int) -> "_Ballots":
        """Return the ballots of a range of organisations; ballots must be in their order."""
        return self.where(slice(*np.searchsorted(self.organisations, (first, last))))

    def __len__(self) -> int:
        return len(self.organisations)


def _joined(parts: Sequence[_Ballots], statements: int) -> _Ballots:
    """Return ballots as one, in the order of their organisations."""
    empty = _Ballots(np.empty((0, statements), np.uint8), np.empty(0, np.int32), np.empty(0, np.int16), np.empty(0))
    columns = (np.concatenate([getattr(part, field.name) for part in (empty, *parts)]) for field in fields(_Ballots))
    ballots = _Ballots(*columns)
    return ballots.where(np.argsort(ballots.organisations, kind="stable"))


@dataclass(frozen=True, slots=True)
class _Sums:
    """What is kept of ballots: how many gave each code, and weighted sums by perspective; a row per organisation."""

    organisations: Array
    ballots: Array
    counts: Array
    levels: Array
    weights: Array

    @classmethod
    def zero(cls, organisations: Array, perspectives: int, statements: int) -> "_Sums":
        """Return the sums of no ballots."""
        rows = len(organisations)
        return cls(
            organisations,
            ballots=np.zeros(rows, np.int64),
            counts=np.zeros((rows, CODES, statements), np.uint32),
            levels=np.zeros((rows, perspectives, statements)),
            weights=np.zeros((rows, perspectives, statements)),
        )

    def between(self, first: int, last: int) -> "_Sums":
        """Return the sums of a range of organisations."""
        rows = slice(*np.searchsorted(self.organisations, (first, last)))
        return _Sums(*(getattr(self, field.name)[rows] for field in fields(self)))

    def merge(self, other: "_Sums") -> None:
        """Add the sums of some of the same organisations."""
        rows = np.searchsorted(self.organisations, other.organisations)
        for field in fields(self)[1:]:
            getattr(self, field.name)[rows] += getattr(other, field.name)

    def add(self, ballots: _Ballots) -> None:
        """Add ballots of these organisations, in their order."""
        for start in range(0, len(ballots), STRIDE):
            some = ballots.where(slice(start, start + STRIDE))
            rows = np.searchsorted(self.organisations, some.organisations)
            self._count(some.answers, rows)
            self._weigh(some, rows)

    def _count(self, answers: Array, rows: Array) -> None:
        starts = np.flatnonzero(np.diff(rows, prepend=-1))
        self.ballots[rows[starts]] += np.diff(starts, append=len(rows))
        for code in range(CODES):
            self.counts[rows[starts], code] += np.add.reduceat(answers == code, starts, axis=0, dtype=np.uint32)

    def _weigh(self, ballots: _Ballots, rows: Array) -> None:
        perspectives = self.weights.shape[1]
        keys = rows * perspectives + ballots.perspectives
        order = np.argsort(keys, kind="stable")
        keys, answers = keys[order], ballots.answers[order]
        starts = np.flatnonzero(np.diff(keys, prepend=-1))
        weights = np.where(answers < LEVELS, ballots.weights[order, None], 0.0)
        places = np.divmod(keys[starts], perspectives)
        self.weights[places] += np.add.reduceat(weights, starts, axis=0)
        weights *= answers
        self.levels[places] += np.add.reduceat(weights, starts, axis=0)

    def statements(self, perspectives: Array) -> Statements:
        """Return the statement scores: a weighted mean in each perspective, then over those that answered."""
        answered = self.weights > 0
        means = np.divide(self.levels, self.weights, out=np.zeros_like(self.levels), where=answered)
        shares = np.einsum("p,nps->ns", perspectives, answered)
        totals = np.einsum("p,nps->ns", perspectives, means)
        scores = np.divide(totals, shares, out=np.full_like(totals, np.nan), where=shares > 0)
        levels = self.counts[:, :LEVELS]
        answers = levels.sum(axis=1)
        return Statements(
            means=np.minimum(scores, TOP_LEVEL),
            answers=answers,
            not_applicable=(self.counts[:, NOT_APPLICABLE] > 0) & (answers == 0),
            ballots=self.ballots,
            counts=levels.swapaxes(1, 2),
        )
