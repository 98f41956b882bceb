"""The result as a workbook: a sheet per level of detail, numbers as numbers, texts as texts."""

import datetime as dt
import io
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from radar.exports import sentences
from radar.exports.pictures import Picture, radar_png
from radar.exports.printable import clean
from radar.exports.report import Report
from radar.exports.tables import Cell, Share, Table, tables
from radar.exports.texts import WORDS
from radar.formats import day

HEADER_ROW = 2
LONGEST_CELL = 32_767
LETTER = 1
PICTURE_SCALE = 0.5
ACCENT, INK = "#19406C", "#223654"
LANGUAGE_TAGS = {"fr": "fr-CA", "en": "en-CA"}
NUMBER_FORMATS = {
    "fr": {"score": "0.00", "share": '0.0"\u00a0"%', "date": "yyyy-mm-dd"},
    "en": {"score": "0.00", "share": "0.0%", "date": "yyyy-mm-dd"},
}


@dataclass(frozen=True, slots=True)
class Styles:
    """The formats that cells share."""

    about: Format
    header: Format
    text: Format
    count: Format
    score: Format
    share: Format
    date: Format


def to_xlsx(report: Report, picture: Picture | None = None) -> bytes:
    """Return the workbook; the same report gives the same bytes.

    Args:
        report: What to say.
        picture: The radar, to stand beside the summary.
    """
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        _describe(book, report)
        styles = _styles(book, report.language)
        for table in tables(report):
            sheet = book.add_worksheet(table.sheet)
            _write(sheet, table, styles, sentences.words(report)["sheet_page"])
            if picture is not None and table.id == "summary":
                _place(sheet, table, picture)
    return stream.getvalue()


def build_xlsx(report: Report) -> bytes:
    """Return the workbook with its radar drawn."""
    return to_xlsx(report, radar_png(report))


def table_to_xlsx(table: Table, language: str, date: dt.date) -> bytes:
    """Return a workbook of one table; the same table gives the same bytes on one day."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"title": clean(table.about), "created": dt.datetime.combine(date, dt.time())})
        book.set_custom_property("Language", LANGUAGE_TAGS[language])
        _write(book.add_worksheet(table.sheet), table, _styles(book, language), WORDS[language]["sheet_page"])
    return stream.getvalue()


def _describe(book: Workbook, report: Report) -> None:
    say, name = sentences.words(report), sentences.organisation(report)
    book.set_properties(
        {
            "title": f"{report.result.questionnaire.title} – {name} – {day(report.date, report.language)}",
            "subject": say["subject"],
            "author": name,
            "created": dt.datetime.combine(report.date, dt.time()),
        }
    )
    book.set_custom_property("Language", LANGUAGE_TAGS[report.language])


def _styles(book: Workbook, language: str) -> Styles:
    formats = NUMBER_FORMATS[language]
    top = {"valign": "top", "font_color": INK}
    header = {"bold": True, "bg_color": ACCENT, "font_color": "#FFFFFF", "text_wrap": True, "valign": "top"}
    return Styles(
        about=book.add_format({"bold": True, "font_size": 14, "font_color": ACCENT}),
        header=book.add_format(header),
        text=book.add_format({"text_wrap": True, **top}),
        count=book.add_format({"num_format": "0", **top}),
        score=book.add_format({"num_format": formats["score"], **top}),
        share=book.add_format({"num_format": formats["share"], **top}),
        date=book.add_format({"num_format": formats["date"], "align": "left", **top}),
    )


def _write(sheet: Worksheet, table: Table, styles: Styles, footer: str) -> None:
    sheet.write_string(0, 0, clean(table.about), styles.about)
    first, last = HEADER_ROW, HEADER_ROW + len(table.rows)
    sheet.add_table(
        *(first, 0, last, len(table.columns) - 1),
        {
            "name": f"radar_{table.id}",
            "style": "Table Style Light 1",
            "title": table.sheet,
            "description": clean(table.about),
            "columns": [{"header": title, "header_format": styles.header} for title in table.columns],
        },
    )
    for number, width in enumerate(table.columns.values()):
        sheet.set_column(number, number, width)
    for number, row in enumerate(table.rows, start=first + 1):
        for column, cell in enumerate(row):
            _write_cell(sheet, number, column, cell, styles)
    sheet.freeze_panes(first + 1, 0)
    _lay_out_for_print(sheet, footer)


def _write_cell(sheet: Worksheet, row: int, column: int, cell: Cell, styles: Styles) -> None:
    """Write a cell by its type: a text is never taken for a formula, a link or a number."""
    if isinstance(cell, str):
        sheet.write_string(row, column, clean(cell)[:LONGEST_CELL], styles.text)
    elif isinstance(cell, dt.date):
        sheet.write_datetime(row, column, cell, styles.date)
    elif isinstance(cell, Share):
        sheet.write_number(row, column, cell, styles.share)
    else:
        sheet.write_number(row, column, cell, styles.count if isinstance(cell, int) else styles.score)


def _lay_out_for_print(sheet: Worksheet, footer: str) -> None:
    sheet.set_landscape()
    sheet.set_paper(LETTER)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER_ROW)
    sheet.set_footer(f"&L&A&R{footer}")


def _place(sheet: Worksheet, table: Table, picture: Picture) -> None:
    options = {
        "image_data": io.BytesIO(picture.image),
        "description": clean(picture.description),
        "x_scale": PICTURE_SCALE,
        "y_scale": PICTURE_SCALE,
    }
    sheet.insert_image(HEADER_ROW, len(table.columns) + 1, "radar.png", options)
