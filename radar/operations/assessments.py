"""Starting, naming, answering and deleting assessments."""

import hashlib
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from radar import queries
from radar.answers import UNANSWERED, AgreedAnswer
from radar.database import begin_write
from radar.models import Answer, Assessment
from radar.operations import journal
from radar.operations.journal import Entry
from scoring.questionnaire import Questionnaire

LINK_BYTES = 32


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody entered for a statement, and the stamp of the answer that stood on their page."""

    statement_id: str
    code: int | None
    reason: str
    seen: str


@dataclass(frozen=True, slots=True)
class Saved:
    """An answer as it stands after saving, and the one of another tab that it replaced, if any."""

    statement_id: str
    answer: AgreedAnswer
    replaced: AgreedAnswer | None


def link_hash(token: str) -> bytes:
    """Return what is stored of a private link: the link itself is kept by its holder only."""
    return hashlib.sha256(token.encode()).digest()


def start_assessment(
    connection: Connection, questionnaire: Questionnaire, organisation: str, now: datetime
) -> tuple[uuid.UUID, str]:
    """Create an assessment and return its id with the token of its private link."""
    assessment_id, token = uuid.uuid4(), secrets.token_urlsafe(LINK_BYTES)
    connection.execute(
        insert(Assessment).values(
            id=assessment_id, organisation=organisation, link_hash=link_hash(token), **pinned(questionnaire, now)
        )
    )
    connection.commit()
    return assessment_id, token


def pinned(questionnaire: Questionnaire, now: datetime) -> dict[str, object]:
    """Return what every new assessment holds: the very questionnaire that it answers, and the moment."""
    return {
        "questionnaire_id": questionnaire.id,
        "questionnaire_version": questionnaire.version,
        "questionnaire_hash": questionnaire.hash,
        "created_at": now,
        "changed_at": now,
    }


def rename_assessment(connection: Connection, assessment_id: uuid.UUID, organisation: str, now: datetime) -> None:
    """Change the name under which an assessment is shown."""
    connection.execute(
        update(Assessment).where(Assessment.id == assessment_id).values(organisation=organisation, changed_at=now)
    )
    connection.commit()


def delete_assessment(connection: Connection, assessment_id: uuid.UUID) -> None:
    """Remove an assessment with all its answers."""
    connection.execute(delete(Assessment).where(Assessment.id == assessment_id))
    connection.commit()


def delete_assessments_unchanged_since(connection: Connection, moment: datetime) -> int:
    """Remove the trials that nobody has changed since `moment` and return how many there were."""
    # First the locks, then the look: an answer on its way when the purge begins keeps its assessment.
    begin_write(connection)
    unchanged = queries.assessments.unchanged_since(moment)
    connection.execute(select(Assessment.id).where(unchanged).with_for_update())
    removed = connection.execute(delete(Assessment).where(unchanged).returning(Assessment.id)).all()
    connection.commit()
    return len(removed)


def save_answers(
    connection: Connection,
    assessment_id: uuid.UUID,
    changes: Sequence[Change],
    now: datetime,
    account_id: uuid.UUID | None = None,
) -> Sequence[Saved]:
    """Store the changes, the last write winning statement by statement, and say which answers they replaced."""
    results = put_answers(connection, assessment_id, changes, now, account_id)
    connection.commit()
    return results


def put_answers(
    connection: Connection,
    assessment_id: uuid.UUID,
    changes: Sequence[Change],
    now: datetime,
    account_id: uuid.UUID | None = None,
    *,
    in_journal: bool = False,
) -> Sequence[Saved]:
    """Store the changes as part of a transaction.

    A change that brings nothing new to what its author saw is not written, so that a page left open cannot undo what
    has been entered elsewhere since. The caller holds the assessment, so that what is read here cannot move. What a
    person who is signed in changes is put down in the journal, and what a program sends (`in_journal`).
    """
    stored = queries.assessments.answers_to(connection, assessment_id, [change.statement_id for change in changes])
    results, rows, events = [], [], []
    for change in changes:
        before = stored.get(change.statement_id, UNANSWERED)
        wanted = AgreedAnswer(change.code, change.reason, now)
        if wanted.stamp in {change.seen, before.stamp}:
            results.append(Saved(change.statement_id, before, None))
            continue
        rows.append(_row(assessment_id, change.statement_id, wanted))
        events.append(Entry("answer", change.statement_id, before.value, wanted.value))
        results.append(Saved(change.statement_id, wanted, before if before.stamp != change.seen else None))
    if rows:
        connection.execute(_UPSERTS[connection.dialect.name], rows)
    if account_id or in_journal:
        journal.record(connection, assessment_id, account_id, now, events)
    return results


def _row(assessment_id: uuid.UUID, statement_id: str, answer: AgreedAnswer) -> dict[str, object]:
    return {
        "assessment_id": assessment_id,
        "statement_id": statement_id,
        "code": answer.code,
        "reason": answer.reason,
        "changed_at": answer.changed_at,
    }


def _upsert(insertion: postgresql.Insert | sqlite.Insert) -> postgresql.Insert | sqlite.Insert:
    """Return the statement that stores an answer in place of the one before."""
    columns = ("code", "reason", "changed_at")
    return insertion.on_conflict_do_update(
        index_elements=["assessment_id", "statement_id"],
        set_={column: insertion.excluded[column] for column in columns},
    )


_UPSERTS = {"postgresql": _upsert(postgresql.insert(Answer)), "sqlite": _upsert(sqlite.insert(Answer))}
