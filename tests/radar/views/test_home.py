"""The home page, the start of a trial, and the pages that explain."""

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from radar.app import create_app
from radar.config import Config
from scoring.questionnaire import Questionnaire
from tests.radar.views.trial import Trial, csrf_token, start

MARKUP = "<script>alert(1)</script> & « Cie »"


def test_a_trial_starts_without_an_account_and_opens_in_this_browser(client: FlaskClient) -> None:
    trial = start(client)
    page = trial.get()
    assert page.status_code == 200
    assert "<h1>Régie de l’essai</h1>" in page.text


def test_a_trial_needs_no_name(client: FlaskClient) -> None:
    assert "<h1>Votre évaluation</h1>" in start(client, organisation=" ").get().text


@pytest.mark.parametrize("path", ["", "/resultats", "/axes/experience-utilisateur"])
def test_a_name_is_text_and_never_markup(client: FlaskClient, path: str) -> None:
    page = start(client, organisation=MARKUP).get(path).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; « Cie »" in page


@pytest.mark.parametrize(
    ("name", "words"),
    [("a" * 201, "trop long; raccourcissez-le à 200 caractères"), ("Ville\x07", "des caractères de contrôle")],
)
def test_a_name_that_cannot_be_kept_is_refused_and_stays_in_the_form(
    client: FlaskClient, name: str, words: str
) -> None:
    answer = client.post("/essai", data={"csrf_token": csrf_token(client), "organisation": name})
    assert answer.status_code == 422
    assert words in answer.text
    assert f'value="{name}"' in answer.text
    assert 'aria-invalid="true"' in answer.text


def test_starting_needs_the_form_of_this_site(client: FlaskClient) -> None:
    answer = client.post("/essai", data={"organisation": "Ville"})
    assert answer.status_code == 400
    assert "rechargez la page et recommencez" in answer.text


def test_a_trial_is_not_started_by_following_a_link(client: FlaskClient) -> None:
    answer = client.get("/essai")
    assert answer.status_code == 405
    assert "revenez à l’accueil" in answer.text


def test_a_site_without_trials_says_so_and_starts_none(settings: Config) -> None:
    app = create_app(replace(settings, trial=False))
    client = app.test_client()
    home = client.get("/")
    assert "Les essais sans compte sont fermés sur ce site." in home.text
    assert "/essai" not in home.text
    app.config["WTF_CSRF_ENABLED"] = False  # the page has no form from which to take a token
    assert client.post("/essai", data={"organisation": "Ville"}).status_code == 404
    app.extensions["database"].dispose()


def test_the_home_page_leads_back_to_the_assessment_under_way(client: FlaskClient) -> None:
    assert "Reprendre" not in client.get("/").text
    trial = start(client)
    assert f'href="{trial.address}">Reprendre' in client.get("/").text


def test_the_privacy_notice_says_who_collects_and_how_long(settings: Config) -> None:
    app = create_app(replace(settings, body="Ville d’essai", contact="donnees@exemple.quebec", trial_days=90))
    notice = app.test_client().get("/confidentialite").text
    for words in ("par Ville d’essai", "donnees@exemple.quebec", "depuis 90 jours"):
        assert words in notice
    app.extensions["database"].dispose()


def test_the_privacy_notice_says_what_a_session_and_a_survey_keep(client: FlaskClient) -> None:
    notice = client.get("/confidentialite").text.replace("\u00a0", " ")
    assert "pendant 7 jours pour une séance et 30 jours pour un sondage" in notice
    assert "à partir de 3 votes" in notice
    assert "à partir de 5 réponses" in notice


def test_the_method_page_holds_every_assumption_and_every_glossary_word(
    client: FlaskClient, questionnaire: Questionnaire
) -> None:
    page = client.get("/methode").text
    assert questionnaire.assumptions
    for assumption in questionnaire.assumptions:
        assert assumption.text in page
    for term in questionnaire.glossary:
        assert f"<dt>{term.term}</dt>" in page


def test_the_pattern_book_is_for_development_only(client: FlaskClient, settings: Config) -> None:
    assert client.get("/patterns").status_code == 404
    app = create_app(replace(settings, development=True))
    assert app.test_client().get("/patterns").status_code == 200
    app.extensions["database"].dispose()


def test_another_browser_starts_from_nothing(trial: Trial, outsider: FlaskClient) -> None:
    assert trial.address not in outsider.get("/").text
