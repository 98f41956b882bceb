"""What the document of a plan is made from, and the blocks that it is made of."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from radar.charts.comparison import ComparisonPicture
from radar.exports.plan_texts import WORDS
from radar.exports.report import Language, Report
from scoring.plan_sections import PlanSections
from scoring.questionnaire import Questionnaire
from scoring.results import Result
from scoring.sheets.plan_columns import CHOICES
from scoring.transformation import PlannedInitiative, TransformationPlan

Block = dict[str, Any]


@dataclass(frozen=True)
class PlanReport:
    """A plan with what its document says beside it; texts of the questionnaire and the sections in one language.

    `previous` is the version that it updates: the document then says what changed.

    `result` is the assessment that the plan answers; `groups` are the results of a portfolio, each with its group, and
    `comparison` is what the portfolio published of its groups.
    """

    plan: TransformationPlan
    organisation: str
    date: dt.date
    questionnaire: Questionnaire
    sections: PlanSections
    language: Language = "fr"
    result: Report | None = None
    groups: tuple[Result, ...] = ()
    previous: TransformationPlan | None = None
    comparison: ComparisonPicture | None = None

    @cached_property
    def kept(self) -> tuple[PlannedInitiative, ...]:
        """Return the initiatives that the plan keeps."""
        return tuple(each for each in self.plan.initiatives if each.stage == "kept")

    @cached_property
    def words(self) -> Mapping[str, str]:
        """Return the words of the document."""
        return WORDS[self.language]

    def choice(self, kind: str, key: str) -> str:
        """Return a status, a stage or an origin in words."""
        return CHOICES[kind][key][0 if self.language == "fr" else 1]

    def name(self, initiative: PlannedInitiative) -> str:
        """Return what an initiative is called, its code first."""
        return f"{initiative.code} {initiative.title}".strip()

    def quarter(self, number: int) -> str:
        """Return a quarter in words."""
        year, quarter = self.plan.year_and_quarter(number)
        return f"{self.words['quarter'].format(n=quarter)}\u00a0{year}"

    def period(self, initiative: PlannedInitiative) -> str:
        """Return the first and the last quarter of an initiative in words."""
        if initiative.start is None or initiative.end is None:
            return self.words["unplaced"]
        first, last = self.quarter(initiative.start), self.quarter(initiative.end - 1)
        return first if first == last else self.words["to"].format(first=first, last=last)


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture of the document: its bytes, the words that replace it, its caption and its size in inches."""

    image: bytes
    description: str
    caption: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Head:
    """A cell of a table's header."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table: its caption, the rows of its header, the cells of each row and how wide its columns are, in parts."""

    caption: str
    head: Sequence[Sequence[Head]]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float]
    marks: range = field(default=range(0))

    def block(self) -> Block:
        """Return the table as plain data."""
        head = [[{"text": each.text, "columns": each.columns, "rows": each.rows} for each in row] for row in self.head]
        rows = [list(row) for row in self.rows]
        marks = [self.marks.start, self.marks.stop]
        return {"kind": "table", "caption": self.caption, "head": head, "rows": rows, "widths": list(self.widths),
                "marks": marks}  # fmt: skip


def heading(level: int, text: str) -> Block:
    """Return a heading."""
    return {"kind": "heading", "level": level, "text": text}


def paragraph(text: str) -> Block:
    """Return a paragraph."""
    return {"kind": "paragraph", "text": text}


def prompt(text: str) -> Block:
    """Return a marked place where the organisation must write."""
    return {"kind": "prompt", "text": text}


def bullets(items: Sequence[str]) -> Block:
    """Return a list."""
    return {"kind": "list", "items": list(items)}


def figure(name: str, found: Figure) -> Block:
    """Return the place of a picture."""
    size = {"width": found.width, "height": found.height}
    return {"kind": "figure", "name": name, "caption": found.caption, "alt": found.description, **size}


def turned(*, wide: bool) -> Block:
    """Return the beginning of pages that stand or lie."""
    return {"kind": "pages", "wide": wide}


def plain_table(caption: str, titles: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]) -> Block:
    """Return a table whose header is one row."""
    return TableBlock(caption, [[Head(title) for title in titles]], rows, widths).block()
