"""Opening a session and holding it by plain forms."""

import re

import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy import Connection

from radar import queries
from radar.operations import workshops
from scoring.questionnaire import Questionnaire
from tests.radar import members, sessions
from tests.radar.moments import NOON
from tests.radar.sessions import Console, Place
from tests.radar.views.trial import csrf_token

VIEWS = ("", "/etat", "/ecran", "/ecran/etat")
E01, E02 = "/enonces/e01", "/enonces/e02"


def test_a_session_from_the_overview_to_the_agreed_level_by_plain_forms(
    client: FlaskClient, connection: Connection, questionnaire: Questionnaire
) -> None:
    organisation_id = members.add_organisation(connection)
    assessment_id = members.add_assessment(connection, questionnaire, organisation_id)
    members.sign_in(client, connection, members.add_member(connection, organisation_id, "facilitator"))
    overview = client.get(f"/evaluations/{assessment_id}").text
    address = f"/evaluations/{assessment_id}/seances/nouvelle"
    assert f'href="{address}"' in overview
    form = client.get(address).text
    defaults = re.findall(r'name="(?:title|axes|pace|dots)"\s+value="[^"]*"', form)
    assert len(defaults) >= 2 + len(questionnaire.axes)
    fields = {"csrf_token": csrf_token(client), "title": "Séance", "pace": "led", "units": "", "dots": ""}
    answer = client.post(address, data={**fields, "axes": [axis.id for axis in questionnaire.axes]})
    assert answer.status_code == 303
    console = Console(client, answer.headers["Location"], fields["csrf_token"])
    workshop = queries.workshops.workshops_of(connection, assessment_id)[0]
    connection.rollback()
    assert workshop.code is not None
    assert workshop.code in console.get().text
    screen = console.get("/ecran").text
    assert workshop.code in screen
    assert "<svg" in screen

    console.post(f"{E01}/ouverture")
    place = Place(organisation_id, assessment_id, organisation_id, workshop.id)
    sessions.vote(connection, place, [1, 2, 2])
    assert "3 votes sur 3" in sessions.words(console.get("/etat").text)
    console.post(f"{E01}/devoilement", round="1")
    assert "Accord fort" in sessions.words(console.get("/ecran").text)
    page = console.post(f"{E01}/accord", round="1", level="2", reason="Deux directions le font.").text
    assert "Convenu : Niveau 2" in sessions.words(page)
    assert "Énoncé suivant" in page
    assert "Deux directions le font." in client.get(f"/evaluations/{assessment_id}/axes/{sessions.AXIS}").text
    assert "Séance" in client.get(f"/evaluations/{assessment_id}").text


def test_only_an_organisation_that_is_not_done_opens_sessions(
    connection: Connection, place: Place, console: Console
) -> None:
    address = f"/evaluations/{place.assessment_id}/seances/nouvelle"
    fields = {"csrf_token": console.token, "title": "", "pace": "led", "dots": "99", "units": "x" * 81}
    refused = console.client.post(address, data=fields)
    assert refused.status_code == 422
    for sentence in ("Donnez un titre", "Choisissez au moins un axe", "de 0 à 20", "40 lignes de 80"):
        assert sentence in sessions.words(refused.text)
    connection.execute(sa.text("UPDATE assessments SET state = 'closed'"))
    connection.commit()
    closed = console.client.post(address, data={**fields, "title": "Séance", "axes": [sessions.AXIS]})
    assert closed.status_code == 409
    assert "rouvrez-la d’abord" in closed.text
    console.post(f"{E01}/ouverture")
    workshops.reveal(connection, place.workshop_id, "e01", 1, NOON)
    late = console.post(f"{E01}/accord", round="1", level="2")
    assert late.status_code == 422
    assert "L’évaluation est fermée" in late.text
