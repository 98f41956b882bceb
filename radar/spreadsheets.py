"""Reading the sheets that people hand in, CSV files and workbooks, as rows of texts."""

import os
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Any, BinaryIO, TypeAlias

import openpyxl
from openpyxl.utils import coordinate_to_tuple
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook

from scoring.errors import Fault, Refused
from scoring.questionnaire import Questionnaire
from scoring.sheets.faults import SheetFaults
from scoring.sheets.past import PastResults, Row, csv_rows, read_past_results
from scoring.sheets.plan_reading import read_plan_sheets
from scoring.transformation import TransformationPlan

Worksheet: TypeAlias = Any  # openpyxl's types know less of sheets that are only read than there is
MEGABYTE = 1 << 20
LARGEST_FILE = 20 * MEGABYTE
LARGEST_UNPACKED = 256 * MEGABYTE
LARGEST_PART = 32 * MEGABYTE  # of what is held in memory as a whole: texts, styles
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
# What openpyxl raises on files that are no workbooks, or damaged ones; errors of XML are syntax errors.
DAMAGED = (
    zipfile.BadZipFile, zlib.error, InvalidFileException, SyntaxError, ArithmeticError, AttributeError, EOFError,
    LookupError, NotImplementedError, OSError, RuntimeError, TypeError, ValueError,
)  # fmt: skip
LAST_ROW = 1 << 20
LAST_PLAN_ROW = 20_000
PIECE, OVERLAP = MEGABYTE, 1 << 16
# Merged cells, and formulas without a result; an empty text is one, and Excel then says so by `t="str"`.
TRAPS = re.compile(
    rb'<(?:\w+:)?mergeCell\s[^>]{0,200}?ref="(?P<merged>[A-Z]{1,3}\d+:[A-Z]{1,3}\d+)"'
    rb'|<(?:\w+:)?c\s(?![^>]{0,200}t="str")[^>]{0,200}?r="(?P<formula>[A-Z]{1,3}\d+)"[^>]{0,200}>\s{0,9}'
    rb"<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*(?:/>|></(?:\w+:)?v>)\s*)?</(?:\w+:)?c>"
)


