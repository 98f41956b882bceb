"""What the organisation aims at, in words and as data; nothing where it aims at nothing."""

from typing import Any

from radar.exports import sentences
from radar.exports.report import Report
from radar.formats import day, decimal
from scoring.questionnaire import Quadrant
from scoring.targets import gap, gaps, goal, has_reached

SMALLEST_READ = 0.005  # what is less would be read as no gap at all


def goal_of(report: Report) -> dict[str, float] | None:
    """Return the scores of the dimensions once every target is reached, if that is elsewhere than today."""
    dimensions = report.result.dimensions
    found = {name: score for name, score in goal(report.result, report.targets).items() if score is not None}
    return found if found != {name: each.score for name, each in dimensions.items() if name in found} else None


def parts(report: Report) -> dict[str, Any] | None:
    """Return what is said of the targets: sentences, and by axis the target and the gap in words."""
    if not report.targets:
        return None
    return {
        "sentences": [each for each in (_quadrant_sentence(report), _axes_sentence(report)) if each],
        "axes": {axis: cells(report, axis) for axis in report.result.axes} if report.targets.axes else {},
    }


def cells(report: Report, axis: str) -> tuple[str, str]:
    """Return the target of an axis and its gap as read, empty where there is no target."""
    target, score = report.targets.scores.get(axis), report.result.axes[axis].score
    return "" if target is None else decimal(target, report.language), gap_words(report, gap(score, target))


def gap_words(report: Report, missing: float | None) -> str:
    """Return a gap as read: a target that is reached says so, and so does one that nearly is."""
    if missing is None:
        return ""
    if missing == 0:
        return sentences.words(report)["target_reached"]
    if missing < SMALLEST_READ:
        return sentences.words(report)["gap_tiny"].format(least=decimal(2 * SMALLEST_READ, report.language))
    return decimal(missing, report.language)


def target_sentence(report: Report, axis: str) -> str:
    """Say what an axis aims at, by when, and how much is missing; empty where it aims at nothing."""
    target = report.targets.axes.get(axis)
    if target is None:
        return ""
    key = "target_sentence_due" if target.due_on else "target_sentence"
    return sentences.words(report)[key].format(
        target=decimal(target.score, report.language),
        day=day(target.due_on, report.language) if target.due_on else "",
        gap=gap_words(report, gap(report.result.axes[axis].score, target.score)),
    )


def target_quadrant(report: Report) -> Quadrant | None:
    """Return the quadrant that is aimed at, if there is one."""
    wanted = report.targets.quadrant
    return next((each for each in report.result.questionnaire.quadrants if wanted and each.id == wanted.id), None)


def as_data(report: Report) -> dict[str, Any]:
    """Return the targets as the page's JSON twin has them beside the contract's keys."""
    missing, wanted = gaps(report.result, report.targets), report.targets.quadrant
    return {
        "axes": {
            axis: {"score": each.score, "gap": missing[axis], "due_on": each.due_on and each.due_on.isoformat()}
            for axis, each in report.targets.axes.items()
        },
        "quadrant": wanted
        and {
            "id": wanted.id,
            "reached": has_reached(report.result, wanted.id),
            "due_on": wanted.due_on and wanted.due_on.isoformat(),
        },
        "dimensions": goal(report.result, report.targets),
    }


def _quadrant_sentence(report: Report) -> str:
    wanted, found = report.targets.quadrant, target_quadrant(report)
    if wanted is None or found is None:
        return ""
    say = sentences.words(report)
    if has_reached(report.result, wanted.id):
        return say["quadrant_reached"].format(name=found.name)
    if wanted.due_on is None:
        return say["quadrant_aim"].format(name=found.name)
    return say["quadrant_aim_due"].format(name=found.name, day=day(wanted.due_on, report.language))


def _axes_sentence(report: Report) -> str:
    known = [missing for missing in gaps(report.result, report.targets).values() if missing is not None]
    if not known:
        return ""
    reached, say = sum(missing == 0 for missing in known), sentences.words(report)
    if reached == len(known):
        return say["axes_reached"]
    return say["axes_aim"].format(reached=reached, total=len(known))
