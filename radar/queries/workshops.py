"""Workshops and surveys, their rounds, and what may be counted of their ballots."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, Select, bindparam, func, select

from radar.models import Ballot, Participant, Round, Workshop


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


@dataclass(frozen=True, slots=True)
class RoundRecord:
    """One vote on a statement, and how many took part in it."""

    statement_id: str
    number: int
    opened_at: datetime
    revealed_at: datetime | None
    agreed_at: datetime | None
    voters: int


@dataclass(frozen=True, slots=True)
class Pulse:
    """What moves while a room votes: told changes, people who joined, and votes in rounds that are open."""

    changes: int
    joined: int
    voted: int

    @property
    def seen(self) -> str:
        """Return the mark by which a page knows what it shows."""
        return f"{self.changes}-{self.joined}-{self.voted}"


@dataclass(frozen=True, slots=True)
class TypedIn:
    """A person without a phone, by the order in which the facilitator added them, and whether they have voted."""

    id: uuid.UUID
    number: int
    voted: bool


COLUMNS = tuple(getattr(Workshop, name) for name in WorkshopRecord.__dataclass_fields__)
_WORKSHOP = select(*COLUMNS).where(Workshop.id == bindparam("workshop_id"))
# Joining is not held up: participants only need the workshop to stay there.
_HELD = _WORKSHOP.with_for_update(key_share=True)
_OF_ASSESSMENT = (
    select(*COLUMNS).where(Workshop.assessment_id == bindparam("assessment_id")).order_by(Workshop.created_at.desc())
)
_OF_ROUND = (
    (Ballot.workshop_id == Round.workshop_id)
    & (Ballot.statement_id == Round.statement_id)
    & (Ballot.round == Round.number)
)
_ROUNDS = (
    select(
        Round.statement_id,
        Round.number,
        Round.opened_at,
        Round.revealed_at,
        Round.agreed_at,
        select(func.count()).where(_OF_ROUND).correlate(Round).scalar_subquery(),
    )
    .where(Round.workshop_id == bindparam("workshop_id"))
    .order_by(Round.statement_id, Round.number)
)
# What is not revealed is not counted: no tally can leave the database before its time.
_REVEALED = (Round.workshop_id == bindparam("workshop_id")) & Round.revealed_at.is_not(None)
_TALLIES = (
    select(Ballot.statement_id, Ballot.round, Ballot.code, func.count())
    .join(Round, _OF_ROUND)
    .where(_REVEALED)
    .group_by(Ballot.statement_id, Ballot.round, Ballot.code)
)
_VOTES = (
    select(Ballot.statement_id, Ballot.round, Ballot.participant_id, Ballot.code)
    .join(Round, _OF_ROUND)
    .where(_REVEALED)
)
_PULSE = select(
    select(func.count()).where(Participant.workshop_id == bindparam("workshop_id")).scalar_subquery(),
    select(func.count())
    .select_from(Round)
    .join(Ballot, _OF_ROUND)
    .where(Round.workshop_id == bindparam("workshop_id"), Round.revealed_at.is_(None))
    .scalar_subquery(),
)
_TYPED_IN = (
    select(Participant.id, Ballot.code)
    .outerjoin(
        Ballot,
        (Ballot.workshop_id == Participant.workshop_id)
        & (Ballot.participant_id == Participant.id)
        & (Ballot.statement_id == bindparam("statement_id"))
        & (Ballot.round == bindparam("round")),
    )
    .where(Participant.workshop_id == bindparam("workshop_id"), Participant.typed_in)
    .order_by(Participant.joined_at, Participant.id)
)


def workshop(connection: Connection, workshop_id: uuid.UUID) -> WorkshopRecord | None:
    """Return a workshop."""
    return _one(connection, _WORKSHOP, workshop_id)


def held_workshop(connection: Connection, workshop_id: uuid.UUID) -> WorkshopRecord | None:
    """Return a workshop that nobody else changes before the end of the transaction."""
    return _one(connection, _HELD, workshop_id)


def workshops_of(connection: Connection, assessment_id: uuid.UUID) -> Sequence[WorkshopRecord]:
    """Return the workshops of an assessment, newest first."""
    return [_record(row) for row in connection.execute(_OF_ASSESSMENT, {"assessment_id": assessment_id})]


def rounds_of(connection: Connection, workshop_id: uuid.UUID) -> Mapping[str, Sequence[RoundRecord]]:
    """Return the rounds of a workshop by statement, in order."""
    found: dict[str, list[RoundRecord]] = defaultdict(list)
    for row in connection.execute(_ROUNDS, {"workshop_id": workshop_id}):
        found[row.statement_id].append(RoundRecord(*row))
    return found


def tallies_of(connection: Connection, workshop_id: uuid.UUID) -> Mapping[tuple[str, int], Mapping[int, int]]:
    """Return how many gave each code, by statement and round, in the rounds that are revealed."""
    found: dict[tuple[str, int], dict[int, int]] = defaultdict(dict)
    for statement_id, number, code, count in connection.execute(_TALLIES, {"workshop_id": workshop_id}):
        found[statement_id, number][code] = count
    return found


def votes_of(connection: Connection, workshop_id: uuid.UUID) -> Mapping[tuple[str, int], Mapping[uuid.UUID, int]]:
    """Return the code that each participant gave, by statement and round, in the rounds that are revealed."""
    found: dict[tuple[str, int], dict[uuid.UUID, int]] = defaultdict(dict)
    for statement_id, number, participant_id, code in connection.execute(_VOTES, {"workshop_id": workshop_id}):
        found[statement_id, number][participant_id] = code
    return found


def pulse(connection: Connection, workshop: WorkshopRecord) -> Pulse:
    """Return what has moved in a workshop, for pages that ask again and again.

    The changes are those of the record that the page is made from: one that is told meanwhile is not yet seen.
    """
    joined, voted = connection.execute(_PULSE, {"workshop_id": workshop.id}).one()
    return Pulse(workshop.changes, joined, voted)


def typed_in(connection: Connection, workshop_id: uuid.UUID, statement_id: str, number: int) -> Sequence[TypedIn]:
    """Return the people whose answers the facilitator types in, and whether they have voted in a round."""
    key = {"workshop_id": workshop_id, "statement_id": statement_id, "round": number}
    rows = connection.execute(_TYPED_IN, key)
    return [TypedIn(participant_id, place, code is not None) for place, (participant_id, code) in enumerate(rows, 1)]


def _one(connection: Connection, statement: Select[*tuple[object, ...]], key: uuid.UUID) -> WorkshopRecord | None:
    row = connection.execute(statement, {"workshop_id": key}).one_or_none()
    return None if row is None else _record(row)


def _record(row: Row[*tuple[object, ...]]) -> WorkshopRecord:
    values = row._asdict()
    return WorkshopRecord(**{**values, "axes": _lines(row.axes), "units": _lines(row.units)})


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.splitlines())
