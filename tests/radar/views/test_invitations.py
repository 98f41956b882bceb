"""Invitations let one person in, once."""

import re
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, func, select, update
from werkzeug.test import TestResponse

from radar import operations
from radar.app import create_app
from radar.config import Config
from radar.models import Account, Invitation, Membership
from tests.radar import members
from tests.radar.mail_server import MailServer
from tests.radar.views.trial import csrf_token

NEWCOMER = {"email": "nour@exemple.quebec", "password": "trois bouleaux au bord", "name": "Nour"}
UNUSABLE = "Cette invitation ne sert plus"
LINK = re.compile(r'value="http://localhost(/invitations/[\w-]+)"')


@pytest.fixture
def home(connection: Connection) -> uuid.UUID:
    """An organisation."""
    return members.add_organisation(connection)


@pytest.fixture
def responsable(client: FlaskClient, connection: Connection, home: uuid.UUID) -> FlaskClient:
    """The browser of somebody who manages it."""
    return members.sign_in(client, connection, members.add_member(connection, home, "responsable"))


@pytest.fixture
def link(responsable: FlaskClient, home: uuid.UUID) -> str:
    """The link of an invitation as facilitator."""
    return invite(responsable, home, role="facilitator", email="")


def post(client: FlaskClient, path: str, **fields: str) -> TestResponse:
    return client.post(path, data={"csrf_token": csrf_token(client), **fields})


def invite(client: FlaskClient, home: uuid.UUID, **fields: str) -> str:
    assert post(client, f"/organisations/{home}/invitations", **fields).status_code == 303
    (found,) = LINK.findall(client.get(f"/organisations/{home}").text)
    return str(found)


def roles(connection: Connection) -> dict[str, str]:
    rows = connection.execute(select(Account.email, Membership.role).join(Membership)).all()
    connection.rollback()
    return {email.partition("-")[0]: role for email, role in rows}


def test_a_newcomer_makes_an_account_and_is_in(app: Flask, link: str, home: uuid.UUID, connection: Connection) -> None:
    newcomer = app.test_client()
    page = newcomer.get(link)
    assert "Invitation de Régie de l’essai" in page.text
    assert "Votre rôle\u00a0: Animation." in page.text
    assert page.headers["Cache-Control"] == "no-store"
    accepted = post(newcomer, link, **NEWCOMER)
    assert accepted.location == f"/organisations/{home}"
    assert "Régie de l’essai" in newcomer.get(accepted.location).text
    assert roles(connection)[NEWCOMER["email"]] == "facilitator"


def test_the_link_is_shown_once_and_only_its_hash_is_kept(
    responsable: FlaskClient, link: str, home: uuid.UUID, connection: Connection
) -> None:
    assert not LINK.findall(responsable.get(f"/organisations/{home}").text)
    (kept,) = connection.execute(select(Invitation.token_hash)).scalars()
    assert link.rpartition("/")[2].encode() not in kept


def test_an_invitation_serves_once(app: Flask, link: str) -> None:
    assert post(app.test_client(), link, **NEWCOMER).status_code == 303
    second = app.test_client()
    for answer in (second.get(link), post(second, link, **{**NEWCOMER, "email": "autre@exemple.quebec"})):
        assert answer.status_code == 410
        assert UNUSABLE in answer.text


def test_whoever_has_an_account_joins_with_it(app: Flask, link: str, home: uuid.UUID, connection: Connection) -> None:
    account_id = members.add_account(connection)
    client = members.sign_in(app.test_client(), connection, account_id)
    assert "Vous êtes en ligne avec le compte alix@exemple.quebec." in client.get(link).text
    assert post(client, link).location == f"/organisations/{home}"
    assert roles(connection)["alix@exemple.quebec"] == "facilitator"


def test_an_address_that_is_taken_signs_in_first_and_the_link_still_serves(
    app: Flask, link: str, connection: Connection
) -> None:
    members.add_account(connection, NEWCOMER["email"])
    stranger = app.test_client()
    refused = post(stranger, link, **NEWCOMER)
    assert refused.status_code == 409
    assert "Un compte existe déjà à cette adresse; connectez-vous d’abord avec ce compte." in refused.text
    assert f"/connexion?then={link}" in refused.text
    assert stranger.get(link).status_code == 200


def test_an_invitation_never_takes_a_right_away(
    responsable: FlaskClient, home: uuid.UUID, connection: Connection
) -> None:
    reading = invite(responsable, home, role="reader", email="")
    assert post(responsable, reading).status_code == 303
    assert roles(connection) == {"responsable": "responsable"}


@pytest.mark.parametrize("age", [timedelta(days=14), timedelta(days=30)])
def test_an_invitation_is_worth_a_fortnight(app: Flask, link: str, connection: Connection, age: timedelta) -> None:
    connection.execute(update(Invitation).values(expires_at=Invitation.expires_at, created_at=datetime.now(UTC) - age))
    ends = connection.execute(select(Invitation.expires_at)).scalar_one()
    connection.execute(update(Invitation).values(expires_at=ends - age))
    connection.commit()
    assert app.test_client().get(link).status_code == 410


