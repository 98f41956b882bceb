"""Workshops as a facilitator leaves them, made straight in the database, and phones that join them."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, insert, select, update
from werkzeug.test import TestResponse

from radar.models import Ballot, Participant, Round, Workshop
from scoring.questionnaire import Questionnaire
from tests.radar import members
from tests.radar.views.trial import PROGRAM, csrf_token

AXIS = "experience-utilisateur"
CODE = "K7M2QP"


def add_workshop(connection: Connection, questionnaire: Questionnaire, **changes: Any) -> uuid.UUID:
    """Add a workshop in free pace for one axis, every statement of which is open."""
    assessment_id = changes.pop("assessment_id", None) or members.add_assessment(
        connection, questionnaire, members.add_organisation(connection)
    )
    now = datetime.now(UTC)
    values = {
        "id": uuid.uuid4(),
        "assessment_id": assessment_id,
        "kind": "workshop",
        "title": "Atelier du comité",
        "code": CODE,
        "axes": AXIS,
        "units": "Direction\nSoutien",
        "pace": "free",
        "state": "open",
        "created_at": now,
        "code_ends_at": now + timedelta(hours=12),
        **changes,
    }
    connection.execute(insert(Workshop).values(values))
    for statement in questionnaire.axis_by_id[AXIS].statements:
        open_round(connection, values["id"], statement.id)
    return uuid.UUID(str(values["id"]))


def open_round(connection: Connection, workshop_id: uuid.UUID, statement_id: str, number: int = 1) -> None:
    """Open a round of a statement."""
    connection.execute(
        insert(Round).values(
            workshop_id=workshop_id, statement_id=statement_id, number=number, opened_at=datetime.now(UTC)
        )
    )
    connection.commit()


def change(connection: Connection, workshop_id: uuid.UUID, **values: Any) -> None:
    """Change a workshop in a way that phones must be told."""
    wanted = {**values, "changes": Workshop.changes + 1}
    connection.execute(update(Workshop).where(Workshop.id == workshop_id).values(wanted))
    connection.commit()


def reveal(connection: Connection, workshop_id: uuid.UUID, statement_id: str, **values: Any) -> None:
    """Reveal the rounds of a statement."""
    key = (Round.workshop_id == workshop_id) & (Round.statement_id == statement_id)
    connection.execute(update(Round).where(key).values(revealed_at=datetime.now(UTC), **values))
    change(connection, workshop_id)


def ballots(connection: Connection, workshop_id: uuid.UUID) -> Sequence[tuple[str, int, int]]:
    """Return the votes of a workshop: statement, round and code, in order."""
    key = Ballot.workshop_id == workshop_id
    columns = select(Ballot.statement_id, Ballot.round, Ballot.code).where(key)
    rows = [(row[0], row[1], row[2]) for row in connection.execute(columns.order_by(*columns.selected_columns))]
    connection.rollback()
    return rows


def participants(connection: Connection, workshop_id: uuid.UUID) -> int:
    """Return how many have joined."""
    found = connection.execute(select(Participant.id).where(Participant.workshop_id == workshop_id)).all()
    connection.rollback()
    return len(found)


@dataclass
class Phone:
    """A phone in the room."""

    client: FlaskClient
    address: str
    token: str

    def get(self, path: str = "", **options: Any) -> TestResponse:
        """Open a page of the workshop."""
        return self.client.get(self.address + path, **options)

    def post(self, path: str, **fields: str) -> TestResponse:
        """Send a form."""
        return self.client.post(self.address + path, data={"csrf_token": self.token, **fields})

    def vote(self, statement_id: str, level: str, number: int = 1) -> TestResponse:
        """Vote by touching a level."""
        return self.post(f"/votes/{statement_id}", level=level, round=str(number))

    def send(self, statement_id: str, vote: object) -> TestResponse:
        """Vote as the page's script does."""
        headers = {**PROGRAM, "X-CSRFToken": self.token}
        return self.client.put(f"{self.address}/votes/{statement_id}", json=vote, headers=headers)


def join(app: Flask, code: str = CODE, **fields: str) -> Phone:
    """Let a new phone in."""
    client = app.test_client()
    token = csrf_token(client)
    answer = client.post(f"/r/{code}", data={"csrf_token": token, **fields})
    assert answer.status_code == 303, answer.text
    return Phone(client, answer.headers["Location"], token)
