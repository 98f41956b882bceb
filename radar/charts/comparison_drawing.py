"""From a comparison to bytes: its way to Matplotlib."""

from radar.charts import distribution, groups, shares
from radar.charts.comparison import ComparisonPicture
from radar.charts.svg import Frame
from radar.charts.texts import known

COMPOSERS = {"groups": groups.compose_published, "distribution": distribution.compose, "shares": shares.compose}


def draw_comparison(picture: ComparisonPicture) -> bytes:
    """Return the bytes of a picture."""
    sheet = COMPOSERS[picture.kind](picture)
    if picture.format == "png":
        return sheet.png()
    frame = Frame(picture.kind, known(picture.language), picture.title, picture.description, sheet.width, sheet.height)
    return sheet.svg(frame)
