"""What organisations measured of the public targets of the Baromètre numériQc."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, bindparam, select

from radar.models import BarometerFigure
from scoring.barometer import Figure

_FIGURES = (
    select(BarometerFigure.target_id, BarometerFigure.on, BarometerFigure.percent)
    .where(BarometerFigure.organisation_id == bindparam("organisation_id"))
    .order_by(BarometerFigure.target_id, BarometerFigure.on)
)


def figures_of(connection: Connection, organisation_id: uuid.UUID) -> Mapping[str, Sequence[Figure]]:
    """Return the figures of an organisation by target, the oldest first."""
    found: dict[str, list[Figure]] = defaultdict(list)
    for target_id, on, percent in connection.execute(_FIGURES, {"organisation_id": organisation_id}):
        found[target_id].append(Figure(on, percent))
    return found
