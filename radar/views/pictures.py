"""Charts as answers to requests."""

from flask import Response, request

from radar import charts
from radar.charts.comparison import ComparisonPicture, comparison_chart
from radar.charts.gantt import GanttPicture, gantt_chart
from radar.charts.load import LoadPicture, load_chart
from radar.charts.matrix import MatrixPicture, matrix_chart

PICTURES = {"svg": "image/svg+xml", "png": "image/png"}

Drawing = charts.Request | ComparisonPicture | GanttPicture | LoadPicture | MatrixPicture


def picture(drawing: Drawing) -> Response:
    """Return a drawing; a browser that holds the same one is told to keep it."""
    response = Response(mimetype=PICTURES[drawing.format])
    response.headers["Cache-Control"] = "private, no-cache"
    response.set_etag(drawing.key())
    response.make_conditional(request)
    if response.status_code != 304:  # noqa: PLR2004 (not modified)
        response.set_data(_bytes(drawing))
    return response


def _bytes(drawing: Drawing) -> bytes:
    match drawing:
        case ComparisonPicture():
            return comparison_chart(drawing)
        case GanttPicture():
            return gantt_chart(drawing)
        case LoadPicture():
            return load_chart(drawing)
        case MatrixPicture():
            return matrix_chart(drawing)
        case charts.Request():
            return charts.chart(drawing)
