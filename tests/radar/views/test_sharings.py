"""Taking part in a campaign of a portfolio: what is asked at the start, and sharing less afterwards."""

import re
import uuid

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, select
from werkzeug.test import TestResponse

from radar import operations
from radar.models import Assessment, Event, Sharing
from scoring.questionnaire import Questionnaire
from tests.radar import members
from tests.radar.moments import LATER
from tests.radar.portfolios import Joint, join, open_campaign
from tests.radar.views.trial import csrf_token

CHOICES = ("Ne rien partager", "Compter dans les chiffres de groupes", "avec le nom de l’organisme")


@pytest.fixture
def joint(connection: Connection, questionnaire: Questionnaire) -> Joint:
    """A portfolio of one body with an open campaign."""
    return open_campaign(connection, questionnaire)


@pytest.fixture
def responsable(client: FlaskClient, connection: Connection, joint: Joint) -> FlaskClient:
    """The browser of somebody responsible for the body."""
    return members.sign_in(client, connection, members.add_member(connection, joint.organisations[0], "responsable"))


def post(client: FlaskClient, path: str, **fields: str) -> TestResponse:
    return client.post(path, data={"csrf_token": csrf_token(client), **fields}, follow_redirects=True)


def start(client: FlaskClient, joint: Joint, **fields: str) -> TestResponse:
    return post(client, new(joint), campaign="Automne", **fields)


def new(joint: Joint) -> str:
    return f"/organisations/{joint.organisations[0]}/campagnes/nouvelle"


def shared(connection: Connection) -> list[str]:
    found = list(connection.execute(select(Sharing.consent)).scalars())
    connection.rollback()
    return found


def test_the_question_is_asked_in_plain_terms_and_nothing_is_chosen(responsable: FlaskClient, joint: Joint) -> None:
    page = responsable.get(new(joint)).text
    assert "Automne 2026" in page
    assert all(choice in page for choice in CHOICES)
    asked = re.findall(r'<input[^>]*name="(?:joins|consent)"[^>]*>', page)
    assert (len(asked), [tag for tag in asked if "checked" in tag]) == (5, [])
    assert "jamais l’élargir" in page


def test_where_there_is_no_common_campaign_nothing_is_asked(
    responsable: FlaskClient, connection: Connection, questionnaire: Questionnaire, joint: Joint
) -> None:
    key = (joint.portfolio_id, joint.campaign_id)
    operations.portfolio_campaigns.close(connection, questionnaire, *key, 5, LATER)
    assert "Campagne commune" not in responsable.get(new(joint)).text
    assert start(responsable, joint).request.path.startswith("/evaluations/")
    assert shared(connection) == []


@pytest.mark.parametrize("consent", ["none", "groups", "named"])
def test_taking_part_starts_the_assessment_with_the_questionnaire_of_the_campaign(
    responsable: FlaskClient, connection: Connection, questionnaire: Questionnaire, joint: Joint, consent: str
) -> None:
    page = start(responsable, joint, joins=joint.campaign_id.hex, consent=consent)
    assert "Partage avec le portefeuille" in page.text
    assert CHOICES[("none", "groups", "named").index(consent)] in page.text
    row = connection.execute(select(Assessment.questionnaire_hash, Sharing.consent).join(Sharing)).one()
    assert row == (questionnaire.hash, consent)
    told = connection.execute(select(Event.kind, Event.after).order_by(Event.kind)).all()
    assert told == [("created", "Automne"), ("sharing", consent)]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Choisissez si l’organisme prend part à la campagne commune."),
        ({"consent": "named"}, "Choisissez si l’organisme prend part à la campagne commune."),
        ({"joins": "mine"}, "Choisissez ce que l’organisme partage; rien n’est choisi d’avance."),
        ({"joins": "mine", "consent": "all"}, "Choisissez ce que l’organisme partage; rien n’est choisi d’avance."),
        ({"joins": uuid.uuid4().hex, "consent": "none"}, "Cette campagne est fermée ou l’organisme y prend déjà part"),
    ],
)
def test_nothing_starts_before_both_questions_are_answered(
    responsable: FlaskClient, connection: Connection, joint: Joint, fields: dict[str, str], sentence: str
) -> None:
    sent = {key: joint.campaign_id.hex if value == "mine" else value for key, value in fields.items()}
    refused = start(responsable, joint, **sent)
    assert (refused.status_code, sentence in refused.text) == (422, True)
    assert 'value="Automne"' in refused.text
    assert connection.execute(select(Assessment.id)).all() == []


def test_an_assessment_apart_shares_nothing(responsable: FlaskClient, connection: Connection, joint: Joint) -> None:
    page = start(responsable, joint, joins="none", consent="named").text
    assert "Partage avec le portefeuille" not in page
    assert shared(connection) == []


def test_an_organisation_takes_part_once(responsable: FlaskClient, connection: Connection, joint: Joint) -> None:
    fields = {"joins": joint.campaign_id.hex, "consent": "groups"}
    start(responsable, joint, **fields)
    again = start(responsable, joint, **fields)
    assert (again.status_code, "l’organisme y prend déjà part" in again.text) == (422, True)
    assert shared(connection) == ["groups"]


def test_sharing_is_reduced_step_by_step_and_never_widened(
    responsable: FlaskClient, connection: Connection, joint: Joint
) -> None:
    path = start(responsable, joint, joins=joint.campaign_id.hex, consent="named").request.path
    nothing = post(responsable, f"{path}/partage")
    assert (nothing.status_code, "Choisissez ce que l’organisme partage" in nothing.text) == (422, True)
    assert "Le partage est réduit" in post(responsable, f"{path}/partage", consent="groups").text
    refused = post(responsable, f"{path}/partage", consent="named")
    assert (refused.status_code, "mais ne s’élargit pas" in refused.text) == (409, True)
    assert "Partager moins" not in post(responsable, f"{path}/partage", consent="none").text
    assert shared(connection) == ["none"]
    journal = responsable.get(f"{path}/journal").text
    assert journal.count("Partage\u00a0: le résultat compte") == 2
    assert "sans rien partager" in journal


@pytest.mark.parametrize("role", ["reader", "facilitator"])
def test_others_see_what_is_shared_but_do_not_decide(
    app: Flask, connection: Connection, questionnaire: Questionnaire, joint: Joint, role: str
) -> None:
    assessment_id = join(connection, questionnaire, joint, joint.organisations[0], "groups")
    somebody = members.add_member(connection, joint.organisations[0], role)
    client = members.sign_in(app.test_client(), connection, somebody)
    page = client.get(f"/evaluations/{assessment_id}").text
    assert "Compter dans les chiffres de groupes" in page
    assert "Partager moins" not in page
    assert post(client, f"/evaluations/{assessment_id}/partage", consent="none").status_code == 403


def test_an_assessment_apart_and_a_trial_have_no_sharing_to_reduce(
    responsable: FlaskClient, connection: Connection, questionnaire: Questionnaire, joint: Joint
) -> None:
    assessment_id = members.add_assessment(connection, questionnaire, joint.organisations[0])
    assert post(responsable, f"/evaluations/{assessment_id}/partage", consent="none").status_code == 404
