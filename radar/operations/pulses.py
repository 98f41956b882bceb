"""Pulses: opened by a facilitator, answered by link without an account, closed for good."""

import secrets
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from radar.database import begin_write
from radar.models import Attempt, Pulse, PulseBallot
from radar.operations.assessments import LINK_BYTES, link_hash
from scoring.pulse import PulseQuestion


class Why(StrEnum):
    """Why an answer is refused."""

    CLOSED = "closed"
    CROWDED = "crowded"


class AnswerRefusedError(Exception):
    """An answer that is not counted."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class PulsePlan:
    """What a facilitator chooses before a pulse."""

    title: str
    target_stage: int | None = None
    target_on: date | None = None
    target_reason: str = ""


@dataclass(frozen=True, slots=True)
class PulseAnswer:
    """The stage that a device wants counted; `address_key` stands for where a first answer comes from."""

    pulse_id: uuid.UUID
    token_hash: bytes
    stage: int
    address_key: bytes


# Who answers shares the pulse with others who do; who closes it wants it alone, and so waits for answers on their way.
_OPEN = select(Pulse.closed_at).where(Pulse.id == bindparam("pulse_id")).with_for_update(read=True)
_KNOWN = select(PulseBallot.stage).where(
    PulseBallot.pulse_id == bindparam("pulse_id"), PulseBallot.token_hash == bindparam("token_hash")
)


def open_pulse(
    connection: Connection, organisation_id: uuid.UUID, question: PulseQuestion, plan: PulsePlan, now: datetime
) -> tuple[uuid.UUID, str]:
    """Open a pulse and return its id with the token of its link."""
    pulse_id, token = uuid.uuid4(), secrets.token_urlsafe(LINK_BYTES)
    connection.execute(
        insert(Pulse).values(
            id=pulse_id,
            organisation_id=organisation_id,
            question_id=question.id,
            question_version=question.version,
            question_hash=question.hash,
            title=plan.title,
            link_hash=link_hash(token),
            target_stage=plan.target_stage,
            target_on=plan.target_on,
            target_reason=plan.target_reason,
            opened_at=now,
        )
    )
    connection.commit()
    return pulse_id, token


def renew_link(connection: Connection, pulse_id: uuid.UUID) -> str:
    """Replace the link of an open pulse and return its token."""
    token = secrets.token_urlsafe(LINK_BYTES)
    _change(connection, pulse_id, link_hash=link_hash(token))
    return token


def close_pulse(connection: Connection, pulse_id: uuid.UUID, now: datetime) -> None:
    """End a pulse for good; an answer that is on its way is counted first."""
    _change(connection, pulse_id, closed_at=now)


def answer(
    connection: Connection, given: PulseAnswer, now: datetime, crowded: Callable[[Connection, bytes], bool]
) -> None:
    """Count an answer, in place of an earlier one of the same device; raises AnswerRefusedError.

    `crowded` says whether too many new devices have lately answered from an address; a change of mind is never refused.
    """
    begin_write(connection)
    key = {"pulse_id": given.pulse_id, "token_hash": given.token_hash}
    place = connection.execute(_OPEN, {"pulse_id": given.pulse_id}).one_or_none()
    known = connection.execute(_KNOWN, key).first() is not None
    why = Why.CLOSED if place is None or place.closed_at else None
    if not why and not known and crowded(connection, given.address_key):
        why = Why.CROWDED
    if why:
        connection.rollback()
        raise AnswerRefusedError(why)
    connection.execute(_UPSERTS[connection.dialect.name], {**key, "stage": given.stage})
    if not known:
        connection.execute(insert(Attempt).values(id=uuid.uuid4(), key_hash=given.address_key, at=now))
    connection.commit()


def _change(connection: Connection, pulse_id: uuid.UUID, **values: object) -> None:
    still_open = (Pulse.id == pulse_id) & Pulse.closed_at.is_(None)
    connection.execute(update(Pulse).where(still_open).values(**values))
    connection.commit()


def _upsert(insertion: postgresql.Insert | sqlite.Insert) -> postgresql.Insert | sqlite.Insert:
    return insertion.on_conflict_do_update(
        index_elements=["pulse_id", "token_hash"], set_={"stage": insertion.excluded.stage}
    )


_UPSERTS = {"postgresql": _upsert(postgresql.insert(PulseBallot)), "sqlite": _upsert(sqlite.insert(PulseBallot))}
