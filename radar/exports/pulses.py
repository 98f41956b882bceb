"""The result of a pulse as a file: a sheet that `radar pulse` reads again, or JSON with every figure."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from radar.exports.as_csv import table_to_csv
from scoring.pulse import PulseQuestion, PulseResult


@dataclass(frozen=True, slots=True)
class PulseReport:
    """What a pulse came to, if that may be shown, whose it is, when it was taken, and what is aimed at."""

    question: PulseQuestion
    result: PulseResult | None
    organisation: str
    asked_on: str = ""
    target_stage: int | None = None
    target_on: date | None = None


def to_csv(report: PulseReport, language: str) -> bytes:
    """Return a sheet of one row: how many chose each stage, and the target."""
    counts = report.result.counts if report.result else ()
    row = {
        "organisation": report.organisation,
        "asked_on": report.asked_on,
        **{f"stage_{number}": str(count) for number, count in enumerate(counts, start=1)},
        "target_stage": str(report.target_stage or ""),
        "target_on": report.target_on.isoformat() if report.target_on else "",
    }
    return table_to_csv([list(row), list(row.values())], language)


def to_json(report: PulseReport) -> bytes:
    """Return every figure of a pulse as JSON."""
    return (json.dumps(as_dict(report), ensure_ascii=False, allow_nan=False, indent=2) + "\n").encode()


def as_dict(report: PulseReport) -> dict[str, Any]:
    """Return every figure of a pulse; what is not known is null, and nothing is on another scale than the stages'."""
    question = report.question
    return {
        "organisation": report.organisation,
        "pulse": {"id": question.id, "version": question.version, "hash": question.hash},
        "question": question.question,
        "asked_on": report.asked_on or None,
        "stages": [{"number": stage.number, "name": stage.name} for stage in question.stages],
        **_figures(report.result, report.target_stage),
        "target_stage": report.target_stage,
        "target_on": report.target_on.isoformat() if report.target_on else None,
        "assumptions": [assumption.text for assumption in question.assumptions],
    }


def _figures(result: PulseResult | None, target: int | None) -> dict[str, Any]:
    names = ("respondents", "counts", "shares", "mean", "median", "gap", "share_at_target")
    if result is None:
        return dict.fromkeys(names)
    aimed = (result.gap(target), result.share_from(target)) if target else (None, None)
    values = (result.respondents, list(result.counts), list(result.shares), result.mean, result.median, *aimed)
    return {name: None if value == [] else value for name, value in zip(names, values, strict=True)}
