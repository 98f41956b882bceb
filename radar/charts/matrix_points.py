"""The drawing of impact against effort: three columns, and a numbered mark for each initiative."""

from collections.abc import Iterator
from itertools import groupby

from radar.charts import furniture, measure, style
from radar.charts.matrix import EFFORTS, MatrixPicture, MatrixPoint, matrix_description
from radar.charts.sheet import Box, Sheet
from radar.charts.style import LINE, MARGIN, TEXT
from radar.charts.svg import Frame
from radar.charts.texts import clean, known

TALL = 340.0
SCALE = 24.0  # for the figures of the scale of impact
DOT, LARGE_DOT, GAP = 27.0, 37.0, 2.0  # marks of two figures, of three, and what lies between them
HUNDRED = 100
WIDEST, HIGHEST, STEP = 2, 30, 6  # how far a mark may stand from its place: marks aside, units up or down
LEVELS = range(5)
NAMED = 40  # initiatives whose names stand under the picture


def draw(picture: MatrixPicture) -> bytes:
    """Return the bytes of the picture."""
    sheet = compose(picture)
    if picture.format == "png":
        return sheet.png()
    language, description = known(picture.language), matrix_description(picture)
    return sheet.svg(Frame("matrix", language, picture.title, description, sheet.width, sheet.height))


def compose(picture: MatrixPicture) -> Sheet:
    """Return the plane with its marks, and the names that their numbers stand for."""
    sheet = Sheet(style.THEMES[picture.theme])
    top = furniture.heading(sheet, picture, [])
    sheet.text((MARGIN, top + LINE - 5), picture.say("impact"), colour=sheet.theme.muted)
    top += LINE + DOT / 2 + 4
    _plane(sheet, picture, top)
    crowded = _marks(sheet, picture, top)
    bottom = top + TALL + DOT / 2 + 2 * LINE + 6
    notes = [picture.say("crowded", numbers=", ".join(_runs(crowded)))] if crowded else []
    if not picture.points:
        notes = [matrix_description(picture)]
    elif len(picture.points) > NAMED:
        notes.append(picture.say("ranks"))
    bottom = furniture.notes(sheet, bottom, notes)
    return sheet.finish(_names(sheet, picture, bottom + 6) + MARGIN)


def _column(sheet: Sheet, place: float) -> float:
    left = MARGIN + SCALE
    return left + (sheet.width - MARGIN - left) * place / len(EFFORTS)


def _y(top: float, impact: float) -> float:
    return top + TALL * (1 - impact / LEVELS[-1])


def _plane(sheet: Sheet, picture: MatrixPicture, top: float) -> None:
    """Draw the columns of effort and the levels of impact."""
    above, below = top - DOT / 2 - 2, top + TALL + DOT / 2 + 2
    for place, effort in enumerate(EFFORTS):
        box = Box(_column(sheet, place), above, _column(sheet, place + 1), below)
        sheet.rectangle(box, sheet.theme.tints[place] if place != 1 else sheet.theme.background)
        middle = _column(sheet, place + 0.5)
        sheet.text((middle, below + LINE - 2), picture.say(effort), anchor="center", bold=True)
    ends = _column(sheet, 0), _column(sheet, len(EFFORTS))
    sheet.lines([[(ends[0], _y(top, level)), (ends[1], _y(top, level))] for level in LEVELS], sheet.theme.grid)
    for level in LEVELS:
        sheet.text((MARGIN + SCALE - 8, _y(top, level) + 5), str(level), colour=sheet.theme.muted, anchor="right")
    sheet.text((ends[1], below + 2 * LINE - 1), picture.say("effort"), colour=sheet.theme.muted, anchor="right")


def _marks(sheet: Sheet, picture: MatrixPicture, top: float) -> list[int]:
    """Set a mark for each initiative at its impact, beside those that are there; return those without a place."""
    taken: list[tuple[float, float]] = []
    crowded: list[int] = []
    dot = LARGE_DOT if any(point.rank >= HUNDRED for point in picture.points) else DOT
    for point in picture.points:
        places = _places(sheet, point, top, dot)
        free = (place for place in places if all(_apart(place, other, dot) for other in taken))
        place = next(free, None)
        if place is None:
            crowded.append(point.rank)
            continue
        taken.append(place)
        sheet.markers([place], "o", dot, face=sheet.theme.own, edge=sheet.theme.background)
        at = (place[0], place[1] + TEXT * 0.36)
        sheet.text(at, str(point.rank), bold=True, colour=sheet.theme.background, anchor="center")
    return crowded


def _runs(ranks: list[int]) -> Iterator[str]:
    """Yield ranks, those that follow one another as one run."""
    for _, run in groupby(enumerate(sorted(ranks)), key=lambda pair: pair[1] - pair[0]):
        first, *rest = [rank for _, rank in run]
        yield f"{first}–{rest[-1]}" if rest else str(first)


def _places(sheet: Sheet, point: MatrixPoint, top: float, dot: float) -> Iterator[tuple[float, float]]:
    """Yield where a mark may stand: at its impact, nearest the middle of its column first."""
    x, y = _column(sheet, EFFORTS.index(point.effort) + 0.5), _y(top, point.impact)
    widest = WIDEST if dot == DOT else WIDEST - 1
    sides = sorted(range(-widest, widest + 1), key=abs)
    shifts = sorted(range(-HIGHEST, HIGHEST + 1, STEP), key=abs)
    for shift in shifts:
        for side in sides:
            if top <= y + shift <= top + TALL:
                yield x + side * (dot + GAP / 2), y + shift


def _apart(one: tuple[float, float], other: tuple[float, float], dot: float) -> bool:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 >= dot**2


def _names(sheet: Sheet, picture: MatrixPicture, top: float) -> float:
    """List the names that the numbers stand for; return the bottom."""
    indent = MARGIN + 38
    for point in picture.points if len(picture.points) <= NAMED else ():
        sheet.text((indent - 8, top + LINE - 5), str(point.rank), bold=True, anchor="right")
        for line in measure.wrap(clean(point.name), sheet.width - indent - MARGIN, TEXT):
            top += LINE
            sheet.text((indent, top - 5), line)
        top += 3
    return top
