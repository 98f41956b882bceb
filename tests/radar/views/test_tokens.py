"""The page on which an organisation lets programs in."""

import logging
import re
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection
from werkzeug.test import TestResponse

from radar import operations, queries
from radar.i18n import day, today
from radar.logs import LINE, LinklessFormatter
from radar.operations.tokens import NewToken
from tests.databases import count_queries
from tests.html import validate
from tests.radar import members
from tests.radar.moments import NOON
from tests.radar.views.trial import csrf_token

TOKEN = re.compile(r'value="(rnq_[\w-]{43})"')


@pytest.fixture
def home(connection: Connection) -> uuid.UUID:
    """An organisation."""
    return members.add_organisation(connection)


@pytest.fixture
def browser(client: FlaskClient, connection: Connection, home: uuid.UUID) -> FlaskClient:
    """The browser of somebody responsible."""
    return members.sign_in(client, connection, members.add_member(connection, home, "responsable"))


def page(home: uuid.UUID) -> str:
    return f"/organisations/{home}/acces-api"


def create(browser: FlaskClient, home: uuid.UUID, **fields: str) -> TestResponse:
    data = {"csrf_token": csrf_token(browser), "name": "Entrepôt", "scope": "read", **fields}
    return browser.post(page(home), data=data, follow_redirects=True)


def test_a_token_is_shown_once_and_opens_the_organisation(app: Flask, browser: FlaskClient, home: uuid.UUID) -> None:
    found = TOKEN.search(create(browser, home).text)
    assert found
    called = app.test_client().get("/api/v1/organisation", headers={"Authorization": f"Bearer {found[1]}"})
    assert called.get_json() == {"id": str(home), "name": "Régie de l’essai"}
    again = browser.get(page(home)).text
    assert "Entrepôt" in again
    assert "rnq_" not in again


def test_a_revoked_token_opens_nothing_and_is_still_told(app: Flask, browser: FlaskClient, home: uuid.UUID) -> None:
    made = create(browser, home).text
    path = re.search(r'action="([^"]*/revocation)"', made)
    token = TOKEN.search(made)
    assert path
    assert token
    answer = browser.post(path[1], data={"csrf_token": csrf_token(browser)}, follow_redirects=True).text
    assert "n’ont plus accès" in answer
    assert "Aucun programme n’a accès à cet organisme." in answer
    assert "révoqué le" in answer
    called = app.test_client().get("/api/v1/organisation", headers={"Authorization": f"Bearer {token[1]}"})
    assert called.status_code == 401


def test_another_organisation_cannot_revoke_it(browser: FlaskClient, connection: Connection, home: uuid.UUID) -> None:
    other = members.add_organisation(connection, "Autre")
    account_id = members.add_member(connection, other, "responsable")
    operations.tokens.create(connection, other, NewToken("Le leur", "write"), account_id, NOON)
    (theirs,) = queries.tokens.tokens_of(connection, other)
    connection.rollback()
    browser.post(f"{page(home)}/{theirs.id}/revocation", data={"csrf_token": csrf_token(browser)})
    (theirs,) = queries.tokens.tokens_of(connection, other)
    assert theirs.revoked_at is None


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": " "}, "Nommez le jeton d’après le programme qui s’en servira."),
        ({"name": "a" * 121}, "Ce nom est trop long; raccourcissez-le à 120 caractères."),
        ({"scope": "tout"}, "Choisissez ce que le jeton permet"),
        ({"last_day": "demain"}, "n’est pas une date"),
        ({"last_day": "2020-01-01"}, "Choisissez un dernier jour à partir d’aujourd’hui, d’ici dix ans."),
        ({"last_day": "9999-12-31"}, "Choisissez un dernier jour à partir d’aujourd’hui, d’ici dix ans."),
    ],
)
def test_what_cannot_be_a_token_is_said(
    browser: FlaskClient, home: uuid.UUID, fields: dict[str, str], sentence: str
) -> None:
    answer = create(browser, home, **fields)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Aucun programme n’a accès" in answer.text


def test_a_last_day_is_a_whole_day(app: Flask, browser: FlaskClient, connection: Connection, home: uuid.UUID) -> None:
    with app.test_request_context():
        last, shown = today(), day(today())
    create(browser, home, last_day=last.isoformat())
    (token,) = queries.tokens.tokens_of(connection, home)
    assert token.expires_at
    assert timedelta(hours=23) < token.expires_at - datetime.now(UTC) + timedelta(days=1) < timedelta(days=2)
    assert f"vaut jusqu’au {shown}" in browser.get(page(home)).text


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_pages_are_valid(browser: FlaskClient, home: uuid.UUID, language: str) -> None:
    pages = {
        "none": browser.get(f"{page(home)}?lang={language}").text,
        "refused": create(browser, home, name="", scope="?", last_day="?").text,
        "new": create(browser, home, name="<b>É</b>", scope="write", last_day="2031-01-01").text,
        "interface": browser.get("/api").text,
    }
    path = re.search(r'action="([^"]*/revocation)"', pages["new"])
    assert path
    pages["revoked"] = browser.post(path[1], data={"csrf_token": csrf_token(browser)}, follow_redirects=True).text
    assert validate(pages) == []


def test_the_page_asks_the_database_as_often_for_many_tokens(
    app: Flask, browser: FlaskClient, connection: Connection, home: uuid.UUID
) -> None:
    account_id = members.add_member(connection, home, "responsable")
    counts = []
    for _ in range(2):
        for _ in range(3):
            operations.tokens.create(connection, home, NewToken("T", "write"), account_id, NOON)
        with count_queries(app.extensions["database"]) as seen:
            browser.get(page(home))
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_no_token_gets_into_the_log() -> None:
    record = logging.LogRecord("a", logging.INFO, "a", 1, "GET /api/v1/organisation?token=rnq_AbC-_9", (), None)
    assert LinklessFormatter(LINE).format(record).endswith("?token=rnq_…")


def test_the_page_of_the_interface_lists_every_address(client: FlaskClient) -> None:
    text = client.get("/api").text
    assert "PUT /api/v1/plans/{plan_id}" in text.replace("<wbr>", "")
    assert 'href="/api/v1/openapi.json"' in text
