"""The answers as an answer sheet, which spreadsheets open and `radar score` reads again."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator

from radar.exports.printable import clean
from radar.exports.report import Report
from radar.exports.sentences import words
from scoring.scores import NOT_APPLICABLE

# Spreadsheets split a sheet at their own list separator, which in French is the semicolon.
SEPARATORS = {"fr": ";", "en": ","}
FORMULA_STARTS = ("=", "+", "-", "@")


def to_csv(report: Report) -> bytes:
    """Return a sheet of one row: the answers by statement, or the axis scores where only those are known.

    Where the questionnaire has perspectives, there is a row for each.
    """
    names = {
        "organisation": harmless(report.result.organisation) or words(report)["unnamed"],
        "group": harmless(report.result.group or ""),
    }
    if report.perspectives:
        rows = [{**names, "perspective": key, **dict(_answers_from(report, key))} for key in report.perspectives]
    else:
        rows = [{**names, **dict(_answers(report) if report.result.statements else _axis_scores(report))}]
    return _sheet([rows[0], *(row.values() for row in rows)], report.language)


def table_to_csv(rows: Iterable[Iterable[str]], language: str) -> bytes:
    """Return lines of text as a sheet."""
    return _sheet([[harmless(cell) for cell in row] for row in rows], language)


def _sheet(rows: Iterable[Iterable[str]], language: str) -> bytes:
    sheet = io.StringIO(newline="")
    csv.writer(sheet, delimiter=SEPARATORS[language], lineterminator="\r\n").writerows(rows)
    return codecs.BOM_UTF8 + sheet.getvalue().encode()


def _answers(report: Report) -> Iterator[tuple[str, str]]:
    for statement in report.result.questionnaire.statements:
        yield statement.id, _cell(report.level(statement.id))


def _answers_from(report: Report, perspective: str) -> Iterator[tuple[str, str]]:
    for question in report.result.questionnaire.question_by_id.values():
        if question.perspective and question.perspective.id == perspective:
            yield question.statement.id, _cell(report.code(question.id))


def _cell(level: float | None) -> str:
    # The mean of several ballots is no level: the sheet leaves it open, as no sheet of one row can hold it.
    if level is None or level != int(level):
        return ""
    return "na" if level == NOT_APPLICABLE else str(int(level))


def _axis_scores(report: Report) -> Iterator[tuple[str, str]]:
    for axis, group in report.result.axes.items():
        yield axis, "" if group.score is None else repr(group.score)


def harmless(name: str) -> str:
    """Return the name on one line, marked as text where a spreadsheet would take it for a formula."""
    line = " ".join(clean(name).split())
    return f"'{line}" if line.startswith(FORMULA_STARTS) else line
