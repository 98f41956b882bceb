"""Starting the campaigns of an organisation."""

import re
import uuid
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, select

from radar import queries
from radar.models import Assessment, Event
from scoring.questionnaire import Questionnaire
from tests.databases import count_queries
from tests.radar import members
from tests.radar.views.trial import csrf_token


@pytest.fixture
def organisation_id(connection: Connection) -> uuid.UUID:
    """An organisation without assessments."""
    return members.add_organisation(connection)


@pytest.fixture
def responsable(client: FlaskClient, connection: Connection, organisation_id: uuid.UUID) -> FlaskClient:
    """The browser of somebody responsible for it."""
    return members.sign_in(client, connection, members.add_member(connection, organisation_id, "responsable"))


def start(client: FlaskClient, organisation_id: uuid.UUID, **fields: str) -> tuple[int, str]:
    """Send the form; return the status, with where it leads or the page."""
    answer = client.post(
        f"/organisations/{organisation_id}/campagnes/nouvelle", data={"csrf_token": csrf_token(client), **fields}
    )
    return answer.status_code, answer.headers.get("Location", answer.text)


def test_a_campaign_is_an_assessment_pinned_to_the_questionnaire_of_today(
    responsable: FlaskClient, connection: Connection, organisation_id: uuid.UUID, questionnaire: Questionnaire
) -> None:
    assert "Nouvelle campagne" in responsable.get(f"/organisations/{organisation_id}/campagnes/nouvelle").text
    status, address = start(
        responsable, organisation_id, campaign=" Automne \n 2026 ", campaign_on="2026-10-05", official="y"
    )
    assert status == 303
    found = queries.assessments.assessment_of_an_organisation(connection, uuid.UUID(address.rpartition("/")[2]))
    assert found is not None
    assert (found.organisation_id, found.organisation) == (organisation_id, "Régie de l’essai")
    assert (found.campaign, found.campaign_on, found.official) == ("Automne 2026", date(2026, 10, 5), True)
    assert found.questionnaire == f"{questionnaire.id}@{questionnaire.version}"
    assert (found.questionnaire_hash, found.state) == (questionnaire.hash, "draft")
    assert connection.execute(select(Event.kind, Event.after)).one() == ("created", "Automne 2026")
    assert responsable.get(address).status_code == 200


def test_a_campaign_may_ask_another_questionnaire_than_the_one_of_the_setting(
    responsable: FlaskClient, connection: Connection, organisation_id: uuid.UUID
) -> None:
    page = responsable.get(f"/organisations/{organisation_id}/campagnes/nouvelle").text
    offered = re.findall(r'name="questionnaire"\s+value="([^"]+)"\s+(checked)?', page)
    assert offered[0] == ("radar-numeriqc@1.0.0", "checked")
    assert [mark for _, mark in offered[1:]] == [""] * (len(offered) - 1)
    assert "96 réponses à donner." in page
    chosen = "radar-perspectives@1.0.0"
    assert chosen in dict(offered)
    status, address = start(responsable, organisation_id, campaign="Automne 2026", questionnaire=chosen)
    assert status == 303
    found = queries.assessments.assessment_of_an_organisation(connection, uuid.UUID(address.rpartition("/")[2]))
    assert found is not None
    assert found.questionnaire == chosen
    assert "0 sur 96" in responsable.get(f"/organisations/{organisation_id}").text


def test_a_questionnaire_that_is_not_offered_is_refused(responsable: FlaskClient, organisation_id: uuid.UUID) -> None:
    status, page = start(responsable, organisation_id, campaign="Automne 2026", questionnaire="autre@1.0.0")
    assert status == 422
    assert "Choisissez un questionnaire de la liste." in page


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"campaign": " "}, "Donnez un nom à la campagne"),
        ({"campaign": "a" * 121}, "raccourcissez-le à 120 caractères"),
        ({"campaign": "Automne\x00"}, "caractères de contrôle"),
        ({"campaign": "Automne", "campaign_on": "hier"}, "«\u00a0hier\u00a0» n’est pas une date"),
        ({"campaign": "Automne", "campaign_on": "2026-02-30"}, "n’est pas une date"),
    ],
)
def test_what_is_refused_is_said_beside_what_was_typed(
    responsable: FlaskClient,
    connection: Connection,
    organisation_id: uuid.UUID,
    fields: dict[str, str],
    sentence: str,
) -> None:
    status, page = start(responsable, organisation_id, official="y", **fields)
    assert status == 422
    assert sentence in page
    assert "checked " in page
    assert connection.execute(select(Assessment.id)).all() == []


def test_an_organisation_has_several_in_time_the_newest_first(
    responsable: FlaskClient, connection: Connection, organisation_id: uuid.UUID
) -> None:
    for campaign, day in (("Deuxième", "2025-03-01"), ("Première", "2024-03-01"), ("Celle-ci", "")):
        start(responsable, organisation_id, campaign=campaign, campaign_on=day)
    found = queries.assessments.assessments_of(connection, organisation_id)
    assert [summary.campaign for summary in found] == ["Celle-ci", "Deuxième", "Première"]


def test_the_list_takes_one_statement_and_counts_answers_with_a_level(
    app: Flask, connection: Connection, questionnaire: Questionnaire, organisation_id: uuid.UUID
) -> None:
    first = members.add_assessment(connection, questionnaire, organisation_id)
    members.add_assessment(connection, questionnaire, members.add_organisation(connection, "Autre"))
    members.answer(connection, first, {"e01": 3, "e02": 5, "e03": None})
    with app.extensions["database"].connect() as another, count_queries(app.extensions["database"]) as statements:
        (found,) = queries.assessments.assessments_of(another, organisation_id)
    assert len(statements) == 1
    assert (found.id, found.answered, found.official, found.state) == (first, 2, False, "draft")


@pytest.mark.parametrize(("role", "status"), [("reader", 403), ("facilitator", 403)])
def test_only_who_is_responsible_starts_one(
    client: FlaskClient, connection: Connection, organisation_id: uuid.UUID, role: str, status: int
) -> None:
    members.sign_in(client, connection, members.add_member(connection, organisation_id, role))
    assert start(client, organisation_id, campaign="Automne")[0] == status
    assert connection.execute(select(Assessment.id)).all() == []


def test_who_only_administers_the_site_is_led_back_to_the_organisation(
    client: FlaskClient, connection: Connection, organisation_id: uuid.UUID
) -> None:
    members.sign_in(client, connection, members.add_account(connection, administrator=True))
    status, address = start(client, organisation_id, campaign="Automne")
    assert (status, address) == (303, f"/organisations/{organisation_id}")
    assert "vous gérez ses membres, mais ne voyez pas ses évaluations" in client.get(address).text
    assert connection.execute(select(Assessment.id)).all() == []


def test_the_list_says_what_to_do_and_leads_to_each_assessment(
    responsable: FlaskClient, connection: Connection, questionnaire: Questionnaire, organisation_id: uuid.UUID
) -> None:
    address = f"/organisations/{organisation_id}"
    assert "Commencez une campagne" in responsable.get(address).text
    assessment_id = members.add_assessment(connection, questionnaire, organisation_id)
    members.answer(connection, assessment_id, {"e01": 3})
    page = responsable.get(address).text
    assert f'href="/evaluations/{assessment_id}"' in page
    assert "1 sur 48" in page
    assert "Nouvelle campagne" in page
