"""Charts as answers to requests."""

from flask import Response, request

from radar import charts
from radar.charts.comparison import ComparisonPicture, comparison_chart

PICTURES = {"svg": "image/svg+xml", "png": "image/png"}


def picture(drawing: charts.Request | ComparisonPicture) -> Response:
    """Return a drawing; a browser that holds the same one is told to keep it."""
    response = Response(mimetype=PICTURES[drawing.format])
    response.headers["Cache-Control"] = "private, no-cache"
    response.set_etag(drawing.key())
    response.make_conditional(request)
    if response.status_code != 304:  # noqa: PLR2004 (not modified)
        response.set_data(
            comparison_chart(drawing) if isinstance(drawing, ComparisonPicture) else charts.chart(drawing)
        )
    return response
