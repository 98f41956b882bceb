"""Workshops and surveys."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from radar.models import Workshop


@dataclass(frozen=True, slots=True)
class WorkshopRecord:
    """A workshop or a survey, without its votes."""

    id: uuid.UUID
    assessment_id: uuid.UUID
    kind: str
    title: str
    code: str | None
    axes: tuple[str, ...]
    units: tuple[str, ...]
    pace: str
    state: str
    statement_id: str | None
    timer_ends_at: datetime | None
    head_count: int | None
    dots: int
    dots_open_at: datetime | None
    changes: int
    created_at: datetime
    code_ends_at: datetime | None
    closed_at: datetime | None


COLUMNS = tuple(getattr(Workshop, name) for name in WorkshopRecord.__dataclass_fields__)
_WORKSHOP = select(*COLUMNS).where(Workshop.id == bindparam("workshop_id"))


def workshop(connection: Connection, workshop_id: uuid.UUID) -> WorkshopRecord | None:
    """Return a workshop."""
    row = connection.execute(_WORKSHOP, {"workshop_id": workshop_id}).one_or_none()
    if row is None:
        return None
    values = row._asdict()
    return WorkshopRecord(**{**values, "axes": _lines(row.axes), "units": _lines(row.units)})


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.splitlines())
