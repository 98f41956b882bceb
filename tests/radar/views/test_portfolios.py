"""Running a portfolio: its name, its organisations and its people."""

import re
import uuid

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection
from werkzeug.test import TestResponse

from radar import operations, queries
from scoring.questionnaire import Questionnaire
from tests.databases import count_queries
from tests.radar import members
from tests.radar.portfolios import Joint, join, open_campaign
from tests.radar.views.trial import csrf_token


@pytest.fixture
def desk(app: Flask, connection: Connection) -> FlaskClient:
    """The browser of an administrator."""
    return members.sign_in(app.test_client(), connection, members.add_account(connection, administrator=True))


@pytest.fixture
def joint(connection: Connection, questionnaire: Questionnaire) -> Joint:
    """A portfolio of two bodies with an open campaign."""
    return open_campaign(connection, questionnaire, 2)


@pytest.fixture
def lead(app: Flask, connection: Connection, joint: Joint) -> FlaskClient:
    """The browser of who leads it."""
    return members.sign_in(app.test_client(), connection, joint.lead)


def post(client: FlaskClient, path: str, **fields: str) -> TestResponse:
    return client.post(path, data={"csrf_token": csrf_token(client), **fields}, follow_redirects=True)


def test_an_administrator_makes_a_portfolio_and_chooses_its_organisations(
    desk: FlaskClient, connection: Connection
) -> None:
    home = members.add_organisation(connection)
    made = post(desk, "/portefeuilles", name="Ministère de l’Essai")
    path = made.request.path.removesuffix("/gestion")
    assert "Ministère de l’Essai" in made.text
    for _ in range(2):  # twice is once
        page = post(desk, f"{path}/organismes", organisation=home.hex).text
        assert "L’organisme est dans le portefeuille." in page
        assert re.findall(r'href="(/organisations/[0-9a-f-]+)"', page) == [f"/organisations/{home}"]
    assert "1 organisme" in desk.get("/portefeuilles").text
    assert "Aucun organisme pour l’instant." in post(desk, f"{path}/organismes/{home}/retrait").text
    unknown = post(desk, f"{path}/organismes", organisation=uuid.uuid4().hex)
    assert (unknown.status_code, "Choisissez un organisme de la liste." in unknown.text) == (422, True)
    assert "Ministère nouveau" in post(desk, f"{path}/nom", name="Ministère nouveau").text
    for target in ("/portefeuilles", f"{path}/nom"):
        refused = post(desk, target, name="")
        assert (refused.status_code, "Écrivez un nom." in refused.text) == (422, True)


def test_a_portfolio_that_does_not_exist_is_not_found(desk: FlaskClient) -> None:
    assert desk.get(f"/portefeuilles/{uuid.uuid4()}/gestion").status_code == 404


def test_who_leads_does_not_choose_the_organisations(lead: FlaskClient, connection: Connection, joint: Joint) -> None:
    other = members.add_organisation(connection, "Ailleurs")
    assert post(lead, f"{joint.path}/organismes", organisation=other.hex).status_code == 403
    assert post(lead, f"{joint.path}/organismes/{joint.organisations[0]}/retrait").status_code == 403
    assert len(queries.portfolios.bodies_in(connection, joint.portfolio_id)) == 2
    page = lead.get(f"{joint.path}/gestion").text
    assert "L’administration du site ajoute et retire les organismes" in page
    assert "Organisme à ajouter" not in page


