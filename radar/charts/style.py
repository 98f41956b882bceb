"""The look that all charts share: two themes, sizes of text, line styles and markers."""

from dataclasses import dataclass

FONTS = "'Open Sans','DejaVu Sans',Arial,sans-serif"

# At 480 units across, 15 units are 11.25 px on a telephone 360 px wide.
WIDTH = 480.0
MARGIN = 12.0
TEXT = 15.0
HEADING = 18.0
LINE = 19.0

SOLID = ()
DASHED = (6.0, 3.5)
DOTTED = (1.6, 3.2)
FINE = (2.0, 3.0)
BROKEN = (8.0, 2.5, 1.6, 2.5)
LONG = (13.0, 3.0)


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by what they are for."""

    background: str
    ink: str
    muted: str
    grid: str
    frame: str
    track: str
    own: str
    target: str
    previous: str
    tints: tuple[str, str, str, str]
    series: tuple[str, ...]


# Own series and greys are the government's design tokens; the others are Okabe and Ito's.
LIGHT = Theme(
    background="#ffffff",
    ink="#223654",
    muted="#4e5662",
    grid="#c5cad2",
    frame="#6b778a",
    track="#e6e9ee",
    own="#095797",
    target="#d55e00",
    previous="#cc79a7",
    tints=("#f4f5f7", "#fdf3d8", "#e3eff8", "#e2f1e3"),
    series=("#095797", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#4e5662"),
)
DARK = Theme(
    background="#1b2533",
    ink="#f1f5fa",
    muted="#c5cad2",
    grid="#4d5d76",
    frame="#8893a2",
    track="#33425a",
    own="#b5dcf7",
    target="#e69f00",
    previous="#cc79a7",
    tints=("#232f41", "#3d3722", "#203d58", "#214236"),
    series=("#b5dcf7", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#8893a2"),
)
THEMES = {"light": LIGHT, "dark": DARK}
# Lines only: Matplotlib writes every dot of a dotted pattern as a circle.
HATCHES = ("", "////", "xxx", "\\\\\\\\", "---", "|||", "++", "//")
SHAPES = ("o", "s", "^", "D", "v", "P", "X", "p")


@dataclass(frozen=True, slots=True)
class Stroke:
    """How the outline of a series is drawn, so that it is known without its colour."""

    colour: str
    dash: tuple[float, ...]
    shape: str
    size: float
    width: float = 2.0


def own(theme: Theme) -> Stroke:
    """Return the stroke of the result itself."""
    return Stroke(theme.own, SOLID, "o", 9.0, 2.6)


def target(theme: Theme) -> Stroke:
    """Return the stroke of the target."""
    return Stroke(theme.target, DASHED, "D", 7.0)


def previous(theme: Theme) -> Stroke:
    """Return the stroke of the previous result."""
    return Stroke(theme.previous, DOTTED, "s", 7.0)


def earlier(theme: Theme) -> tuple[Stroke, ...]:
    """Return the strokes of campaigns before the last, the latest of them first."""
    return previous(theme), Stroke(theme.series[2], BROKEN, "^", 7.5), Stroke(theme.muted, LONG, "v", 7.5)
