"""The quadrants: each result a point between two dimensions, and where it is meant to go."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from radar.charts import furniture, quadrant_field, quadrant_labels, style
from radar.charts.furniture import Entry
from radar.charts.plane import Plane, plane
from radar.charts.quadrant_field import Field
from radar.charts.quadrant_labels import PointLabel, Room
from radar.charts.request import Request
from radar.charts.sheet import Box, Point, Sheet
from radar.charts.style import LINE, MARGIN, Stroke
from radar.charts.texts import clean, dated, enumeration, number, say
from scoring.results import Result

FEW, MOST_NUMBERED = 3, 24
MOST_GROUPS = 6
CROWD = 40
THIN, SMALL = 0.8, 4.5
SHORTEST_ARROW = 24.0
AREA = {"^": 1.3, "v": 1.3, "D": 0.9, "P": 1.15}  # shapes of one size look unequal


@dataclass(frozen=True, slots=True)
class Spot:
    """A result that has a place on the plane."""

    result: Result
    name: str
    at: Point
    goal: Point | None
    stroke: Stroke


def compose(request: Request) -> Sheet:
    """Return the quadrants with a point for every result that has a score in both dimensions.

    A name that finds no room beside its point is replaced by a number while there are few, and else left to the table,
    as are the names of points that many share: their number stands there instead.
    """
    stage = plane(request.questionnaire, request.language)
    sheet = Sheet(style.THEMES[request.theme])
    top = furniture.heading(sheet, request, _subtitles(request, stage))
    field = Field(quadrant_field.upper_title(sheet, stage, top))
    spots = _spots(sheet, request, stage, field)
    marks = [*(spot.at for spot in spots), *(spot.goal for spot in spots if spot.goal)]
    named = quadrant_field.ground(sheet, stage, field, marks)
    kept = [*named, *map(quadrant_labels.around, marks)] if len(spots) <= FEW else named
    taken = [*named, *quadrant_field.thresholds(sheet, request, stage, field, kept)]
    bottom = quadrant_field.scales(sheet, stage, field)
    taken += _ways(sheet, spots)
    _points(sheet, spots)
    room = Room(field.box, [spot.at for spot in spots], taken, quadrant_field.rules(stage, field))
    crowded = _crowds(sheet, request, spots, room)
    alone = [spot for spot in spots if spot.at not in crowded]
    bottom, unlabelled = _names(sheet, alone, room, bottom)
    unlabelled += len(spots) - len(alone)
    bottom = furniture.legend(sheet, bottom + 4, _entries(sheet, request, spots))
    bottom = furniture.notes(sheet, bottom, list(_notes(request, stage, unlabelled)))
    return sheet.finish(bottom + MARGIN)


def _subtitles(request: Request, stage: Plane) -> list[str]:
    point = stage.point(request.result)
    if len(request.results) > 1 or point is None:
        return []
    scored = ((stage.vertical, point[1]), (stage.horizontal, point[0]))
    named = {one.id: one.name for one in request.questionnaire.quadrants}.get(request.result.quadrant or "")
    quadrant = [say(request.language, "title.quadrant", name=clean(named))] if named else []
    return quadrant + [
        say(request.language, "score_of", name=clean(one.name), score=number(score, request.language))
        for one, score in scored
    ]


def _spots(sheet: Sheet, request: Request, stage: Plane, field: Field) -> list[Spot]:
    strokes = _strokes(sheet, request.results)
    spots = []
    for result in request.results:
        point = stage.point(result)
        if point is not None:
            goal = stage.located((request.targets or {}).get(result.organisation, {}))
            name = clean(result.organisation) or say(request.language, "nobody")
            spots.append(Spot(result, name, field.at(*point), goal and field.at(*goal), strokes[result.group]))
    return spots


def _strokes(sheet: Sheet, results: Sequence[Result]) -> dict[str | None, Stroke]:
    groups = list(dict.fromkeys(result.group for result in results))
    size = 10.0 if len(results) <= CROWD else 7.0
    if not 1 < len(groups) <= MOST_GROUPS:
        return dict.fromkeys(groups, Stroke(sheet.theme.own, style.SOLID, "o", size))
    looks = zip(groups, sheet.theme.series, style.SHAPES, strict=False)
    return {group: Stroke(colour, style.SOLID, shape, size * AREA.get(shape, 1)) for group, colour, shape in looks}


def _ways(sheet: Sheet, spots: Sequence[Spot]) -> list[Box]:
    """Draw the arrows to the targets, thin lines where there is a crowd of them; return where they are."""
    ways = [(spot.at, spot.goal) for spot in spots if spot.goal is not None]
    if len(ways) > CROWD:
        stroke = style.target(sheet.theme)
        sheet.lines(ways, stroke.colour, width=THIN)
        ends = [end for _, end in ways]
        sheet.markers(ends, stroke.shape, SMALL, face=sheet.theme.background, edge=stroke.colour)
    else:
        for start, end in ways:
            _arrow(sheet, start, end)
    return [box for start, end in ways for box in quadrant_labels.along(start, end)]


def _arrow(sheet: Sheet, start: Point, end: Point) -> None:
    """Draw a dashed arrow that stops short of both its ends."""
    across, down = end[0] - start[0], end[1] - start[1]
    length = math.hypot(across, down)
    stroke = style.target(sheet.theme)
    sheet.markers([end], stroke.shape, stroke.size, face=sheet.theme.background, edge=stroke.colour)
    if length < SHORTEST_ARROW:
        return
    unit_x, unit_y = across / length, down / length
    tip = (end[0] - 8 * unit_x, end[1] - 8 * unit_y)
    base = (tip[0] - 9 * unit_x, tip[1] - 9 * unit_y)
    sheet.line([start, base], stroke.colour, width=stroke.width, dash=stroke.dash)
    wings = [(base[0] - side * unit_y, base[1] + side * unit_x) for side in (-4, 4)]
    sheet.area([tip, *wings], stroke.colour)


def _points(sheet: Sheet, spots: Sequence[Spot]) -> None:
    looks = dict.fromkeys((spot.stroke, spot.result.provisional) for spot in spots)
    for stroke, hollow in looks:
        points = [spot.at for spot in spots if (spot.stroke, spot.result.provisional) == (stroke, hollow)]
        background = sheet.theme.background
        face, edge = (background, stroke.colour) if hollow else (stroke.colour, background)
        sheet.markers(points, stroke.shape, stroke.size, face=face, edge=edge)


def _crowds(sheet: Sheet, request: Request, spots: Sequence[Spot], room: Room) -> set[Point]:
    """Write how many stand on each point that more than a few share, instead of their names; return these points."""
    shared = {point: n for point, n in Counter(spot.at for spot in spots).items() if n > FEW}
    for point, n in shared.items():
        _written(sheet, quadrant_labels.place(say(request.language, "organisations", n=n), point, room))
    return set(shared)


def _names(sheet: Sheet, spots: Sequence[Spot], room: Room, bottom: float) -> tuple[float, int]:
    """Write the names that find room, numbers for a few others; return the bottom and how many have neither."""
    crossing = len(spots) <= FEW
    placed = [(spot, quadrant_labels.place(spot.name, spot.at, room, crossing=crossing)) for spot in spots]
    nameless = [spot for spot, label in placed if not _written(sheet, label)]
    if len(spots) > MOST_NUMBERED:
        return bottom, len(nameless)
    numbered: list[str] = []
    for spot in nameless:
        if _written(sheet, quadrant_labels.place(str(len(numbered) + 1), spot.at, room)):
            numbered.append(spot.name)
    return furniture.key(sheet, bottom + 8, numbered), len(nameless) - len(numbered)


def _written(sheet: Sheet, label: PointLabel | None) -> bool:
    if label is None:
        return False
    for index, line in enumerate(label.lines, start=1):
        sheet.text((label.x, label.box.top + LINE * index - 5), line, anchor=label.anchor)
    return True


def _entries(sheet: Sheet, request: Request, spots: Sequence[Spot]) -> list[Entry]:
    entries = []
    sizes = Counter(spot.result.group for spot in spots)
    strokes = {spot.result.group: spot.stroke for spot in spots}
    if len(set(strokes.values())) > 1:
        for group, stroke in strokes.items():
            name = clean(group or "") or say(request.language, "ungrouped")
            entries.append(Entry(say(request.language, "group", name=name, n=sizes[group]), stroke, line=False))
    if any(spot.result.provisional for spot in spots):
        entries.append(Entry(say(request.language, "open_point"), spots[0].stroke, line=False, hollow=True))
    if any(spot.goal for spot in spots):
        entries.append(Entry(dated(request.language, "target", request.due_on), style.target(sheet.theme), hollow=True))
    return entries


def _notes(request: Request, stage: Plane, unlabelled: int) -> Iterator[str]:
    points = [(result, stage.point(result)) for result in request.results]
    limits = (stage.horizontal.threshold, stage.vertical.threshold)
    goals = [stage.located(goal) for goal in (request.targets or {}).values()]
    shown = [point for point in (*(point for _, point in points), *goals) if point is not None]
    if any(score == limit for point in shown for score, limit in zip(point, limits, strict=True)):
        yield say(request.language, "on_threshold")
    absent = [clean(result.organisation) for result, point in points if point is None]
    if any(absent):
        yield say(request.language, "undrawn", names=enumeration(absent, request.language))
    if unlabelled:
        yield say(request.language, "unlabelled.one" if unlabelled == 1 else "unlabelled", n=unlabelled)
