"""From a request to bytes: the only module through which Matplotlib is reached."""

from radar.charts import evolution, groups, practices, quadrant, radar
from radar.charts.descriptions import describe_request
from radar.charts.request import Request
from radar.charts.sheet import Sheet
from radar.charts.svg import Frame
from radar.charts.texts import known

COMPOSERS = {
    "radar": radar.compose,
    "quadrant": quadrant.compose,
    "practices": practices.compose,
    "groups": groups.compose,
    "evolution": evolution.compose,
}


def compose(request: Request) -> Sheet:
    """Return the sheet on which a request is drawn."""
    return COMPOSERS[request.kind](request)


def draw(request: Request) -> bytes:
    """Return the bytes of a chart."""
    sheet = compose(request)
    if request.format == "png":
        return sheet.png()
    language = known(request.language)
    description = describe_request(request)
    return sheet.svg(Frame(request.kind, language, request.title, description, sheet.width, sheet.height))
