"""The result as the contract's JSON object."""

import json

from radar.exports.report import Report
from radar.exports.targets import as_data
from scoring.results import to_json as contract


def to_json(report: Report) -> bytes:
    """Return one JSON object in UTF-8, its numbers at full precision, with the targets if there are any."""
    aims = {"targets": as_data(report)} if report.targets else {}
    text = json.dumps({**contract(report.result), **aims}, ensure_ascii=False, indent=2)
    # A lone surrogate, which no file should bring, cannot be written in UTF-8.
    return f"{text}\n".encode(errors="replace")
