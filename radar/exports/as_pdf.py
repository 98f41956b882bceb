"""The report as an accessible PDF (PDF/UA-1), laid out by Typst."""

import datetime as dt
import importlib.util
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import typst

from radar.exports.document import document
from radar.exports.pictures import drawings
from radar.exports.printable import printable
from radar.exports.report import Report

TEMPLATE = Path(__file__).with_name("report.typ")


@cache
def fonts() -> typst.Fonts:
    """Return the fonts that ship with Matplotlib, the same everywhere; found without importing Matplotlib."""
    found = importlib.util.find_spec("matplotlib")
    if found is None or found.origin is None:
        raise FileNotFoundError("Matplotlib is not installed, and its fonts are those of the report; install it")
    folder = Path(found.origin).parent / "mpl-data" / "fonts" / "ttf"
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


def to_pdf(report: Report, charts: Mapping[str, bytes], descriptions: Mapping[str, str]) -> bytes:
    """Return the report as PDF/UA-1; the same report and charts give the same bytes.

    Args:
        report: What to say.
        charts: SVG images by name: `radar`, `quadrant`, `practices`; one that is missing is left out.
        descriptions: The alternative text of each chart.
    """
    data = json.dumps(printable(document(report, charts, descriptions)), ensure_ascii=False)
    # A compiler serves one thread at a time, so each report has its own; the fonts are what costs, and are shared.
    compiler = typst.Compiler(TEMPLATE, font_paths=fonts(), sys_inputs={"data": data})
    made = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=_midnight(report.date))
    if not isinstance(made, bytes):
        raise TypeError("Typst gave no PDF")
    return made


def build_pdf(report: Report) -> bytes:
    """Return the report with its charts drawn."""
    drawn = drawings(report)
    return to_pdf(
        report,
        {name: picture.image for name, picture in drawn.items()},
        {name: picture.description for name, picture in drawn.items()},
    )


def _midnight(date: dt.date) -> dt.datetime:
    return dt.datetime.combine(date, dt.time(), tzinfo=dt.UTC)
