"""The quadrants from campaign to campaign: for each, how the bodies divide among them, in percent."""

from collections.abc import Sequence

from radar.charts import furniture, groups, measure, style
from radar.charts.comparison import ComparisonPicture, Count
from radar.charts.sheet import Box, Sheet
from radar.charts.style import LINE, MARGIN, TEXT
from radar.charts.texts import clean, percentage, say

BAR, SWATCH = 26.0, 26.0
QUARTERS = (0, 25, 50, 75, 100)


def compose(picture: ComparisonPicture) -> Sheet:
    """Return a bar for each campaign, divided by quadrant; what is not shown stays open."""
    sheet = Sheet(style.THEMES[picture.theme])
    top = furniture.heading(sheet, picture, [say(picture.language, "shares")])
    top = _legend(sheet, picture, top)
    for share in QUARTERS:
        words = percentage(share, picture.language, 0)
        anchor = groups.ends(share, QUARTERS)
        sheet.text((_x(sheet, share), top + 16), words, colour=sheet.theme.muted, anchor=anchor)
    bottom = top + LINE
    for count in picture.counts:
        bottom = _campaign(sheet, picture, count, bottom)
    notes = [say(picture.language, "withheld")] if picture.withheld else []
    return sheet.finish(furniture.notes(sheet, bottom + 4, notes) + MARGIN)


def _legend(sheet: Sheet, picture: ComparisonPicture, top: float) -> float:
    x, y = MARGIN, top + LINE
    for index, quadrant in enumerate(picture.questionnaire.quadrants):
        name = measure.wrap(clean(quadrant.name), sheet.width - 2 * MARGIN - SWATCH - 8, TEXT)[0]
        width = SWATCH + 8 + measure.width(name, TEXT) + 18
        if x > MARGIN and x + width - 18 > sheet.width - MARGIN:
            x, y = MARGIN, y + LINE + 3
        groups.bar(sheet, Box(x, y - 12, x + SWATCH, y + 2), index)
        sheet.text((x + SWATCH + 8, y), name)
        x += width
    return y + 8


def _x(sheet: Sheet, share: float) -> float:
    return MARGIN + (sheet.width - 2 * MARGIN) * share / 100


def _campaign(sheet: Sheet, picture: ComparisonPicture, count: Count, top: float) -> float:
    top += 8
    name = clean(count.name)
    words = name if count.bodies is None else say(picture.language, "group", name=name, n=count.bodies)
    for line in measure.wrap(words, sheet.width - 2 * MARGIN, TEXT, bold=True):
        top += LINE
        sheet.text((MARGIN, top - 5), line, bold=True)
    frame = Box(_x(sheet, 0), top, _x(sheet, 100), top + BAR)
    sheet.line(frame.corners, sheet.theme.frame, closed=True)
    if count.bodies is None:
        sheet.text((frame.left + 8, top + BAR / 2 + 5), groups.NOTHING, colour=sheet.theme.muted)
    if count.bodies:
        _segments(
            sheet, [count.quadrants.get(one.id) or 0 for one in picture.questionnaire.quadrants], count.bodies, top
        )
    return top + BAR


def _segments(sheet: Sheet, sizes: Sequence[int], bodies: int, top: float) -> None:
    passed = 0
    for index, size in enumerate(sizes):
        start, passed = _x(sheet, 100 * passed / bodies), passed + size
        box = Box(start, top, _x(sheet, 100 * passed / bodies), top + BAR)
        if size:
            groups.bar(sheet, box, index)
            _number(sheet, str(size), box)


def _number(sheet: Sheet, words: str, box: Box) -> None:
    """Write how many there are on a plate in the middle, if it has room; the table says it in any case."""
    half, middle = measure.width(words, TEXT) / 2 + 4, (box.left + box.right) / 2
    if 2 * half + 4 <= box.right - box.left:
        sheet.rectangle(Box(middle - half, box.top + 4, middle + half, box.bottom - 4), sheet.theme.background)
        sheet.text((middle, box.top + BAR / 2 + 5), words, anchor="center")
