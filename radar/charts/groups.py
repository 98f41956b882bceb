"""The comparison of groups: for every axis, a bar in percent for each group's mean."""

from collections.abc import Sequence

from radar.charts import furniture, measure, style
from radar.charts.comparison import ComparisonPicture
from radar.charts.grouping import Group, grouped, published
from radar.charts.request import Request
from radar.charts.sheet import Anchor, Box, Sheet
from radar.charts.style import LINE, MARGIN, TEXT
from radar.charts.texts import clean, percentage, say
from scoring.questionnaire import Axis

BAR, PITCH, VALUE = 15.0, 19.0, 76.0
QUARTERS = (0, 25, 50, 75, 100)
SWATCH = 26.0
NOTHING = "—"

Asked = Request | ComparisonPicture


def compose(request: Request) -> Sheet:
    """Return the bars of the groups that results name."""
    return _compose(request, grouped(request.results, request.language))


def compose_published(picture: ComparisonPicture) -> Sheet:
    """Return the bars of groups as they were published."""
    return _compose(picture, published(picture.groups, picture.language))


def ends(place: int, places: Sequence[int]) -> Anchor:
    """Return how a value of a scale is anchored so that neither end is cut."""
    return "left" if place == places[0] else "right" if place == places[-1] else "center"


def _compose(request: Asked, groups: Sequence[Group]) -> Sheet:
    """Return the bars of every group on every axis."""
    sheet = Sheet(style.THEMES[request.theme])
    top = furniture.heading(sheet, request, [say(request.language, "mean")])
    top = _legend(sheet, request, groups, top)
    shown = [(index, group) for index, group in enumerate(groups) if group.size is not None]
    bottom = _scale(sheet, request, top) if shown else top
    for axis in request.questionnaire.axes if shown else ():
        bottom = _axis(sheet, request, axis, shown, bottom)
    withheld = [say(request.language, "withheld")] if len(shown) < len(groups) else []
    return sheet.finish(furniture.notes(sheet, bottom + 4 * len(withheld), withheld) + MARGIN)


def _legend(sheet: Sheet, request: Asked, groups: Sequence[Group], top: float) -> float:
    """List the groups in the order of their bars, each with its number of members."""
    indent = MARGIN + SWATCH + 8
    for index, group in enumerate(groups):
        bar(sheet, Box(MARGIN, top + 4, MARGIN + SWATCH, top + 4 + BAR - 2), index)
        words = say(request.language, "group", name=group.name, n=NOTHING if group.size is None else group.size)
        for line in measure.wrap(words, sheet.width - indent - MARGIN, TEXT):
            top += LINE
            sheet.text((indent, top - 4), line)
    return top + 4


def bar(sheet: Sheet, box: Box, index: int) -> None:
    """Draw a bar in the look of a series, known without its colour."""
    series, hatches = sheet.theme.series, style.HATCHES
    # Past the last colour the series come back with other hatches, in light lines.
    turn = index // len(series)
    hatch = hatches[(index + 3 * turn) % len(hatches)]
    lines = sheet.theme.background if turn else sheet.theme.ink
    sheet.rectangle(box, series[index % len(series)], hatch=hatch, lines=lines)


def _x(sheet: Sheet, share: float) -> float:
    return MARGIN + (sheet.width - 2 * MARGIN - VALUE) * share / 100


def _scale(sheet: Sheet, request: Asked, top: float) -> float:
    for share in QUARTERS:
        words = percentage(share, request.language, 0)
        sheet.text((_x(sheet, share), top + 16), words, colour=sheet.theme.muted, anchor="center" if share else "left")
    return top + LINE


def _axis(sheet: Sheet, request: Asked, axis: Axis, groups: Sequence[tuple[int, Group]], top: float) -> float:
    top += 6
    for line in measure.wrap(clean(axis.name), sheet.width - 2 * MARGIN, TEXT, bold=True):
        top += LINE
        sheet.text((MARGIN, top - 5), line, bold=True)
    bottom = top + PITCH * len(groups)
    rules = [[(_x(sheet, share), top), (_x(sheet, share), bottom)] for share in QUARTERS]
    sheet.lines(rules, sheet.theme.grid)
    for place, (index, group) in enumerate(groups):
        _mean(sheet, request, group.means.get(axis.id), index, top + PITCH * place + (PITCH - BAR) / 2)
    return bottom


def _mean(sheet: Sheet, request: Asked, mean: float | None, index: int, top: float) -> None:
    if mean is None:
        end, words = _x(sheet, 0), NOTHING
    else:
        end, words = _x(sheet, mean), percentage(mean, request.language)
        bar(sheet, Box(_x(sheet, 0), top, end, top + BAR), index)
    plate = Box(end + 2, top, end + 8 + measure.width(words, TEXT), top + BAR)
    sheet.rectangle(plate, sheet.theme.background)
    sheet.text((end + 6, top + BAR - 2), words, colour=sheet.theme.ink if mean is not None else sheet.theme.muted)
