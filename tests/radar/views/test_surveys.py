"""A survey from its link to its result: answered alone, resumed on the same device, never shown one by one."""

import re
import uuid
from dataclasses import dataclass
from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, select

from radar import operations, queries
from radar.models import Organisation
from scoring.questionnaire import Questionnaire
from scoring.targets import AxisTarget
from tests.databases import count_queries
from tests.html import validate
from tests.radar import members, rooms
from tests.radar.moments import LATER, NOON
from tests.radar.rooms import AXIS, Phone
from tests.radar.views.trial import csrf_token


@dataclass
class Held:
    """A survey and the browser of its facilitator."""

    client: FlaskClient
    token: str
    assessment_id: uuid.UUID
    address: str
    link: str

    def post(self, path: str) -> str:
        """Press a button of the facilitator's page and return the page that follows."""
        answer = self.client.post(self.address + path, data={"csrf_token": self.token}, follow_redirects=True)
        return str(answer.text)

    def answer(self, app: Flask, levels: dict[str, str]) -> Phone:
        """Let one more person answer."""
        client = app.test_client()
        token = csrf_token(client)
        joined = client.post(self.link, data={"csrf_token": token})
        phone = Phone(client, joined.headers["Location"], token)
        for statement, level in levels.items():
            assert phone.vote(statement, level).status_code == 303
        return phone


def link_of(page: str) -> str:
    (found,) = re.findall(r'value="http://localhost(/r/lien/[^"]+)"', page)
    return str(found)


@pytest.fixture
def survey(app: Flask, connection: Connection, questionnaire: Questionnaire) -> Held:
    """An open survey of one axis."""
    organisation_id = members.add_organisation(connection)
    assessment_id = members.add_assessment(connection, questionnaire, organisation_id)
    facilitator = members.add_member(connection, organisation_id, "facilitator")
    client = members.sign_in(app.test_client(), connection, facilitator)
    token = csrf_token(client)
    place = f"/evaluations/{assessment_id}/sondages/nouveau"
    assert validate({"new": client.get(place).text}) == []
    answer = client.post(place, data={"csrf_token": token, "title": "Sondage", "axes": AXIS, "units": "Soutien"})
    address = answer.headers["Location"]
    return Held(client, token, assessment_id, address, link_of(client.get(address).text))


def test_the_link_is_shown_once_and_can_be_replaced(app: Flask, survey: Held) -> None:
    assert "/r/lien/" not in survey.client.get(survey.address).text
    early = survey.answer(app, {})
    fresh = link_of(survey.post("/lien"))
    assert app.test_client().get(fresh).status_code == 200
    refused = app.test_client().get(survey.link)
    assert (refused.status_code, "Ce lien de sondage est inexact" in refused.text) == (404, True)
    assert early.vote("e01", "2").status_code == 303


def test_it_is_found_again_from_the_assessment(survey: Held) -> None:
    overview = survey.client.get(f"/evaluations/{survey.assessment_id}").text
    assert f'href="{survey.address}"' in overview
    assert "sondage ouvert" in overview
    survey.post("/fermeture")
    assert "sondage fermé le" in survey.client.get(f"/evaluations/{survey.assessment_id}").text


def test_a_survey_is_about_something(survey: Held) -> None:
    place = f"/evaluations/{survey.assessment_id}/sondages/nouveau"
    page = survey.client.post(place, data={"csrf_token": survey.token, "title": "Sondage"})
    assert (page.status_code, "Choisissez au moins un axe." in page.text) == (422, True)


def test_it_is_answered_alone_and_resumed_on_the_same_device(app: Flask, survey: Held) -> None:
    door = app.test_client().get(survey.link)
    assert "à partir de 5 réponses" in door.text.replace("\u00a0", " ")
    phone = survey.answer(app, {"e01": "2", "e02": "na"})
    again = phone.client.get(survey.link)
    assert (again.status_code, again.headers["Location"]) == (303, phone.address)
    page = phone.get()
    assert "e03" in page.text
    assert "2 énoncés sur" in page.text
    assert "data-live" not in page.text
    assert validate({"door": door.text, "page": page.text}) == []


