"""The rows of an answer sheet, cell by cell: reads whatever a spreadsheet writes, and names every fault."""

import csv
import io
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.questionnaire import TOP_LEVEL, Questionnaire
from scoring.scores import NOT_APPLICABLE, UNANSWERED
from scoring.sheets.blocks import Block
from scoring.sheets.columns import Columns
from scoring.sheets.faults import SheetFaults
from scoring.sheets.register import Register

ROWS = 4096
BAD = 254
REMEMBERED = 8
SMALLEST_WEIGHT, LARGEST_WEIGHT = 1e-6, 1e6


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows of a sheet: their values, and for each row its organisation, its perspective and its weight."""

    values: NDArray[Any]
    organisations: NDArray[np.integer[Any]]
    perspectives: NDArray[np.integer[Any]]
    weights: NDArray[np.float64]


class Codes(dict[str, int]):
    """The code of each cell seen so far; BAD for one that is no answer."""

    def __missing__(self, cell: str) -> int:
        """Return the code of a cell that was not met before, remembering the short ones."""
        text = cell.strip().casefold()
        code = PLAIN_CODES.get(text, BAD)
        if code != BAD and len(cell) < REMEMBERED:
            self[cell] = code
        return code


PLAIN_CODES = {str(level): level for level in range(NOT_APPLICABLE + 1)} | {"na": NOT_APPLICABLE, "": UNANSWERED}


class Cells:
    """Reads the cells of one sheet's rows."""

    def __init__(self, columns: Columns, questionnaire: Questionnaire, register: Register, faults: SheetFaults) -> None:
        self.columns = columns
        self.questionnaire = questionnaire
        self.register = register
        self.faults = faults
        self.codes = Codes(PLAIN_CODES)
        self.perspectives = {p.id: row for row, p in enumerate(questionnaire.perspectives)}

    def row(self, line: int, cells: list[str]) -> tuple[bytes | list[float], int, int, float] | None:
        """Return the values, organisation, perspective and weight of a row, or None when it is blank or at fault."""
        if not any(cells):
            return None
        if len(cells) != len(self.columns.names):
            self._wrong_width(line, cells)
            return None
        before = self.faults.count
        organisation = self.organisation(line, self._cell(cells, "organisation"), self._cell(cells, "group"))
        perspective = self.perspective(line, self._cell(cells, "perspective"))
        weight = self.weight(line, self._cell(cells, "weight"))
        values = self._scores(line, cells) if self.columns.axes else self._answers(line, cells)
        return None if self.faults.count > before else (values, organisation, perspective, weight)

    def organisation(self, line: int, name: str, group: str) -> int:
        """Return the row of the organisation; a sheet of axis scores has only one line for each."""
        known = len(self.register.organisations)
        row = self.register.row(name, group, line)
        if row is None:
            return -1
        if self.columns.axes and row < known:
            first = self.register.lines[row]
            self.fault("sheet_organisation_twice", line, "organisation", organisation=name.strip(), first=first)
        return row

    def perspective(self, line: int, cell: str) -> int:
        """Return the number of a perspective of the questionnaire, 0 where it has none."""
        name = cell.strip().casefold()
        if name in self.perspectives:
            return self.perspectives[name]
        if self.columns.place("perspective") is None:
            return 0
        if self.perspectives and (name or not self.columns.axes):
            self.fault("sheet_unknown_perspective", line, "perspective", value=cell, known=list(self.perspectives))
        elif name:
            self.fault("sheet_no_perspectives", line, "perspective", value=cell)
        return 0

    def weight(self, line: int, cell: str) -> float:
        """Return the weight of a ballot, 1 where the sheet says nothing."""
        if not cell.strip():
            return 1.0
        weight = finite(cell)
        if weight is None or not (weight == 0 or SMALLEST_WEIGHT <= weight <= LARGEST_WEIGHT):
            self.fault("sheet_weight", line, "weight", value=cell.strip())
            return 1.0
        return weight

    def _answers(self, line: int, cells: list[str]) -> bytes:
        code_of = self.codes.__getitem__
        codes = bytes([code_of(cells[place]) for place in self.columns.values])
        if BAD in codes:
            for place, code in zip(self.columns.values, codes, strict=True):
                if code == BAD:
                    self._value_fault("sheet_answer", line, place, cells[place])
        return codes

    def _scores(self, line: int, cells: list[str]) -> list[float]:
        scores = []
        for place in self.columns.values:
            score = finite(cells[place]) if cells[place].strip() else math.nan
            if score is None or not (math.isnan(score) or 0 <= score <= TOP_LEVEL):
                self._value_fault("sheet_axis_score", line, place, cells[place])
            else:
                scores.append(score)
        return scores

    def _cell(self, cells: list[str], name: str) -> str:
        place = self.columns.place(name)
        return "" if place is None else cells[place]

    def _wrong_width(self, line: int, cells: list[str]) -> None:
        expected, found = len(self.columns.names), len(cells)
        commas = self.columns.axes and self.columns.separator == "," and found > expected
        code = "sheet_decimal_commas" if commas else "sheet_row_long" if found > expected else "sheet_row_short"
        self.faults.add(code, line, expected=expected, found=found)

    def fault(self, code: str, line: int, column: str, **params: object) -> None:
        """Note a fault in a cell of a column that sheets may have beside their answers."""
        self.faults.add(code, line, self.columns.number(column), column, **params)

    def _value_fault(self, code: str, line: int, place: int, cell: str) -> None:
        self.faults.add(code, line, place + 1, self.columns.names[place], value=cell.strip())


def finite(cell: str) -> float | None:
    """Return a finite number, written with a point or a comma, or None."""
    text = cell.strip().replace(",", ".", 1)
    # Python also reads 1_000 and the digits of other scripts; a sheet has no use for them.
    if not text.isascii() or "_" in text:
        return None
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def read_rows(blocks: Iterable[Block], cells: Cells) -> Iterator[Batch]:
    """Yield the rows of some blocks in batches, without those at fault."""
    found = records(blocks, cells.columns.separator, cells.faults)
    rows = (row for line, record in found if (row := cells.row(line, record)) is not None)
    while some := list(islice(rows, ROWS)):
        values, organisations, perspectives, weights = zip(*some, strict=True)
        width = len(cells.columns.values)
        yield Batch(
            np.array(values) if cells.columns.axes else np.frombuffer(b"".join(values), np.uint8).reshape(-1, width),
            np.array(organisations, np.intp),
            np.array(perspectives, np.intp),
            np.array(weights),
        )


def records(blocks: Iterable[Block], separator: str, faults: SheetFaults) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the line on which it starts; stops where the file is no CSV any more."""
    blocks = iter(blocks)
    first = next(blocks, None)
    if first is None:
        return
    lines = chain.from_iterable(io.StringIO(block.data.decode(), newline="\n") for block in chain([first], blocks))
    reader = csv.reader(lines, delimiter=separator, strict=True)
    line = first.line
    try:
        for row in reader:
            yield line, row
            line = first.line + reader.line_num
    except csv.Error as error:
        code = "sheet_cell_too_long" if "field limit" in str(error) else "sheet_quotes"
        faults.add(code, line, limit=csv.field_size_limit() // 1024)
