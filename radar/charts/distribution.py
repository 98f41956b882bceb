"""The distribution of a group on every axis: its middle half, median and mean, and where one stands oneself."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from radar.charts import furniture, measure, style
from radar.charts.comparison import ComparisonPicture
from radar.charts.furniture import Entry
from radar.charts.groups import NOTHING
from radar.charts.sheet import Box, Sheet
from radar.charts.style import LINE, MARGIN, TEXT, Stroke, Theme
from radar.charts.texts import clean, number, say
from scoring.comparison import Figures
from scoring.questionnaire import TOP_LEVEL, Axis
from scoring.results import Result

VALUE = 56.0
LANE, BOX, RISE = 22.0, 16.0, 3.0
FEW, WIDE, NARROW, MOST_HEIGHT = 30, 9.0, 6.0, 42.0
MOST_OWN = 4


@dataclass(frozen=True, slots=True)
class Lanes:
    """How high the parts of an axis are: one's own marks, the group's box, the stacks of dots.

    Scores too near to tell apart stand in one stack, `step` wide; `pitch` is what each adds to its height, so that the
    highest stack of all axes has room.
    """

    own: float
    box: float
    dots: float
    step: float
    pitch: float

    @property
    def height(self) -> float:
        """Return the height of an axis under its name."""
        return self.own + self.box + self.dots + 4


def compose(picture: ComparisonPicture) -> Sheet:
    """Return the box of every axis, with one's own marks above it and the stacks of named bodies below."""
    sheet = Sheet(style.THEMES[picture.theme])
    top = furniture.heading(sheet, picture, [say(picture.language, "scale")])
    lanes = _lanes(sheet, picture)
    top = furniture.legend(sheet, top, list(_entries(sheet.theme, picture, lanes)))
    top = _scale(sheet, top)
    for axis in picture.questionnaire.axes:
        top = _axis(sheet, picture, axis, top, lanes)
    notes = [say(picture.language, "withheld")] if picture.withheld else []
    return sheet.finish(furniture.notes(sheet, top + 4, notes) + MARGIN)


def _lanes(sheet: Sheet, picture: ComparisonPicture) -> Lanes:
    step = WIDE if len(picture.results) <= FEW else NARROW
    axes = picture.questionnaire.axes if picture.results else ()
    stacks = [_columns(sheet, [_score(one, axis) for one in picture.results], step) for axis in axes]
    highest = max((n for stack in stacks for n in stack.values()), default=0)
    pitch = min(step, MOST_HEIGHT / max(highest, 1))
    boxed = any(group.figures for group in picture.groups)
    return Lanes(LANE if picture.own else 0.0, LANE if boxed else 0.0, highest * pitch, step, pitch)


def _entries(theme: Theme, picture: ComparisonPicture, lanes: Lanes) -> Iterator[Entry]:
    language = picture.language
    for index, result in enumerate(picture.own[:MOST_OWN]):
        name = clean(result.organisation) or say(language, "nobody")
        yield Entry(name, _own(theme, index), line=False)
    for group in picture.groups if lanes.box else ():
        name = say(language, "group", name=clean(group.name), n=group.bodies)
        if any(figures.median is not None for figures in group.figures.values()):
            yield Entry(say(language, "box", name=name), Stroke(theme.frame, style.SOLID, "s", 13.0), False, True)
            yield Entry(say(language, "median"), Stroke(theme.ink, style.SOLID, "|", 15.0), line=False)
            name = ""
        words = " – ".join(filter(None, (name, say(language, "average"))))
        yield Entry(words, _average(theme), line=False, hollow=True)
    if picture.results:
        yield Entry(say(language, "dots", n=len(picture.results)), _dot(theme, lanes.step), line=False)


def _own(theme: Theme, index: int) -> Stroke:
    return Stroke(theme.series[index], style.SOLID, ("v", "s", "D", "P")[index], 10.0)


def _average(theme: Theme) -> Stroke:
    return Stroke(theme.ink, style.SOLID, "D", 7.5)


def _dot(theme: Theme, step: float) -> Stroke:
    return Stroke(theme.muted, style.SOLID, "o", step - 2.6)


def _x(sheet: Sheet, score: float) -> float:
    return MARGIN + 6 + (sheet.width - 2 * MARGIN - 12 - VALUE) * score / TOP_LEVEL


