"""Putting dots on initiatives: each participant has as many as the facilitator has set."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from radar.database import begin_write
from radar.models import DotVote, Participant, Workshop


class WhyNot(StrEnum):
    """Why dots are refused."""

    NOT_JOINED = "not-joined"
    CLOSED = "closed"
    TOO_MANY = "too-many"


class DotsRefusedError(Exception):
    """Dots that are not counted."""

    def __init__(self, why: WhyNot) -> None:
        super().__init__(why)
        self.why = why


# The participant first: two of their tabs take turns.  Then the workshop: closing waits for dots on their way.
_PARTICIPANT = (
    select(Participant.id)
    .where(Participant.workshop_id == bindparam("workshop_id"), Participant.token_hash == bindparam("token_hash"))
    .with_for_update()
)
_WORKSHOP = (
    select(Workshop.state, Workshop.dots, Workshop.dots_open_at)
    .where(Workshop.id == bindparam("workshop_id"))
    .with_for_update(read=True)
)


def open_dots(connection: Connection, workshop_id: uuid.UUID, now: datetime) -> None:
    """Let participants put dots; what they have put before stays."""
    _set(connection, workshop_id, now)


def close_dots(connection: Connection, workshop_id: uuid.UUID) -> None:
    """End the vote, so that its ranking may be shown."""
    _set(connection, workshop_id, None)


def place_dots(connection: Connection, workshop_id: uuid.UUID, token_hash: bytes, dots: Mapping[str, int]) -> None:
    """Store the dots of a participant in place of the earlier ones; raises DotsRefusedError."""
    begin_write(connection)
    key = {"workshop_id": workshop_id}
    participant_id = connection.execute(_PARTICIPANT, {**key, "token_hash": token_hash}).scalar_one_or_none()
    workshop = connection.execute(_WORKSHOP, key).one_or_none()
    if participant_id is None or workshop is None:
        raise _refusal(connection, WhyNot.NOT_JOINED)
    if workshop.state != "open" or workshop.dots_open_at is None:
        raise _refusal(connection, WhyNot.CLOSED)
    if sum(dots.values()) > workshop.dots:
        raise _refusal(connection, WhyNot.TOO_MANY)
    key["participant_id"] = participant_id
    connection.execute(delete(DotVote).filter_by(**key))
    rows = [{**key, "initiative_id": initiative, "dots": count} for initiative, count in dots.items() if count]
    if rows:
        connection.execute(insert(DotVote), rows)
    connection.commit()


def _refusal(connection: Connection, why: WhyNot) -> DotsRefusedError:
    connection.rollback()
    return DotsRefusedError(why)


def _set(connection: Connection, workshop_id: uuid.UUID, now: datetime | None) -> None:
    moved = {"dots_open_at": now, "changes": Workshop.changes + 1}
    connection.execute(update(Workshop).where(Workshop.id == workshop_id).values(moved))
    connection.commit()
