"""Noting what an organisation measured of a public target on a day, and taking that back."""

import uuid
from datetime import date

from sqlalchemy import Connection, delete
from sqlalchemy.dialects import postgresql, sqlite

from radar.models import BarometerFigure


def note(connection: Connection, organisation_id: uuid.UUID, target_id: str, on: date, percent: float) -> None:
    """Keep a figure; it takes the place of one of the same day."""
    row = {"organisation_id": organisation_id, "target_id": target_id, "on": on, "percent": percent}
    connection.execute(_UPSERTS[connection.dialect.name], row)
    connection.commit()


def withdraw(connection: Connection, organisation_id: uuid.UUID, target_id: str, on: date) -> None:
    """Forget the figure of a day."""
    connection.execute(
        delete(BarometerFigure).where(
            BarometerFigure.organisation_id == organisation_id,
            BarometerFigure.target_id == target_id,
            BarometerFigure.on == on,
        )
    )
    connection.commit()


def _upsert(insertion: postgresql.Insert | sqlite.Insert) -> postgresql.Insert | sqlite.Insert:
    return insertion.on_conflict_do_update(
        index_elements=["organisation_id", "target_id", "on"], set_={"percent": insertion.excluded.percent}
    )


_UPSERTS = {
    "postgresql": _upsert(postgresql.insert(BarometerFigure)),
    "sqlite": _upsert(sqlite.insert(BarometerFigure)),
}
