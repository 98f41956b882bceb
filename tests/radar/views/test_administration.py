"""Looking after the installation: administrators and portfolios."""

import uuid

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, select
from werkzeug.test import TestResponse

from radar.models import Account
from tests.databases import count_queries
from tests.radar import members
from tests.radar.views.trial import csrf_token

LAST = "Le site doit garder une personne à l’administration; donnez d’abord ce droit à quelqu’un d’autre."


@pytest.fixture
def administrator(connection: Connection) -> uuid.UUID:
    """An administrator."""
    return members.add_account(connection, administrator=True)


@pytest.fixture
def desk(client: FlaskClient, connection: Connection, administrator: uuid.UUID) -> FlaskClient:
    """Their browser."""
    return members.sign_in(client, connection, administrator)


def post(client: FlaskClient, path: str, **fields: str) -> TestResponse:
    return client.post(path, data={"csrf_token": csrf_token(client), **fields}, follow_redirects=True)


def administrators(connection: Connection) -> set[uuid.UUID]:
    found = set(connection.execute(select(Account.id).where(Account.administrator)).scalars())
    connection.rollback()
    return found


def test_administrators_are_made_and_unmade_but_never_the_last(
    desk: FlaskClient, connection: Connection, administrator: uuid.UUID
) -> None:
    other = members.add_account(connection, "nour@exemple.quebec")
    refused = post(desk, f"/administration/comptes/{administrator}", administrator="no")
    assert (refused.status_code, LAST in refused.text) == (409, True)
    assert "Le droit est enregistré." in post(desk, f"/administration/comptes/{other}", administrator="yes").text
    assert administrators(connection) == {administrator, other}
    assert post(desk, f"/administration/comptes/{administrator}", administrator="no").request.path == "/organisations"
    assert administrators(connection) == {other}
    assert desk.get("/administration").status_code == 404


@pytest.mark.parametrize("path", ["/administration", "/portefeuilles", "/organisations"])
def test_more_rows_cost_no_more_statements(app: Flask, desk: FlaskClient, connection: Connection, path: str) -> None:
    counts = []
    for _ in range(2):
        with count_queries(app.extensions["database"]) as statements:
            assert desk.get(path).status_code == 200
        counts.append(len(statements))
        for number in range(3):
            members.add_account(connection, f"personne-{len(counts)}-{number}@exemple.quebec")
            members.add_organisation(connection)
            post(desk, "/portefeuilles", name="Ministère")
    assert counts[0] == counts[1]
