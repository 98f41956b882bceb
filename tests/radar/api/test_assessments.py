"""Assessments and results, in and out of the programming interface."""

import json

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, select, update

from radar.models import Assessment, Event
from scoring.questionnaire import Questionnaire
from scoring.results import assess, to_json
from tests.radar import members
from tests.radar.api.programs import Program, program

ANSWERS = {
    "e01": {"level": 3, "reason": "Vu."},
    "e02": {"level": "na", "reason": ""},
    "e03": {"level": None, "reason": "?"},
}
NEW = {"campaign": "Automne 2026", "on": "2026-10-01", "official": True, "answers": ANSWERS}


@pytest.fixture
def sender(client: FlaskClient, connection: Connection) -> Program:
    """A program that may write."""
    return program(client, connection)


def test_an_assessment_goes_in_and_comes_out_the_same(sender: Program) -> None:
    made = sender.call("POST", "/assessments", json=NEW)
    assert made.status_code == 201
    out = sender.get(made.headers["Location"].removeprefix("/api/v1"))
    assert {name: out[name] for name in NEW} == NEW
    assert (out["state"], out["questionnaire"]) == ("draft", "radar-numeriqc@1.0.0")
    again = sender.call("POST", "/assessments", json={name: out[name] for name in NEW}).get_json()
    assert {name: again[name] for name in NEW} == NEW


def test_the_list_comes_in_parts(sender: Program, connection: Connection, questionnaire: Questionnaire) -> None:
    for name in ("A", "B", "C"):
        members.add_assessment(connection, questionnaire, sender.organisation_id, name)
    whole = sender.get("/assessments")
    part = sender.get("/assessments?offset=1&limit=1")
    assert (whole["total"], len(whole["assessments"])) == (3, 3)
    assert part == {"total": 3, "assessments": whole["assessments"][1:2]}


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "offset=-1", "limit=dix", "limit=٣", "offset="])
def test_a_part_that_cannot_be_counted_is_refused(sender: Program, query: str) -> None:
    answer = sender.call("GET", f"/assessments?{query}")
    assert answer.status_code == 422
    assert "est un nombre entier de" in answer.get_json()["message"]


def test_the_result_is_that_of_the_contract(sender: Program, questionnaire: Questionnaire) -> None:
    made = sender.call("POST", "/assessments", json=NEW).get_json()
    result = assess(questionnaire, {"e01": 3, "e02": 5, "e03": None}, "Régie de l’essai")
    assert sender.get(f"/assessments/{made['id']}/result") == json.loads(json.dumps(to_json(result)))


def test_answers_that_are_not_named_stay(sender: Program) -> None:
    made = sender.call("POST", "/assessments", json=NEW)
    path = f"/assessments/{made.get_json()['id']}/answers"
    put = sender.call("PUT", path, json={"answers": {"e02": {"level": 0}}}, If_Match=made.headers["ETag"])
    assert put.status_code == 200
    assert put.get_json()["answers"] == ANSWERS | {"e02": {"level": 0, "reason": ""}}


def test_answers_over_newer_ones_are_refused(sender: Program) -> None:
    made = sender.call("POST", "/assessments", json=NEW)
    path, etag = f"/assessments/{made.get_json()['id']}/answers", made.headers["ETag"]
    one, other = ({"answers": {"e01": {"level": level}}} for level in (1, 2))
    assert sender.call("PUT", path, json=one, If_Match=etag).status_code == 200
    late = sender.call("PUT", path, json=other, If_Match=etag)
    assert late.status_code == 412
    assert "rien n’est remplacé" in late.get_json()["message"]
    blind = sender.call("PUT", path, json=other)
    assert (blind.status_code, "If-Match" in blind.get_json()["message"]) == (428, True)
    assert sender.get(path.removesuffix("/answers"))["answers"]["e01"]["level"] == 1


@pytest.mark.parametrize("state", ["workshop", "closed"])
def test_only_drafts_change(sender: Program, connection: Connection, state: str) -> None:
    made = sender.call("POST", "/assessments", json=NEW)
    connection.execute(update(Assessment).values(state=state))
    connection.commit()
    path = f"/assessments/{made.get_json()['id']}/answers"
    answer = sender.call("PUT", path, json={"answers": {}}, If_Match="*")
    assert answer.status_code == 409
    assert "n’est plus un brouillon" in answer.get_json()["message"]


