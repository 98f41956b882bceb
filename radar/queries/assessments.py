"""Assessments and their agreed answers."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Connection, Row, Select, String, any_, bindparam, exists, func, select
from sqlalchemy.orm import QueryableAttribute

from radar.answers import AgreedAnswer
from radar.database import begin_write
from radar.models import Answer, Assessment, Organisation


@dataclass(frozen=True, slots=True)
class AssessmentRecord:
    """An assessment without its answers."""

    id: uuid.UUID
    questionnaire: str
    questionnaire_hash: str
    organisation: str
    organisation_id: uuid.UUID | None
    campaign: str
    campaign_on: date | None
    official: bool
    state: str
    created_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class AssessmentSummary:
    """A line of the list of an organisation's assessments."""

    id: uuid.UUID
    questionnaire: str
    campaign: str
    campaign_on: date | None
    official: bool
    state: str
    created_at: datetime
    answered: int


@dataclass(frozen=True, slots=True)
class CampaignAnswers:
    """A campaign of an organisation with the codes of its answers by question."""

    codes: Mapping[str, int]
    id: uuid.UUID
    questionnaire: str
    questionnaire_hash: str
    campaign: str
    campaign_on: date | None
    created_at: datetime


def _assessments(name: QueryableAttribute[str]) -> Select[*tuple[Any, ...]]:
    """Return the columns of a record, `name` being that under which the assessment is shown."""
    return select(
        Assessment.id,
        Assessment.questionnaire_id,
        Assessment.questionnaire_version,
        Assessment.questionnaire_hash,
        name,
        Assessment.organisation_id,
        Assessment.campaign,
        Assessment.campaign_on,
        Assessment.official,
        Assessment.state,
        Assessment.created_at,
        Assessment.changed_at,
    )


# The statements are made once: SQLAlchemy then finds their SQL by identity, at a quarter of the cost.
_BY_LINK = _assessments(Assessment.organisation).where(Assessment.link_hash == bindparam("link_hash"))
_WITH_LINK = _BY_LINK.where(Assessment.id == bindparam("assessment_id"))
_OF_ORGANISATION = (
    _assessments(Organisation.name)
    .join(Organisation, Organisation.id == Assessment.organisation_id)
    .where(Assessment.id == bindparam("assessment_id"))
)
_HELD = {statement: statement.with_for_update(of=Assessment) for statement in (_WITH_LINK, _OF_ORGANISATION)}
_ANSWERS = select(Answer.statement_id, Answer.code, Answer.reason, Answer.changed_at).where(
    Answer.assessment_id == bindparam("assessment_id")
)
# PostgreSQL takes a list as one value, so that the SQL need not be written anew for each list.
_ANSWERS_TO = {
    "postgresql": _ANSWERS.where(Answer.statement_id == any_(bindparam("statement_ids", type_=ARRAY(String)))),
    "sqlite": _ANSWERS.where(Answer.statement_id.in_(bindparam("statement_ids", expanding=True))),
}

_ANSWERED = select(func.count(Answer.code)).where(Answer.assessment_id == Assessment.id).scalar_subquery()
_SUMMARIES = (
    select(
        Assessment.id,
        (Assessment.questionnaire_id + "@" + Assessment.questionnaire_version).label("questionnaire"),
        Assessment.campaign,
        Assessment.campaign_on,
        Assessment.official,
        Assessment.state,
        Assessment.created_at,
        _ANSWERED.label("answered"),
    )
    .where(Assessment.organisation_id == bindparam("organisation_id"))
    .order_by(
        func.coalesce(Assessment.campaign_on, func.date(Assessment.created_at)).desc(), Assessment.created_at.desc()
    )
)

