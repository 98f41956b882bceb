"""A million sheets: beside the matrix products that scoring stands for, beside pandas, and in how much memory."""

import statistics
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import fields

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bench.figures import Figure
from radar.paths import QUESTIONNAIRES
from scoring.loading import find, load
from scoring.plans import Plan, plan_of
from scoring.questionnaire import LEVELS, Questionnaire
from scoring.scores import UNANSWERED, Scores, score

SHEETS = 1_000_000
PAIRS = 9
MEGABYTE = 1e6

Work = Callable[[], object]


def figures() -> list[Figure]:
    """Return the two ratios and the peak of memory, all on the same sheets, scored in single precision."""
    questionnaire = load(find(QUESTIONNAIRES, "radar-numeriqc"))
    answers = _answers(questionnaire)

    def scored() -> Scores:
        return score(questionnaire, answers, dtype=np.float32)

    return [
        _beside_products(scored, answers, plan_of(questionnaire)),
        _beside_pandas(scored, answers, questionnaire),
        _memory(scored, answers),
    ]


def _answers(questionnaire: Questionnaire) -> NDArray[np.uint8]:
    """Return sheets in which one answer of six is not applicable and one of twenty is missing."""
    chance = np.random.default_rng(2026)
    shape = (SHEETS, len(questionnaire.statements))
    answers = chance.integers(0, LEVELS + 1, shape, np.uint8)
    answers[chance.random(shape, np.float32) < 1 / 20] = UNANSWERED
    return answers


def _beside_products(scored: Work, answers: NDArray[np.uint8], plan: Plan) -> Figure:
    answered = (answers < LEVELS).astype(np.float32)
    levels = answers * answered
    groups = (*plan.practices, *plan.axes)
    membership = np.zeros((plan.statements, len(groups)), np.float32)
    for column, statements in enumerate(groups):
        membership[statements, column] = 1
    ours, products = _interleaved(scored, lambda: (levels @ membership, answered @ membership), PAIRS)
    return Figure(
        name="a million sheets / their two float32 products",
        value=statistics.median(one / other for one, other in zip(ours, products, strict=True)),
        unit="x",
        target=1.3,
        at_most=True,
        detail=_detail(ours, products),
    )


def _beside_pandas(scored: Work, answers: NDArray[np.uint8], questionnaire: Questionnaire) -> Figure:
    axes = [row for row, axis in enumerate(questionnaire.axes) for _ in axis.statements]
    frame = pd.DataFrame(
        {
            "sheet": np.repeat(np.arange(len(answers), dtype=np.int32), len(axes)),
            "axis": np.tile(np.array(axes, np.int8), len(answers)),
            "level": np.where(answers < LEVELS, answers, np.float32(np.nan)).astype(np.float32).ravel(),
        }
    )

    def grouped() -> "pd.Series[float]":
        # Grouped anew each time: pandas keeps what it found out about the groups.
        return frame.groupby(["sheet", "axis"])["level"].mean()

    ours, theirs = _interleaved(scored, grouped, PAIRS)
    return Figure(
        name="a million sheets, times faster than pandas groupby-mean",
        value=statistics.median(other / one for one, other in zip(ours, theirs, strict=True)),
        unit="x",
        target=25,
        at_most=False,
        detail=_detail(ours, theirs),
    )


def _memory(scored: Callable[[], Scores], answers: NDArray[np.uint8]) -> Figure:
    tracemalloc.start()
    scores = scored()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    out = sum(getattr(scores, field.name).nbytes for field in fields(scores))
    return Figure(
        name="a million sheets, peak memory with the input",
        value=(answers.nbytes + peak) / MEGABYTE,
        unit="MB",
        target=(3 * answers.nbytes + out) / MEGABYTE,
        at_most=True,
        detail=f"input {answers.nbytes / MEGABYTE:.0f} MB, output {out / MEGABYTE:.0f} MB; target 3 x input + output",
    )


def _interleaved(one: Work, other: Work, pairs: int) -> tuple[list[float], list[float]]:
    """Return the times of both, taken in turns so that both meet the same disturbances; the first turn is left out."""
    times = [(_timed(one), _timed(other)) for _ in range(pairs + 1)][1:]
    return [first for first, _ in times], [second for _, second in times]


def _timed(work: Work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _detail(ours: list[float], theirs: list[float]) -> str:
    return f"{statistics.median(ours) * 1e3:.0f} / {statistics.median(theirs) * 1e3:.0f} ms, median of pairs"
