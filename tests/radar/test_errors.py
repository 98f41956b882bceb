"""Refusals: one sentence, the right status, the reader's language, and JSON for programs."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from radar.app import create_app
from radar.config import Config
from tests.databases import SqliteDatabases
from tests.radar.views.trial import start
from tests.scoring.sound import MAIN, edit, sound_copy


@pytest.fixture
def databases(sqlite_databases: SqliteDatabases) -> SqliteDatabases:
    """One kind is enough for refusals that do not come from the database."""
    return sqlite_databases


@pytest.mark.parametrize(
    ("accept", "mimetype"),
    [
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
        ("*/*", "text/html"),
        ("", "text/html"),
        ("application/json", "application/json"),
    ],
)
def test_people_get_a_page_and_programs_get_json(client: FlaskClient, accept: str, mimetype: str) -> None:
    answer = client.get("/nulle-part", headers={"Accept": accept})
    assert (answer.status_code, answer.mimetype) == (404, mimetype)


def test_a_refusal_is_in_the_language_of_the_reader(client: FlaskClient) -> None:
    french = client.get("/nulle-part?lang=fr")
    english = client.get("/nulle-part?lang=en")
    assert "Cette page n’existe pas" in french.text
    assert "Cette page" not in english.text
    assert "Code 404" in english.text


def test_a_page_that_fails_is_a_clear_page(app: Flask, client: FlaskClient) -> None:
    def fail() -> str:
        raise ZeroDivisionError

    app.view_functions["home.method"] = fail
    answer = client.get("/methode")
    assert answer.status_code == 500
    assert "Une erreur est survenue" in answer.text
    assert "ZeroDivisionError" not in answer.text
    assert client.get("/methode", headers={"Accept": "application/json"}).get_json()["message"].startswith("La page")


def installation(settings: Config, folder: Path) -> Flask:
    """Return the application with the small questionnaire, kept in `folder`."""
    (folder / "petit").mkdir(parents=True)
    sound_copy(folder / "petit").rename(folder / "petit" / "1.0.0")
    return create_app(replace(settings, questionnaires=folder, questionnaire="petit"))


def test_a_questionnaire_that_was_edited_after_publication_is_not_used(settings: Config, tmp_path: Path) -> None:
    published, edited = (installation(settings, tmp_path / name) for name in ("published", "edited"))
    edit(tmp_path / "edited" / "petit" / "1.0.0" / MAIN, "threshold: 2.0", "threshold: 3.0")
    trial = start(published.test_client())
    link = trial.link()
    stranger = edited.test_client()
    stranger.get(link)
    answer = stranger.get(trial.address)
    assert answer.status_code == 500
    assert "Les fichiers du questionnaire petit@1.0.0 ne sont plus ceux" in answer.text
    assert trial.get().status_code == 200
    for app in (published, edited):
        app.extensions["database"].dispose()


def test_a_questionnaire_that_is_missing_is_said_to_be(settings: Config, tmp_path: Path) -> None:
    app = create_app(replace(settings, questionnaires=tmp_path, questionnaire="absent"))
    answer = app.test_client().get("/")
    assert answer.status_code == 500
    assert "«\u00a0radar questionnaires check\u00a0»" in answer.text
    app.extensions["database"].dispose()
