"""Past results: sheets of answers that say of which campaign each row is, for many organisations at once.

A row is the one result of an organisation in a campaign, or what it answered from one perspective.  Everything is read
before anything is said, so that every fault of a sheet is known at once.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from scoring.questionnaire import Questionnaire
from scoring.scores import UNANSWERED, Scores, score, score_means
from scoring.sheets.blocks import SheetBytes
from scoring.sheets.columns import ABOUT, ORGANISATION, Columns, places_of, read_titles
from scoring.sheets.faults import SheetFaults
from scoring.sheets.register import printable, tidy
from scoring.sheets.rows import BAD, PLAIN_CODES, Codes, records
from scoring.statements import Statements

CAMPAIGN, DATE, OFFICIAL = "campaign", "date", "official"
REQUIRED = (ORGANISATION, CAMPAIGN, DATE)
LEFT_OUT = ("group", "respondent", "weight")
LONGEST = {ORGANISATION: 200, CAMPAIGN: 120}
MOST_ROWS = 100_000
FIRST_DAY = date(1990, 1, 1)
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
WORDS = {"": False, **dict.fromkeys(("yes", "oui", "1", "true", "vrai"), True)}
WORDS |= dict.fromkeys(("no", "non", "0", "false", "faux"), False)
# What spreadsheets write where a formula failed.
ERRORS = {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#VALEUR!", "#NOM?", "#NOMBRE!"}

Row = tuple[int, Sequence[str]]


@dataclass(slots=True)
class PastAssessment:
    """The answers of an organisation in a campaign: a sheet of codes for each perspective, or one; None for none."""

    line: int
    organisation: str
    campaign: str
    on: date
    official: bool
    sheets: list[bytes | None]


@dataclass(frozen=True, slots=True)
class PastResults:
    """What a sheet of past results holds, and the columns that an import has no use for."""

    questionnaire: Questionnaire
    assessments: Sequence[PastAssessment] = ()
    left_out: Sequence[str] = ()
    columns: Columns = field(default_factory=lambda: Columns("", ()))

    def codes(self, assessments: Sequence[PastAssessment]) -> NDArray[np.uint8]:
        """Return answers as codes: assessments x perspectives x statements."""
        statements = len(self.questionnaire.statements)
        empty = bytes([UNANSWERED]) * statements
        joined = b"".join(sheet or empty for one in assessments for sheet in one.sheets)
        return np.frombuffer(joined, np.uint8).reshape(len(assessments), -1, statements)

    def scores(self, codes: NDArray[np.uint8]) -> Scores:
        """Return the scores of assessments, their perspectives combined."""
        if not self.questionnaire.perspectives:
            return score(self.questionnaire, np.ascontiguousarray(codes[:, 0]))
        weights = [perspective.weight for perspective in self.questionnaire.perspectives]
        each = [Statements.of_perspectives(sheets, weights) for sheets in codes]
        means = np.concatenate([statements.means for statements in each])
        return score_means(self.questionnaire, means, np.concatenate([one.not_applicable for one in each]))


def same_name(name: str) -> str:
    """Return what two spellings of a name have in common.

    >>> same_name(" Régie  des Phares") == same_name("régie des phares")
    True
    """
    return tidy(name).casefold()


def csv_rows(stream: BinaryIO, faults: SheetFaults) -> Iterator[Row]:
    """Yield the header and the rows of a CSV file, each with its line."""
    content = SheetBytes(stream, faults)
    header = content.header()
    titles = read_titles(*header, faults) if header else None
    if header and titles:
        separator, names = titles
        yield header[0], names
        yield from records(content.blocks(), separator, faults)


def read_past_results(
    rows: Iterator[Row], questionnaire: Questionnaire, faults: SheetFaults, today: date
) -> PastResults:
    """Return the past results that rows hold, the first of which is the header; what is wrong goes into `faults`."""
    header = next(rows, None)
    if header is None:
        if not faults.count:
            faults.add("sheet_empty")
        return PastResults(questionnaire)
    columns = _columns(*header, questionnaire, faults)
    if columns is None:
        return PastResults(questionnaire)
    reader = _Reader(columns, questionnaire, faults, today)
    for line, cells in rows:
        if any(cell and not cell.isspace() for cell in cells) and not reader.add(line, cells):
            break
    if not reader.rows and not faults.count:
        faults.add("sheet_no_rows")
    left_out = [name for name in LEFT_OUT if name in columns.places]
    return PastResults(questionnaire, list(reader.found.values()), left_out, columns)


def _columns(line: int, cells: Sequence[str], questionnaire: Questionnaire, faults: SheetFaults) -> Columns | None:
    """Return the columns of a sheet and note their faults; None when no row can be read with them."""
    names = tuple(cell.strip() for cell in cells)
    statements, axes = questionnaire.statement_index, questionnaire.axis_by_id
    before = faults.count
    places = places_of(names, line, (*ABOUT, CAMPAIGN, DATE, OFFICIAL, *statements, *axes), faults)
    if any(axis in places for axis in axes):
        faults.add("import_axis_scores", line, first=next(iter(statements)), last=list(statements)[-1])
        return None
    required = [*REQUIRED, *(["perspective"] if questionnaire.perspectives else [])]
    if missing := [name for name in required if name not in places]:
        faults.add("import_columns", line, names=missing)
    if absent := [name for name in statements if name not in places]:
        faults.add("sheet_missing_columns", line, count=len(absent), names=absent)
    if missing or absent or faults.count > before:
        return None
    return Columns("", names, places, values=tuple(places[name] for name in statements))


class _Reader:
    """Reads the rows of one sheet."""

    def __init__(self, columns: Columns, questionnaire: Questionnaire, faults: SheetFaults, today: date) -> None:
        self.rows = 0
        self.found: dict[tuple[str, str], PastAssessment] = {}
        self._columns = columns
        self._perspectives = {each.id: number for number, each in enumerate(questionnaire.perspectives)}
        self._faults = faults
        self._today = today
        self._codes = Codes(PLAIN_CODES)
        self._lines: dict[tuple[str, str, int], int] = {}

    def add(self, line: int, cells: Sequence[str]) -> bool:
        """Read a row; return whether more may follow."""
        self.rows += 1
        if self.rows > MOST_ROWS:
            self._faults.add("import_too_many_rows", line, limit=MOST_ROWS)
            return False
        expected, found = len(self._columns.names), len(cells)
        if expected == found:
            self._row(line, cells)
        else:
            code = "sheet_row_long" if found > expected else "sheet_row_short"
            self._faults.add(code, line, expected=expected, found=found)
        return True

    def _row(self, line: int, cells: Sequence[str]) -> None:
        before = self._faults.count
        organisation, campaign = (self._name(line, cells, column) for column in (ORGANISATION, CAMPAIGN))
        on, official = self._day(line, cells), self._official(line, cells)
        perspective = self._perspective(line, cells)
        codes = self._answers(line, cells)
        if not organisation or not campaign or perspective is None:
            return
        key = (same_name(organisation), same_name(campaign))
        first = self._lines.setdefault((*key, perspective), line)
        if first != line:
            self._fault("import_twice", line, CAMPAIGN, organisation=organisation, campaign=campaign, first=first)
        if self._faults.count > before or on is None:
            return
        sheets: list[bytes | None] = [None] * (len(self._perspectives) or 1)
        found = self.found.setdefault(key, PastAssessment(line, organisation, campaign, on, official, sheets))
        found.sheets[perspective] = codes
        if (found.on, found.official) != (on, official):
            self._fault("import_disagree", line, DATE, organisation=organisation, campaign=campaign, first=found.line)

    def _name(self, line: int, cells: Sequence[str], column: str) -> str | None:
        """Return a name as it is stored, or None when it cannot be."""
        name, limit = tidy(cells[self._columns.places[column]]), LONGEST[column]
        if not name:
            self._fault("sheet_organisation_empty" if column == ORGANISATION else "import_campaign_empty", line, column)
        elif name.upper() in ERRORS:
            self._fault("import_error_cell", line, column, value=name)
        elif len(name) > limit:
            self._fault("sheet_name_too_long", line, column, limit=limit)
        elif not printable(name):
            self._fault("sheet_control_character", line, column)
        else:
            return name
        return None

    def _day(self, line: int, cells: Sequence[str]) -> date | None:
        text = cells[self._columns.places[DATE]].strip()
        try:
            day = date.fromisoformat(text) if ISO_DAY.fullmatch(text) else None
        except ValueError:
            day = None
        if day is None:
            self._fault("import_date" if text else "import_date_empty", line, DATE, value=text)
        elif not FIRST_DAY <= day <= self._today:
            self._fault("import_date_range", line, DATE, value=text, first=FIRST_DAY, last=self._today)
            return None
        return day

    def _official(self, line: int, cells: Sequence[str]) -> bool:
        text = self._cell(cells, OFFICIAL).strip()
        if text.casefold() not in WORDS:
            self._fault("import_official", line, OFFICIAL, value=text)
        return WORDS.get(text.casefold(), False)

    def _perspective(self, line: int, cells: Sequence[str]) -> int | None:
        """Return the number of a perspective of the questionnaire, 0 where it has none."""
        text = self._cell(cells, "perspective").strip()
        if not self._perspectives and not text:
            return 0
        if not self._perspectives:
            self._fault("sheet_no_perspectives", line, "perspective", value=text)
        elif text.casefold() not in self._perspectives:
            self._fault("sheet_unknown_perspective", line, "perspective", value=text, known=list(self._perspectives))
        return self._perspectives.get(text.casefold())

    def _answers(self, line: int, cells: Sequence[str]) -> bytes:
        places, code_of = self._columns.values, self._codes.__getitem__
        codes = bytes([code_of(cells[place]) for place in places])
        if BAD in codes:
            for place, code in zip(places, codes, strict=True):
                if code == BAD:
                    name, value = self._columns.names[place], cells[place].strip()
                    self._faults.add("sheet_answer", line, place + 1, name, value=value)
        elif codes.count(UNANSWERED) == len(codes):
            self._faults.add("import_no_answers", line)
        return codes

    def _cell(self, cells: Sequence[str], name: str) -> str:
        place = self._columns.place(name)
        return "" if place is None else cells[place]

    def _fault(self, code: str, line: int, column: str, **params: object) -> None:
        self._faults.add(code, line, self._columns.number(column), column, **params)
