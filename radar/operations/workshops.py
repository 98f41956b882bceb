"""A session of an assessment as its facilitator holds it: opened, paused, closed, and what is asked in between.

Whoever writes holds the workshop, so that of two people who press the same button one finds the work done: each
function returns whether it had anything to do.  `changes` grows with everything that the phones must be told.
"""

import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Row, exists, func, insert, select, update

from radar import queries
from radar.database import begin_write
from radar.models import Assessment, Participant, Round, Workshop
from radar.operations import journal
from radar.operations.assessments import Change, put_answers
from radar.operations.ballots import put_ballot
from radar.queries.workshops import WorkshopRecord

# Without 0 O, 1 I L, 2 Z, 5 S and 8 B, which are taken for each other when a code is read from afar.
ALPHABET = "ACDEFGHJKMNPQRTUVWXY34679"
CODE_LENGTH = 6
CODE_LIFE = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class WorkshopChoices:
    """What a facilitator chooses before a session."""

    title: str
    axes: Sequence[str]
    pace: str
    units: Sequence[str] = ()
    dots: int = 0


def create_workshop(
    connection: Connection,
    assessment_id: uuid.UUID,
    plan: WorkshopChoices,
    statements: Sequence[str],
    now: datetime,
    account_id: uuid.UUID,
) -> uuid.UUID:
    """Open a session and return its id; at free pace, every one of `statements` is open to votes at once."""
    begin_write(connection)
    workshop_id = uuid.uuid4()
    connection.execute(
        insert(Workshop).values(
            id=workshop_id,
            assessment_id=assessment_id,
            kind="workshop",
            title=plan.title,
            axes="\n".join(plan.axes),
            units="\n".join(plan.units),
            pace=plan.pace,
            state="open",
            dots=plan.dots,
            created_at=now,
            **_new_code(connection, now),
        )
    )
    if plan.pace == "free":
        key = {"workshop_id": workshop_id, "number": 1, "opened_at": now}
        connection.execute(insert(Round), [{**key, "statement_id": statement} for statement in statements])
    begun = connection.execute(
        update(Assessment)
        .where(Assessment.id == assessment_id, Assessment.state == "draft")
        .values(state="workshop", changed_at=now)
    )
    if begun.rowcount:
        entry = journal.Entry("state", before="draft", after="workshop")
        journal.record(connection, assessment_id, account_id, now, [entry])
    connection.commit()
    return workshop_id


def open_statement(connection: Connection, workshop_id: uuid.UUID, statement_id: str, now: datetime) -> bool:
    """Bring a statement before the room, open to votes if it never was; the clock stops."""
    if not _hold(connection, workshop_id, "open"):
        return _leave(connection)
    if not _last_round(connection, workshop_id, statement_id):
        _open_round(connection, workshop_id, statement_id, 1, now)
    return _tell(connection, workshop_id, statement_id=statement_id, timer_ends_at=None)


def reveal(connection: Connection, workshop_id: uuid.UUID, statement_id: str, number: int, now: datetime) -> bool:
    """End a round: its votes can be counted from now on, and no vote is taken any more."""
    if not _hold(connection, workshop_id, "open"):
        return _leave(connection)
    done = connection.execute(
        update(Round)
        .where(*_round(workshop_id, statement_id, number), Round.revealed_at.is_(None))
        .values(revealed_at=now)
    )
    if not done.rowcount:
        return _leave(connection)
    return _tell(connection, workshop_id, timer_ends_at=None)


def vote_again(connection: Connection, workshop_id: uuid.UUID, statement_id: str, number: int, now: datetime) -> bool:
    """Open the round after a revealed one; the votes of both are kept."""
    held = _hold(connection, workshop_id, "open")
    last = held and _last_round(connection, workshop_id, statement_id)
    if not last or last.number != number or last.revealed_at is None:
        return _leave(connection)
    _open_round(connection, workshop_id, statement_id, number + 1, now)
    return _tell(connection, workshop_id, statement_id=statement_id, timer_ends_at=None)


def agree(
    connection: Connection, workshop_id: uuid.UUID, number: int, answer: Change, now: datetime, account_id: uuid.UUID
) -> bool:
    """Record the level that the room agreed on as the answer of the assessment, which the caller holds."""
    held = _hold(connection, workshop_id, "open")
    last = held and _last_round(connection, workshop_id, answer.statement_id)
    if not held or not last or last.number != number or last.revealed_at is None:
        return _leave(connection)
    connection.execute(update(Round).where(*_round(workshop_id, answer.statement_id, number)).values(agreed_at=now))
    put_answers(connection, held.assessment_id, [answer], now, account_id)
    return _tell(connection, workshop_id)


