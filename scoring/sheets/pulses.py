"""Sheets of pulses: for each pulse of an organisation how many chose each stage, or the published mean, and the target.

A sheet has the columns `organisation`, `stage_1` and so on or `mean` (or both, for rows of either kind), and if it
likes `asked_on`, `target_stage` and `target_on`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from scoring.pulse import PulseQuestion, PulseResult, pulse_result
from scoring.sheets.columns import ORGANISATION, Columns, places_of
from scoring.sheets.faults import SheetFaults
from scoring.sheets.opening import opened
from scoring.sheets.past import csv_rows
from scoring.sheets.register import printable, tidy
from scoring.sheets.rows import finite

MEAN, ASKED_ON, TARGET_STAGE, TARGET_ON = "mean", "asked_on", "target_stage", "target_on"
MOST_ROWS, LONGEST_NAME, MOST_ANSWERS = 100_000, 200, 9_999_999
DAY, MONTH = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII), re.compile(r"\d{4}-\d{2}", re.ASCII)
WHOLE = re.compile(r"\d{1,7}", re.ASCII)


@dataclass(frozen=True, slots=True)
class PulseRow:
    """A pulse of an organisation; without a result where too few answered for one to be shown."""

    organisation: str
    asked_on: str
    result: PulseResult | None
    target_stage: int | None
    target_on: date | None


def read_pulses(source: BinaryIO | Path, question: PulseQuestion) -> tuple[PulseRow, ...]:
    """Return the pulses of a sheet; raises Refused with its faults if it has any."""
    return opened(source, lambda stream, faults: _read(stream, question, faults))


def _read(stream: BinaryIO, question: PulseQuestion, faults: SheetFaults) -> tuple[PulseRow, ...]:
    rows = csv_rows(stream, faults)
    header = next(rows, None)
    columns = _columns(*header, question, faults) if header else None
    found = tuple(_Reader(columns, question, faults).rows(rows)) if columns else ()
    if not found and not faults.count:
        faults.add("sheet_no_rows")
    if faults.count:
        raise faults.refusal()
    return found


def _columns(line: int, cells: Sequence[str], question: PulseQuestion, faults: SheetFaults) -> Columns | None:
    """Return the columns of a sheet and note their faults; None when no row can be read with them."""
    names, stages = tuple(cells), [f"stage_{stage.number}" for stage in question.stages]
    before = faults.count
    places = places_of(names, line, (ORGANISATION, ASKED_ON, MEAN, *stages, TARGET_STAGE, TARGET_ON), faults)
    given = [stage for stage in stages if stage in places]
    if ORGANISATION not in places:
        faults.add("sheet_no_organisation", line, known=ORGANISATION)
    if not given and MEAN not in places:
        faults.add("pulse_no_figures", line, first=stages[0], last=stages[-1])
    if given and len(given) < len(stages):
        absent = [stage for stage in stages if stage not in places]
        faults.add("sheet_missing_columns", line, count=len(absent), names=absent)
    if faults.count > before:
        return None
    return Columns("", names, places, values=tuple(places[stage] for stage in given))


class _Reader:
    """Reads the rows of one sheet."""

    def __init__(self, columns: Columns, question: PulseQuestion, faults: SheetFaults) -> None:
        self._columns = columns
        self._top = question.top
        self._faults = faults

    def rows(self, rows: Iterator[tuple[int, Sequence[str]]]) -> Iterator[PulseRow]:
        """Yield what each row says, blank rows left out."""
        expected = len(self._columns.names)
        filled = ((line, cells) for line, cells in rows if any(cell and not cell.isspace() for cell in cells))
        for number, (line, cells) in enumerate(filled, start=1):
            if number > MOST_ROWS:
                self._faults.add("import_too_many_rows", line, limit=MOST_ROWS)
                return
            if len(cells) != expected:
                code = "sheet_row_long" if len(cells) > expected else "sheet_row_short"
                self._faults.add(code, line, expected=expected, found=len(cells))
            else:
                yield self._row(line, cells)

    def _row(self, line: int, cells: Sequence[str]) -> PulseRow:
        target_stage, target_on = self._target(line, cells), self._target_on(line, cells)
        if target_on and not self._cell(cells, TARGET_STAGE):
            self._fault("pulse_date_alone", line, TARGET_ON)
        name, asked_on = self._name(line, cells), self._asked_on(line, cells)
        return PulseRow(name, asked_on, self._result(line, cells), target_stage, target_on)

    def _name(self, line: int, cells: Sequence[str]) -> str:
        name = tidy(self._cell(cells, ORGANISATION))
        if not name:
            self._fault("sheet_organisation_empty", line, ORGANISATION)
        elif len(name) > LONGEST_NAME:
            self._fault("sheet_name_too_long", line, ORGANISATION, limit=LONGEST_NAME)
        elif not printable(name):
            self._fault("sheet_control_character", line, ORGANISATION)
        return name

    def _result(self, line: int, cells: Sequence[str]) -> PulseResult | None:
        """Return the result of a row that gives either its answers or its mean."""
        counted, mean = any(cells[place].strip() for place in self._columns.values), self._cell(cells, MEAN)
        if counted == bool(mean):
            self._faults.add("pulse_both" if counted else "pulse_nothing", line)
            return None
        return self._counted(line, cells) if counted else self._published(line, mean)

    def _counted(self, line: int, cells: Sequence[str]) -> PulseResult | None:
        answers = {}
        for stage, place in enumerate(self._columns.values, start=1):
            text = cells[place].strip()
            if WHOLE.fullmatch(text):
                answers[stage] = int(text)
            else:
                name = self._columns.names[place]
                code = "pulse_count" if text else "pulse_count_empty"
                self._faults.add(code, line, place + 1, name, value=text, limit=MOST_ANSWERS)
        return pulse_result(answers, self._top)

    def _published(self, line: int, text: str) -> PulseResult | None:
        mean = finite(text)
        if mean is None or not 1 <= mean <= self._top:
            self._fault("pulse_mean", line, MEAN, value=text, top=self._top)
            return None
        return PulseResult(mean)

    def _target(self, line: int, cells: Sequence[str]) -> int | None:
        text = self._cell(cells, TARGET_STAGE)
        if text in {str(stage) for stage in range(1, self._top + 1)}:
            return int(text)
        if text:
            self._fault("pulse_target", line, TARGET_STAGE, value=text, top=self._top)
        return None

    def _target_on(self, line: int, cells: Sequence[str]) -> date | None:
        text = self._cell(cells, TARGET_ON)
        day = _day(text)
        if text and day is None:
            self._fault("pulse_target_on", line, TARGET_ON, value=text)
        return day

    def _asked_on(self, line: int, cells: Sequence[str]) -> str:
        text = self._cell(cells, ASKED_ON)
        if text and _day(f"{text}-01" if MONTH.fullmatch(text) else text) is None:
            self._fault("pulse_asked_on", line, ASKED_ON, value=text)
        return text

    def _cell(self, cells: Sequence[str], name: str) -> str:
        place = self._columns.place(name)
        return "" if place is None else cells[place].strip()

    def _fault(self, code: str, line: int, column: str, **params: object) -> None:
        self._faults.add(code, line, self._columns.number(column), column, **params)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        return None
