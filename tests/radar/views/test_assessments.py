"""The overview of an assessment: its progress, its name, its private link, its removal."""

import uuid
from collections.abc import Iterator, Mapping

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.radar.views.trial import Trial, csrf_token, start

AXIS = "experience-utilisateur"
OF_THE_ADDRESS: Mapping[str, str] = {"slug": AXIS, "statement_id": "e01", "name": "radar"}
CHANGING = {"POST", "PUT", "PATCH", "DELETE"}


def requests_for(app: Flask, trial: Trial) -> Iterator[tuple[str, str]]:
    """Yield method and address of whatever a browser can ask of an assessment; programs show a token instead."""
    assessment = trial.address.rpartition("/")[2]
    for rule in app.url_map.iter_rules():
        if "assessment_id" in rule.arguments and not rule.rule.startswith("/api/"):
            kind = "json" if rule.endpoint == "results.download" else "svg"
            values = {**OF_THE_ADDRESS, "assessment_id": uuid.UUID(assessment), "kind": kind}
            address = app.url_map.bind("localhost").build(rule.endpoint, values)
            yield from ((method, address) for method in rule.methods or () if method not in {"HEAD", "OPTIONS"})


def test_nothing_opens_or_changes_without_the_link(app: Flask, trial: Trial, outsider: FlaskClient) -> None:
    trial.put("e01", {"level": "3"})
    token = csrf_token(outsider)
    asked = list(requests_for(app, trial))
    assert len(asked) >= 9
    for method, address in asked:
        answer = outsider.open(address, method=method, headers={"X-CSRFToken": token}, json={"level": "0"})
        assert (method, address, answer.status_code) == (method, address, 404)
    assert "ouvrez le lien privé de l’évaluation" in outsider.get(trial.address).text
    assert trial.codes() == {"e01": 3}
    assert "Régie de l’essai" in trial.get().text


def test_whatever_changes_an_assessment_refuses_forms_of_other_sites(app: Flask, trial: Trial) -> None:
    asked = [(method, address) for method, address in requests_for(app, trial) if method in CHANGING]
    assert len(asked) >= 4
    for method, address in asked:
        answer = trial.client.open(address, method=method, data={"organisation": "Autre", "e01": "3"})
        assert answer.status_code == 400
        assert "Ce qui était enregistré l’est toujours." in answer.text
    assert trial.codes() == {}


def test_the_link_of_one_assessment_does_not_open_another(trial: Trial, outsider: FlaskClient) -> None:
    start(outsider)
    for other in (trial.address, f"/evaluations/{uuid.uuid4()}", "/evaluations/42"):
        assert outsider.get(other).status_code == 404


@pytest.mark.parametrize("path", ["/axes/inconnu", "/radar.gif", "/autre.svg", "/resultats.docx"])
def test_what_an_assessment_does_not_have_is_not_found(trial: Trial, path: str) -> None:
    assert trial.get(path).status_code == 404


@pytest.mark.parametrize("path", ["", "/resultats", "/resultats.json", "/radar.svg", "/reponses/e01"])
def test_wrong_methods_are_refused(trial: Trial, path: str) -> None:
    assert trial.post(path, {}).status_code == 405


def test_the_overview_says_what_is_next_until_all_is_answered(trial: Trial, complete: Trial) -> None:
    assert complete is trial
    page = trial.get().text
    assert "Tous les énoncés ont une réponse." in page
    trial.put("e01", {"level": "", "seen": "0."})
    page = trial.get().text
    assert "47 énoncés sur 48 ont une réponse." in page
    assert f"{trial.address}/axes/{AXIS}" in page.split("button-primary")[1]


def test_renaming_is_confirmed_and_keeps_the_answers(trial: Trial) -> None:
    trial.put("e01", {"level": "2"})
    answer = trial.post("/nom", {"organisation": "Ville"}, follow_redirects=True)
    assert "Le nom est enregistré." in answer.text
    assert "<h1>Ville</h1>" in answer.text
    assert trial.codes() == {"e01": 2}


def test_a_name_too_long_is_refused_and_the_old_one_stays(trial: Trial) -> None:
    answer = trial.post("/nom", {"organisation": "a" * 201})
    assert answer.status_code == 422
    assert "a" * 201 in answer.text
    assert "<h1>Régie de l’essai</h1>" in trial.get().text


def test_deleting_asks_first_then_removes_for_everyone(trial: Trial, outsider: FlaskClient) -> None:
    link = trial.link()
    outsider.get(link)
    assert "Rien ne pourra les faire revenir" in trial.get("/suppression").text
    assert trial.get().status_code == 200
    answer = trial.post("/suppression", {}, follow_redirects=True)
    assert "L’évaluation et toutes ses réponses sont supprimées." in answer.text
    for browser in (trial.client, outsider):
        assert browser.get(trial.address).status_code == 404
        assert browser.get(link).status_code == 404


def test_an_answer_sent_after_the_deletion_goes_nowhere(trial: Trial, outsider: FlaskClient) -> None:
    outsider.get(trial.link())
    late = Trial(outsider, trial.address)
    trial.post("/suppression", {})
    answer = late.put("e01", {"level": "3"})
    assert answer.status_code == 404
    assert "l’évaluation a été supprimée" in answer.get_json()["message"]
