"""What a phone may know of a workshop: the seat it holds, what is open to votes, and its own votes."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, bindparam, func, select

from radar.models import Assessment, Ballot, Organisation, Participant, Round, Workshop
from radar.queries.workshops import COLUMNS, WorkshopRecord


@dataclass(frozen=True, slots=True)
class Room:
    """A workshop or a survey with the body that it is about and its questionnaire."""

    workshop: WorkshopRecord
    organisation: str
    questionnaire: str
    questionnaire_hash: str


@dataclass(frozen=True, slots=True)
class Seat:
    """A participant in their room."""

    participant_id: uuid.UUID
    room: Room


@dataclass(frozen=True, slots=True)
class OwnRound:
    """The newest round of a statement as one participant sees it: their own vote, if any, and no other."""

    number: int
    revealed_at: datetime | None
    agreed_at: datetime | None
    code: int | None


_ABOUT = (
    Assessment.questionnaire_id,
    Assessment.questionnaire_version,
    Assessment.questionnaire_hash,
    func.coalesce(Organisation.name, Assessment.organisation).label("organisation"),
)
_ROOM = (
    select(*COLUMNS, *_ABOUT)
    .join(Assessment, Assessment.id == Workshop.assessment_id)
    .outerjoin(Organisation, Organisation.id == Assessment.organisation_id)
)
_WITH_CODE = _ROOM.where(Workshop.code == bindparam("code"))
_OF_LINK = _ROOM.where(Workshop.link_hash == bindparam("link_hash"))
_SEAT = (
    _ROOM.add_columns(Participant.id.label("participant_id"))
    .join(Participant, Participant.workshop_id == Workshop.id)
    .where(Workshop.id == bindparam("workshop_id"), Participant.token_hash == bindparam("token_hash"))
)
_CHANGES = select(Workshop.changes).where(Workshop.id == bindparam("workshop_id"))
_OWN_ROUNDS = (
    select(Round.statement_id, Round.number, Round.revealed_at, Round.agreed_at, Ballot.code)
    .outerjoin(
        Ballot,
        (Ballot.workshop_id == Round.workshop_id)
        & (Ballot.statement_id == Round.statement_id)
        & (Ballot.round == Round.number)
        & (Ballot.participant_id == bindparam("participant_id")),
    )
    .where(Round.workshop_id == bindparam("workshop_id"))
    .order_by(Round.number)
)
_VOTES = (
    select(Ballot.code, func.count().label("voters"))
    .where(
        Ballot.workshop_id == bindparam("workshop_id"),
        Ballot.statement_id == bindparam("statement_id"),
        Ballot.round == bindparam("round"),
    )
    .group_by(Ballot.code)
)


def room_with_code(connection: Connection, code: str) -> Room | None:
    """Return the workshop that a code leads to."""
    row = connection.execute(_WITH_CODE, {"code": code}).one_or_none()
    return row and _room(row)


def room_of_link(connection: Connection, link_hash: bytes) -> Room | None:
    """Return the survey that a link leads to."""
    row = connection.execute(_OF_LINK, {"link_hash": link_hash}).one_or_none()
    return row and _room(row)


def seat(connection: Connection, workshop_id: uuid.UUID, token_hash: bytes) -> Seat | None:
    """Return the seat that a device holds in a workshop."""
    row = connection.execute(_SEAT, {"workshop_id": workshop_id, "token_hash": token_hash}).one_or_none()
    return None if row is None else Seat(row.participant_id, _room(row))


def changes(connection: Connection, workshop_id: uuid.UUID) -> int | None:
    """Return how far a workshop has moved, by which phones know that there is something to show."""
    return connection.execute(_CHANGES, {"workshop_id": workshop_id}).scalar_one_or_none()


def own_rounds(connection: Connection, workshop_id: uuid.UUID, participant_id: uuid.UUID) -> Mapping[str, OwnRound]:
    """Return the newest round of every statement that was opened, with the participant's vote in it."""
    key = {"workshop_id": workshop_id, "participant_id": participant_id}
    return {row[0]: OwnRound(row[1], row[2], row[3], row[4]) for row in connection.execute(_OWN_ROUNDS, key)}


def votes(connection: Connection, workshop_id: uuid.UUID, statement_id: str, number: int) -> Mapping[int, int]:
    """Return how many gave each code in a round; only for one that is revealed."""
    key = {"workshop_id": workshop_id, "statement_id": statement_id, "round": number}
    return {row.code: row.voters for row in connection.execute(_VOTES, key)}


def _room(row: Row[*tuple[object, ...]]) -> Room:
    values = row._mapping  # noqa: SLF001 (public in SQLAlchemy in spite of its name)
    record = {name: values[name] for name in WorkshopRecord.__dataclass_fields__}
    record |= {name: tuple(record[name].splitlines()) for name in ("axes", "units")}
    reference = f"{values['questionnaire_id']}@{values['questionnaire_version']}"
    return Room(WorkshopRecord(**record), values["organisation"], reference, values["questionnaire_hash"])
