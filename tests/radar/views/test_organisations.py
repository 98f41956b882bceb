"""The pages of an organisation: who sees what, and who manages whom."""

import uuid

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, select, update
from werkzeug.test import TestResponse

from radar.models import Account, Membership, Organisation
from scoring.questionnaire import Questionnaire
from tests.databases import count_queries
from tests.radar import members
from tests.radar.views.trial import csrf_token

ALONE = "Une seule personne est responsable. Invitez-en une deuxième"
LAST = "L’organisme doit garder une personne responsable; donnez d’abord ce rôle à quelqu’un d’autre."


@pytest.fixture
def home(connection: Connection) -> uuid.UUID:
    """An organisation."""
    return members.add_organisation(connection)


def browser(app: Flask, connection: Connection, account_id: uuid.UUID) -> FlaskClient:
    return members.sign_in(app.test_client(), connection, account_id)


def post(client: FlaskClient, path: str, **fields: str) -> TestResponse:
    return client.post(path, data={"csrf_token": csrf_token(client), **fields}, follow_redirects=True)


def roles(connection: Connection, home: uuid.UUID) -> dict[uuid.UUID, str]:
    rows = connection.execute(
        select(Membership.account_id, Membership.role).where(Membership.organisation_id == home)
    ).all()
    connection.rollback()
    return {account_id: role for account_id, role in rows}  # noqa: C416 (rows are no pairs to mypy)


def test_one_sees_ones_own_organisations_and_an_administrator_all(
    app: Flask, connection: Connection, home: uuid.UUID
) -> None:
    members.add_organisation(connection, "Autre")
    reader = browser(app, connection, members.add_member(connection, home, "reader"))
    own = reader.get("/organisations").text
    assert "Régie de l’essai" in own
    assert "Lecture" in own
    assert "Autre" not in own
    assert "Nouvel organisme" not in own
    administrator = browser(app, connection, members.add_account(connection, administrator=True))
    every = administrator.get("/organisations").text
    assert "Régie de l’essai" in every
    assert "Autre" in every
    assert "Vous n’en êtes pas membre" in every
    lonely = browser(app, connection, members.add_account(connection, "seul@exemple.quebec"))
    assert "Vous n’êtes membre d’aucun organisme." in lonely.get("/organisations").text


def test_an_administrator_creates_an_organisation_and_is_told_what_is_missing(
    app: Flask, connection: Connection
) -> None:
    client = browser(app, connection, members.add_account(connection, administrator=True))
    page = post(client, "/organisations", name=" Musée des Bouleaux ").text
    assert "<h1>Musée des Bouleaux</h1>" in page
    assert "Personne n’est encore responsable de cet organisme. Invitez-en au moins deux." in page
    for name, sentence in (("  ", "Écrivez un nom."), ("a" * 201, "raccourcissez-le à 200 caractères")):
        refused = post(client, "/organisations", name=name)
        assert (refused.status_code, sentence in refused.text) == (422, True)


def test_an_administrator_who_is_no_member_sees_members_and_no_assessment(
    app: Flask, connection: Connection, questionnaire: Questionnaire, home: uuid.UUID
) -> None:
    members.add_assessment(connection, questionnaire, home, "Automne 2026")
    member = members.add_member(connection, home, "responsable")
    administrator = browser(app, connection, members.add_account(connection, administrator=True))
    page = administrator.get(f"/organisations/{home}").text
    assert "vous gérez ses membres, mais ne voyez pas ses évaluations" in page
    assert "Automne 2026" not in page
    assert f"/membres/{member}/role" in page
    assert "Automne 2026" in browser(app, connection, member).get(f"/organisations/{home}").text


@pytest.mark.parametrize("role", ["reader", "facilitator"])
def test_those_who_do_not_manage_members_do_not_see_them(
    app: Flask, connection: Connection, home: uuid.UUID, role: str
) -> None:
    members.add_member(connection, home, "responsable")
    page = browser(app, connection, members.add_member(connection, home, role)).get(f"/organisations/{home}").text
    assert "responsable-" not in page
    assert "Inviter" not in page


