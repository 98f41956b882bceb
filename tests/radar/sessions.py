"""Sessions held by a facilitator, and ballots put straight into the database."""

import re
import secrets
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy import Connection, insert
from werkzeug.test import TestResponse

from radar import operations
from radar.models import Ballot, Participant
from radar.operations.workshops import WorkshopChoices
from scoring.questionnaire import Questionnaire
from tests.radar import members
from tests.radar.moments import NOON
from tests.radar.views.trial import csrf_token

AXIS = "experience-utilisateur"


@dataclass(frozen=True, slots=True)
class Place:
    """An assessment of an organisation, who facilitates it, and a session of it."""

    organisation_id: uuid.UUID
    assessment_id: uuid.UUID
    account_id: uuid.UUID
    workshop_id: uuid.UUID


def hold(connection: Connection, questionnaire: Questionnaire, pace: str = "led") -> Place:
    """Open a session of one axis."""
    organisation_id = members.add_organisation(connection)
    assessment_id = members.add_assessment(connection, questionnaire, organisation_id)
    account_id = members.add_member(connection, organisation_id, "facilitator")
    statements = [statement.id for statement in questionnaire.axis_by_id[AXIS].statements]
    plan = WorkshopChoices("Atelier du comité", [AXIS], pace)
    workshop_id = operations.workshops.create_workshop(connection, assessment_id, plan, statements, NOON, account_id)
    return Place(organisation_id, assessment_id, account_id, workshop_id)


def renew(connection: Connection) -> None:
    """Make the codes of sessions that began in the past valid whenever the test runs."""
    connection.execute(sa.text("UPDATE workshops SET code_ends_at = '2999-01-01 00:00:00+00:00'"))
    connection.commit()


def seat(connection: Connection, workshop_id: uuid.UUID, people: int) -> Sequence[uuid.UUID]:
    """Let people join."""
    rows = [
        {
            "workshop_id": workshop_id,
            "id": uuid.uuid4(),
            "token_hash": secrets.token_bytes(32),
            "unit": "",
            "typed_in": False,
            "joined_at": NOON,
        }
        for _ in range(people)
    ]
    connection.execute(insert(Participant), rows)
    connection.commit()
    return [row["id"] for row in rows if isinstance(row["id"], uuid.UUID)]


def cast(
    connection: Connection, workshop_id: uuid.UUID, statement_id: str, votes: Mapping[uuid.UUID, int], number: int = 1
) -> None:
    """Let people vote in a round."""
    key = {"workshop_id": workshop_id, "statement_id": statement_id, "round": number, "cast_at": NOON}
    connection.execute(insert(Ballot), [{**key, "participant_id": who, "code": code} for who, code in votes.items()])
    connection.commit()


def vote(connection: Connection, place: Place, codes: list[int], number: int = 1, statement: str = "e01") -> None:
    """Let new people join and vote."""
    people = seat(connection, place.workshop_id, len(codes))
    cast(connection, place.workshop_id, statement, dict(zip(people, codes, strict=True)), number)


def words(page: str) -> str:
    """Return what a page says, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).replace("\u00a0", " ").split())


@dataclass
class Console:
    """The facilitator's browser, without script."""

    client: FlaskClient
    address: str
    token: str

    def get(self, path: str = "", **options: str) -> TestResponse:
        """Open a page of the session."""
        return self.client.get(self.address + path, query_string=options)

    def post(self, path: str, **fields: str) -> TestResponse:
        """Send a form and see where it leads."""
        data = {"csrf_token": self.token, **fields}
        return self.client.post(self.address + path, data=data, follow_redirects=True)


def console(client: FlaskClient, connection: Connection, place: Place) -> Console:
    """Sign the facilitator in."""
    members.sign_in(client, connection, place.account_id)
    return Console(client, f"/seances/{place.workshop_id}", csrf_token(client))
