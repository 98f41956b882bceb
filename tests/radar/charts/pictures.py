"""What is on a picture: its texts with their boxes, its SVG as a tree."""

from itertools import combinations
from xml.etree import ElementTree

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.transforms import Affine2D, Bbox

from radar.charts.drawing import compose, draw
from radar.charts.request import Request
from radar.charts.sheet import PNG_DOTS_PER_INCH, Sheet

SVG = "{http://www.w3.org/2000/svg}"


def boxes(sheet: Sheet) -> list[tuple[str, Bbox]]:
    """The texts of a sheet with their boxes as the renderer of the PNG measures them, in units."""
    sheet.figure.set_dpi(PNG_DOTS_PER_INCH)
    renderer = FigureCanvasAgg(sheet.figure).get_renderer()  # type: ignore[no-untyped-call]
    units = Affine2D().scale(72 / PNG_DOTS_PER_INCH)
    return [(text.get_text(), text.get_window_extent(renderer).transformed(units)) for text in sheet.texts]


def collisions(sheet: Sheet) -> list[tuple[str, str]]:
    return [
        (one, other)
        for (one, first), (other, second) in combinations(boxes(sheet), 2)
        if first.x0 < second.x1 and second.x0 < first.x1 and first.y0 < second.y1 and second.y0 < first.y1
    ]


def cut(sheet: Sheet) -> list[str]:
    """The texts that reach over the edge."""
    return [
        text for text, box in boxes(sheet) if box.x0 < 0 or box.y0 < 0 or box.x1 > sheet.width or box.y1 > sheet.height
    ]


def assert_legible(request: Request) -> None:
    assert_sheet_legible(compose(request))


def assert_sheet_legible(sheet: Sheet) -> None:
    assert cut(sheet) == []
    assert collisions(sheet) == []


def tree(request: Request) -> ElementTree.Element:
    return ElementTree.fromstring(draw(request))  # noqa: S314 - our own drawing


def texts(request: Request) -> list[str]:
    return [element.text or "" for element in tree(request).iter(f"{SVG}text")]


def words(request: Request) -> str:
    """All texts as one, lines joined."""
    return " ".join(texts(request))


def strokes(request: Request) -> list[dict[str, str]]:
    """The attributes of every path that is drawn as a line."""
    return [dict(path.attrib) for path in tree(request).iter(f"{SVG}path") if path.get("fill") == "none"]


def marks(request: Request, colour: str) -> list[tuple[float, float]]:
    """Where the markers of a colour stand."""
    return [
        (float(use.get("x", "nan")), float(use.get("y", "nan")))
        for use in tree(request).iter(f"{SVG}use")
        if colour in (use.get("fill"), use.get("stroke"))
    ]
