"""An assessment whose statements are each asked from two perspectives: its form, its autosave and its results."""

import uuid

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection

from radar import paths, queries
from scoring.loading import find, load
from scoring.questionnaire import Questionnaire
from tests.html import validate
from tests.radar import members
from tests.radar.views.trial import chosen, csrf_token

AXIS = "experience-utilisateur"
OUTSIDE, INSIDE = "e01.clientele-externe", "e01.utilisateurs-internes"


@pytest.fixture
def variant() -> Questionnaire:
    return load(find(paths.QUESTIONNAIRES, "radar-perspectives@1.0.0"), bases=(paths.QUESTIONNAIRES,))


@pytest.fixture
def assessment_id(connection: Connection, variant: Questionnaire) -> uuid.UUID:
    return members.add_assessment(connection, variant, members.add_organisation(connection))


@pytest.fixture
def somebody(client: FlaskClient, connection: Connection, assessment_id: uuid.UUID) -> FlaskClient:
    """Return the browser of a person who is responsible for the organisation."""
    record = queries.assessments.assessment_of_an_organisation(connection, assessment_id)
    assert record is not None
    assert record.organisation_id is not None
    return members.sign_in(client, connection, members.add_member(connection, record.organisation_id, "responsable"))


def codes(connection: Connection, assessment_id: uuid.UUID) -> dict[str, int | None]:
    return {key: answer.code for key, answer in queries.assessments.answers_of(connection, assessment_id).items()}


class TestForm:
    def test_asks_each_statement_once_for_each_perspective(
        self, somebody: FlaskClient, assessment_id: uuid.UUID
    ) -> None:
        page = somebody.get(f"/evaluations/{assessment_id}/axes/{AXIS}").text
        assert (
            page.count("<legend>Clientèle externe</legend>")
            == page.count("<legend>Utilisateurs internes</legend>")
            == 6
        )
        assert page.count('class="statement-number"') == 6
        assert "12 réponses à donner" in page

    def test_keeps_both_answers_without_script(
        self, somebody: FlaskClient, connection: Connection, assessment_id: uuid.UUID
    ) -> None:
        form = {OUTSIDE: "3", INSIDE: "na", f"{INSIDE}-reason": "Sans objet.", "csrf_token": csrf_token(somebody)}
        assert somebody.post(f"/evaluations/{assessment_id}/axes/{AXIS}", data=form).status_code == 303
        assert codes(connection, assessment_id) == {OUTSIDE: 3, INSIDE: 5}
        page = somebody.get(f"/evaluations/{assessment_id}/axes/{AXIS}").text
        assert (chosen(page, OUTSIDE), chosen(page, INSIDE)) == ("3", "na")
        assert "2 sur 12" in page

    def test_names_the_statement_and_the_perspective_of_a_wrong_answer(
        self, somebody: FlaskClient, connection: Connection, assessment_id: uuid.UUID
    ) -> None:
        form = {OUTSIDE: "7", INSIDE: "2", "e02": "3", "csrf_token": csrf_token(somebody)}
        answer = somebody.post(f"/evaluations/{assessment_id}/axes/{AXIS}", data=form)
        assert answer.status_code == 422
        assert f'<a href="#{OUTSIDE}">Énoncé 1, Clientèle externe</a>' in answer.text
        assert "qui ne sont pas de cet axe (e02)" in answer.text
        assert codes(connection, assessment_id) == {INSIDE: 2}