def _scale(sheet: Sheet, top: float) -> float:
    for level in range(TOP_LEVEL + 1):
        sheet.text((_x(sheet, level), top + 16), str(level), colour=sheet.theme.muted, anchor="center")
    return top + LINE


def _axis(sheet: Sheet, picture: ComparisonPicture, axis: Axis, top: float, lanes: Lanes) -> float:
    top += 6
    for line in measure.wrap(clean(axis.name), sheet.width - 2 * MARGIN, TEXT, bold=True):
        top += LINE
        sheet.text((MARGIN, top - 5), line, bold=True)
    bottom = top + lanes.height
    levels = [_x(sheet, level) for level in range(TOP_LEVEL + 1)]
    sheet.lines([[(x, top), (x, bottom)] for x in levels], sheet.theme.grid)
    for group in picture.groups if lanes.box else ():
        _figures(sheet, picture, group.figures.get(f"axis:{axis.id}"), top + lanes.own + lanes.box / 2)
    for index, result in reversed(list(enumerate(picture.own[:MOST_OWN]))):
        _mark(sheet, picture, _score(result, axis), index, top)
    _stacks(sheet, [_score(result, axis) for result in picture.results], bottom, lanes)
    return bottom


def _score(result: Result, axis: Axis) -> float | None:
    return result.axes[axis.id].score if axis.id in result.axes else None


def _figures(sheet: Sheet, picture: ComparisonPicture, figures: Figures | None, middle: float) -> None:
    if figures is None:
        _value(sheet, NOTHING, middle, colour=sheet.theme.muted)
        return
    if figures.lower is not None and figures.upper is not None:
        box = Box(_x(sheet, figures.lower), middle - BOX / 2, _x(sheet, figures.upper), middle + BOX / 2)
        sheet.rectangle(box, sheet.theme.background)
        sheet.line(box.corners, sheet.theme.frame, width=1.6, closed=True)
    look, at = _average(sheet.theme), (_x(sheet, figures.mean), middle)
    sheet.markers([at], look.shape, look.size, face=sheet.theme.background, edge=look.colour)
    if figures.median is not None:
        x, reach = _x(sheet, figures.median), BOX / 2 + RISE
        sheet.line([(x, middle - reach), (x, middle + reach)], sheet.theme.ink, width=3)
    _value(sheet, number(figures.mean, picture.language), middle)


def _value(sheet: Sheet, words: str, middle: float, *, colour: str = "", bold: bool = False) -> None:
    sheet.text((sheet.width - MARGIN, middle + 5), words, colour=colour, anchor="right", bold=bold)


def _mark(sheet: Sheet, picture: ComparisonPicture, score: float | None, index: int, top: float) -> None:
    """Set one's own mark; the value of the first stands at the right, those of others in the table."""
    middle = top + LANE / 2
    if not index:
        _value(sheet, NOTHING if score is None else number(score, picture.language), middle, bold=score is not None)
    if score is not None:
        look, at = _own(sheet.theme, index), (_x(sheet, score), middle)
        sheet.markers([at], look.shape, look.size, face=look.colour, edge=sheet.theme.background)


def _columns(sheet: Sheet, scores: Sequence[float | None], step: float) -> Counter[int]:
    """Return how many scores stand in each stack, by its number."""
    return Counter(round(_x(sheet, score) / step) for score in scores if score is not None)


def _stacks(sheet: Sheet, scores: Sequence[float | None], bottom: float, lanes: Lanes) -> None:
    """Draw the stacks: dots where they can be told apart, else bars as high."""
    stacks = sorted(_columns(sheet, scores, lanes.step).items())
    look = _dot(sheet.theme, lanes.step)
    if lanes.pitch < lanes.step and stacks:
        runs = [[(x * lanes.step, bottom), (x * lanes.step, bottom - lanes.pitch * n)] for x, n in stacks]
        sheet.lines(runs, look.colour, width=lanes.step - 1.6)
    elif stacks:
        points = [(x * lanes.step, bottom - lanes.pitch * (row + 0.5)) for x, n in stacks for row in range(n)]
        sheet.markers(points, look.shape, look.size, face=look.colour, edge=look.colour)