def test_two_responsables_are_suggested(app: Flask, connection: Connection, home: uuid.UUID) -> None:
    client = browser(app, connection, members.add_member(connection, home, "responsable"))
    assert ALONE in client.get(f"/organisations/{home}").text
    members.add_member(connection, home, "responsable")
    assert ALONE not in client.get(f"/organisations/{home}").text


def test_roles_are_changed_and_members_removed(app: Flask, connection: Connection, home: uuid.UUID) -> None:
    client = browser(app, connection, members.add_member(connection, home, "responsable"))
    other = members.add_member(connection, home, "reader")
    elsewhere = members.add_organisation(connection, "Autre")
    stranger = members.add_member(connection, elsewhere, "responsable")
    path = f"/organisations/{home}/membres"
    assert "Le rôle est changé." in post(client, f"{path}/{other}/role", role="facilitator").text
    assert roles(connection, home)[other] == "facilitator"
    assert post(client, f"{path}/{other}/role", role="owner").status_code == 400
    post(client, f"{path}/{stranger}/retrait")
    assert roles(connection, elsewhere) == {stranger: "responsable"}
    removed = post(client, f"{path}/{other}/retrait").text
    assert "La personne n’est plus membre de cet organisme; ce qu’elle y a fait est conservé." in removed
    assert other not in roles(connection, home)


def test_the_last_responsable_stays(app: Flask, connection: Connection, home: uuid.UUID) -> None:
    last = members.add_member(connection, home, "responsable")
    members.add_member(connection, home, "facilitator")
    for client in (
        browser(app, connection, last),
        browser(app, connection, members.add_account(connection, administrator=True)),
    ):
        for action in ({"path": "role", "role": "reader"}, {"path": "retrait"}):
            refused = post(client, f"/organisations/{home}/membres/{last}/{action.pop('path')}", **action)
            assert (refused.status_code, LAST in refused.text) == (409, True)
    assert roles(connection, home)[last] == "responsable"


def test_a_responsable_may_leave_to_another(app: Flask, connection: Connection, home: uuid.UUID) -> None:
    leaving = members.add_member(connection, home, "responsable")
    members.add_member(connection, home, "responsable")
    client = browser(app, connection, leaving)
    assert (
        "Vous n’êtes membre d’aucun organisme." in post(client, f"/organisations/{home}/membres/{leaving}/retrait").text
    )
    assert client.get(f"/organisations/{home}").status_code == 404


def test_what_a_person_did_stays_when_their_account_goes(connection: Connection, home: uuid.UUID) -> None:
    """Ownership belongs to the organisation."""
    gone = members.add_member(connection, home, "responsable")
    connection.execute(Account.__table__.delete().where(Account.id == gone))  # type: ignore[attr-defined]
    connection.commit()
    assert connection.execute(select(Organisation.id)).scalar_one() == home


def test_an_organisation_is_renamed(app: Flask, connection: Connection, home: uuid.UUID) -> None:
    client = browser(app, connection, members.add_member(connection, home, "responsable"))
    assert "<h1>Régie nouvelle</h1>" in post(client, f"/organisations/{home}/nom", name="Régie nouvelle").text
    refused = post(client, f"/organisations/{home}/nom", name="")
    assert (refused.status_code, "Écrivez un nom." in refused.text) == (422, True)


def test_a_name_is_text_and_nothing_else(app: Flask, connection: Connection, home: uuid.UUID) -> None:
    client = browser(app, connection, members.add_member(connection, home, "responsable"))
    connection.execute(update(Organisation).values(name="<script>alert(1)</script>"))
    connection.commit()
    assert "<script>alert" not in client.get(f"/organisations/{home}").text


def test_more_members_cost_no_more_statements(app: Flask, connection: Connection, home: uuid.UUID) -> None:
    client = browser(app, connection, members.add_member(connection, home, "responsable"))
    counts = []
    for _ in range(2):
        with count_queries(app.extensions["database"]) as statements:
            assert client.get(f"/organisations/{home}").status_code == 200
        counts.append(len(statements))
        for role in ("reader", "facilitator", "responsable"):
            members.add_member(connection, home, role)
    # Who asks, the organisation, its assessments, its pulses, its plans, its members, its invitations.
    assert counts == [7, 7]
