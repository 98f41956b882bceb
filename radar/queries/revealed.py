"""What people answered in the sessions of an assessment that are closed, for computing and never for showing."""

import uuid
from array import array
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, bindparam, func, select

from radar.models import Ballot, Participant, Round, Workshop
from scoring.scores import UNANSWERED

FETCHED = 10_000


@dataclass(frozen=True, slots=True)
class ClosedRoom:
    """A workshop or a survey that is closed for good, how far it had moved, and how many people took part."""

    id: uuid.UUID
    changes: int
    people: int


_CLOSED = (Workshop.assessment_id == bindparam("assessment_id")) & (Workshop.state == "closed")
_ROOMS = (
    select(
        Workshop.id,
        Workshop.changes,
        select(func.count()).where(Participant.workshop_id == Workshop.id).correlate(Workshop).scalar_subquery(),
    )
    .where(_CLOSED)
    .order_by(Workshop.id)
)
# What is not revealed is not read, were its workshop closed: a revote that nobody saw leaves the round before it.
_LAST = (
    select(Round.workshop_id, Round.statement_id, func.max(Round.number).label("number"))
    .join(Workshop, Workshop.id == Round.workshop_id)
    .where(_CLOSED, Round.revealed_at.is_not(None))
    .group_by(Round.workshop_id, Round.statement_id)
    .subquery()
)
_BALLOTS = select(Ballot.workshop_id, Ballot.participant_id, Ballot.statement_id, Ballot.code).join(
    _LAST,
    (Ballot.workshop_id == _LAST.c.workshop_id)
    & (Ballot.statement_id == _LAST.c.statement_id)
    & (Ballot.round == _LAST.c.number),
)


def closed_rooms(connection: Connection, assessment_id: uuid.UUID) -> tuple[ClosedRoom, ...]:
    """Return the workshops and surveys of an assessment that are closed."""
    return tuple(ClosedRoom(*row) for row in connection.execute(_ROOMS, {"assessment_id": assessment_id}))


def ballots(connection: Connection, assessment_id: uuid.UUID, columns: Mapping[str, int]) -> NDArray[np.uint8]:
    """Return the codes of the last revealed rounds, a row per person in no order and a column per question."""
    rows: dict[tuple[uuid.UUID, uuid.UUID], int] = {}
    people, asked, codes = array("q"), array("q"), array("B")
    found = connection.execution_options(yield_per=FETCHED).execute(_BALLOTS, {"assessment_id": assessment_id})
    for workshop_id, participant_id, question, code in found:
        if question in columns:
            people.append(rows.setdefault((workshop_id, participant_id), len(rows)))
            asked.append(columns[question])
            codes.append(code)
    sheets = np.full((len(rows), len(columns)), UNANSWERED, np.uint8)
    sheets[np.array(people, np.intp), np.array(asked, np.intp)] = codes
    return sheets
