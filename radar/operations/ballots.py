"""Taking a seat in a workshop and voting."""

import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from radar.database import begin_write
from radar.models import Attempt, Ballot, Participant, Round, Workshop
from radar.operations.assessments import LINK_BYTES, link_hash


class Why(StrEnum):
    """Why a vote is refused."""

    NOT_JOINED = "not-joined"
    FOREIGN = "foreign"
    PAUSED = "paused"
    CLOSED = "closed"
    REVEALED = "revealed"
    PASSED = "passed"
    UNKNOWN = "unknown"


class VoteRefusedError(Exception):
    """A vote that is not counted."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Vote:
    """What a device wants counted: a level 0 to 4, or 5 for not applicable, in a round of a statement."""

    workshop_id: uuid.UUID
    token_hash: bytes
    statement_id: str
    round: int
    code: int


# A voter shares the round with other voters; who reveals it wants it alone, and so waits for the votes on their way.
_PLACE = (
    select(Participant.id, Workshop.state, Workshop.pace, Workshop.statement_id, Round.revealed_at)
    .join(Workshop, Workshop.id == Participant.workshop_id)
    .join(Round, Round.workshop_id == Participant.workshop_id)
    .where(
        Participant.workshop_id == bindparam("workshop_id"),
        Participant.token_hash == bindparam("token_hash"),
        Round.statement_id == bindparam("statement_id"),
        Round.number == bindparam("round"),
    )
    .with_for_update(read=True, of=Round)
)
_PARTICIPANT = select(Participant.id).where(
    Participant.workshop_id == bindparam("workshop_id"), Participant.token_hash == bindparam("token_hash")
)


def join(
    connection: Connection, workshop_id: uuid.UUID, unit: str, address_key: bytes, now: datetime
) -> tuple[uuid.UUID, str]:
    """Give a device a seat and return the participant with the token by which the device is known.

    That somebody joined from this address is put down under a keyed hash: a room where many mistype the code, or where
    one person guesses codes, must not be shut out of its own workshop.
    """
    participant_id, token = uuid.uuid4(), secrets.token_urlsafe(LINK_BYTES)
    connection.execute(
        insert(Participant).values(
            workshop_id=workshop_id,
            id=participant_id,
            token_hash=link_hash(token),
            unit=unit,
            typed_in=False,
            joined_at=now,
        )
    )
    connection.execute(insert(Attempt).values(id=uuid.uuid4(), key_hash=address_key, at=now))
    connection.commit()
    return participant_id, token


def vote(connection: Connection, vote: Vote, now: datetime) -> None:
    """Count a vote, in place of an earlier one of the same device in the round; raises VoteRefusedError."""
    begin_write(connection)
    key = {
        "workshop_id": vote.workshop_id,
        "token_hash": vote.token_hash,
        "statement_id": vote.statement_id,
        "round": vote.round,
    }
    place = connection.execute(_PLACE, key).one_or_none()
    why = _refusal(place, vote.statement_id) if place else _missing(connection, key)
    if place is None or why:
        connection.rollback()
        raise VoteRefusedError(why or Why.FOREIGN)
    put_ballot(connection, vote.workshop_id, vote.statement_id, vote.round, place.id, vote.code, now)
    connection.commit()


def put_ballot(
    connection: Connection,
    workshop_id: uuid.UUID,
    statement_id: str,
    number: int,
    participant_id: uuid.UUID,
    code: int,
    now: datetime,
) -> None:
    """Store a vote in place of the one before, as part of a transaction."""
    key = {"workshop_id": workshop_id, "statement_id": statement_id, "round": number, "participant_id": participant_id}
    connection.execute(_UPSERTS[connection.dialect.name], {**key, "code": code, "cast_at": now})


def _refusal(place: Row[*tuple[Any, ...]], statement_id: str) -> Why | None:
    if place.state == "paused":
        return Why.PAUSED
    if place.state == "closed":
        return Why.CLOSED
    if place.revealed_at is not None:
        return Why.REVEALED
    return Why.PASSED if place.pace == "led" and place.statement_id != statement_id else None


def _missing(connection: Connection, key: dict[str, object]) -> Why:
    return Why.FOREIGN if connection.execute(_PARTICIPANT, key).first() else Why.NOT_JOINED


def _upsert(insertion: postgresql.Insert | sqlite.Insert) -> postgresql.Insert | sqlite.Insert:
    return insertion.on_conflict_do_update(
        index_elements=["workshop_id", "statement_id", "round", "participant_id"],
        set_={"code": insertion.excluded.code, "cast_at": insertion.excluded.cast_at},
    )


_UPSERTS = {"postgresql": _upsert(postgresql.insert(Ballot)), "sqlite": _upsert(sqlite.insert(Ballot))}