def test_a_new_link_replaces_the_old_and_a_withdrawn_one_opens_nothing(
    app: Flask, responsable: FlaskClient, link: str, home: uuid.UUID, connection: Connection
) -> None:
    path = f"/organisations/{home}/invitations/{connection.execute(select(Invitation.id)).scalar_one()}"
    connection.rollback()
    assert post(responsable, f"{path}/renvoi").status_code == 303
    (newer,) = LINK.findall(responsable.get(f"/organisations/{home}").text)
    stranger = app.test_client()
    assert (stranger.get(link).status_code, stranger.get(newer).status_code) == (410, 200)
    post(responsable, f"{path}/retrait")
    assert stranger.get(newer).status_code == 410
    refused = post(responsable, f"{path}/renvoi")
    assert (refused.status_code, "Cette invitation a déjà servi ou a été retirée" in refused.text) == (409, True)


def test_nobody_withdraws_the_invitations_of_others(app: Flask, link: str, connection: Connection) -> None:
    elsewhere = members.add_organisation(connection, "Autre")
    other = members.sign_in(app.test_client(), connection, members.add_member(connection, elsewhere, "responsable"))
    invitation_id = connection.execute(select(Invitation.id)).scalar_one()
    connection.rollback()
    for action in ("renvoi", "retrait"):
        post(other, f"/organisations/{elsewhere}/invitations/{invitation_id}/{action}")
    assert app.test_client().get(link).status_code == 200


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"role": "owner", "email": ""}, "Choisissez un rôle\u00a0: lecture, animation ou responsable."),
        ({"role": "reader", "email": "nour"}, "Écrivez une adresse de courriel, comme nom@exemple.quebec."),
        ({"role": "reader", "email": "a@b.ca\r\nBcc: c@d.ca"}, "Écrivez une adresse de courriel"),
    ],
)
def test_an_invitation_in_error_is_not_made(
    responsable: FlaskClient, home: uuid.UUID, connection: Connection, fields: dict[str, str], sentence: str
) -> None:
    refused = post(responsable, f"/organisations/{home}/invitations", **fields)
    assert refused.status_code == 422
    assert sentence in refused.text
    assert connection.execute(select(func.count()).select_from(Invitation)).scalar_one() == 0


@pytest.mark.parametrize(
    ("refuses", "told"),
    [(False, "L’invitation est envoyée à nour@exemple.quebec."), (True, "le courriel n’est pas parti")],
)
def test_an_invitation_is_mailed_and_shown_whether_or_not_that_works(
    settings: Config, connection: Connection, home: uuid.UUID, refuses: bool, told: str
) -> None:
    with MailServer(refuses=refuses) as server:
        app = create_app(replace(settings, smtp_url=server.url, mail_from="radar@exemple.quebec"))
        client = members.sign_in(app.test_client(), connection, members.add_member(connection, home, "responsable"))
        assert (
            post(client, f"/organisations/{home}/invitations", role="reader", email=NEWCOMER["email"]).status_code
            == 303
        )
        page = client.get(f"/organisations/{home}").text
        (link,) = LINK.findall(page)
        assert told in page
        assert client.application.test_client().get(link).status_code == 200
        app.extensions["database"].dispose()
    for message in server.messages:
        assert message["To"] == NEWCOMER["email"]
        assert message["Subject"] == "Invitation\u00a0: Régie de l’essai dans Radar numériQc"
        assert f"http://localhost{link}\n" in message.get_content()
    assert len(server.messages) == (0 if refuses else 1)


@pytest.fixture
def first(connection: Connection) -> Callable[[], str | None]:
    """Makes the link for the first administrator, as the server does when it starts."""

    def make() -> str | None:
        token = operations.invitations.invite_first_administrator(connection, datetime.now(UTC))
        return token and f"/invitations/{token}"

    return make


def test_the_first_administrator_names_the_first_organisation(
    client: FlaskClient, connection: Connection, first: Callable[[], str | None]
) -> None:
    link = first() or ""
    assert "Créez le premier compte" in client.get(link).text
    accepted = post(client, link, **NEWCOMER, organisation="Ville de Trois-Bouleaux")
    page = client.get(accepted.location).text
    assert "<h1>Ville de Trois-Bouleaux</h1>" in page
    assert "Une seule personne est responsable." in page
    assert roles(connection) == {NEWCOMER["email"]: "responsable"}
    assert client.get("/administration").status_code == 200
    assert first() is None
    assert client.get(link).status_code == 410


def test_the_first_link_is_replaced_at_each_start_and_useless_once_there_is_an_administrator(
    client: FlaskClient, connection: Connection, first: Callable[[], str | None]
) -> None:
    earlier, link = first() or "", first() or ""
    assert (client.get(earlier).status_code, client.get(link).status_code) == (410, 200)
    members.add_account(connection, administrator=True)
    refused = post(client, link, **NEWCOMER)
    assert refused.status_code == 410
    assert connection.execute(select(func.count()).select_from(Account)).scalar_one() == 1


def test_an_organisation_need_not_be_named_at_once(client: FlaskClient, first: Callable[[], str | None]) -> None:
    assert post(client, first() or "", **NEWCOMER, organisation="").location == "/organisations"
    assert "Aucun organisme pour l’instant." in client.get("/organisations").text
