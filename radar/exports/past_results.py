"""Sheets to fill in with past results: the titles of a questionnaire, and made-up rows to write over."""

import io
from collections.abc import Iterator, Sequence
from datetime import date

import xlsxwriter

from radar.exports.as_csv import table_to_csv
from scoring.questionnaire import LEVELS, Questionnaire
from scoring.sheets.columns import ORGANISATION
from scoring.sheets.past import CAMPAIGN, DATE, OFFICIAL

EXAMPLE = {
    "fr": ("Organisme fictif, à remplacer", "Automne 2025", "oui"),
    "en": ("Made-up organization, to be replaced", "Fall 2025", "yes"),
}
ON = date(2025, 10, 20)

Cell = str | int | date


def to_csv(questionnaire: Questionnaire, language: str) -> bytes:
    """Return the sheet as CSV."""
    return table_to_csv(([str(cell) for cell in row] for row in _rows(questionnaire, language)), language)


def to_xlsx(questionnaire: Questionnaire, language: str) -> bytes:
    """Return the sheet as a workbook, its date a date."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        book.set_properties({"title": questionnaire.title})
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
        for line, row in enumerate(_rows(questionnaire, language)):
            sheet.write_row(line, 0, row, bold if line == 0 else None)
        sheet.set_column(0, 0, 40)
        sheet.set_column(1, 2, 16)
        sheet.freeze_panes(1, 1)
    return stream.getvalue()


def _rows(questionnaire: Questionnaire, language: str) -> Iterator[Sequence[Cell]]:
    """Yield the titles and a made-up row, one for each perspective where there are several."""
    perspectives = [[each.id] for each in questionnaire.perspectives] or [[]]
    about = [ORGANISATION, CAMPAIGN, DATE, OFFICIAL, *(["perspective"] if questionnaire.perspectives else [])]
    yield [*about, *questionnaire.statement_index]
    name, campaign, official = EXAMPLE[language]
    levels = [place % LEVELS for place in range(len(questionnaire.statements))]
    for perspective in perspectives:
        yield [name, campaign, ON, official, *perspective, *levels]
