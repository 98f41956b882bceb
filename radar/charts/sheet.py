"""A sheet to draw on, measured in units from its top left corner, and its way out as SVG or PNG.

It stands on Matplotlib's figure and canvases but has no axes: what a chart places itself needs no ticks, and draws in
a fraction of the time.  Nothing touches pyplot and every property is passed explicitly, so threads may draw at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Literal

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch, Polygon, Rectangle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from radar.charts import measure, style
from radar.charts.svg import Frame, polish

# Once, for all threads: real text, and identifiers that depend on what is drawn alone.
mpl.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "radar", "svg.id": None, "path.simplify": False})

PNG_DOTS_PER_INCH = 192
MISSING = "□"
Point = tuple[float, float]
Anchor = Literal["left", "center", "right"]
FACES = {
    bold: FontProperties(family=measure.FAMILY, weight="bold" if bold else "normal", size=style.TEXT)
    for bold in (False, True)
}


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, its y growing downward."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box", gap: float = 0.0) -> bool:
        """Tell whether two boxes are nearer than the gap."""
        apart_x = self.left >= other.right + gap or other.left >= self.right + gap
        return not (apart_x or self.top >= other.bottom + gap or other.top >= self.bottom + gap)

    @property
    def corners(self) -> list[Point]:
        """Return the corners, around."""
        return [(self.left, self.top), (self.right, self.top), (self.right, self.bottom), (self.left, self.bottom)]

    def moved(self, x: float, y: float) -> "Box":
        """Return the box elsewhere."""
        return Box(self.left + x, self.top + y, self.right + x, self.bottom + y)


class Sheet:
    """A drawing that grows downward and learns its height last."""

    def __init__(self, theme: style.Theme, width: float = style.WIDTH) -> None:
        self.theme = theme
        self.width = width
        self.height = 0.0
        self.figure = Figure(figsize=(1, 1), dpi=72, facecolor=theme.background, edgecolor="none")
        self.texts: list[Text] = []
        self._missing: list[str] = []
        self._place = Affine2D()
        self._transform = self._place + self.figure.dpi_scale_trans

    def finish(self, height: float) -> "Sheet":
        """Set the height, and with it where everything stands."""
        self.height = float(np.ceil(height))
        self.figure.set_size_inches(self.width / 72, self.height / 72)
        self._place.clear().scale(1, -1).translate(0, self.height).scale(1 / 72)
        return self

    def text(
        self,
        at: Point,
        string: str,
        *,
        size: float = style.TEXT,
        bold: bool = False,
        colour: str = "",
        anchor: Anchor = "left",
    ) -> None:
        """Write one line, its baseline at the point."""
        self._missing += [character for character in string if character == MISSING or not measure.drawable(character)]
        shown = "".join(character if measure.drawable(character) else MISSING for character in string)
        text = Text(
            *at,
            shown,
            size=size,
            fontproperties=FACES[bold],
            color=colour or self.theme.ink,
            horizontalalignment=anchor,
            verticalalignment="baseline",
            parse_math=False,
        )
        text.set_fontsize(size)
        self.texts.append(text)
        self._add(text)

    def line(
        self,
        points: Sequence[Point],
        colour: str,
        *,
        width: float = 1.0,
        dash: Sequence[float] = style.SOLID,
        closed: bool = False,
    ) -> None:
        """Draw a line through points."""
        self.lines([points], colour, width=width, dash=dash, closed=closed)

    def lines(
        self,
        runs: Sequence[Sequence[Point]],
        colour: str,
        *,
        width: float = 1.0,
        dash: Sequence[float] = style.SOLID,
        closed: bool = False,
    ) -> None:
        """Draw several lines as one shape."""
        paths = [Path([*run, run[0]] if closed else list(run), closed=closed) for run in runs]
        linestyle = (0, tuple(length / width for length in dash)) if dash else "solid"
        whole = Path.make_compound_path(*paths)
        self._add(
            PathPatch(
                whole,
                facecolor="none",
                edgecolor=colour,
                linewidth=width,
                linestyle=linestyle,
                joinstyle="round",
                capstyle="butt",
            )
        )

    def area(self, points: Sequence[Point], colour: str, *, alpha: float = 1.0) -> None:
        """Fill a polygon."""
        self._add(Polygon(np.asarray(points), closed=True, facecolor=colour, edgecolor="none", alpha=alpha))

    def rectangle(self, box: Box, colour: str, *, hatch: str = "", lines: str = "none") -> None:
        """Fill a rectangle, outlined and hatched with lines of a colour if asked."""
        corner, size = (box.left, box.top), (box.right - box.left, box.bottom - box.top)
        patch = Rectangle(
            corner,
            *size,
            facecolor=colour,
            edgecolor=lines,
            hatch=hatch or None,
            linewidth=0.0 if lines == "none" else 0.8,
        )
        self._add(patch)

    def markers(self, points: Sequence[Point], shape: str, size: float, *, face: str, edge: str) -> None:
        """Set one marker at each point."""
        x, y = zip(*points, strict=True)
        marks = Line2D(
            x,
            y,
            linestyle="none",
            marker=shape,
            markersize=size,
            markerfacecolor=face,
            markeredgecolor=edge,
            markeredgewidth=1.6,
        )
        self._add(marks)

    def _add(self, artist: Artist) -> None:
        # One order for all kinds: what is added later lies above.
        artist.set_zorder(2)
        artist.set_transform(self._transform)
        self.figure.add_artist(artist)

    def png(self, dots_per_inch: int = PNG_DOTS_PER_INCH) -> bytes:
        """Return the drawing as PNG, at twice the resolution of a screen if nothing else is asked."""
        self.figure.set_dpi(dots_per_inch)
        out = BytesIO()
        FigureCanvasAgg(self.figure).print_png(out, metadata={"Software": None})  # type: ignore[no-untyped-call]
        return out.getvalue()

    def svg(self, frame: Frame) -> bytes:
        """Return the drawing as SVG with its title and description."""
        out = StringIO()
        FigureCanvasSVG(self.figure).print_svg(out, metadata={"Date": None})  # type: ignore[no-untyped-call]
        missing = iter(self._missing)
        return polish(out.getvalue(), frame, lambda text: "".join(next(missing) if c == MISSING else c for c in text))
