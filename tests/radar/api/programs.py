"""A program that holds a token of an organisation."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import Connection
from werkzeug.test import TestResponse

from radar import operations
from radar.operations.tokens import NewToken
from tests.radar import members
from tests.radar.moments import NOON

PLAN: dict[str, Any] = {
    "format": 1,
    "title": "Plan de la Régie",
    "first_day": "2026-04-01",
    "years": 3,
    "questionnaire": "radar-numeriqc@1.0.0",
    "themes": [{"id": "t1", "name": "Services"}, {"id": "t2", "name": "Données"}],
    "initiatives": [
        {"id": "i1", "title": "Guichet unique", "themes": ["t1"], "quarters": 4, "start": 0},
        {"id": "i2", "title": "Registre des données", "needs": ["i1"], "quarters": 2, "start": 4},
    ],
    "capacities": [{"body": "", "each_quarter": 2.0}, {"body": "-", "each_quarter": 1.0}],
    "texts": {"portrait": "Là où nous en sommes."},
}


@dataclass(frozen=True, slots=True)
class Program:
    """A program, the organisation of its token, and who made that."""

    client: FlaskClient
    organisation_id: uuid.UUID
    account_id: uuid.UUID
    token: str

    def call(self, method: str, path: str, *, json: object = None, **headers: str) -> TestResponse:
        """Call an address below `/api/v1`."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        sent.setdefault("Authorization", f"Bearer {self.token}")
        return self.client.open(f"/api/v1{path}", method=method, json=json, headers=sent)

    def get(self, path: str) -> Any:
        """Return the JSON at an address."""
        answer = self.call("GET", path)
        assert answer.status_code == 200, answer.text
        return answer.get_json()


def program(
    client: FlaskClient,
    connection: Connection,
    *,
    scope: str = "write",
    expires_at: datetime | None = None,
    name: str = "Régie de l’essai",
) -> Program:
    """Return a program with a token of a new organisation."""
    organisation_id = members.add_organisation(connection, name)
    account_id = members.add_member(connection, organisation_id, "responsable")
    wanted = NewToken("Entrepôt", scope, expires_at)
    token = operations.tokens.create(connection, organisation_id, wanted, account_id, NOON)
    return Program(client, organisation_id, account_id, token)
