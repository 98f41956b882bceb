"""Assessments and their agreed answers."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ARRAY, ColumnElement, Connection, Row, String, any_, bindparam, exists, func, select

from radar.answers import AgreedAnswer
from radar.database import begin_write
from radar.models import Answer, Assessment


@dataclass(frozen=True, slots=True)
class AssessmentRecord:
    """An assessment without its answers."""

    id: uuid.UUID
    questionnaire: str
    questionnaire_hash: str
    organisation: str
    created_at: datetime
    changed_at: datetime


_ASSESSMENT = select(
    Assessment.id,
    Assessment.questionnaire_id,
    Assessment.questionnaire_version,
    Assessment.questionnaire_hash,
    Assessment.organisation,
    Assessment.created_at,
    Assessment.changed_at,
)
# The statements are made once: SQLAlchemy then finds their SQL by identity, at a quarter of the cost.
_BY_LINK = _ASSESSMENT.where(Assessment.link_hash == bindparam("link_hash"))
_WITH_LINK = _BY_LINK.where(Assessment.id == bindparam("assessment_id"))
_HELD = _WITH_LINK.with_for_update()
_ANSWERS = select(Answer.statement_id, Answer.code, Answer.reason, Answer.changed_at).where(
    Answer.assessment_id == bindparam("assessment_id")
)
# PostgreSQL takes a list as one value, so that the SQL need not be written anew for each list.
_ANSWERS_TO = {
    "postgresql": _ANSWERS.where(Answer.statement_id == any_(bindparam("statement_ids", type_=ARRAY(String)))),
    "sqlite": _ANSWERS.where(Answer.statement_id.in_(bindparam("statement_ids", expanding=True))),
}


def assessment_with_link(connection: Connection, assessment_id: uuid.UUID, link_hash: bytes) -> AssessmentRecord | None:
    """Return the assessment if `link_hash` is that of its private link."""
    found = connection.execute(_WITH_LINK, {"assessment_id": assessment_id, "link_hash": link_hash})
    return _record(found.one_or_none())


def hold_assessment_with_link(
    connection: Connection, assessment_id: uuid.UUID, link_hash: bytes
) -> AssessmentRecord | None:
    """Return the same, and let nobody else change it or its answers before the end of the transaction."""
    begin_write(connection)
    found = connection.execute(_HELD, {"assessment_id": assessment_id, "link_hash": link_hash})
    return _record(found.one_or_none())


def assessment_of_link(connection: Connection, link_hash: bytes) -> AssessmentRecord | None:
    """Return the assessment that a private link opens."""
    return _record(connection.execute(_BY_LINK, {"link_hash": link_hash}).one_or_none())


def answers_of(connection: Connection, assessment_id: uuid.UUID) -> Mapping[str, AgreedAnswer]:
    """Return the answers of an assessment by statement id."""
    return _answers(connection.execute(_ANSWERS, {"assessment_id": assessment_id}))


def answers_to(
    connection: Connection, assessment_id: uuid.UUID, statement_ids: Sequence[str]
) -> Mapping[str, AgreedAnswer]:
    """Return the answers to some statements of an assessment."""
    key = {"assessment_id": assessment_id, "statement_ids": statement_ids}
    return _answers(connection.execute(_ANSWERS_TO[connection.dialect.name], key))


def unchanged_since(moment: datetime) -> ColumnElement[bool]:
    """Return the condition that neither the name nor an answer of an assessment has changed since `moment`."""
    return (Assessment.changed_at < moment) & ~exists().where(
        Answer.assessment_id == Assessment.id, Answer.changed_at >= moment
    )


def count_assessments_unchanged_since(connection: Connection, moment: datetime) -> int:
    """Return how many assessments nobody has changed since `moment`."""
    return connection.execute(select(func.count(Assessment.id)).where(unchanged_since(moment))).scalar_one()


def _answers(rows: Iterable[Row[str, int | None, str, datetime]]) -> Mapping[str, AgreedAnswer]:
    return {statement: AgreedAnswer(code, reason, changed_at) for statement, code, reason, changed_at in rows}


def _record(row: Row[uuid.UUID, str, str, str, str, datetime, datetime] | None) -> AssessmentRecord | None:
    if row is None:
        return None
    return AssessmentRecord(
        id=row.id,
        questionnaire=f"{row.questionnaire_id}@{row.questionnaire_version}",
        questionnaire_hash=row.questionnaire_hash,
        organisation=row.organisation,
        created_at=row.created_at,
        changed_at=row.changed_at,
    )
