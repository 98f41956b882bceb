"""Opening and closing the campaigns of a portfolio on its pages."""

import uuid

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection
from werkzeug.test import TestResponse

from radar import queries
from scoring.questionnaire import Questionnaire
from tests.radar import members
from tests.radar.portfolios import Joint, finish, join, open_campaign
from tests.radar.views.trial import csrf_token


def post(client: FlaskClient, path: str, **fields: str) -> TestResponse:
    return client.post(path, data={"csrf_token": csrf_token(client), **fields}, follow_redirects=True)


@pytest.fixture
def portfolio_id(connection: Connection) -> uuid.UUID:
    """A portfolio without bodies."""
    return members.add_portfolio(connection, [])


@pytest.fixture
def lead(app: Flask, connection: Connection, portfolio_id: uuid.UUID) -> FlaskClient:
    """The browser of who leads it."""
    return members.sign_in(
        app.test_client(), connection, members.add_portfolio_member(connection, portfolio_id, "lead")
    )


def leading(app: Flask, connection: Connection, joint: Joint) -> FlaskClient:
    return members.sign_in(app.test_client(), connection, joint.lead)


def test_a_campaign_is_opened_with_a_questionnaire_of_the_installation(
    lead: FlaskClient, connection: Connection, questionnaire: Questionnaire, portfolio_id: uuid.UUID
) -> None:
    reference = f"{questionnaire.id}@{questionnaire.version}"
    fields = {"campaign": " Automne  2026", "questionnaire": reference, "ends_on": "2026-12-15"}
    page = post(lead, f"/portefeuilles/{portfolio_id}/campagnes", **fields).text
    assert "La campagne est ouverte" in page
    assert "Aucun organisme n’y prend encore part." in page
    (found,) = queries.comparisons.campaigns_of(connection, portfolio_id)
    assert (found.name, found.questionnaire, found.questionnaire_hash) == (
        "Automne 2026",
        reference,
        questionnaire.hash,
    )
    again = post(lead, f"/portefeuilles/{portfolio_id}/campagnes", **fields)
    assert again.status_code == 409
    assert "Une campagne avec ce questionnaire est déjà ouverte; fermez-la d’abord." in again.text
    other = {**fields, "questionnaire": "radar-pondere@1.0.0"}
    assert "La campagne est ouverte" in post(lead, f"/portefeuilles/{portfolio_id}/campagnes", **other).text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"campaign": " "}, "Donnez un nom à la campagne"),
        ({"campaign": "a" * 121}, "raccourcissez-le à 120 caractères"),
        ({"ends_on": "demain"}, "n’est pas une date"),
        ({"questionnaire": "inconnu@1.0.0"}, "Choisissez un questionnaire de la liste."),
        ({"questionnaire": ""}, "Choisissez un questionnaire de la liste."),
    ],
)
def test_what_is_refused_opens_nothing(
    lead: FlaskClient,
    connection: Connection,
    questionnaire: Questionnaire,
    portfolio_id: uuid.UUID,
    fields: dict[str, str],
    sentence: str,
) -> None:
    sound = {"campaign": "2026", "questionnaire": f"{questionnaire.id}@{questionnaire.version}", "ends_on": ""}
    refused = post(lead, f"/portefeuilles/{portfolio_id}/campagnes", **{**sound, **fields})
    assert (refused.status_code, sentence in refused.text) == (422, True)
    assert queries.comparisons.campaigns_of(connection, portfolio_id) == []


def test_closing_says_how_far_it_is_then_publishes_for_good(
    app: Flask, connection: Connection, questionnaire: Questionnaire
) -> None:
    joint = open_campaign(connection, questionnaire, 7)
    for organisation_id in joint.organisations[:5]:
        finish(connection, questionnaire, join(connection, questionnaire, joint, organisation_id, "groups"), 3)
    join(connection, questionnaire, joint, joint.organisations[5], "named")
    lead, path = leading(app, connection, joint), f"{joint.path}/campagnes/{joint.campaign_id}/fermeture"
    page = lead.get(path).text
    for sentence in (
        "6 organismes sur 7 y prennent part.",
        "5 organismes ont fermé leur évaluation.",
        "5 résultats sont complets.",
    ):
        assert sentence in page
    assert "rien ne sera publié" not in page
    assert "les chiffres de groupes sont publiés" in post(lead, path).text
    for again in (lead.get(path), post(lead, path)):
        assert (again.status_code, "ce qui a été publié ne change plus" in again.text) == (409, True)


def test_a_campaign_without_results_closes_and_says_that_nothing_is_published(
    app: Flask, connection: Connection, questionnaire: Questionnaire
) -> None:
    joint = open_campaign(connection, questionnaire)
    lead, path = leading(app, connection, joint), f"{joint.path}/campagnes/{joint.campaign_id}/fermeture"
    page = lead.get(path).text
    assert "Aucun résultat n’est complet\u00a0: si vous fermez maintenant, rien ne sera publié." in page
    assert "0 résultat est complet." in page
    assert "aucun chiffre n’est publié" in post(lead, path).text


def test_too_few_results_are_said_before_closing(
    app: Flask, connection: Connection, questionnaire: Questionnaire
) -> None:
    joint = open_campaign(connection, questionnaire, 5)
    for organisation_id, consent in zip(joint.organisations, ("none", *["groups"] * 4), strict=True):
        finish(connection, questionnaire, join(connection, questionnaire, joint, organisation_id, consent), 3)
    lead, path = leading(app, connection, joint), f"{joint.path}/campagnes/{joint.campaign_id}/fermeture"
    assert "Moins de 5 résultats complets comptent dans les groupes" in lead.get(path).text
    assert "aucun chiffre n’est publié" in post(lead, path).text


def test_a_campaign_of_another_portfolio_is_not_found(
    lead: FlaskClient, connection: Connection, questionnaire: Questionnaire, portfolio_id: uuid.UUID
) -> None:
    joint = open_campaign(connection, questionnaire)
    path = f"/portefeuilles/{portfolio_id}/campagnes/{joint.campaign_id}/fermeture"
    assert [lead.get(path).status_code, post(lead, path).status_code] == [404, 404]


def test_observers_and_members_close_nothing(app: Flask, connection: Connection, questionnaire: Questionnaire) -> None:
    joint = open_campaign(connection, questionnaire)
    path = f"{joint.path}/campagnes/{joint.campaign_id}/fermeture"
    for somebody in (
        members.add_portfolio_member(connection, joint.portfolio_id, "observer"),
        members.add_member(connection, joint.organisations[0], "responsable"),
    ):
        client = members.sign_in(app.test_client(), connection, somebody)
        assert [client.get(path).status_code, post(client, path).status_code] == [403, 403]
