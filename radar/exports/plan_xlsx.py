"""A plan as a workbook: the roadmap in the columns of the government's template, and sheets for everything else."""

import datetime as dt
import io
import re
from collections.abc import Sequence

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from radar.exports.as_xlsx import ACCENT, INK, LANGUAGE_TAGS, LETTER
from radar.exports.printable import clean
from radar.exports.texts import WORDS
from scoring.sheets.plan_columns import BY_KEY, CHOICES, Column
from scoring.sheets.plan_rows import Cell, Row, plan_columns, plan_rows
from scoring.transformation import TransformationPlan

# What XML cannot hold; everything else must come back.
IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
MARK = "X"
STEADY = 5  # columns of the roadmap that stay in view
MARKED = "#CFE2F3"


def plan_to_xlsx(plan: TransformationPlan, language: str = "fr") -> bytes:
    """Return the workbook of a plan; the same plan gives the same bytes."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        created = dt.datetime.combine(plan.first_day, dt.time())
        book.set_properties({"title": clean(plan.title), "created": created})
        book.set_custom_property("Language", LANGUAGE_TAGS[language])
        formats = _formats(book)
        columns, rows = plan_columns(plan), plan_rows(plan)
        for key, sheet in BY_KEY.items():
            worksheet = book.add_worksheet(sheet.title(language))
            _write(worksheet, key, columns[key], rows[key], formats, language)
            _lay_out(worksheet, columns[key], language)
        _offer_choices(book, columns, rows, language)
    return stream.getvalue()


def _formats(book: Workbook) -> dict[str, Format]:
    top = {"valign": "top", "font_color": INK}
    header = {"bold": True, "bg_color": ACCENT, "font_color": "#FFFFFF", "text_wrap": True, "valign": "top"}
    # A text that begins like a formula stays a text even after it was edited.
    return {
        "header": book.add_format({**header, "quote_prefix": True}),
        "text": book.add_format({"text_wrap": True, "quote_prefix": True, **top}),
        "code": book.add_format({"num_format": "@", "quote_prefix": True, **top}),
        "number": book.add_format(top),
        "date": book.add_format({"num_format": "yyyy-mm-dd", "align": "left", **top}),
        "mark": book.add_format({"align": "center", "bold": True, "bg_color": MARKED, **top}),
    }


def _write(
    sheet: Worksheet, key: str, columns: Sequence[Column], rows: Sequence[Row], formats: dict[str, Format],
    language: str,
) -> None:  # fmt: skip
    """Write the rows of a sheet as a table, whose header is known to those who do not see it."""
    sheet.add_table(
        *(0, 0, max(len(rows), 1), len(columns) - 1),
        {
            "name": f"plan_{key}",
            "style": "Table Style Light 1",
            "title": BY_KEY[key].title(language),
            "columns": [
                {"header": _held(each.title(language)), "header_format": formats["header"]} for each in columns
            ],
        },
    )
    for place, column in enumerate(columns):
        # A code like 1.10 that is typed in a new row stays what it is.
        usual = formats["code"] if column.key.endswith("code") else None
        sheet.set_column(place, place, column.width, usual, {"hidden": column.hidden})
    for line, row in enumerate(rows, start=1):
        for place, column in enumerate(columns):
            text = "code" if column.key.endswith("code") else "text"
            _write_cell(sheet, (line, place), _shown(row.get(column.key), column, language), formats, text)


def _shown(value: Cell, column: Column, language: str) -> Cell:
    """Return a value as people read it."""
    if column.kind == "mark":
        return MARK if value else None
    if column.kind in CHOICES and isinstance(value, str):
        return CHOICES[column.kind][value][0 if language == "fr" else 1]
    return value


def _write_cell(
    sheet: Worksheet, at: tuple[int, int], value: Cell, formats: dict[str, Format], text: str = "text"
) -> None:
    """Write a cell by its type: a text is never taken for a formula, a link or a number."""
    if value == MARK:
        sheet.write_string(*at, MARK, formats["mark"])
    elif isinstance(value, str) and value:
        sheet.write_string(*at, _held(value), formats[text])
    elif isinstance(value, dt.date):
        sheet.write_datetime(*at, value, formats["date"])
    elif isinstance(value, (int, float)):
        sheet.write_number(*at, value, formats["number"])


def _held(text: str) -> str:
    return IMPOSSIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _lay_out(sheet: Worksheet, columns: Sequence[Column], language: str) -> None:
    wide = any(column.key.startswith("quarter:") for column in columns)
    sheet.freeze_panes(1, STEADY if wide else 0)
    sheet.set_landscape()
    sheet.set_paper(LETTER)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer(f"&L&A&R{WORDS[language]['sheet_page']}")


def _offer_choices(
    book: Workbook, columns: dict[str, tuple[Column, ...]], rows: dict[str, list[Row]], language: str
) -> None:
    """Let the cells that hold one of a few words offer them, in the rows there are and in some new ones."""
    for worksheet, key in zip(book.worksheets(), BY_KEY, strict=True):
        for place, column in enumerate(columns[key]):
            if column.kind in CHOICES:
                words = [pair[0 if language == "fr" else 1] for pair in CHOICES[column.kind].values()]
                worksheet.data_validation(1, place, len(rows[key]) + 100, place, {"validate": "list", "source": words})
