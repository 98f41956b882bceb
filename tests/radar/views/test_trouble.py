"""A database that is away, read-only or full: pages say so, nothing saved is lost, and no restart is needed."""

import pytest
from flask import Flask
from sqlalchemy import Engine

from tests.radar.views.trial import Trial, csrf_token
from tests.radar.views.trouble import away, full, read_only

AXIS = "/axes/experience-utilisateur"
PAGES = ["", AXIS, "/resultats", "/resultats.json", "/resultats.pdf", "/radar.svg"]


@pytest.fixture
def app_engine(app: Flask) -> Engine:
    """The engine of the application itself."""
    engine: Engine = app.extensions["database"]
    return engine


def test_every_page_says_that_the_database_is_away_and_works_again_when_it_is_back(
    app_engine: Engine, trial: Trial
) -> None:
    trial.put("e01", {"level": "3"})
    with away(app_engine):
        for path in PAGES:
            answer = trial.get(path)
            assert (path, answer.status_code) == (path, 503)
            assert "réessayez dans une minute" in answer.text
        assert trial.client.get("/").status_code == 200
        assert trial.client.get("/sante").status_code == 200
        readiness = trial.client.get("/pret")
        assert (readiness.status_code, readiness.get_json()["database"]) == (503, "unavailable")
    assert [trial.get(path).status_code for path in PAGES] == [200] * len(PAGES)
    assert trial.client.get("/pret").status_code == 200
    assert trial.codes() == {"e01": 3}


def test_saving_while_the_database_is_away_is_refused_in_one_sentence_and_can_be_done_again(
    app_engine: Engine, trial: Trial
) -> None:
    with away(app_engine):
        answer = trial.put("e01", {"level": "3"})
        assert answer.status_code == 503
        assert "rien n’a été perdu de ce qui était enregistré" in answer.get_json()["message"]
        assert trial.post(AXIS, {"e01": "3"}).status_code == 503
        started = trial.client.post("/essai", data={"csrf_token": csrf_token(trial.client)})
        assert started.status_code == 503
    assert trial.put("e01", {"level": "3"}).status_code == 200


def test_a_read_only_database_can_be_read_and_says_why_it_saves_nothing(app_engine: Engine, trial: Trial) -> None:
    trial.put("e01", {"level": "3"})
    with read_only(app_engine):
        assert [trial.get(path).status_code for path in PAGES] == [200] * len(PAGES)
        answer = trial.put("e01", {"level": "0"})
        assert answer.status_code == 503
        assert "protégé contre l’écriture" in answer.get_json()["message"]
        page = trial.post(AXIS, {"e01": "0"})
        assert page.status_code == 503
        assert "L’enregistrement est impossible pour l’instant" in page.text
        assert trial.codes() == {"e01": 3}
    assert trial.put("e01", {"level": "4", "seen": "3."}).status_code == 200


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_a_full_disk_is_said_and_what_was_saved_stays(app_engine: Engine, trial: Trial) -> None:
    trial.put("e01", {"level": "3"})
    with full(app_engine):
        for statement in ("e02", "e03", "e04", "e05"):
            answer = trial.put(statement, {"level": "1", "reason": "é" * 4000})
        assert answer.status_code == 503
        assert "Le disque du serveur est plein" in answer.get_json()["message"]
        assert trial.codes()["e01"] == 3
    assert trial.put("e06", {"level": "2"}).status_code == 200
