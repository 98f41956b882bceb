"""The pictures of a plan's document: the portrait, and the roadmap theme by theme."""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from radar import charts
from radar.charts.comparison import comparison_chart
from radar.charts.descriptions import describe_request
from radar.charts.gantt import WIDE, WIDE_DOTS_PER_INCH, GanttPicture, gantt_chart, gantt_description
from radar.charts.request import Format
from radar.exports.pictures import asked
from radar.exports.plan_report import Figure, PlanReport
from scoring.transformation import PlannedInitiative

# Of a picture of the roadmap: how many letters of a name stand on a line, and how many lines on a page.
LETTERS, LINES = 42, 46
PNG_DOTS_PER_INCH = 192  # as radar.charts.sheet draws, which is not loaded for this
FEWEST_AXES = 3


def plan_figures(report: PlanReport, form: Format) -> dict[str, Figure]:
    """Return every picture of the document by name, in the order of the document."""
    return dict([*_portrait(report, form), *_groups(report, form), *_roadmap(report, form)])


def _portrait(report: PlanReport, form: Format) -> Iterator[tuple[str, Figure]]:
    found = report.result
    if found is None or found.result.overall is None:
        return
    if len(found.result.axes) >= FEWEST_AXES:
        yield "radar", _drawn(report, replace(asked(found, "radar"), format=form))
    if found.result.quadrant is not None:
        yield "quadrant", _drawn(report, replace(asked(found, "quadrant"), format=form))


def _groups(report: PlanReport, form: Format) -> Iterator[tuple[str, Figure]]:
    if report.comparison:
        picture = replace(report.comparison, format=form, language=report.language, heading=False)
        yield "groups", _figure(comparison_chart(picture), picture.description, report.words["figure.groups"])
    elif report.groups:
        request = charts.Request(
            kind="groups", results=report.groups, language=report.language, format=form, heading=False
        )
        yield "groups", _drawn(report, request)


def _drawn(report: PlanReport, request: charts.Request) -> Figure:
    caption = report.words[f"figure.{request.kind}"]
    return _figure(charts.chart(request), describe_request(request), caption)


def _roadmap(report: PlanReport, form: Format) -> Iterator[tuple[str, Figure]]:
    """Yield the roadmap by theme, or by orientation where no initiative has a theme, in pictures that fit a page.

    What has no place stands in the table only.
    """
    placed = tuple(each for each in report.kept if each.start is not None)
    by: Literal["theme", "orientation"] = "theme" if any(each.themes for each in report.kept) else "orientation"
    whole = GanttPicture(
        plan=report.plan.model_copy(update={"initiatives": placed}), by=by, language=report.language,
        format=form, heading=False, width=WIDE,
    )  # fmt: skip
    for number, (name, inside) in enumerate(whole.groups()):
        parts = list(_pages(report, inside))
        for place, some in enumerate(parts, start=1):
            picture = replace(whole, plan=whole.plan.model_copy(update={"initiatives": tuple(some)}))
            caption = report.words["figure.gantt"].format(name=name or report.words["subject"])
            caption += f" ({place}/{len(parts)})" if len(parts) > 1 else ""
            yield (
                f"gantt-{number}-{place}",
                _figure(gantt_chart(picture), gantt_description(picture), caption, WIDE_DOTS_PER_INCH),
            )


def _pages(report: PlanReport, inside: Sequence[PlannedInitiative]) -> Iterator[list[PlannedInitiative]]:
    """Yield the initiatives of a group in parts whose pictures fit a page without getting small."""
    page: list[PlannedInitiative] = []
    lines = 0.0
    for each in inside:
        more = -(-len(report.name(each)) // LETTERS) + 0.4
        if page and lines + more > LINES:
            yield page
            page, lines = [], 0.0
        page.append(each)
        lines += more
    if page:
        yield page


def _figure(image: bytes, description: str, caption: str, dots: int = PNG_DOTS_PER_INCH) -> Figure:
    """Return a picture with its size, read from its bytes."""
    if image.startswith(b"\x89PNG"):
        width, height = struct.unpack(">II", image[16:24])
        return Figure(image, description, caption, width / dots, height / dots)
    opening = image[: image.index(b"role=")].decode()
    width, height = (float(part) for part in opening.split('viewBox="0 0 ')[1].split('"')[0].split())
    return Figure(image, description, caption, width / 72, height / 72)