def test_the_journal_names_the_token(sender: Program, connection: Connection, client: FlaskClient) -> None:
    made = sender.call("POST", "/assessments", json=NEW)
    path = f"/assessments/{made.get_json()['id']}/answers"
    sender.call("PUT", path, json={"answers": {"e01": {"level": 4}}}, If_Match=made.headers["ETag"])
    kinds = connection.execute(select(Event.kind, Event.before, Event.account_id)).all()
    assert ("created-by-program", "Entrepôt", sender.account_id) in kinds
    assert ("sent-by-program", "Entrepôt", sender.account_id) in kinds
    members.sign_in(client, connection, sender.account_id)
    journal = client.get(f"/evaluations/{made.get_json()['id']}/journal").text
    assert "commencée par un programme, avec le jeton « Entrepôt »" in journal.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({}, "campaign"),
        ({"campaign": ""}, "campaign"),
        ({"campaign": "A", "on": "hier"}, "on"),
        ({"campaign": "A", "official": "oui"}, "official"),
        ({"campaign": "A", "answers": {"e01": {"level": 7}}}, "answers.e01.level"),
        ({"campaign": "A", "answers": {"e01": {"level": "3"}}}, "answers.e01.level"),
        ({"campaign": "A", "answers": {"e99": {"level": 3}}}, "n’a pas de question « e99 »"),
        ({"campaign": "A", "questionnaire": "inconnu"}, "inconnu"),
        ({"campaign": "A\u0000"}, "U+0000"),
        ({"campaign": "A", "campagne": "B"}, "campagne"),
    ],
)
def test_what_cannot_be_taken_is_named(sender: Program, body: object, sentence: str) -> None:
    answer = sender.call("POST", "/assessments", json=body)
    assert answer.status_code == 422
    assert sentence in answer.get_json()["message"].replace("\u00a0", " ")


def test_what_is_no_json_is_refused(sender: Program) -> None:
    authorised = {"Authorization": f"Bearer {sender.token}"}
    post = sender.client.post
    broken = post("/api/v1/assessments", data="{", headers=authorised, content_type="application/json")
    form = post("/api/v1/assessments", data={"campaign": "A"}, headers=authorised)
    huge = post("/api/v1/assessments", data=b" " * 2_000_001, headers=authorised, content_type="application/json")
    assert [each.status_code for each in (broken, form, huge)] == [400, 415, 413]
    assert all(set(each.get_json()) == {"message"} for each in (broken, form, huge))


def test_refusals_speak_the_language_that_is_asked_for(sender: Program) -> None:
    french = sender.call("GET", "/nulle-part")
    english = sender.call("GET", "/nulle-part", Accept_Language="en-CA, fr;q=0.5")
    assert (french.status_code, english.status_code) == (404, 404)
    assert french.get_json()["message"].startswith("Rien ne se trouve à cette adresse")
    assert english.get_json()["message"].startswith("There is nothing at this address")


def test_a_method_that_is_not_there_is_refused_with_those_that_are(sender: Program) -> None:
    answer = sender.call("DELETE", "/assessments")
    assert answer.status_code == 405
    assert {"GET", "POST"} <= set(answer.allow)


def test_questionnaires_say_what_may_be_answered(sender: Program, questionnaire: Questionnaire) -> None:
    first = sender.get("/questionnaires")["questionnaires"][0]
    whole = sender.get(f"/questionnaires/{first['id']}/{first['version']}")
    assert (first["id"], first["questions"]) == ("radar-numeriqc", 48)
    assert [question["id"] for question in whole["questions"]] == list(questionnaire.question_by_id)
    assert whole["hash"] == questionnaire.hash
    assert sender.call("GET", "/questionnaires/radar-numeriqc/9.9.9").status_code == 404


def test_nothing_is_kept_on_the_way(sender: Program) -> None:
    assert sender.call("GET", "/assessments").headers["Cache-Control"] == "no-store"
