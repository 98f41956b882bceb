"""Surveys: sent by link, answered alone, closed by the facilitator."""

import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, bindparam, func, insert, select, update

from radar.models import Ballot, Participant, Round, SurveyTally, Workshop
from radar.operations.assessments import LINK_BYTES, link_hash

_TALLY = (
    select(Ballot.workshop_id, Ballot.statement_id, Ballot.code, func.count().label("ballots"))
    .where(Ballot.workshop_id == bindparam("workshop_id"))
    .group_by(Ballot.workshop_id, Ballot.statement_id, Ballot.code)
)


@dataclass(frozen=True, slots=True)
class SurveyPlan:
    """What a facilitator chooses before a survey."""

    title: str
    axes: Sequence[str]
    units: Sequence[str] = ()


def create_survey(
    connection: Connection, assessment_id: uuid.UUID, plan: SurveyPlan, statements: Sequence[str], now: datetime
) -> tuple[uuid.UUID, str]:
    """Open a survey and return its id with the token of its link; every one of `statements` is open at once."""
    workshop_id, token = uuid.uuid4(), secrets.token_urlsafe(LINK_BYTES)
    connection.execute(
        insert(Workshop).values(
            id=workshop_id,
            assessment_id=assessment_id,
            kind="survey",
            title=plan.title,
            link_hash=link_hash(token),
            axes="\n".join(plan.axes),
            units="\n".join(plan.units),
            pace="free",
            state="open",
            created_at=now,
        )
    )
    key = {"workshop_id": workshop_id, "number": 1, "opened_at": now}
    connection.execute(insert(Round), [{**key, "statement_id": statement} for statement in statements])
    connection.commit()
    return workshop_id, token


def renew_link(connection: Connection, workshop_id: uuid.UUID) -> str:
    """Replace the link of an open survey and return its token; whoever came by the old one keeps their place."""
    token = secrets.token_urlsafe(LINK_BYTES)
    _change(connection, workshop_id, link_hash=link_hash(token))
    return token


def close_survey(connection: Connection, workshop_id: uuid.UUID, now: datetime) -> None:
    """End a survey for good and tally it; an answer that is on its way is counted first."""
    closing = {"state": "closed", "closed_at": now, "link_hash": None, "changes": Workshop.changes + 1}
    if not connection.execute(update(Workshop).where(_open(workshop_id)).values(**closing)).rowcount:
        connection.rollback()
        return
    mine = Round.workshop_id == workshop_id
    connection.execute(update(Round).where(mine, Round.revealed_at.is_(None)).values(revealed_at=now))
    tally(connection, workshop_id)
    connection.commit()


def tally(connection: Connection, workshop_id: uuid.UUID) -> None:
    """Keep how many gave each code to each statement, and how many took part, as part of a transaction."""
    # Read, then written: PostgreSQL shares a query out among its workers only where it writes nothing.
    tallies = connection.execute(_TALLY, {"workshop_id": workshop_id}).mappings().all()
    if tallies:
        connection.execute(insert(SurveyTally), [dict(tally) for tally in tallies])
    seats = select(func.count()).where(Participant.workshop_id == workshop_id).scalar_subquery()
    connection.execute(update(Workshop).where(Workshop.id == workshop_id).values(responses=seats))


def _open(workshop_id: uuid.UUID) -> ColumnElement[bool]:
    return (Workshop.id == workshop_id) & (Workshop.state == "open")


def _change(connection: Connection, workshop_id: uuid.UUID, **values: object) -> None:
    connection.execute(update(Workshop).where(_open(workshop_id)).values(changes=Workshop.changes + 1, **values))
    connection.commit()
