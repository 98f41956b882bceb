"""What a report says of perspectives: each axis from each of them, where they differ most, and what each answered."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from radar.exports import sentences
from radar.exports.report import Report
from scoring.questionnaire import Axis, Statement

SAME = 0.005  # what is equal once it is written with two decimals


@dataclass(frozen=True, slots=True)
class Spread:
    """The lowest and the highest score of an axis, with the perspectives that give them."""

    axis: Axis
    low: tuple[float, str]
    high: tuple[float, str]

    @property
    def gap(self) -> float:
        """Return how far the two are apart."""
        return self.high[0] - self.low[0]


def part(report: Report) -> dict[str, Any] | None:
    """Return the part of the document on perspectives; none where the questionnaire has none."""
    if not report.perspectives:
        return None
    return {
        "lead": lead(report),
        "rule": sentences.weighing(report),
        "names": [each.name for each in report.result.questionnaire.perspectives],
        "rows": [_row(report, axis) for axis in report.result.questionnaire.axes],
        "overall": [sentences.score(report, score) for score in overalls(report)],
        "states": list(_states(report)),
    }


def lead(report: Report) -> str:
    """Say on which axis the perspectives differ most."""
    spreads = [spread for axis in report.result.questionnaire.axes if (spread := spread_of(report, axis))]
    say = sentences.words(report)
    if not spreads:
        return say["perspectives_few"]
    widest = max(spreads, key=lambda spread: spread.gap)
    if widest.gap < SAME:
        return say["perspectives_alike"]
    (low, low_name), (high, high_name) = widest.low, widest.high
    return say["perspectives_differ"].format(
        axis=widest.axis.name,
        low=sentences.score(report, low),
        low_name=low_name,
        high=sentences.score(report, high),
        high_name=high_name,
        gap=sentences.score(report, widest.gap),
    )


def spread_of(report: Report, axis: Axis) -> Spread | None:
    """Return how far the perspectives are apart on an axis; none where fewer than two of them have a score."""
    asked = report.result.questionnaire.perspectives
    scores = zip(scores_of(report, axis), (each.name for each in asked), strict=False)
    known = [(score, name) for score, name in scores if score is not None]
    if len(known) < 2:  # noqa: PLR2004 (one alone differs from none)
        return None
    return Spread(axis, min(known, key=lambda each: each[0]), max(known, key=lambda each: each[0]))


def scores_of(report: Report, axis: Axis) -> list[float | None]:
    """Return the score of an axis from each perspective, then the combined one."""
    return [*(result.axes[axis.id].score for result in report.perspectives.values()), report.result.axes[axis.id].score]


def overalls(report: Report) -> list[float | None]:
    """Return the overall score from each perspective, then the combined one."""
    return [*(result.overall for result in report.perspectives.values()), report.result.overall]


def answers_to(report: Report, statement: Statement) -> list[tuple[str, str]]:
    """Return what each perspective answered to a statement, with the reason given; nothing without perspectives."""
    if not report.perspectives:
        return []
    return [
        (question.perspective.name, _answer(report, question.id))
        for question in report.result.questionnaire.questions_to[statement.id]
        if question.perspective
    ]


def _answer(report: Report, question: str) -> str:
    level, reason = sentences.named_code(report, report.code(question)), report.reason(question)
    return f"{level} – {reason}" if reason else level


def _row(report: Report, axis: Axis) -> dict[str, Any]:
    spread = spread_of(report, axis)
    return {
        "name": axis.name,
        "scores": [sentences.score(report, score) for score in scores_of(report, axis)],
        "gap": sentences.score(report, spread.gap) if spread else "–",
    }


def _states(report: Report) -> Iterator[str]:
    """Yield, for each perspective, how many of its statements its result rests on."""
    for perspective, result in zip(report.result.questionnaire.perspectives, report.perspectives.values(), strict=True):
        state = sentences.firmness(replace(report, result=result))
        yield sentences.words(report)["perspective_state"].format(name=perspective.name, state=state)
