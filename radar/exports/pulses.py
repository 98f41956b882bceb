"""The result of a pulse as a file: a sheet that `radar pulse` reads again, or JSON with every figure."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from radar.exports.as_csv import table_to_csv
from scoring.pulse import PulseQuestion, PulseResult


@dataclass(frozen=True, slots=True)
class PulseReport:
    """What a pulse came to, whose it is, when it was taken, and what is aimed at."""

    question: PulseQuestion
    result: PulseResult
    organisation: str
    asked_on: date | None = None
    target_stage: int | None = None
    target_on: date | None = None


def to_csv(report: PulseReport, language: str) -> bytes:
    """Return a sheet of one row: how many chose each stage, and the target."""
    counts = {f"stage_{number}": str(count) for number, count in enumerate(report.result.counts, start=1)}
    row = {
        "organisation": report.organisation,
        "asked_on": f"{report.asked_on:%Y-%m-%d}" if report.asked_on else "",
        **counts,
        "target_stage": str(report.target_stage or ""),
        "target_on": f"{report.target_on:%Y-%m-%d}" if report.target_on else "",
    }
    return table_to_csv([list(row), list(row.values())], language)


def as_dict(report: PulseReport) -> dict[str, Any]:
    """Return every figure of a pulse; what is not known is null, and nothing is on another scale than the stages'."""
    question, result, target = report.question, report.result, report.target_stage
    return {
        "organisation": report.organisation,
        "pulse": {"id": question.id, "version": question.version, "hash": question.hash},
        "question": question.question,
        "asked_on": f"{report.asked_on:%Y-%m-%d}" if report.asked_on else None,
        "stages": [{"number": stage.number, "name": stage.name} for stage in question.stages],
        "respondents": result.respondents,
        "counts": list(result.counts) or None,
        "shares": list(result.shares) or None,
        "mean": result.mean,
        "median": result.median,
        "target_stage": target,
        "target_on": f"{report.target_on:%Y-%m-%d}" if report.target_on else None,
        "gap": result.gap(target) if target else None,
        "share_at_target": result.share_from(target) if target else None,
        "assumptions": [assumption.text for assumption in question.assumptions],
    }


def to_json(report: PulseReport) -> bytes:
    """Return every figure of a pulse as JSON."""
    return (json.dumps(as_dict(report), ensure_ascii=False, allow_nan=False, indent=2) + "\n").encode()
