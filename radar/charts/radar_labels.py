"""Where the names of the axes stand around the radar, so that none overlaps another, the polygon or the edge."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from radar.charts import measure, style
from radar.charts.sheet import Box

GAP = 10.0
OPEN_MARKER = 12.0
LARGEST_RADIUS, SMALLEST_RADIUS, NUMBERED_RADIUS = 152.0, 104.0, 164.0
FARTHEST = 44.0
EDGE = 6.0
UPRIGHT = 0.1  # a spoke with a smaller sine or cosine counts as vertical or level


@dataclass(frozen=True, slots=True)
class Caption:
    """The name of an axis and its score in words."""

    name: str
    score: str
    missing: bool


@dataclass(frozen=True, slots=True)
class Label:
    """A caption in its lines and its box, relative to the centre of the radar."""

    lines: tuple[str, ...]
    score: tuple[str, ...]
    box: Box


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The labels in the order of the axes and the radius that leaves room for them."""

    radius: float
    labels: tuple[Label, ...]
    numbered: bool


def angles(count: int) -> list[float]:
    """Return the angle of each spoke, clockwise from the top."""
    return [2 * math.pi * index / count for index in range(count)]


def arrange(captions: Sequence[Caption]) -> Arrangement | None:
    """Return labels with their full names in two or three lines, or else numbers for a key below; None without room."""
    for lines in (2, 3):
        labels = [_label(measure.balanced(one.name, lines, style.TEXT), one.score) for one in captions]
        for radius in _radii(LARGEST_RADIUS):
            placed = _placed(labels, captions, radius)
            if placed:
                return Arrangement(radius, placed, numbered=False)
    labels = [_label((str(index),), "–" if one.missing else one.score) for index, one in enumerate(captions, start=1)]
    for radius in _radii(NUMBERED_RADIUS):
        placed = _placed(labels, captions, radius)
        if placed:
            return Arrangement(radius, placed, numbered=True)
    return None


def _radii(radius: float) -> Iterator[float]:
    while radius >= SMALLEST_RADIUS:
        yield radius
        radius -= 4


def _label(lines: tuple[str, ...], score: str) -> Label:
    widest = max(measure.width(line, style.TEXT) for line in lines)
    figures = measure.balanced(score, 2, style.TEXT, bold=True)
    if measure.width(score, style.TEXT, bold=True) <= widest:
        figures = (score,)
    widest = max(widest, *(measure.width(line, style.TEXT, bold=True) for line in figures))
    return Label(lines, figures, Box(0, 0, widest, style.LINE * (len(lines) + len(figures))))


def _placed(labels: Sequence[Label], captions: Sequence[Caption], radius: float) -> tuple[Label, ...] | None:
    """Place the labels from the level spokes to the upright ones; None if one does not find room."""
    half = style.WIDTH / 2 - EDGE
    turns = angles(len(labels))
    placed: dict[int, Box] = {}
    for index in sorted(range(len(labels)), key=lambda index: (round(abs(math.cos(turns[index])), 6), index)):
        gap = GAP + (OPEN_MARKER if captions[index].missing else 0)
        wanted = _beside(labels[index].box, turns[index], radius + gap, half)
        box = _outward(wanted, turns[index], len(labels), radius + GAP / 2, list(placed.values()))
        if box.left < -half or box.right > half or abs(box.top - wanted.top) > FARTHEST:
            return None
        placed[index] = box
    return tuple(Label(label.lines, label.score, placed[index]) for index, label in enumerate(labels))


def _beside(box: Box, turn: float, distance: float, half: float) -> Box:
    """Put a box at the end of its spoke, slid inward where the sheet ends unless the spoke is level."""
    sine, cosine = math.sin(turn), math.cos(turn)
    end = distance * sine
    left = -box.right / 2
    if sine > UPRIGHT:
        left = end if abs(cosine) < UPRIGHT else min(end, half - box.right)
    elif sine < -UPRIGHT:
        left = end - box.right if abs(cosine) < UPRIGHT else max(end - box.right, -half)
    lean = 0.0 if abs(cosine) < UPRIGHT else cosine
    return box.moved(left, -distance * lean - box.bottom / 2 * (1 + lean))


def _outward(box: Box, turn: float, sides: int, radius: float, others: Sequence[Box]) -> Box:
    """Move a box up (or down, under the middle) until it is clear of the polygon and of the other boxes."""
    away = -1.0 if math.cos(turn) > 0 else 1.0
    box = box.moved(0, away * _depth(box, away, sides, radius))
    for other in sorted(others, key=lambda other: away * other.top):
        if box.meets(other, gap=4):
            shift = other.top - 4 - box.bottom if away < 0 else other.bottom + 4 - box.top
            box = box.moved(0, shift)
    return box


def _depth(box: Box, away: float, sides: int, radius: float) -> float:
    """Return how far a box must move vertically until a straight line parts it from the polygon."""
    corners = [(x, y) for x in (box.left, box.right) for y in (box.top, box.bottom)]
    needed = []
    for (x, y), reach in _sides(sides, radius):
        inside = reach - min(x * corner_x + y * corner_y for corner_x, corner_y in corners)
        if inside <= 0:
            return 0.0
        if y * away > UPRIGHT:
            needed.append(inside / abs(y))
    return min(needed)


def _sides(count: int, radius: float) -> Iterator[tuple[tuple[float, float], float]]:
    """Yield the directions in which a line may part a box from the polygon, and how far the polygon reaches there."""
    apothem = radius * math.cos(math.pi / count)
    for turn in angles(count):
        middle = turn + math.pi / count
        yield (math.sin(middle), -math.cos(middle)), apothem
    vertices = [(radius * math.sin(turn), -radius * math.cos(turn)) for turn in angles(count)]
    for x, y in ((0, -1), (0, 1), (-1, 0), (1, 0)):
        yield (x, y), max(x * vertex_x + y * vertex_y for vertex_x, vertex_y in vertices)
