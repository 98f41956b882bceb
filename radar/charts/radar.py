"""The radar: the score of every axis on its spoke, the first at the top, clockwise."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from radar.charts import furniture, radar_labels, style
from radar.charts.descriptions import absence, provisional
from radar.charts.furniture import Entry
from radar.charts.radar_labels import Arrangement, Caption, Label
from radar.charts.request import Request, can_draw
from radar.charts.sheet import Anchor, Point, Sheet
from radar.charts.style import LINE, MARGIN, Stroke
from radar.charts.texts import clean, dated, number, say
from scoring.questionnaire import TOP_LEVEL
from scoring.results import GroupScore, Result

Run = list[Point]


@dataclass(frozen=True, slots=True)
class _Outline:
    """An earlier result around the radar, by the name that the legend gives it."""

    name: str
    result: Result
    stroke: Stroke


class Spokes:
    """Where a score of an axis lies on the sheet."""

    def __init__(self, count: int, centre: Point, radius: float) -> None:
        self.centre = centre
        self.radius = radius
        self.turns = radar_labels.angles(count)

    def at(self, index: int, score: float) -> Point:
        """Return the point of a score."""
        distance = self.radius * score / TOP_LEVEL
        return (
            self.centre[0] + distance * math.sin(self.turns[index]),
            self.centre[1] - distance * math.cos(self.turns[index]),
        )

    def ring(self, score: float) -> Run:
        """Return the points of one score on every spoke."""
        return [self.at(index, score) for index in range(len(self.turns))]

    def runs(self, scores: Sequence[float | None]) -> list[Run]:
        """Return the unbroken stretches of scores around the radar, the last joined to the first."""
        stretches: list[Run] = [[]]
        for index, score in enumerate(scores):
            if score is None:
                stretches.append([])
            else:
                stretches[-1].append(self.at(index, score))
        if len(stretches) > 1:
            stretches[0] = stretches.pop() + stretches[0]
        return [stretch for stretch in stretches if stretch]


def compose(request: Request) -> Sheet:
    """Return the radar of a result, with the outlines of its target and of earlier results if given."""
    axes = request.questionnaire.axes
    captions = [_caption(clean(axis.name), request.result.axes.get(axis.id), request) for axis in axes]
    arrangement = radar_labels.arrange(captions) if can_draw("radar", request.result) else None
    if arrangement is None:
        reference = request.questionnaire.reference
        raise ValueError(say(request.language, "fault.axes", reference=reference, n=len(axes)))
    sheet = Sheet(style.THEMES[request.theme])
    top = furniture.heading(sheet, request, [furniture.overall(request)])
    above = min(arrangement.radius * -1, *(label.box.top for label in arrangement.labels))
    centre = (sheet.width / 2, top - above)
    spokes = Spokes(len(captions), centre, arrangement.radius)
    _grid(sheet, spokes, captions)
    _series(sheet, spokes, request)
    bottom = _labels(sheet, spokes, arrangement, captions)
    bottom = furniture.legend(sheet, bottom + 4, _entries(sheet, request))
    bottom = furniture.notes(sheet, bottom, provisional(request.result, request.language))
    return sheet.finish(bottom + MARGIN)


def _caption(name: str, scored: GroupScore | None, request: Request) -> Caption:
    if scored is not None and scored.score is not None:
        return Caption(name, number(scored.score, request.language), missing=False)
    return Caption(name, say(request.language, absence(scored)), missing=True)


def _grid(sheet: Sheet, spokes: Spokes, captions: Sequence[Caption]) -> None:
    theme = sheet.theme
    sheet.lines([spokes.ring(level) for level in range(1, TOP_LEVEL)], theme.grid, closed=True)
    sheet.lines([spokes.ring(TOP_LEVEL)], theme.frame, width=1.4, closed=True)
    ends = spokes.ring(TOP_LEVEL)
    full = [[spokes.centre, end] for end, one in zip(ends, captions, strict=True) if not one.missing]
    broken = [[spokes.centre, end] for end, one in zip(ends, captions, strict=True) if one.missing]
    for runs, dash in ((full, style.SOLID), (broken, style.FINE)):
        if runs:
            sheet.lines(runs, theme.grid, dash=dash)
    beyond = TOP_LEVEL * (1 + radar_labels.OPEN_MARKER / spokes.radius)
    gaps = [spokes.at(index, beyond) for index, one in enumerate(captions) if one.missing]
    if gaps:
        sheet.markers(gaps, "o", 8.0, face=theme.background, edge=theme.muted)


def _series(sheet: Sheet, spokes: Spokes, request: Request) -> None:
    axes = request.questionnaire.axes
    own = spokes.runs([_score(request.result.axes, axis.id) for axis in axes])
    whole = len(own) == 1 and len(own[0]) == len(axes)
    for run in own:
        if len(run) > 1:
            sheet.area(run if whole else [spokes.centre, *run], sheet.theme.own, alpha=0.18)
    for outline in _earlier(sheet, request):
        scores = [_score(outline.result.axes, axis.id) for axis in axes]
        _outline(sheet, spokes.runs(scores), outline.stroke, len(axes))
    if request.target is not None:
        wanted = [request.target.get(axis.id) for axis in axes]
        _outline(sheet, spokes.runs(wanted), style.target(sheet.theme), len(axes))
    _outline(sheet, own, style.own(sheet.theme), len(axes))
    _scale(sheet, spokes)


def _score(axes: Mapping[str, GroupScore], slug: str) -> float | None:
    return axes[slug].score if slug in axes else None


def _scale(sheet: Sheet, spokes: Spokes) -> None:
    for level in range(TOP_LEVEL + 1):
        x, y = spokes.at(0, level)
        sheet.text((x - 9, y + 5), str(level), colour=sheet.theme.muted, anchor="right")


def _outline(sheet: Sheet, runs: Sequence[Run], stroke: Stroke, count: int) -> None:
    closed = len(runs) == 1 and len(runs[0]) == count
    lines = [run for run in runs if len(run) > 1]
    if lines:
        sheet.lines(lines, stroke.colour, width=stroke.width, dash=stroke.dash, closed=closed)
    points = [point for run in runs for point in run]
    if points:
        sheet.markers(points, stroke.shape, stroke.size, face=stroke.colour, edge=sheet.theme.background)


def _labels(sheet: Sheet, spokes: Spokes, arrangement: Arrangement, captions: Sequence[Caption]) -> float:
    for label, caption, turn in zip(arrangement.labels, captions, spokes.turns, strict=True):
        _label(sheet, spokes.centre, label, turn, missing=caption.missing)
    lowest = max(y for _, y in spokes.ring(TOP_LEVEL))
    bottom = max(lowest, *(spokes.centre[1] + label.box.bottom for label in arrangement.labels))
    if not arrangement.numbered:
        return bottom
    names = [f"{one.name} ({one.score})" if one.missing else one.name for one in captions]
    return furniture.key(sheet, bottom + 8, names)


def _label(sheet: Sheet, centre: Point, label: Label, turn: float, *, missing: bool) -> None:
    box = label.box.moved(*centre)
    anchors: dict[int, tuple[Anchor, float]] = {
        -1: ("right", box.right),
        0: ("center", (box.left + box.right) / 2),
        1: ("left", box.left),
    }
    sine = math.sin(turn)
    side = 0 if abs(sine) < radar_labels.UPRIGHT else int(math.copysign(1, sine))
    anchor, x = anchors[side]
    y = box.top - 5
    for line in label.lines:
        y += LINE
        sheet.text((x, y), line, anchor=anchor)
    colour = sheet.theme.muted if missing else sheet.theme.own
    for line in label.score:
        y += LINE
        sheet.text((x, y), line, bold=not missing, colour=colour, anchor=anchor)


def _entries(sheet: Sheet, request: Request) -> list[Entry]:
    earlier = [Entry(outline.name, outline.stroke) for outline in _earlier(sheet, request)]
    if request.target is None and not earlier:
        return []
    own = clean(request.campaigns[0].name) if request.campaigns else say(request.language, "own")
    entries = [Entry(own, style.own(sheet.theme))]
    if request.target is not None:
        entries.append(Entry(dated(request.language, "target", request.due_on), style.target(sheet.theme)))
    return [*entries, *earlier]


def _earlier(sheet: Sheet, request: Request) -> list[_Outline]:
    """Return the outlines of the campaigns before the last, the latest first, or of the previous result."""
    strokes = style.earlier(sheet.theme)
    named = [(clean(one.name), result) for one, result in zip(request.campaigns, request.results, strict=False)][1:]
    if request.previous is not None:
        named.insert(0, (say(request.language, "previous"), request.previous))
    return [_Outline(name, result, stroke) for (name, result), stroke in zip(named, strokes, strict=False)]
