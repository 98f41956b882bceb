"""The charts of a report, drawn without their headings: the report has its own."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from radar import charts
from radar.charts.descriptions import describe_request
from radar.charts.request import Campaign, Kind
from radar.exports import sentences
from radar.exports.report import Report
from radar.exports.targets import goal_of

FEWEST_AXES = 3
MISSING = "□"


@dataclass(frozen=True, slots=True)
class Picture:
    """An image and the words that replace it."""

    image: bytes
    description: str


def asked(report: Report, kind: Kind) -> charts.Request:
    """Return what is asked of a chart of the report, without its heading; perspectives stand around its radar."""
    perspectives = report.perspectives if kind == "radar" else {}
    names = [each.name for each in report.result.questionnaire.perspectives] if perspectives else []
    outlines = [sentences.words(report)["combined"], *names] if names else []
    return charts.Request(
        kind=kind,
        results=(report.result, *perspectives.values()),
        campaigns=tuple(Campaign(name, report.date) for name in outlines),
        language=report.language,
        heading=False,
        **_aim(report, kind),
    )


def _aim(report: Report, kind: Kind) -> dict[str, Any]:
    """Return what a chart shows of the targets: the outline of the radar, the arrow of the quadrant."""
    if kind == "radar" and report.targets.axes:
        return {"target": report.targets.scores, "due_on": report.targets.axes_due_on}
    goal = goal_of(report) if kind == "quadrant" else None
    return {"targets": {report.result.organisation: goal}, "due_on": report.targets.goal_due_on} if goal else {}


def drawings(report: Report) -> dict[str, Picture]:
    """Return the charts that the result allows, as SVG, by name."""
    return dict(_drawings(report))


def radar_png(report: Report) -> Picture | None:
    """Return the radar as PNG, or None where there is nothing to draw."""
    if not _has_radar(report):
        return None
    request = asked(report, "radar")
    return Picture(charts.chart(replace(request, format="png", heading=True)), describe_request(request))


def in_one_font(svg: bytes) -> bytes:
    """Return an SVG without the characters that its font lacks.

    Typst would set the whole label in a font of last resort for one of them.
    """
    from radar.charts.measure import drawable  # noqa: PLC0415 - brings Matplotlib, which drawing has loaded

    return "".join(each if each.isascii() or drawable(each) else MISSING for each in svg.decode()).encode()


def _drawings(report: Report) -> Iterator[tuple[str, Picture]]:
    result, language = report.result, report.language
    if _has_radar(report):
        radar = asked(report, "radar")
        yield "radar", Picture(in_one_font(charts.chart(radar)), describe_request(radar))
    if result.quadrant is not None:
        quadrant = asked(report, "quadrant")
        yield "quadrant", Picture(in_one_font(charts.chart(quadrant)), describe_request(quadrant))
    if result.practices and result.overall is not None:
        svg = charts.practices_chart(result, language=language, heading=False, columns=2)
        yield "practices", Picture(in_one_font(svg), charts.practices_description(result, language))


def _has_radar(report: Report) -> bool:
    return report.result.overall is not None and len(report.result.axes) >= FEWEST_AXES
