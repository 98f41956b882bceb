"""The comparison of groups: for every axis, a bar in percent for each group's mean."""

from collections.abc import Sequence

from radar.charts import furniture, measure, style
from radar.charts.grouping import Group, grouped
from radar.charts.request import Request
from radar.charts.sheet import Box, Sheet
from radar.charts.style import LINE, MARGIN, TEXT
from radar.charts.texts import clean, percentage, say
from scoring.questionnaire import Axis

BAR, PITCH, VALUE = 15.0, 19.0, 76.0
QUARTERS = (0, 25, 50, 75, 100)
SWATCH = 26.0


def compose(request: Request) -> Sheet:
    """Return the bars of every group on every axis."""
    sheet = Sheet(style.THEMES[request.theme])
    groups = grouped(request.results, request.language)
    top = furniture.heading(sheet, request, [say(request.language, "mean")])
    top = _legend(sheet, request, groups, top)
    bottom = _scale(sheet, request, top)
    for axis in request.questionnaire.axes:
        bottom = _axis(sheet, request, axis, groups, bottom)
    return sheet.finish(bottom + MARGIN)


def _legend(sheet: Sheet, request: Request, groups: Sequence[Group], top: float) -> float:
    """List the groups in the order of their bars, each with its number of members."""
    indent = MARGIN + SWATCH + 8
    for index, group in enumerate(groups):
        _bar(sheet, Box(MARGIN, top + 4, MARGIN + SWATCH, top + 4 + BAR - 2), index)
        words = say(request.language, "group", name=group.name, n=group.size)
        for line in measure.wrap(words, sheet.width - indent - MARGIN, TEXT):
            top += LINE
            sheet.text((indent, top - 4), line)
    return top + 4


def _bar(sheet: Sheet, box: Box, index: int) -> None:
    series, hatches = sheet.theme.series, style.HATCHES
    # Past the last colour the series come back with other hatches, in light lines.
    turn = index // len(series)
    hatch = hatches[(index + 3 * turn) % len(hatches)]
    lines = sheet.theme.background if turn else sheet.theme.ink
    sheet.rectangle(box, series[index % len(series)], hatch=hatch, lines=lines)


def _x(sheet: Sheet, share: float) -> float:
    return MARGIN + (sheet.width - 2 * MARGIN - VALUE) * share / 100


def _scale(sheet: Sheet, request: Request, top: float) -> float:
    for share in QUARTERS:
        words = percentage(share, request.language, 0)
        sheet.text((_x(sheet, share), top + 16), words, colour=sheet.theme.muted, anchor="center" if share else "left")
    return top + LINE


def _axis(sheet: Sheet, request: Request, axis: Axis, groups: Sequence[Group], top: float) -> float:
    top += 6
    for line in measure.wrap(clean(axis.name), sheet.width - 2 * MARGIN, TEXT, bold=True):
        top += LINE
        sheet.text((MARGIN, top - 5), line, bold=True)
    bottom = top + PITCH * len(groups)
    rules = [[(_x(sheet, share), top), (_x(sheet, share), bottom)] for share in QUARTERS]
    sheet.lines(rules, sheet.theme.grid)
    for index, group in enumerate(groups):
        _mean(sheet, request, group.means[axis.id], index, top + PITCH * index + (PITCH - BAR) / 2)
    return bottom


def _mean(sheet: Sheet, request: Request, mean: float | None, index: int, top: float) -> None:
    if mean is None:
        end, words = _x(sheet, 0), say(request.language, "unanswered")
    else:
        end, words = _x(sheet, mean), percentage(mean, request.language)
        _bar(sheet, Box(_x(sheet, 0), top, end, top + BAR), index)
    plate = Box(end + 2, top, end + 8 + measure.width(words, TEXT), top + BAR)
    sheet.rectangle(plate, sheet.theme.background)
    sheet.text((end + 6, top + BAR - 2), words, colour=sheet.theme.ink if mean is not None else sheet.theme.muted)
