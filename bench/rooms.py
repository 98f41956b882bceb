"""A workshop to measure, held straight in the database: the load is what the phones do."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy import Engine

from radar import operations, paths
from radar.models import Ballot, Participant, Workshop
from radar.operations.campaigns import Campaign
from radar.operations.workshops import WorkshopChoices
from scoring import loading


@dataclass
class Room:
    """A workshop as its facilitator holds it."""

    engine: Engine
    workshop_id: uuid.UUID
    code: str
    statements: Sequence[str]

    def open(self, statement: str) -> None:
        """Put a statement to the vote."""
        with self.engine.connect() as connection:
            operations.workshops.open_statement(connection, self.workshop_id, statement, datetime.now(UTC))

    def reveal(self, statement: str) -> str:
        """Close the votes on a statement and return how far the workshop has moved."""
        with self.engine.connect() as connection:
            operations.workshops.reveal(connection, self.workshop_id, statement, 1, datetime.now(UTC))
            return str(connection.execute(sa.select(Workshop.changes)).scalar_one())

    def votes(self, statement: str) -> int:
        """Return how many votes are stored."""
        with self.engine.connect() as connection:
            found = sa.select(sa.func.count()).select_from(Ballot).where(Ballot.statement_id == statement)
            return connection.execute(found).scalar_one()

    def participants(self) -> int:
        """Return how many have joined."""
        with self.engine.connect() as connection:
            return connection.execute(sa.select(sa.func.count()).select_from(Participant)).scalar_one()


def open_room(engine: Engine, statements: int) -> Room:
    """Prepare an organisation with a workshop, of which so many statements are to be voted on."""
    questionnaire = loading.load(loading.find(paths.QUESTIONNAIRES, "radar-numeriqc"))
    chosen = [statement.id for statement in questionnaire.statements[:statements]]
    now = datetime.now(UTC)
    with engine.connect() as connection:
        account_id = operations.people.add_account(connection, "banc@exemple.quebec", "", "!", now)
        organisation_id = operations.organisations.create_organisation(connection, "Banc d’essai", now)
        assessment_id = operations.campaigns.start(
            connection, questionnaire, organisation_id, Campaign("Banc"), account_id, now
        )
        plan = WorkshopChoices("Banc", [axis.id for axis in questionnaire.axes], "led")
        workshop_id = operations.workshops.create_workshop(connection, assessment_id, plan, chosen, now, account_id)
        code = connection.execute(sa.select(Workshop.code)).scalar_one()
    return Room(engine, workshop_id, code or "", chosen)