_COUNT = select(func.count(Assessment.id)).where(Assessment.organisation_id == bindparam("organisation_id"))
_CAMPAIGNS: Select[*tuple[Any, ...]] = (
    select(
        Assessment.id,
        (Assessment.questionnaire_id + "@" + Assessment.questionnaire_version).label("questionnaire"),
        Assessment.questionnaire_hash,
        Assessment.campaign,
        Assessment.campaign_on,
        Assessment.created_at,
        Answer.statement_id,
        Answer.code,
    )
    .join(Answer, (Answer.assessment_id == Assessment.id) & Answer.code.is_not(None))
    .where(Assessment.organisation_id == bindparam("organisation_id"))
    .order_by(Assessment.created_at, Assessment.id)
)


def assessment_with_link(
    connection: Connection, assessment_id: uuid.UUID, link_hash: bytes, *, hold: bool = False
) -> AssessmentRecord | None:
    """Return the assessment if `link_hash` is that of its private link.

    Hold it, and nobody else changes it or its answers before the end of the transaction.
    """
    return _one(connection, _WITH_LINK, {"assessment_id": assessment_id, "link_hash": link_hash}, hold)


def assessment_of_an_organisation(
    connection: Connection, assessment_id: uuid.UUID, *, hold: bool = False
) -> AssessmentRecord | None:
    """Return the assessment if it belongs to an organisation; whoever asks may see it only as a member of that."""
    return _one(connection, _OF_ORGANISATION, {"assessment_id": assessment_id}, hold)


def assessment_of_link(connection: Connection, link_hash: bytes) -> AssessmentRecord | None:
    """Return the assessment that a private link opens."""
    return _one(connection, _BY_LINK, {"link_hash": link_hash}, hold=False)


def assessments_of(connection: Connection, organisation_id: uuid.UUID) -> Sequence[AssessmentSummary]:
    """Return the assessments of an organisation, the newest campaign first."""
    rows = connection.execute(_SUMMARIES, {"organisation_id": organisation_id})
    return [AssessmentSummary(*row) for row in rows]


def campaigns_of(connection: Connection, organisation_id: uuid.UUID) -> Sequence[CampaignAnswers]:
    """Return the campaigns of an organisation that have an answer, in the order in which they were started."""
    found: dict[uuid.UUID, CampaignAnswers] = {}
    codes: dict[uuid.UUID, dict[str, int]] = {}
    for *fields, statement, code in connection.execute(_CAMPAIGNS, {"organisation_id": organisation_id}):
        answers = codes.setdefault(fields[0], {})
        answers[statement] = code
        found.setdefault(fields[0], CampaignAnswers(answers, *fields))
    return list(found.values())


def count_campaigns(connection: Connection, organisation_id: uuid.UUID) -> int:
    """Return how many campaigns an organisation has started."""
    return connection.execute(_COUNT, {"organisation_id": organisation_id}).scalar_one()


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
    """Return the condition that neither the name nor an answer of a trial has changed since `moment`.

    What belongs to an organisation is kept until somebody of the organisation removes it.
    """
    answered_since = exists().where(Answer.assessment_id == Assessment.id, Answer.changed_at >= moment)
    return Assessment.organisation_id.is_(None) & (Assessment.changed_at < moment) & ~answered_since


def count_assessments_unchanged_since(connection: Connection, moment: datetime) -> int:
    """Return how many trials nobody has changed since `moment`."""
    return connection.execute(select(func.count(Assessment.id)).where(unchanged_since(moment))).scalar_one()


def _answers(rows: Iterable[Row[str, int | None, str, datetime]]) -> Mapping[str, AgreedAnswer]:
    return {statement: AgreedAnswer(code, reason, changed_at) for statement, code, reason, changed_at in rows}


def _one(
    connection: Connection, statement: Select[*tuple[Any, ...]], key: Mapping[str, object], hold: bool
) -> AssessmentRecord | None:
    if hold:
        begin_write(connection)
        statement = _HELD[statement]
    row = connection.execute(statement, key).one_or_none()
    if row is None:
        return None
    identity, questionnaire, version, *others = row
    return AssessmentRecord(identity, f"{questionnaire}@{version}", *others)