def read_past(
    stream: BinaryIO, sheet: str, questionnaire: Questionnaire, faults: SheetFaults, today: date
) -> PastResults:
    """Return the past results of a CSV file, or of a sheet of a workbook, the first where none is named."""
    if stream.seek(0, os.SEEK_END) > LARGEST_FILE:
        faults.add("import_file_too_large", limit=LARGEST_FILE // MEGABYTE)
        return PastResults(questionnaire)
    stream.seek(0)
    past = read_past_results(_rows_of(stream, sheet, faults), questionnaire, faults, today)
    if not sheet and not past.columns.names:
        _name_other_sheets(stream, faults)
    return past


def read_plan(stream: BinaryIO, name: str = "") -> TransformationPlan:
    """Return the plan of a workbook, formulas taken as texts; raises Refused with every fault."""
    start = stream.read(len(ZIP))
    if stream.seek(0, os.SEEK_END) > LARGEST_FILE:
        raise Refused([Fault("import_file_too_large", name, params={"limit": LARGEST_FILE // MEGABYTE})])
    stream.seek(0)
    if start != ZIP:
        raise Refused([Fault("workbook_old" if start == OLE else "workbook_unreadable", name)])
    try:
        if _too_large(stream):
            raise Refused([Fault("workbook_too_large", name, params={"limit": LARGEST_UNPACKED // MEGABYTE})])
        book = openpyxl.load_workbook(stream, read_only=True, data_only=False, keep_links=False)
        sheets = {sheet.title: _plan_rows(sheet, name) for sheet in book.worksheets}
    except DAMAGED:
        raise Refused([Fault("workbook_unreadable", name)]) from None
    return read_plan_sheets(sheets, name)


def _plan_rows(worksheet: Worksheet, name: str) -> list[tuple[object, ...]]:
    """Return the rows of a sheet; merged cells are refused, for only the first of them holds anything."""
    merged = [trap["merged"].decode() for trap in _traps(worksheet) if trap["merged"]]
    places = [(coordinate_to_tuple(cells.partition(":")[0]), cells) for cells in merged]
    if places:
        raise Refused(
            Fault("workbook_merged", name, line, column, worksheet.title, {"range": cells})
            for (line, column), cells in places
        )
    worksheet.reset_dimensions()
    rows = list(worksheet.iter_rows(max_row=LAST_PLAN_ROW + 1, values_only=True))
    if len(rows) > LAST_PLAN_ROW:
        raise Refused([Fault("import_too_many_rows", name, path=worksheet.title, params={"limit": LAST_PLAN_ROW})])
    return rows


def _rows_of(stream: BinaryIO, sheet: str, faults: SheetFaults) -> Iterator[Row]:
    start = stream.read(len(ZIP))
    stream.seek(0)
    if start == ZIP:
        yield from _workbook_rows(stream, sheet, faults)
    elif start == OLE:
        faults.add("workbook_old")
    elif sheet:
        faults.add("workbook_no_sheets", value=sheet)
    else:
        yield from csv_rows(stream, faults)


def _workbook_rows(stream: BinaryIO, sheet: str, faults: SheetFaults) -> Iterator[Row]:
    try:
        if _too_large(stream):
            faults.add("workbook_too_large", limit=LARGEST_UNPACKED // MEGABYTE)
            return
        book = _opened(stream)
        worksheets = {worksheet.title: worksheet for worksheet in book.worksheets}
        chosen = worksheets.get(sheet) if sheet else next(iter(worksheets.values()), None)
        if chosen is None:
            faults.add("workbook_sheet", value=sheet, names=list(worksheets))
            return
        _note_traps(chosen, faults)
        yield from _rows(chosen)
    except DAMAGED:
        faults.add("workbook_unreadable")


def _name_other_sheets(stream: BinaryIO, faults: SheetFaults) -> None:
    """Say which sheets a workbook has beside its first, which holds no past results."""
    stream.seek(0)
    try:
        first, *others = [worksheet.title for worksheet in _opened(stream).worksheets]
    except DAMAGED:  # as was said already, or because it is no workbook
        return
    if others:
        faults.add("workbook_other_sheets", value=first, names=others)


def _opened(stream: BinaryIO) -> Workbook:
    return openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)


def _too_large(stream: BinaryIO) -> bool:
    """Return whether unpacking takes more memory than a workbook of results can need."""
    with zipfile.ZipFile(stream) as archive:
        parts = archive.infolist()
    held = [part.file_size for part in parts if PurePosixPath(part.filename).parent.name != "worksheets"]
    return sum(part.file_size for part in parts) > LARGEST_UNPACKED or max(held, default=0) > LARGEST_PART


def _rows(worksheet: Worksheet) -> Iterator[Row]:
    """Yield the rows that hold something, as wide as the first, or wider where something stands beyond it."""
    worksheet.reset_dimensions()  # some programs write a wrong size
    width = 0
    for line, values in enumerate(worksheet.iter_rows(max_row=LAST_ROW, values_only=True), 1):
        if values.count(None) == len(values):
            continue
        width = width or _width(values)
        cells = values[:width] + (None,) * (width - len(values))
        if values[width:].count(None) != len(values[width:]):
            cells = values[: _width(values)]
        yield line, [_text(value) for value in cells]


def _width(values: Sequence[object]) -> int:
    return max(place for place, value in enumerate(values, 1) if value is not None)


def _text(value: object) -> str:
    """Return a cell as a CSV file would hold it."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        value = value.date()
    return value.isoformat() if isinstance(value, date) else str(value)


def _note_traps(worksheet: Worksheet, faults: SheetFaults) -> None:
    """Note the cells that would be read as empty though they are not: merged ones and unfinished formulas."""
    for trap in _traps(worksheet):
        _note_trap(trap, faults)


def _traps(worksheet: Worksheet) -> Iterator[re.Match[bytes]]:
    # openpyxl keeps neither when it only reads; the sheet itself says both.
    with worksheet._get_source() as source:  # noqa: SLF001
        rest = b""
        while piece := source.read(PIECE):
            text, end = rest + piece, 0
            for trap in TRAPS.finditer(text):
                yield trap
                end = trap.end()
            rest = text[max(end, len(text) - OVERLAP) :]


def _note_trap(trap: re.Match[bytes], faults: SheetFaults) -> None:
    merged, formula = trap["merged"], trap["formula"]
    cell = (merged or formula).decode()
    line, column = coordinate_to_tuple(cell.partition(":")[0])
    if merged:
        faults.add("workbook_merged", line, column, range=cell)
    else:
        faults.add("workbook_formula", line, column, cell=cell)