def pause(connection: Connection, workshop_id: uuid.UUID) -> bool:
    """Stop taking votes until the session is resumed, be it days later."""
    if not _hold(connection, workshop_id, "open"):
        return _leave(connection)
    return _tell(connection, workshop_id, state="paused", timer_ends_at=None)


def resume(connection: Connection, workshop_id: uuid.UUID, now: datetime) -> bool:
    """Go on with a session that is paused, or whose code is no longer valid, under a new code."""
    held = _hold(connection, workshop_id, "paused", "open")
    if not held or (held.state == "open" and held.code_ends_at and held.code_ends_at > now):
        return _leave(connection)
    return _tell(connection, workshop_id, state="open", **_new_code(connection, now))


def close(connection: Connection, workshop_id: uuid.UUID, now: datetime) -> bool:
    """End a session for good: nobody joins or votes any more."""
    if not _hold(connection, workshop_id, "paused", "open"):
        return _leave(connection)
    gone = {"code": None, "code_ends_at": None, "timer_ends_at": None}
    return _tell(connection, workshop_id, state="closed", closed_at=now, **gone)


def set_timer(connection: Connection, workshop_id: uuid.UUID, ends_at: datetime | None) -> bool:
    """Give the room until a moment, or take the clock away."""
    if not _hold(connection, workshop_id, "open"):
        return _leave(connection)
    return _tell(connection, workshop_id, timer_ends_at=ends_at)


def set_head_count(connection: Connection, workshop_id: uuid.UUID, people: int | None) -> bool:
    """Note how many people are in the room; the phones need not know."""
    if not _hold(connection, workshop_id, "open", "paused"):
        return _leave(connection)
    connection.execute(update(Workshop).where(Workshop.id == workshop_id).values(head_count=people))
    connection.commit()
    return True


def type_in(
    connection: Connection,
    workshop_id: uuid.UUID,
    statement_id: str,
    number: int,
    participant_id: uuid.UUID | None,
    code: int,
    now: datetime,
) -> bool:
    """Enter the answer of a person without a phone, who is new or one of those added so before."""
    held = _hold(connection, workshop_id, "open")
    last = held and _last_round(connection, workshop_id, statement_id)
    if not last or last.number != number or last.revealed_at is not None:
        return _leave(connection)
    if participant_id is None:
        participant_id = uuid.uuid4()
        values = {"workshop_id": workshop_id, "id": participant_id, "typed_in": True, "joined_at": now}
        connection.execute(insert(Participant).values(**values))
    elif not _is_typed_in(connection, workshop_id, participant_id):
        return _leave(connection)
    put_ballot(connection, workshop_id, statement_id, number, participant_id, code, now)
    connection.commit()
    return True


def _hold(connection: Connection, workshop_id: uuid.UUID, *states: str) -> WorkshopRecord | None:
    """Return the workshop, kept from other writers, if it is in one of the states."""
    begin_write(connection)
    held = queries.workshops.held_workshop(connection, workshop_id)
    return held if held and held.state in states else None


def _leave(connection: Connection) -> bool:
    connection.rollback()
    return False


def _tell(connection: Connection, workshop_id: uuid.UUID, **values: object) -> bool:
    """Change the workshop in a way that the phones will see."""
    changes = Workshop.changes + 1
    connection.execute(update(Workshop).where(Workshop.id == workshop_id).values(changes=changes, **values))
    connection.commit()
    return True


def _round(workshop_id: uuid.UUID, statement_id: str, number: int) -> tuple[ColumnElement[bool], ...]:
    return Round.workshop_id == workshop_id, Round.statement_id == statement_id, Round.number == number


def _last_round(connection: Connection, workshop_id: uuid.UUID, statement_id: str) -> Row[int, datetime | None] | None:
    found = select(Round.number, Round.revealed_at).where(
        Round.workshop_id == workshop_id, Round.statement_id == statement_id
    )
    return connection.execute(found.order_by(Round.number.desc()).limit(1)).one_or_none()


def _open_round(connection: Connection, workshop_id: uuid.UUID, statement_id: str, number: int, now: datetime) -> None:
    values = {"workshop_id": workshop_id, "statement_id": statement_id, "number": number, "opened_at": now}
    connection.execute(insert(Round).values(**values))


def _is_typed_in(connection: Connection, workshop_id: uuid.UUID, participant_id: uuid.UUID) -> bool:
    found = exists().where(
        Participant.workshop_id == workshop_id, Participant.id == participant_id, Participant.typed_in
    )
    return bool(connection.execute(select(found)).scalar_one())


def _new_code(connection: Connection, now: datetime) -> dict[str, object]:
    """Return a code that no other session has, and until when it is valid."""
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
        taken = select(func.count()).select_from(Workshop).where(Workshop.code == code)
        if not connection.execute(taken).scalar_one():
            return {"code": code, "code_ends_at": now + CODE_LIFE}
