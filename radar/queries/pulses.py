"""The pulses of organisations: how many have answered while one is open, and what they answered once it is closed."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select

from radar.models import Organisation, Pulse, PulseBallot


@dataclass(frozen=True, slots=True)
class PulseRecord:
    """A pulse, without its answers."""

    id: uuid.UUID
    organisation_id: uuid.UUID
    organisation: str
    question_id: str
    question_version: str
    question_hash: str
    title: str
    target_stage: int | None
    target_on: date | None
    target_reason: str
    opened_at: datetime
    closed_at: datetime | None

    @property
    def reference(self) -> str:
        """Return the question as `id@version`."""
        return f"{self.question_id}@{self.question_version}"


_PULSES: Select[*tuple[Any, ...]] = select(
    Pulse.id,
    Pulse.organisation_id,
    Organisation.name,
    Pulse.question_id,
    Pulse.question_version,
    Pulse.question_hash,
    Pulse.title,
    Pulse.target_stage,
    Pulse.target_on,
    Pulse.target_reason,
    Pulse.opened_at,
    Pulse.closed_at,
).join(Organisation, Organisation.id == Pulse.organisation_id)
_OF_ORGANISATION = _PULSES.where(Pulse.organisation_id == bindparam("organisation_id")).order_by(
    Pulse.opened_at.desc(), Pulse.id
)
_ONE = _OF_ORGANISATION.where(Pulse.id == bindparam("pulse_id"))
_OF_LINK = _PULSES.where(Pulse.link_hash == bindparam("link_hash"))
_CHOSEN = select(PulseBallot.stage).where(
    PulseBallot.pulse_id == bindparam("pulse_id"), PulseBallot.token_hash == bindparam("token_hash")
)
_RESPONSES = select(func.count()).where(PulseBallot.pulse_id == bindparam("pulse_id"))
# What is not closed is not read: no tally can leave the database before its time.
_TALLIES = (
    select(PulseBallot.pulse_id, PulseBallot.stage, func.count())
    .join(Pulse, Pulse.id == PulseBallot.pulse_id)
    .where(
        Pulse.organisation_id == bindparam("organisation_id"),
        Pulse.question_hash == bindparam("question_hash"),
        Pulse.closed_at.is_not(None),
    )
    .group_by(PulseBallot.pulse_id, PulseBallot.stage)
)


def pulses_of(connection: Connection, organisation_id: uuid.UUID) -> Sequence[PulseRecord]:
    """Return the pulses of an organisation, newest first."""
    return [PulseRecord(*row) for row in connection.execute(_OF_ORGANISATION, {"organisation_id": organisation_id})]


def pulse(connection: Connection, organisation_id: uuid.UUID, pulse_id: uuid.UUID) -> PulseRecord | None:
    """Return a pulse of an organisation."""
    row = connection.execute(_ONE, {"organisation_id": organisation_id, "pulse_id": pulse_id}).one_or_none()
    return PulseRecord(*row) if row else None


def pulse_of_link(connection: Connection, link_hash: bytes) -> PulseRecord | None:
    """Return the pulse that a link leads to, open or closed."""
    row = connection.execute(_OF_LINK, {"link_hash": link_hash}).one_or_none()
    return PulseRecord(*row) if row else None


def responses(connection: Connection, pulse_id: uuid.UUID) -> int:
    """Return how many have answered a pulse."""
    return connection.execute(_RESPONSES, {"pulse_id": pulse_id}).scalar_one()


def chosen_stage(connection: Connection, pulse_id: uuid.UUID, token_hash: bytes) -> int | None:
    """Return the stage that a device has chosen."""
    key = {"pulse_id": pulse_id, "token_hash": token_hash}
    return connection.execute(_CHOSEN, key).scalar_one_or_none()


def tallies(
    connection: Connection, organisation_id: uuid.UUID, question_hash: str
) -> Mapping[uuid.UUID, Mapping[int, int]]:
    """Return how many chose each stage in each closed pulse of the question; for computing, never for showing as is."""
    key = {"organisation_id": organisation_id, "question_hash": question_hash}
    found: dict[uuid.UUID, dict[int, int]] = {}
    for pulse_id, stage, count in connection.execute(_TALLIES, key):
        found.setdefault(pulse_id, {})[stage] = count
    return found