def test_before_it_closes_only_the_count_is_known(app: Flask, survey: Held) -> None:
    for level in "01234":
        survey.answer(app, {"e01": level})
    page = survey.client.get(survey.address).text
    assert "5 personnes ont pris part." in page.replace("\u00a0", " ")
    assert "<table" not in page
    assert survey.client.get(f"{survey.address}/resultats.json").status_code == 404


def test_the_mean_of_an_axis_is_held_against_its_target(app: Flask, connection: Connection, survey: Held) -> None:
    for level in "01234":
        survey.answer(app, {"e01": level})
    (home,) = connection.execute(select(Organisation.id)).scalars()
    somebody = members.add_member(connection, home, "responsable")

    def aim(score: float, moment: datetime) -> None:
        operations.targets.save(connection, home, "radar-numeriqc", [(AXIS, AxisTarget(score))], somebody, moment)

    aim(3, NOON)
    assert "moyenne : 2,00 · cible : 3,00, écart : 1,00" in survey.post("/fermeture").replace("\u00a0", " ")
    aim(2, LATER)
    assert "moyenne : 2,00 · cible atteinte : 2,00" in survey.client.get(survey.address).text.replace("\u00a0", " ")


def test_nothing_is_tallied_before_it_closes_and_everything_once(
    app: Flask, connection: Connection, survey: Held
) -> None:
    survey_id = uuid.UUID(survey.address.rpartition("/")[2])
    for level in ("0", "3", "3", "na"):
        survey.answer(app, {"e01": level})
    assert queries.surveys.tallies(connection, survey_id) == {}
    connection.rollback()
    survey.post("/fermeture")
    survey.post("/fermeture")
    assert queries.surveys.tallies(connection, survey_id) == {"e01": {0: 1, 3: 2, 5: 1}}


def test_the_result_is_a_mean_without_what_few_have_answered(app: Flask, survey: Held) -> None:
    phones = [survey.answer(app, {"e01": level}) for level in "01234"]
    phones[0].vote("e02", "4")
    page = survey.post("/fermeture")
    assert "Moins de 5 réponses : masqué." in page.replace("\u00a0", " ")
    assert validate({"closed": page}) == []
    result = survey.client.get(f"{survey.address}/resultats.json").get_json()
    assert result["statements"]["e01"]["score"] == pytest.approx(2)
    assert result["statements"]["e02"] == {"score": None, "ballots": 0, "agreement": None}
    assert result["axes"][AXIS]["score"] == pytest.approx(2)
    assert result["distributions"] == {"e01": [1, 1, 1, 1, 1, 0]}
    rows = survey.client.get(f"{survey.address}/resultats.csv").text.splitlines()
    assert rows[3] == f"{AXIS},e02,,,,,,,,,"
    late = phones[0].vote("e01", "4")
    assert (late.status_code, "votre vote n’est pas compté" in late.text) == (409, True)
    assert "Le sondage est fermé" in phones[0].get().text
    assert app.test_client().get(survey.link).status_code == 404


def test_the_page_takes_the_same_statements_for_one_answer_and_for_many(app: Flask, survey: Held) -> None:
    counts = []
    for _ in range(2):
        survey.answer(app, {"e01": "2", "e03": "1"})
        with count_queries(app.extensions["database"]) as statements:
            survey.client.get(survey.address)
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_a_reader_sees_but_changes_nothing(app: Flask, survey: Held, connection: Connection) -> None:
    organisation_id = members.add_organisation(connection, "Autre")
    outsider = members.sign_in(
        app.test_client(), connection, members.add_member(connection, organisation_id, "responsable")
    )
    assert outsider.get(survey.address).status_code == 404
    assert rooms.participants(connection, uuid.UUID(survey.address.rpartition("/")[2])) == 0
