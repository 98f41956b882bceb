"""Charts of results as SVG or PNG bytes, and the sentences that say what they show.

Nothing here knows of the web or of a database, and Matplotlib is loaded only when something is drawn.
"""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Protocol, cast

from radar.charts.cache import Memo
from radar.charts.descriptions import (
    describe,
    describe_request,
    groups_description,
    practices_description,
    quadrant_description,
    radar_description,
)
from radar.charts.request import Format, Kind, Request, ThemeName, can_draw
from scoring.results import Result

__all__ = [
    "MEMO",
    "Request",
    "can_draw",
    "chart",
    "content_key",
    "describe",
    "describe_request",
    "draw",
    "groups_chart",
    "groups_description",
    "practices_chart",
    "practices_description",
    "quadrant_chart",
    "quadrant_description",
    "radar_chart",
    "radar_description",
]

MEMO = Memo()


class _Drawing(Protocol):
    def draw(self, request: Request) -> bytes: ...


def draw(request: Request) -> bytes:
    """Return the bytes of a chart, drawn now."""
    return cast("_Drawing", import_module("radar.charts.drawing")).draw(request)


def chart(request: Request) -> bytes:
    """Return the bytes of a chart, from memory if it was drawn lately."""
    return MEMO.get(request.key(), lambda: draw(request))


def content_key(kind: Kind, subject: Result | Sequence[Result], **options: object) -> str:
    """Return the hash of a chart's content, an ETag without drawing; the options are those of the chart's function."""
    results = (subject,) if isinstance(subject, Result) else tuple(subject)
    return Request(kind=kind, results=results, **options).key()  # type: ignore[arg-type]


def radar_chart(
    result: Result,
    *,
    language: str = "fr",
    format: Format = "svg",  # noqa: A002 - the word of the command line
    target: Mapping[str, float] | None = None,
    previous: Result | None = None,
    theme: ThemeName = "light",
    heading: bool = True,
) -> bytes:
    """Return the radar of a result, with the outlines of a target (by axis) and of a previous result if given."""
    return chart(
        Request(
            kind="radar",
            results=(result,),
            language=language,
            format=format,
            target=target,
            previous=previous,
            theme=theme,
            heading=heading,
        )
    )


def quadrant_chart(
    results: Sequence[Result],
    *,
    language: str = "fr",
    format: Format = "svg",  # noqa: A002
    targets: Mapping[str, Mapping[str, float]] | None = None,
    theme: ThemeName = "light",
    heading: bool = True,
) -> bytes:
    """Return the quadrants with a point per result; targets are scores of dimensions, by organisation."""
    return chart(
        Request(
            kind="quadrant",
            results=tuple(results),
            language=language,
            format=format,
            targets=targets,
            theme=theme,
            heading=heading,
        )
    )


def practices_chart(
    result: Result,
    *,
    language: str = "fr",
    format: Format = "svg",  # noqa: A002
    theme: ThemeName = "light",
    heading: bool = True,
    columns: int = 1,
) -> bytes:
    """Return the strip of practices, axis by axis, in one column or two."""
    return chart(
        Request(
            kind="practices",
            results=(result,),
            language=language,
            format=format,
            theme=theme,
            heading=heading,
            columns=columns,
        )
    )


def groups_chart(
    results: Sequence[Result],
    *,
    language: str = "fr",
    format: Format = "svg",  # noqa: A002
    theme: ThemeName = "light",
    heading: bool = True,
) -> bytes:
    """Return the mean of each axis, in percent, for every group of results."""
    return chart(
        Request(kind="groups", results=tuple(results), language=language, format=format, theme=theme, heading=heading)
    )