def test_people_are_given_roles_by_the_address_of_their_account(
    lead: FlaskClient, connection: Connection, joint: Joint
) -> None:
    members.add_account(connection, "nour@exemple.quebec")
    unknown = post(lead, f"{joint.path}/personnes", email="inconnu@exemple.quebec", role="observer")
    assert unknown.status_code == 422
    assert "faites d’abord inviter la personne par son organisme" in unknown.text
    assert 'value="inconnu@exemple.quebec"' in unknown.text
    for fields, sentence in (
        ({"email": "nour", "role": "lead"}, "Écrivez une adresse de courriel"),
        ({"email": "nour@exemple.quebec", "role": "chef"}, "Choisissez un rôle : observation ou direction."),
    ):
        refused = post(lead, f"{joint.path}/personnes", **fields)
        assert (refused.status_code, sentence in refused.text.replace("\u00a0", " ")) == (422, True)
    assert (
        "Le rôle est enregistré."
        in post(lead, f"{joint.path}/personnes", email=" Nour@Exemple.quebec", role="observer").text
    )
    roles = {one.email: one for one in queries.portfolios.members_of(connection, joint.portfolio_id)}
    connection.rollback()
    nour = roles["nour@exemple.quebec"]
    assert nour.role == "observer"
    post(lead, f"{joint.path}/personnes/{nour.account_id}/role", role="lead")
    assert "n’observe plus ce portefeuille" in post(lead, f"{joint.path}/personnes/{nour.account_id}/retrait").text
    gone = post(lead, f"{joint.path}/personnes/{nour.account_id}/role", role="lead")
    assert (gone.status_code, "ajoutez-la de nouveau" in gone.text) == (409, True)
    assert [one.account_id for one in queries.portfolios.members_of(connection, joint.portfolio_id)] == [joint.lead]


def test_who_gives_up_the_lead_is_back_at_the_list(lead: FlaskClient, connection: Connection, joint: Joint) -> None:
    members.add_portfolio_member(connection, joint.portfolio_id, "lead")
    left = post(lead, f"{joint.path}/personnes/{joint.lead}/role", role="observer")
    assert (left.request.path, "Observation" in left.text) == ("/portefeuilles", True)
    assert lead.get(f"{joint.path}/gestion").status_code == 403


def test_the_list_shows_what_one_runs_and_nothing_else(
    app: Flask, lead: FlaskClient, desk: FlaskClient, connection: Connection, joint: Joint
) -> None:
    members.add_portfolio(connection, [], "Secret")
    mine = lead.get("/portefeuilles").text
    assert "Portefeuille de l’essai" in mine
    assert "Secret" not in mine
    assert "Créer le portefeuille" not in mine
    assert "Secret" in desk.get("/portefeuilles").text
    member = members.add_member(connection, joint.organisations[0], "responsable")
    page = members.sign_in(app.test_client(), connection, member).get("/portefeuilles").text
    assert "Vous ne dirigez et n’observez aucun portefeuille." in page
    assert post(lead, "/portefeuilles", name="Le mien").status_code == 404


def test_the_header_leads_to_portfolios_only_whom_they_concern(
    app: Flask, lead: FlaskClient, desk: FlaskClient, connection: Connection, joint: Joint
) -> None:
    member, outsider = (
        members.sign_in(app.test_client(), connection, members.add_member(connection, organisation_id, "reader"))
        for organisation_id in (joint.organisations[0], members.add_organisation(connection, "Ailleurs"))
    )
    pages = [client.get("/compte").text for client in (lead, desk, member, outsider)]
    assert ['href="/portefeuilles"' in page for page in pages] == [True, True, False, False]
    assert ['href="/comparaisons"' in page for page in pages] == [False, False, True, False]


@pytest.mark.parametrize("path", ["/gestion", "/groupes"])
def test_more_bodies_cost_no_more_statements(
    app: Flask, lead: FlaskClient, connection: Connection, questionnaire: Questionnaire, joint: Joint, path: str
) -> None:
    counts = [statements_of(app, lead, joint.path + path)]
    for number in range(18):
        organisation_id = members.add_organisation(connection, f"Autre {number}")
        operations.portfolios.put_into_portfolio(connection, joint.portfolio_id, organisation_id)
        join(connection, questionnaire, joint, organisation_id, "groups")
    counts.append(statements_of(app, lead, joint.path + path))
    assert counts[0] == counts[1]


def statements_of(app: Flask, client: FlaskClient, path: str) -> int:
    with count_queries(app.extensions["database"]) as statements:
        assert client.get(path).status_code == 200
    return len(statements)