class TestAutosave:
    def test_keeps_an_answer_from_one_perspective(
        self, somebody: FlaskClient, connection: Connection, assessment_id: uuid.UUID
    ) -> None:
        headers = {"X-CSRFToken": csrf_token(somebody), "Accept": "application/json"}
        address = f"/evaluations/{assessment_id}/reponses/"
        assert somebody.put(address + INSIDE, json={"level": "4"}, headers=headers).status_code == 200
        assert somebody.put(f"{address}e01", json={"level": "4"}, headers=headers).status_code == 404
        assert somebody.put(f"{address}e01.ailleurs", json={"level": "4"}, headers=headers).status_code == 404
        assert codes(connection, assessment_id) == {INSIDE: 4}

    def test_is_put_down_in_the_journal_with_the_perspective(
        self, somebody: FlaskClient, assessment_id: uuid.UUID
    ) -> None:
        headers = {"X-CSRFToken": csrf_token(somebody)}
        somebody.put(f"/evaluations/{assessment_id}/reponses/{INSIDE}", json={"level": "4"}, headers=headers)
        page = somebody.get(f"/evaluations/{assessment_id}/journal").text
        assert "Énoncé 1, Utilisateurs internes\u00a0: niveau 4" in page


class TestResults:
    def test_show_each_perspective_beside_the_combined_result(
        self, somebody: FlaskClient, connection: Connection, assessment_id: uuid.UUID, variant: Questionnaire
    ) -> None:
        levels = {key: 1 if key.endswith("externe") else 4 for key in variant.question_by_id}
        members.answer(connection, assessment_id, levels)
        address = f"/evaluations/{assessment_id}"
        page = somebody.get(f"{address}/resultats").text
        assert "Les perspectives diffèrent le plus" in page
        assert "un écart de 3,00." in page
        found = somebody.get(f"{address}/resultats.json").json
        assert found is not None
        assert found["overall"] == 2
        for name in ("radar.svg", "cadran.svg", "pratiques.svg", "resultats.csv", "resultats.xlsx", "resultats.pdf"):
            assert somebody.get(f"{address}/{name}").status_code == 200, name
        assert "Clientèle externe" in somebody.get(f"{address}/radar.svg").text


class TestVotes:
    @pytest.mark.parametrize("path", ["seances/nouvelle", "sondages/nouveau"])
    def test_are_refused_in_one_sentence_that_says_what_to_do(
        self, somebody: FlaskClient, connection: Connection, assessment_id: uuid.UUID, path: str
    ) -> None:
        address = f"/evaluations/{assessment_id}/{path}"
        form = {"csrf_token": csrf_token(somebody), "title": "Séance", "axes": AXIS, "pace": "led"}
        for answer in (somebody.get(address), somebody.post(address, data=form)):
            assert answer.status_code == 409
            assert "Convenez des niveaux ensemble, puis inscrivez-les axe par axe." in answer.text
        assert queries.workshops.workshops_of(connection, assessment_id) == []

    def test_are_not_offered(self, somebody: FlaskClient, assessment_id: uuid.UUID) -> None:
        overview = somebody.get(f"/evaluations/{assessment_id}").text
        assert "sondages/nouveau" not in overview
        assert "Ce questionnaire demande une réponse de chaque perspective" in overview


class TestEveryPage:
    @pytest.mark.parametrize("share", [1, 3])
    def test_of_the_assessment_and_its_organisation_is_shown_and_valid(
        self,
        app: Flask,
        somebody: FlaskClient,
        connection: Connection,
        assessment_id: uuid.UUID,
        variant: Questionnaire,
        share: int,
    ) -> None:
        asked = [*variant.question_by_id]
        members.answer(connection, assessment_id, {key: place * 7 % 6 for place, key in enumerate(asked[::share])})
        record = queries.assessments.assessment_of_an_organisation(connection, assessment_id)
        assert record is not None
        connection.rollback()
        known = {"assessment_id": assessment_id, "organisation_id": record.organisation_id, "slug": AXIS}
        pages = {}
        for rule in app.url_map.iter_rules():
            if rule.arguments and rule.arguments <= known.keys() and "GET" in (rule.methods or ()):
                address = app.url_map.bind("localhost").build(
                    rule.endpoint, {key: known[key] for key in rule.arguments}
                )
                answer = somebody.get(address)
                assert answer.status_code < 500, address
                if answer.mimetype == "text/html":
                    pages[address] = answer.text
        assert len(pages) > 8
        assert validate(pages) == []
