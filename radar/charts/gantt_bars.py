"""The drawing of a roadmap: for each group a scale of quarters, and under it a bar for each initiative."""

from radar.charts import furniture, measure, style
from radar.charts.gantt import STATUSES, WIDE, WIDE_DOTS_PER_INCH, GanttPicture, gantt_description
from radar.charts.sheet import Box, Sheet
from radar.charts.style import LINE, MARGIN, TEXT
from radar.charts.svg import Frame
from radar.charts.texts import clean, known
from radar.formats import day
from scoring.transformation import QUARTERS_A_YEAR, PlannedInitiative, Status

BAR = 16.0
BESIDE = 0.42  # of a wide sheet is for names
SWATCH = 34.0
ROOM, YEAR = 26.0, 48.0  # as wide must a quarter and a year be to carry their names
MARKS = {"not-started": "o", "under-way": ">", "done": "s", "cancelled": "X"}
HATCH = {"not-started": "", "under-way": "", "done": "////", "cancelled": "xxx"}


def draw(picture: GanttPicture) -> bytes:
    """Return the bytes of the picture."""
    sheet = compose(picture)
    if picture.format == "png":
        return sheet.png(WIDE_DOTS_PER_INCH) if picture.width >= WIDE else sheet.png()
    language, description = known(picture.language), gantt_description(picture)
    return sheet.svg(Frame("gantt", language, picture.title, description, sheet.width, sheet.height))


def compose(picture: GanttPicture) -> Sheet:
    """Return the bars of a plan, group by group."""
    sheet = Sheet(style.THEMES[picture.theme], picture.width)
    since = picture.say("since", day=day(picture.plan.first_day, known(picture.language)))
    bottom = furniture.heading(sheet, picture, [since])
    groups = picture.groups()
    bottom = _legend(sheet, picture, {each.status for _, inside in groups for each in inside}, bottom)
    for name, inside in groups:
        bottom = _group(sheet, picture, name, inside, bottom + 10)
    notes = [] if groups else [gantt_description(picture)]
    return sheet.finish(furniture.notes(sheet, bottom, notes) + MARGIN)


def _left(picture: GanttPicture) -> float:
    """Return where the bars begin."""
    return MARGIN + (picture.width * BESIDE if picture.width >= WIDE else 0.0)


def _x(picture: GanttPicture, quarter: float) -> float:
    left = _left(picture)
    return left + (picture.width - MARGIN - left) * quarter / picture.quarters


def _legend(sheet: Sheet, picture: GanttPicture, shown: set[Status], top: float) -> float:
    """Show the look of each status that there is; return the bottom."""
    x, y = MARGIN, top + LINE
    for status in (each for each in STATUSES if each in shown):
        words = picture.say(status)
        width = SWATCH + 6 + measure.width(words, TEXT) + 16
        if x > MARGIN and x + width - 16 > sheet.width - MARGIN:
            x, y = MARGIN, y + LINE + 4
        _bar(sheet, Box(x, y - BAR + 2, x + SWATCH, y + 2), status)
        sheet.text((x + SWATCH + 6, y), words)
        x += width
    return y + 6 if shown else top


def _bar(sheet: Sheet, box: Box, status: Status) -> None:
    """Draw a bar; its status is in its fill and in the mark at its start."""
    theme = sheet.theme
    fill = {
        "not-started": theme.background,
        "under-way": theme.own,
        "done": theme.series[2],
        "cancelled": theme.track,
    }[status]
    lines = {"not-started": theme.own, "done": theme.ink}.get(status, theme.frame)
    sheet.rectangle(box, fill, hatch=HATCH[status], lines=lines)
    edge = {"not-started": theme.own, "under-way": theme.background, "done": theme.ink, "cancelled": theme.ink}[status]
    middle = (box.left + min(9.0, (box.right - box.left) / 2), (box.top + box.bottom) / 2)
    sheet.markers([middle], MARKS[status], 6.0, face=fill if status == "not-started" else edge, edge=edge)


