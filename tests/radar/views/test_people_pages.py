"""The pages of people and organisations are valid HTML in every state, in both languages."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection

from radar import operations
from scoring.questionnaire import Questionnaire
from tests.html import validate
from tests.radar import members
from tests.radar.moments import NOON
from tests.radar.views.trial import csrf_token

WRONG = {"email": "alix", "name": "a" * 300, "password": "court", "organisation": "a" * 300, "role": "owner"}


def post(client: FlaskClient, path: str, **fields: str) -> str:
    return client.post(path, data={"csrf_token": csrf_token(client), **fields}, follow_redirects=True).text


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_is_valid(app: Flask, connection: Connection, questionnaire: Questionnaire, language: str) -> None:
    first = operations.invitations.invite_first_administrator(connection, NOON.replace(year=2999))
    home = members.add_organisation(connection, "Régie « A & B »")
    members.add_assessment(connection, questionnaire, home)
    member = members.add_member(connection, home, "responsable")
    desk, stranger, administrator = (app.test_client() for _ in range(3))
    members.sign_in(desk, connection, member)
    members.sign_in(app.test_client(), connection, member)
    members.sign_in(administrator, connection, members.add_account(connection, administrator=True))
    for client in (desk, stranger, administrator):
        client.get(f"/?lang={language}")
    path = f"/organisations/{home}"
    pages = {
        "sign in": stranger.get("/connexion").text,
        "sign in, refused": post(stranger, "/connexion", **WRONG),
        "first": stranger.get(f"/invitations/{first}").text,
        "first, refused": post(stranger, f"/invitations/{first}", **WRONG),
        "invited": post(desk, f"{path}/invitations", email="", role="reader"),
        "no invitation": stranger.get("/invitations/inconnue").text,
        "account": desk.get("/compte").text,
        "account, refused": post(desk, "/compte/mot-de-passe", current="", password="court"),
        "organisations": desk.get("/organisations").text,
        "organisation": desk.get(path).text,
        "organisation, refused": post(desk, f"{path}/invitations", **WRONG),
        "last responsable": post(desk, f"{path}/membres/{member}/retrait"),
        "organisation of others": administrator.get(path).text,
        "every organisation": administrator.get("/organisations").text,
        "administration": administrator.get("/administration").text,
        "portfolio": post(administrator, "/portefeuilles", name="Ministère"),
        "portfolios": post(administrator, "/portefeuilles", name=""),
    }
    assert validate(pages) == []
    assert all("style=" not in page for page in pages.values())
