"""The ground of the quadrants: four tints with their names, the thresholds, both scales."""

from collections.abc import Sequence

from radar.charts import measure, style
from radar.charts.plane import Plane
from radar.charts.request import Request
from radar.charts.sheet import Box, Point, Sheet
from radar.charts.style import LINE, MARGIN, TEXT
from radar.charts.texts import brief, clean, say
from scoring.questionnaire import TOP_LEVEL

LEFT, PADDING = 32.0, 14.0
NAME_HEIGHT = 23.0


class Field:
    """The square on which both dimensions run from 0 to 4."""

    def __init__(self, top: float) -> None:
        self.box = Box(LEFT, top, style.WIDTH - MARGIN, top + style.WIDTH - MARGIN - LEFT)

    def at(self, x: float, y: float) -> Point:
        """Return the point of two scores."""
        side = self.box.right - self.box.left - 2 * PADDING
        return self.box.left + PADDING + side * x / TOP_LEVEL, self.box.bottom - PADDING - side * y / TOP_LEVEL


def ground(sheet: Sheet, stage: Plane, field: Field, points: Sequence[Point]) -> list[Box]:
    """Tint the four quadrants and write their names; return the places of the names."""
    x, y = field.at(stage.horizontal.threshold, stage.vertical.threshold)
    whole, named = field.box, []
    for index, (upper, right) in enumerate(((False, False), (True, False), (False, True), (True, True))):
        box = Box(
            x if right else whole.left,
            whole.top if upper else y,
            whole.right if right else x,
            y if upper else whole.bottom,
        )
        sheet.rectangle(box, sheet.theme.tints[index])
        named += _named(sheet, stage.name(right=right, upper=upper), _outer(box, right=right, upper=upper), box, points)
    return named


def _outer(box: Box, *, right: bool, upper: bool) -> list[Point]:
    """Return where a name may stand, as shares of the room it has: outer corners first, the threshold's side last."""
    across = (1.0, 0.5, 0.0) if right else (0.0, 0.5, 1.0)
    down = (0.0, 0.85, 0.5) if upper else (1.0, 0.15, 0.5)
    return [(x, y) for y in down for x in across] if box.bottom - box.top > 4 * LINE else [(x, down[0]) for x in across]


def _named(sheet: Sheet, name: str, shares: Sequence[Point], box: Box, points: Sequence[Point]) -> list[Box]:
    """Write the name of a quadrant where it covers the fewest points."""
    width = measure.width(name, style.HEADING, bold=True)
    free_x, free_y = box.right - box.left - width - 16, box.bottom - box.top - NAME_HEIGHT - 10
    if min(free_x, free_y) < 0:
        return []  # a threshold near the end of its scale leaves a strip too thin for a name
    corners = [(box.left + 8 + free_x * x, box.top + 5 + free_y * y) for x, y in shares]
    places = [Box(left, top, left + width, top + NAME_HEIGHT) for left, top in corners]
    best = min(places, key=lambda place: sum(_covers(place, point) for point in points))
    baseline = best.bottom - 6
    sheet.text((best.left, baseline), name, size=style.HEADING, bold=True, colour=sheet.theme.muted)
    return [best]


def _covers(place: Box, point: Point) -> bool:
    return place.left - 10 < point[0] < place.right + 10 and place.top - 10 < point[1] < place.bottom + 10


def thresholds(sheet: Sheet, request: Request, stage: Plane, field: Field, named: Sequence[Box]) -> list[Box]:
    """Draw where high begins, with its value; return the places of the values."""
    x, y = field.at(stage.horizontal.threshold, stage.vertical.threshold)
    whole, colour = field.box, sheet.theme.frame
    # A score on the threshold counts as high: the line keeps to the low side of it.
    sheet.line([(x - 1, whole.bottom), (x - 1, whole.top)], colour, width=2, dash=style.DASHED)
    sheet.line([(whole.left, y + 1), (whole.right, y + 1)], colour, width=2, dash=style.DASHED)
    rises = [(x + 6, whole.top + 18), (x - 8, whole.top + 18), (x + 6, whole.bottom - 8), (x - 8, whole.bottom - 8)]
    runs = [(whole.left + 8, y - 6), (whole.right - 8, y - 6), (whole.left + 8, y + 18), (whole.right - 8, y + 18)]
    places: list[Box] = []
    for dimension, spots in ((stage.vertical, runs), (stage.horizontal, rises)):
        words = say(request.language, "threshold", value=brief(dimension.threshold, request.language))
        places += _first_free(sheet, words, spots, [*named, *places], whole)
    return places


def rules(stage: Plane, field: Field) -> list[Box]:
    """Return the places of the lines that names had better not cross."""
    x, y = field.at(stage.horizontal.threshold, stage.vertical.threshold)
    whole = field.box
    return [Box(x - 3, whole.top, x + 2, whole.bottom), Box(whole.left, y - 2, whole.right, y + 3)]


def _first_free(sheet: Sheet, words: str, spots: Sequence[Point], taken: Sequence[Box], whole: Box) -> list[Box]:
    width = measure.width(words, TEXT)
    for index, (x, baseline) in enumerate(spots):
        left = x - width if index % 2 else x
        box = Box(left, baseline - 14, left + width, baseline + 5)
        inside = whole.left <= box.left and box.right <= whole.right and whole.top <= box.top <= whole.bottom - LINE
        if inside and not any(box.meets(other) for other in taken):
            sheet.text((x, baseline), words, colour=sheet.theme.muted, anchor="right" if index % 2 else "left")
            return [box]
    return []


def upper_title(sheet: Sheet, stage: Plane, top: float) -> float:
    """Write the name of the vertical dimension; return the bottom."""
    for line in measure.wrap(f"↑ {clean(stage.vertical.name)}", sheet.width - 2 * MARGIN, TEXT):
        top += LINE
        sheet.text((MARGIN, top - 5), line)
    return top + 4


def scales(sheet: Sheet, stage: Plane, field: Field) -> float:
    """Write 0 to 4 along both dimensions and the name of the horizontal one; return the bottom."""
    whole = field.box
    for level in range(TOP_LEVEL + 1):
        x, y = field.at(level, level)
        sheet.text((x, whole.bottom + 18), str(level), colour=sheet.theme.muted, anchor="center")
        sheet.text((whole.left - 7, y + 5), str(level), colour=sheet.theme.muted, anchor="right")
    sheet.line(whole.corners, sheet.theme.grid, closed=True)
    bottom = whole.bottom + LINE + 4
    for line in measure.wrap(f"{clean(stage.horizontal.name)} →", sheet.width - 2 * MARGIN, TEXT):
        bottom += LINE
        sheet.text((whole.right, bottom - 5), line, anchor="right")
    return bottom
