"""The files of a plan: how long its spreadsheet and its document of sixty pages take, pictures drawn."""

import datetime as dt
import io
import statistics
import time
from collections.abc import Callable

from pypdf import PdfReader

from bench.figures import Figure
from radar.charts import gantt
from radar.exports.plan_docx import plan_to_docx
from radar.exports.plan_pdf import plan_to_pdf
from radar.exports.plan_report import PlanReport
from radar.exports.plan_xlsx import plan_to_xlsx
from radar.paths import QUESTIONNAIRES
from radar.spreadsheets import read_plan
from scoring.loading import find, load
from scoring.loading.plan_sections import SECTIONS, load_sections
from scoring.transformation import BenefitExpected, PlannedInitiative, TransformationPlan

LARGE, LONG = 500, 135  # initiatives of the spreadsheet, and of a document of sixty pages
RUNS = 3


def figures() -> list[Figure]:
    """Return the median time of each file."""
    report = _report(LONG)
    book = plan_to_xlsx(_plan(LARGE))
    pages = len(PdfReader(io.BytesIO(plan_to_pdf(report))).pages)
    drawn = f"median of {RUNS}, pictures drawn anew"
    return [
        Figure(f"XLSX of {LARGE} initiatives", _median(lambda: plan_to_xlsx(_plan(LARGE))), "s", 1, at_most=True),
        Figure("The same, read again", _median(lambda: read_plan(io.BytesIO(book))), "s", 1, at_most=True),
        Figure(f"DOCX of a plan of {pages} pages", _median(lambda: plan_to_docx(report)), "s", 3, at_most=True,
               detail=drawn),
        Figure(f"PDF of a plan of {pages} pages", _median(lambda: plan_to_pdf(_report(LONG))), "s", 1, at_most=True,
               detail=drawn),
    ]  # fmt: skip


def _plan(count: int) -> TransformationPlan:
    # Other words each time, so that nothing comes from the memory of Typst.
    once = time.perf_counter_ns()
    made = (
        PlannedInitiative(
            id=f"i{number}",
            code=f"1.{number}",
            title=f"Initiative numéro {number + once % 10_000}",
            definition=f"Une phrase qui dit ce que l’initiative {once} change et pour qui. " * 12,
            axis="experience-utilisateur",
            practices=("1",),
            benefits=(BenefitExpected(code="S1"),),
            start=number % 20,
            quarters=1 + number % 4,
        )
        for number in range(count)
    )
    return TransformationPlan(
        title="Plan",
        first_day=dt.date(2026, 4, 1),
        years=6,
        questionnaire="radar-numeriqc@1.0.0",
        initiatives=tuple(made),
        texts=dict.fromkeys(("principles", "inputs", "data"), f"Un paragraphe {once} de l’organisation. " * 60),
    )


def _report(count: int) -> PlanReport:
    questionnaire = load(find(QUESTIONNAIRES, "radar-numeriqc"), "fr")
    sections = load_sections(QUESTIONNAIRES / SECTIONS)
    return PlanReport(_plan(count), "Musée de la rivière", dt.date(2026, 11, 21), questionnaire, sections)


def _median(work: Callable[[], object]) -> float:
    """Return how long something takes, the pictures of plans forgotten each time."""
    seconds = []
    for _ in range(RUNS):
        gantt.MEMO.clear()
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)
