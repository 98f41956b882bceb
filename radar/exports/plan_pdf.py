"""A plan's document as an accessible PDF (PDF/UA-1), laid out by Typst."""

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path

import typst

from radar.exports.as_pdf import fonts
from radar.exports.pictures import in_one_font
from radar.exports.plan_document import plan_document
from radar.exports.plan_pictures import plan_figures
from radar.exports.plan_report import Block, Figure, PlanReport
from radar.exports.printable import printable

TEMPLATE = Path(__file__).with_name("plan.typ")


def plan_to_pdf(report: PlanReport) -> bytes:
    """Return the document of a plan, its pictures drawn; the same plan gives the same bytes on one day."""
    figures = plan_figures(report, "svg")
    return document_to_pdf(plan_document(report, figures), figures, report.date)


def document_to_pdf(data: Block, figures: Mapping[str, Figure], date: dt.date) -> bytes:
    """Return a document of plain data as PDF/UA-1."""
    images = {name: in_one_font(each.image).decode() for name, each in figures.items()}
    carried = json.dumps(printable({**data, "images": images}), ensure_ascii=False)
    compiler = typst.Compiler(TEMPLATE, font_paths=fonts(), sys_inputs={"data": carried})
    midnight = dt.datetime.combine(date, dt.time(), tzinfo=dt.UTC)
    made = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=midnight)
    if not isinstance(made, bytes):
        raise TypeError("Typst gave no PDF")
    return made
