"""Taking initiatives up, ending them and taking that back.  Doing again what has been done changes nothing."""

import uuid
from datetime import date

from sqlalchemy import ColumnElement, Connection, and_, delete, update
from sqlalchemy.dialects import postgresql, sqlite

from radar.models import AdoptedInitiative

_INSERTS = {
    "postgresql": postgresql.insert(AdoptedInitiative).on_conflict_do_nothing(),
    "sqlite": sqlite.insert(AdoptedInitiative).on_conflict_do_nothing(),
}


def adopt(
    connection: Connection, organisation_id: uuid.UUID, questionnaire_id: str, initiative_id: str, on: date
) -> None:
    """Take an initiative up from a day on."""
    row = {"organisation_id": organisation_id, "questionnaire_id": questionnaire_id, "initiative_id": initiative_id}
    connection.execute(_INSERTS[connection.dialect.name], {**row, "since": on})
    connection.commit()


def end(
    connection: Connection, organisation_id: uuid.UUID, questionnaire_id: str, initiative_id: str, on: date
) -> None:
    """Say that an initiative has come to its end; the first such day stays."""
    one = _one(organisation_id, questionnaire_id, initiative_id)
    connection.execute(update(AdoptedInitiative).where(one, AdoptedInitiative.until.is_(None)).values(until=on))
    connection.commit()


def withdraw(connection: Connection, organisation_id: uuid.UUID, questionnaire_id: str, initiative_id: str) -> None:
    """Forget that an initiative was taken up."""
    connection.execute(delete(AdoptedInitiative).where(_one(organisation_id, questionnaire_id, initiative_id)))
    connection.commit()


def _one(organisation_id: uuid.UUID, questionnaire_id: str, initiative_id: str) -> ColumnElement[bool]:
    return and_(
        AdoptedInitiative.organisation_id == organisation_id,
        AdoptedInitiative.questionnaire_id == questionnaire_id,
        AdoptedInitiative.initiative_id == initiative_id,
    )