def _group(sheet: Sheet, picture: GanttPicture, name: str, inside: list[PlannedInitiative], top: float) -> float:
    """Write the name of a group and its scale, then its initiatives; return the bottom."""
    for line in measure.paragraph(name, sheet.width - 2 * MARGIN, TEXT, bold=True) if name else ():
        top += LINE
        sheet.text((MARGIN, top - 5), line, bold=True)
    rows = [(each, _names(picture, each)) for each in inside]
    heights = [_height(picture, each, lines) for each, lines in rows]
    placed = sum(height for each, height in zip(inside, heights, strict=True) if each.start is not None)
    if placed:
        top = _scale(sheet, picture, top)
        _rules(sheet, picture, top, top + placed)
    for (each, lines), height in zip(rows, heights, strict=True):
        _plate(sheet, picture, lines, top)
        for number, line in enumerate(lines, start=1):
            sheet.text((MARGIN, top + number * LINE - 4), line)
        _place(sheet, picture, each, top + 4 if picture.width >= WIDE else top + len(lines) * LINE + 2)
        top += height
    return top


def _height(picture: GanttPicture, initiative: PlannedInitiative, lines: tuple[str, ...]) -> float:
    """Return how high the row of an initiative is; its bar stands beside its name or under it."""
    name = len(lines) * LINE + 4
    if initiative.start is None:
        return name
    return max(name, BAR + 8) if picture.width >= WIDE else name + BAR + 5


def _names(picture: GanttPicture, initiative: PlannedInitiative) -> tuple[str, ...]:
    """Return the name of an initiative in lines; what has no quarter says so."""
    name = clean(f"{initiative.code} {initiative.title}")
    if initiative.start is None:
        name = f"{name} ({picture.say('unplaced')})"
    most = _left(picture) - MARGIN - 10 if picture.width >= WIDE else picture.width - 2 * MARGIN
    return tuple(measure.wrap(name, most, TEXT))


def _plate(sheet: Sheet, picture: GanttPicture, lines: tuple[str, ...], top: float) -> None:
    """Keep the rules of the scale from running through a name."""
    if picture.width < WIDE:
        end = MARGIN + max(measure.width(line, TEXT) for line in lines) + 4
        sheet.rectangle(Box(MARGIN - 2, top + 1, end, top + len(lines) * LINE + 1), sheet.theme.background)


def _place(sheet: Sheet, picture: GanttPicture, initiative: PlannedInitiative, top: float) -> None:
    if initiative.start is not None and initiative.end is not None:
        box = Box(_x(picture, initiative.start) + 1, top, _x(picture, initiative.end) - 1, top + BAR)
        _bar(sheet, box, initiative.status)


def _scale(sheet: Sheet, picture: GanttPicture, top: float) -> float:
    """Write the years, and the quarters where there is room; return the bottom."""
    quarter_wide = _x(picture, 1) - _x(picture, 0)
    roomy = quarter_wide >= ROOM
    every = 1 if quarter_wide * QUARTERS_A_YEAR >= YEAR else 2  # years that are named
    for quarter in range(picture.quarters):
        year, number = picture.plan.year_and_quarter(quarter)
        if number == 1 and quarter // QUARTERS_A_YEAR % every == 0:
            sheet.text((_x(picture, quarter) + 3, top + LINE - 5), str(year), colour=sheet.theme.muted, bold=True)
        if roomy:
            middle = (_x(picture, quarter) + _x(picture, quarter + 1)) / 2
            words = picture.say("quarter", n=number)
            sheet.text((middle, top + 2 * LINE - 6), words, colour=sheet.theme.muted, anchor="center")
    return top + (2 if roomy else 1) * LINE


def _rules(sheet: Sheet, picture: GanttPicture, top: float, bottom: float) -> None:
    """Rule the quarters finely and the years firmly, from the scale down."""
    years = range(0, picture.quarters + 1, QUARTERS_A_YEAR)
    quarters = [number for number in range(picture.quarters + 1) if number not in years]
    sheet.lines([[(_x(picture, n), top), (_x(picture, n), bottom)] for n in quarters], sheet.theme.grid, width=0.6)
    sheet.lines([[(_x(picture, n), top - LINE), (_x(picture, n), bottom)] for n in years], sheet.theme.frame)
