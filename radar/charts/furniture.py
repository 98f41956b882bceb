"""What several charts have around them: heading, legend, notes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from radar.charts import measure, style
from radar.charts.request import Request
from radar.charts.sheet import Sheet
from radar.charts.style import LINE, MARGIN, TEXT, Stroke
from radar.charts.texts import number, percentage, say

SAMPLE = 34.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a legend."""

    name: str
    stroke: Stroke
    line: bool = True
    hollow: bool = False


class Headed(Protocol):
    """What may stand under a heading."""

    @property
    def heading(self) -> bool:
        """Return whether the picture carries its heading."""

    @property
    def name(self) -> str:
        """Return whose picture it is."""


def heading(sheet: Sheet, request: Headed, subtitles: Sequence[str]) -> float:
    """Write whose chart it is; return where the drawing may begin."""
    bottom = MARGIN
    if not request.heading:
        return bottom
    for line in measure.wrap(request.name, sheet.width - 2 * MARGIN, style.HEADING, bold=True):
        bottom += 22
        sheet.text((MARGIN, bottom - 5), line, size=style.HEADING, bold=True)
    return notes(sheet, bottom, subtitles) + 6


def overall(request: Request) -> str:
    """Return the overall score in words."""
    score = request.result.overall
    if score is None:
        return say(request.language, "overall.none")
    share = percentage(score * 25, request.language)
    return say(request.language, "overall", score=number(score, request.language), percent=share)


def notes(sheet: Sheet, top: float, sentences: Sequence[str]) -> float:
    """Write sentences in grey, each from its own line; return the bottom."""
    for sentence in sentences:
        for line in measure.wrap(sentence, sheet.width - 2 * MARGIN, TEXT):
            top += LINE
            sheet.text((MARGIN, top - 5), line, colour=sheet.theme.muted)
    return top


def legend(sheet: Sheet, top: float, entries: Sequence[Entry]) -> float:
    """Draw the entries side by side, in as many rows as they need; return the bottom."""
    x, y = MARGIN, top + LINE
    for entry in entries:
        name_lines = measure.wrap(entry.name, sheet.width - 2 * MARGIN - SAMPLE - 8, TEXT)
        width = SAMPLE + 8 + max(measure.width(line, TEXT) for line in name_lines) + 18
        if x > MARGIN and x + width - 18 > sheet.width - MARGIN:
            x, y = MARGIN, y + LINE + 3
        _sample(sheet, x, y - 5, entry)
        for index, line in enumerate(name_lines):
            y += LINE if index else 0
            sheet.text((x + SAMPLE + 8, y), line)
        x += width
    return y + 6 if entries else top


def _sample(sheet: Sheet, x: float, y: float, entry: Entry) -> None:
    stroke = entry.stroke
    if entry.line:
        sheet.line([(x, y), (x + SAMPLE, y)], stroke.colour, width=stroke.width, dash=stroke.dash)
    face = sheet.theme.background if entry.hollow else stroke.colour
    sheet.markers([(x + SAMPLE / 2, y)], stroke.shape, stroke.size, face=face, edge=stroke.colour)


def key(sheet: Sheet, top: float, names: Sequence[str]) -> float:
    """List the names that the numbers on a chart stand for, from 1; return the bottom."""
    indent = MARGIN + 30
    for index, name in enumerate(names, start=1):
        sheet.text((indent - 8, top + LINE - 5), str(index), bold=True, anchor="right")
        for line in measure.wrap(name, sheet.width - indent - MARGIN, TEXT):
            top += LINE
            sheet.text((indent, top - 5), line)
        top += 4
    return top
