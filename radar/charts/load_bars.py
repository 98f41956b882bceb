"""The drawing of a load: for each body a bar by quarter, and the line of what it can carry."""

from radar.charts import furniture, measure, style
from radar.charts.furniture import Entry
from radar.charts.load import LoadPicture, load_description
from radar.charts.sheet import Box, Sheet
from radar.charts.style import LINE, MARGIN, TEXT
from radar.charts.svg import Frame
from radar.charts.texts import brief, known
from scoring.transformation import QUARTERS_A_YEAR

TALL = 90.0
SWATCH = 26.0


def draw(picture: LoadPicture) -> bytes:
    """Return the bytes of the picture."""
    sheet = compose(picture)
    if picture.format == "png":
        return sheet.png()
    language, description = known(picture.language), load_description(picture)
    return sheet.svg(Frame("load", language, picture.title, description, sheet.width, sheet.height))


def compose(picture: LoadPicture) -> Sheet:
    """Return the bars of every body."""
    sheet = Sheet(style.THEMES[picture.theme])
    bottom = _legend(sheet, picture, furniture.heading(sheet, picture, []))
    for row in range(len(picture.load.bodies)):
        bottom = _body(sheet, picture, row, bottom + 8)
    notes = [] if picture.load.bodies else [load_description(picture)]
    return sheet.finish(furniture.notes(sheet, bottom, notes) + MARGIN)


def _legend(sheet: Sheet, picture: LoadPicture, top: float) -> float:
    """Show what bars and line are, as far as they occur; return the bottom."""
    rows, x = range(len(picture.load.bodies)), MARGIN
    shown = [("own", True), ("over", any(picture.over(row) for row in rows))]
    for key, there in shown:
        if there:
            _bar(sheet, Box(x, top + 4, x + SWATCH, top + 18), over=key == "over")
            sheet.text((x + SWATCH + 6, top + 17), picture.say(key))
            x += SWATCH + 6 + measure.width(picture.say(key), TEXT) + 16
    if any(limit is not None for limit in picture.load.capacities):
        return furniture.legend(sheet, top + LINE, [Entry(picture.say("capacity"), style.target(sheet.theme))])
    return top + LINE + 4


def _bar(sheet: Sheet, box: Box, *, over: bool) -> None:
    """Draw a bar; what is above capacity is hatched too."""
    colour = sheet.theme.series[1] if over else sheet.theme.own
    sheet.rectangle(box, colour, hatch="////" if over else "", lines=sheet.theme.ink if over else "none")


def _body(sheet: Sheet, picture: LoadPicture, row: int, top: float) -> float:
    """Write the name of a body and draw its bars; return the bottom."""
    limit, loads = picture.load.capacities[row], picture.load.load[row].tolist()
    for line in measure.wrap(picture.body(row), sheet.width - 2 * MARGIN, TEXT, bold=True):
        top += LINE
        sheet.text((MARGIN, top - 5), line, bold=True)
    words = picture.say("no_limit") if limit is None else picture.say("limit", limit=brief(limit, picture.language))
    top = furniture.notes(sheet, top, [words]) + 6
    most = max([*loads, limit or 0.0]) or 1.0
    wide, base = (sheet.width - 2 * MARGIN) / len(loads), top + TALL
    for number, load in enumerate(loads):
        left, right = MARGIN + wide * number + 1.5, MARGIN + wide * (number + 1) - 1.5
        within = load if limit is None else min(load, limit)
        for low, high, over in ((0.0, within, False), (within, load, number in picture.over(row))):
            if high > low:
                box = Box(left, base - TALL * high / most, right, base - TALL * low / most)
                _bar(sheet, box, over=over)
    sheet.line([(MARGIN, base), (sheet.width - MARGIN, base)], sheet.theme.frame)
    if limit is not None:
        stroke, y = style.target(sheet.theme), base - TALL * limit / most
        sheet.line([(MARGIN, y), (sheet.width - MARGIN, y)], stroke.colour, width=stroke.width, dash=stroke.dash)
    return _years(sheet, picture, len(loads), base)


def _years(sheet: Sheet, picture: LoadPicture, quarters: int, base: float) -> float:
    wide = (sheet.width - 2 * MARGIN) / quarters
    for number in range(0, quarters, QUARTERS_A_YEAR):
        x = MARGIN + wide * number
        sheet.line([(x, base), (x, base + LINE - 2)], sheet.theme.frame)
        year = str(picture.first_year + number // QUARTERS_A_YEAR)
        sheet.text((x + 4, base + LINE - 4), year, colour=sheet.theme.muted)
    return base + LINE
