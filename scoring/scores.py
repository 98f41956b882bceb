"""Scores of many sheets at once: levels in (uint8, sheets x statements), means out.

Sheets are worked through in blocks that stay in the processor's cache, turned so that each statement is a row: adding
statements is then adding long rows of bytes, which is exact and as fast as memory allows.  Means of means are computed
on whole numbers (each axis mean times the least common multiple of all possible denominators), so that they are the
correctly rounded value, and a score that is exactly on a threshold is on it.
"""

import math
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from scoring.plans import Plan, plan_of
from scoring.questionnaire import Questionnaire

NOT_APPLICABLE = 5
UNANSWERED = 255
BLOCK = 1 << 15
WORTH_A_THREAD = 1 << 16

Array = NDArray[Any]
Codes = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of N sheets, one row each; NaN means no score, quadrant -1 means none."""

    practices: Array
    axes: Array
    dimensions: Array
    overall: Array
    coverage: Array
    provisional: NDArray[np.bool_]
    quadrants: NDArray[np.int8]


def score(questionnaire: Questionnaire, answers: Codes, *, dtype: DTypeLike = np.float64) -> Scores:
    """Return the scores of sheets of codes: 0 to 4, 5 for not applicable, 255 for unanswered.

    Scores are float64; ask for float32 when there are millions of sheets: half the memory, and quadrants stay exact.
    """
    plan = plan_of(questionnaire)
    if answers.dtype != np.uint8 or answers.shape[1:] != (plan.statements,):
        raise ValueError(
            f"answers must be uint8 of shape (sheets, {plan.statements}), one column per statement of "
            f"{questionnaire.reference}; they are {answers.dtype} of shape {answers.shape}"
        )
    writer = _Writer(plan, len(answers), np.dtype(dtype), plan.narrowest)
    part = _part(len(answers))

    def work(start: int) -> None:
        reader = _Reader(plan, min(BLOCK, len(answers)))
        for first in range(start, min(start + part, len(answers)), BLOCK):
            sheets = slice(first, min(first + BLOCK, len(answers)))
            writer.write(sheets, *reader.read(answers[sheets], first))

    starts = range(0, len(answers), part)
    if len(starts) <= 1:
        work(0)
    else:
        with ThreadPoolExecutor(len(starts)) as pool:
            list(pool.map(work, starts))
    return writer.scores()


def _part(sheets: int) -> int:
    """Return how many sheets a processor takes: whole blocks, and all of them unless there are many."""
    workers = max(1, min(os.cpu_count() or 1, sheets // WORTH_A_THREAD))
    return max(1, math.ceil(sheets / workers / BLOCK)) * BLOCK


def score_means(questionnaire: Questionnaire, means: NDArray[np.float64], not_applicable: NDArray[np.bool_]) -> Scores:
    """Return the scores of statement means (NaN for none), beside what was called not applicable."""
    plan = plan_of(questionnaire)
    writer = _Writer(plan, len(means), np.dtype(np.float64), np.dtype(np.float64))
    answered = ~np.isnan(means)
    turned = np.stack((np.where(answered, means, 0.0).T, answered.T))
    sums = np.stack([turned[:, group].sum(axis=1) for group in (*plan.practices, *plan.axes)], axis=1)
    writer.write(slice(None), sums, not_applicable.sum(axis=1))
    return writer.scores()


class _Reader:
    """Turns blocks of codes into sums: of levels and of answers, a row per practice and then per axis."""

    def __init__(self, plan: Plan, size: int) -> None:
        self.plan = plan
        self.turned = np.empty((2, plan.statements, size), np.uint8)
        self.mask = np.empty((plan.statements, size), np.uint8)
        self.pairs = np.empty((plan.statements // 2, size), np.uint16)
        self.sums = np.empty((2, len(plan.practices) + len(plan.axes), size), plan.counts)

    def read(self, codes: Codes, start: int) -> tuple[Array, Array]:
        """Return the sums of a block, and how many statements of each sheet are not applicable."""
        turned, mask = self.turned[..., : len(codes)], self.mask[..., : len(codes)]
        levels, answered = turned
        self._turn(codes, levels)
        if np.add(levels, 1, out=mask).max() > NOT_APPLICABLE + 1:
            _refuse(codes, start)
        np.less(levels, NOT_APPLICABLE, out=answered.view(np.bool_))
        np.equal(levels, NOT_APPLICABLE, out=mask.view(np.bool_))
        levels *= answered
        return self._add(turned), np.add.reduce(mask, axis=0, dtype=self.plan.counts)

    def _turn(self, codes: Codes, levels: Codes) -> None:
        """Make a row of each statement, two at a time if they can be paired: half the leaps through memory."""
        if codes.shape[1] % 2 or codes.strides[1] != 1:
            np.copyto(levels, codes.T)
            return
        pairs = self.pairs[:, : len(codes)]
        np.copyto(pairs, codes.view("<u2").T)
        np.copyto(levels[0::2], pairs, casting="unsafe")
        np.right_shift(pairs, 8, out=pairs)
        np.copyto(levels[1::2], pairs, casting="unsafe")

    def _add(self, turned: Codes) -> Array:
        sums = self.sums[..., : turned.shape[2]]
        practices, axes = np.split(sums, [len(self.plan.practices)], axis=1)
        for row, columns in enumerate(self.plan.practices):
            np.add.reduce(turned[:, columns], axis=1, dtype=sums.dtype, out=practices[:, row])
        for row, columns in enumerate(self.plan.axis_practices):
            np.add.reduce(practices[:, columns], axis=1, dtype=sums.dtype, out=axes[:, row])
        return sums


def _refuse(codes: Codes, start: int) -> None:
    sheet, column = np.argwhere((codes > NOT_APPLICABLE) & (codes != UNANSWERED))[0]
    raise ValueError(
        f"sheet {start + sheet}, column {column}: the code is {codes[sheet, column]}; it must be a level 0 to 4, "
        f"{NOT_APPLICABLE} (not applicable) or {UNANSWERED} (unanswered)"
    )


class _Writer:
    """Scores in the making, a column per sheet: `dtype` is what is handed out, `work` what means are combined in."""

    def __init__(self, plan: Plan, sheets: int, dtype: np.dtype[Any], work: np.dtype[Any]) -> None:
        self.plan = plan
        self.work = work
        self.precision = np.promote_types(dtype, work)
        self.weights = plan.matrix.astype(work)
        self.limits = plan.limits(work)
        self.groups = np.empty((len(plan.practices) + len(plan.axes), sheets), dtype)
        self.means = np.empty((len(plan.weights), sheets), dtype)
        self.coverage = np.empty(sheets, dtype)
        self.provisional = np.empty(sheets, np.bool_)
        self.quadrants = np.empty(sheets, np.int8)

    def write(self, sheets: slice, sums: Array, not_applicable: Array) -> None:
        """Write the scores of a block from its sums of levels and of answers, practices first, then axes."""
        with np.errstate(invalid="ignore"):
            np.divide(sums[0], sums[1], out=self.groups[:, sheets], dtype=self.groups.dtype)
            self._combine(sheets, *sums[:, len(self.plan.practices) :])
        self._cover(sheets, sums[1, len(self.plan.practices) :], not_applicable)

    def _combine(self, sheets: slice, levels: Array, answered: Array) -> None:
        plan = self.plan
        scores, present = np.empty((2, *levels.shape), self.work)
        np.multiply(levels, plan.scale, out=scores, dtype=self.work)
        np.divide(scores, answered + (answered == 0), out=scores, dtype=self.work)
        np.copyto(present, answered > 0)
        totals, shares = self.weights @ scores, self.weights @ present
        self._place(sheets, totals[1:], shares[1:])
        shares *= plan.scale
        np.divide(totals, shares, out=self.means[:, sheets], dtype=self.precision, casting="same_kind")

    def _place(self, sheets: slice, totals: Array, shares: Array) -> None:
        # Sums instead of masks: what a processor cannot foresee costs five times the arithmetic.
        unknown = 1 << len(self.limits)
        highs = (shares == 0).any(axis=0) * np.min_scalar_type(unknown).type(unknown)
        for bit, limit in enumerate(self.limits):
            highs += (totals[bit] >= limit * shares[bit]) * highs.dtype.type(1 << bit)
        found = self.quadrants[sheets]
        found.fill(-1)
        for quadrant, pattern in enumerate(self.plan.patterns):
            found += (highs == pattern) * np.int8(quadrant + 1)

    def _cover(self, sheets: slice, answered: Array, not_applicable: Array) -> None:
        total = answered.sum(axis=0, dtype=not_applicable.dtype)
        applicable = self.plan.statements - not_applicable
        self.provisional[sheets] = (total < applicable) | (total == 0)
        np.divide(total, np.maximum(applicable, 1), out=self.coverage[sheets], dtype=self.coverage.dtype)

    def scores(self) -> Scores:
        """Return the scores, a row per sheet."""
        practices, axes = np.split(self.groups, [len(self.plan.practices)])
        return Scores(
            practices=practices.T,
            axes=axes.T,
            dimensions=self.means[1:].T,
            overall=self.means[0],
            coverage=self.coverage,
            provisional=self.provisional,
            quadrants=self.quadrants,
        )
