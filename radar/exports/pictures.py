"""The charts of a report, drawn without their headings: the report has its own."""

from collections.abc import Iterator
from dataclasses import dataclass

from radar import charts
from radar.exports.report import Report

FEWEST_AXES = 3
MISSING = "□"


@dataclass(frozen=True, slots=True)
class Picture:
    """An image and the words that replace it."""

    image: bytes
    description: str


def drawings(report: Report) -> dict[str, Picture]:
    """Return the charts that the result allows, as SVG, by name."""
    return dict(_drawings(report))


def radar_png(report: Report) -> Picture | None:
    """Return the radar as PNG, or None where there is nothing to draw."""
    if not _has_radar(report):
        return None
    image = charts.radar_chart(report.result, language=report.language, format="png")
    return Picture(image, charts.radar_description(report.result, report.language))


def _in_one_font(svg: bytes) -> bytes:
    """Return an SVG without the characters that its font lacks.

    Typst would set the whole label in a font of last resort for one of them.
    """
    from radar.charts.measure import drawable  # noqa: PLC0415 - brings Matplotlib, which drawing has loaded

    return "".join(each if each.isascii() or drawable(each) else MISSING for each in svg.decode()).encode()


def _drawings(report: Report) -> Iterator[tuple[str, Picture]]:
    result, language = report.result, report.language
    if _has_radar(report):
        svg = charts.radar_chart(result, language=language, heading=False)
        yield "radar", Picture(_in_one_font(svg), charts.radar_description(result, language))
    if result.quadrant is not None:
        svg = charts.quadrant_chart([result], language=language, heading=False)
        yield "quadrant", Picture(_in_one_font(svg), charts.quadrant_description([result], language))
    if result.practices and result.overall is not None:
        svg = charts.practices_chart(result, language=language, heading=False, columns=2)
        yield "practices", Picture(_in_one_font(svg), charts.practices_description(result, language))


def _has_radar(report: Report) -> bool:
    return report.result.overall is not None and len(report.result.axes) >= FEWEST_AXES
