"""A closed survey of a million people to measure, put straight into the database."""

import uuid
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Engine

from radar import models
from scoring.questionnaire import Questionnaire

NOW = datetime(2026, 10, 1, tzinfo=UTC)
STEP = 20_000


def fill(engine: Engine, questionnaire: Questionnaire, respondents: int) -> uuid.UUID:
    """Put a survey about every statement into the database, answered by so many; return its id."""
    workshop_id = uuid.uuid4()
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            # References are checked row by row, which would take longer than all that is measured.
            connection.execute(sa.text("SET session_replication_role = replica"))
        _open(connection, questionnaire, workshop_id)
        for start in range(0, respondents, STEP):
            seats = [_seat(workshop_id) for _ in range(min(STEP, respondents - start))]
            connection.execute(sa.insert(models.Participant), seats)
        connection.commit()
        for statement in questionnaire.statements:
            connection.execute(_votes(engine.dialect.name), {"statement": statement.id, "now": NOW})
            connection.commit()
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(sa.text("VACUUM ANALYZE ballots"))
    return workshop_id


def _seat(workshop_id: uuid.UUID) -> dict[str, Any]:
    return {"workshop_id": workshop_id, "id": uuid.uuid4(), "unit": "", "typed_in": False, "joined_at": NOW}


def _open(connection: Connection, questionnaire: Questionnaire, workshop_id: uuid.UUID) -> None:
    organisation_id, assessment_id = uuid.uuid4(), uuid.uuid4()
    connection.execute(sa.insert(models.Organisation).values(id=organisation_id, name="Régie", created_at=NOW))
    connection.execute(
        sa.insert(models.Assessment).values(
            id=assessment_id,
            organisation_id=organisation_id,
            questionnaire_id=questionnaire.id,
            questionnaire_version=questionnaire.version,
            questionnaire_hash=questionnaire.hash,
            created_at=NOW,
            changed_at=NOW,
        )
    )
    connection.execute(
        sa.insert(models.Workshop).values(
            id=workshop_id,
            assessment_id=assessment_id,
            kind="survey",
            title="Sondage",
            axes="\n".join(axis.id for axis in questionnaire.axes),
            pace="free",
            state="open",
            created_at=NOW,
        )
    )
    key = {"workshop_id": workshop_id, "number": 1, "opened_at": NOW}
    connection.execute(sa.insert(models.Round), [{**key, "statement_id": each.id} for each in questionnaire.statements])


def _votes(dialect: str) -> sa.Insert:
    """Return the statement by which everybody answers a statement, one in ten by not applicable."""
    chance: sa.ColumnElement[Any] = (
        sa.cast(sa.func.floor(sa.func.random() * 10), sa.Integer)
        if dialect == "postgresql"
        else sa.func.abs(sa.func.random() % 10)
    )
    drawn = (
        sa.select(models.Participant.workshop_id, models.Participant.id, chance.label("chance"))
        .order_by(models.Participant.id)
        .subquery()
    )
    code = sa.case((drawn.c.chance > 8, 5), else_=drawn.c.chance % 5)
    columns = ["workshop_id", "statement_id", "round", "participant_id", "code", "cast_at"]
    return sa.insert(models.Ballot).from_select(
        columns,
        sa.select(
            drawn.c.workshop_id,
            sa.bindparam("statement", type_=sa.String),
            sa.literal(1),
            drawn.c.id,
            code,
            sa.bindparam("now", type_=models.Ballot.cast_at.type),
        ),
    )
