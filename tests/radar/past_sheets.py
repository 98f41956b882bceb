"""Sheets of past results for tests, as CSV files and as workbooks."""

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from scoring.questionnaire import Questionnaire

DAY = "2025-10-20"


def titles(questionnaire: Questionnaire, *more: str) -> list[str]:
    """Return the titles of a sheet."""
    return ["organisation", "campaign", "date", *more, *questionnaire.statement_index]


def row(
    questionnaire: Questionnaire, organisation: str, campaign: str = "Automne 2025", on: object = DAY, **answers: Any
) -> list[Any]:
    """Return a row that answers 2 to every statement but some."""
    return [organisation, campaign, on, *(dict.fromkeys(questionnaire.statement_index, 2) | answers).values()]


def csv_of(*rows: Sequence[object], separator: str = ";") -> bytes:
    """Return rows as CSV."""
    return "".join(separator.join(str(cell) for cell in row) + "\n" for row in rows).encode()


def xlsx_of(**sheets: Sequence[Sequence[Any]]) -> bytes:
    """Return sheets as a workbook; what is a date becomes one there."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for line, cells in enumerate(rows):
                sheet.write_row(line, 0, cells)
    return stream.getvalue()
