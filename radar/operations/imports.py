"""Bringing past results in: closed assessments of many organisations at once, all of them or none."""

import json
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy import (
    JSON,
    Connection,
    Insert,
    SmallInteger,
    TableValuedAlias,
    Text,
    bindparam,
    cast,
    func,
    insert,
    literal,
    select,
    text,
)
from sqlalchemy.sql.elements import ColumnElement

from radar import queries
from radar.database import begin_write
from radar.models import Answer, Assessment, Organisation, PortfolioOrganisation
from radar.operations import journal, portfolios, results
from radar.operations.assessments import pinned
from radar.operations.journal import Entry
from radar.queries.imports import ImportPlan
from scoring.scores import UNANSWERED
from scoring.sheets.faults import SheetFaults
from scoring.sheets.past import PastAssessment, PastResults, same_name

BATCH = 250
LOCK = 5_119_873_020  # of imports, on PostgreSQL


def bring_in(
    connection: Connection,
    past: PastResults,
    faults: SheetFaults,
    account_id: uuid.UUID | None,
    now: datetime,
    portfolio_id: uuid.UUID | None = None,
) -> ImportPlan:
    """Store past results as closed assessments and return what was done; raises Refused if anything is at fault."""
    _hold_imports(connection)
    plan = queries.imports.plan(connection, past, faults)
    if faults.count:
        connection.rollback()
        raise faults.refusal()
    bodies = {**plan.known, **_add_organisations(connection, plan.new, now)}
    if portfolio_id:
        _put_into_portfolio(connection, portfolio_id, bodies.values())
    for some in _batches(plan.assessments):
        _add(connection, past, some, bodies, account_id, now)
    connection.commit()
    return plan


def _hold_imports(connection: Connection) -> None:
    """Keep other imports from changing what this one is about to look at."""
    begin_write(connection)
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


def _add_organisations(connection: Connection, new: Mapping[str, str], now: datetime) -> dict[str, uuid.UUID]:
    ids = {key: uuid.uuid4() for key in new}
    if ids:
        rows = [{"id": ids[key], "name": name, "created_at": now} for key, name in new.items()]
        connection.execute(insert(Organisation), rows)
    return ids


def _put_into_portfolio(connection: Connection, portfolio_id: uuid.UUID, bodies: Iterable[uuid.UUID]) -> None:
    portfolios.hold(connection, portfolio_id)
    held = select(PortfolioOrganisation.organisation_id).filter_by(portfolio_id=portfolio_id)
    missing = set(bodies) - set(connection.execute(held).scalars())
    if missing:
        rows = [{"portfolio_id": portfolio_id, "organisation_id": body} for body in missing]
        connection.execute(insert(PortfolioOrganisation), rows)


def _batches(assessments: Sequence[PastAssessment]) -> Iterator[Sequence[PastAssessment]]:
    return (assessments[first : first + BATCH] for first in range(0, len(assessments), BATCH))


def _add(
    connection: Connection,
    past: PastResults,
    some: Sequence[PastAssessment],
    bodies: Mapping[str, uuid.UUID],
    account_id: uuid.UUID | None,
    now: datetime,
) -> None:
    """Store some assessments with their answers, their results and what the journal says of them."""
    ids = [uuid.uuid4() for _ in some]
    base = {**pinned(past.questionnaire, now), "state": "closed"}
    rows = [
        {**base, "id": key, "organisation_id": bodies[same_name(one.organisation)], **_campaign(one)}
        for key, one in zip(ids, some, strict=True)
    ]
    connection.execute(insert(Assessment), rows)
    codes = past.codes(some)
    # A code for each question: those of a statement from every perspective follow one another.
    answers = codes.transpose(0, 2, 1).reshape(len(some), -1).tolist()
    sheets = _sheets(list(past.questionnaire.question_by_id), answers)
    stored = [{"assessment": key, "codes": sheet, "moment": now} for key, sheet in zip(ids, sheets, strict=True)]
    connection.execute(_INSERT_ANSWERS[connection.dialect.name], stored)
    results.keep_scores(connection, past.questionnaire, ids, past.scores(codes))
    imported = {key: Entry("imported", after=one.campaign) for key, one in zip(ids, some, strict=True)}
    journal.record_each(connection, account_id, now, imported)


def _campaign(one: PastAssessment) -> dict[str, object]:
    return {"campaign": one.campaign, "campaign_on": one.on, "official": one.official}


def _sheets(questions: Sequence[str], answers: Iterable[Sequence[int]]) -> Iterator[str]:
    """Yield the answers of each assessment as JSON; what was left unanswered is not there."""
    for codes in answers:
        pairs = zip(questions, codes, strict=True)
        yield json.dumps({question: code for question, code in pairs if code != UNANSWERED})


def _insert_answers(each: TableValuedAlias) -> Insert:
    """Return the statement that stores all the answers of an assessment at once: many times faster than one by one."""
    answers = select(
        bindparam("assessment", type_=Answer.assessment_id.type),
        each.c.key,
        cast(each.c.value, SmallInteger),
        literal(""),
        bindparam("moment", type_=Answer.changed_at.type),
    )
    return insert(Answer).from_select(["assessment_id", "statement_id", "code", "reason", "changed_at"], answers)


_CODES: ColumnElement[str] = bindparam("codes", type_=Text)
_INSERT_ANSWERS = {
    "postgresql": _insert_answers(func.json_each_text(cast(_CODES, JSON)).table_valued("key", "value")),
    "sqlite": _insert_answers(func.json_each(_CODES).table_valued("key", "value")),
}
