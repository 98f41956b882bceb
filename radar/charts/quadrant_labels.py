"""Names for the points of the quadrants: each beside its point, on nothing else, or not at all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from radar.charts import measure
from radar.charts.sheet import Anchor, Box, Point
from radar.charts.style import LINE, TEXT

CLEARANCE = 9.0
ARROW_STEP = 10.0
WIDEST, MOST_LINES = 200.0, 4


@dataclass(frozen=True, slots=True)
class PointLabel:
    """The lines of a name, where they are anchored and which place they take."""

    lines: tuple[str, ...]
    anchor: Anchor
    x: float
    box: Box


class Room:
    """What is already taken on the plane, and the lines that a name had better not cross."""

    def __init__(self, bounds: Box, points: Sequence[Point], taken: Sequence[Box], lines: Sequence[Box]) -> None:
        self.bounds = bounds
        self._taken = _array([*map(around, points), *taken])
        self._lines = _array(lines)

    def free(self, box: Box, *, crossing: bool) -> bool:
        """Tell whether a box lies inside the bounds and on nothing, `crossing` a line at most."""
        inside = self.bounds.left <= box.left and box.right <= self.bounds.right
        inside = inside and self.bounds.top <= box.top and box.bottom <= self.bounds.bottom
        return inside and _clear(box, self._taken) and (crossing or _clear(box, self._lines))

    def take(self, box: Box) -> None:
        """Mark a box as taken."""
        self._taken = np.vstack([self._taken, _array([box])])


def _clear(box: Box, others: NDArray[np.float64]) -> bool:
    left, top, right, bottom = others.T
    apart = (box.left >= right) | (box.right <= left) | (box.top >= bottom) | (box.bottom <= top)
    return bool(apart.all())


def _array(boxes: Sequence[Box]) -> NDArray[np.float64]:
    return np.array([(one.left, one.top, one.right, one.bottom) for one in boxes]).reshape(-1, 4)


def around(point: Point) -> Box:
    """Return the box that a point keeps free."""
    x, y = point
    return Box(x - CLEARANCE, y - CLEARANCE, x + CLEARANCE, y + CLEARANCE)


def along(start: Point, end: Point) -> Iterator[Box]:
    """Yield small boxes that cover an arrow."""
    length = float(np.hypot(end[0] - start[0], end[1] - start[1]))
    steps = max(1, int(length // ARROW_STEP))
    for x, y in zip(np.linspace(start[0], end[0], steps + 1), np.linspace(start[1], end[1], steps + 1), strict=True):
        yield Box(x - 5, y - 5, x + 5, y + 5)


def place(name: str, point: Point, room: Room, *, crossing: bool = True) -> PointLabel | None:
    """Return the first place beside the point where the name fits in one to four lines."""
    wrapped = dict.fromkeys(measure.balanced(name, count, TEXT) for count in range(1, MOST_LINES + 1))
    labels = [label for lines in wrapped for label in _candidates(lines, point)]
    for across in (False, True) if crossing else (False,):
        for label in labels:
            if room.free(label.box, crossing=across):
                room.take(label.box)
                return label
    return None


def _candidates(lines: tuple[str, ...], point: Point) -> Iterator[PointLabel]:
    width, height = max(measure.width(line, TEXT) for line in lines), LINE * len(lines)
    if width > WIDEST:
        return
    x, y = point
    beside, above, below = y - height / 2, y - CLEARANCE - height, y + CLEARANCE
    near = CLEARANCE
    places: tuple[tuple[Anchor, float, float], ...] = (
        ("left", x + near, beside),
        ("right", x - near, beside),
        ("center", x, above),
        ("center", x, below),
        ("left", x + near, above + 6),
        ("left", x + near, below - 6),
        ("right", x - near, above + 6),
        ("right", x - near, below - 6),
    )
    offsets = {"left": 0.0, "right": -width, "center": -width / 2}
    for anchor, edge, top in places:
        left = edge + offsets[anchor]
        yield PointLabel(lines, anchor, edge, Box(left, top, left + width, top + height))
