"""The shortest path on its page: what was asked, what comes of it, and every refusal in a sentence."""

import pytest
from flask import Flask
from sqlalchemy import Connection

from radar import operations
from radar.operations.targets import Change
from scoring.questionnaire import Questionnaire
from scoring.targets import AxisTarget, QuadrantTarget
from tests.databases import count_queries
from tests.html import validate
from tests.radar import members
from tests.radar.moments import NOON
from tests.radar.views.team import Team
from tests.radar.views.trial import Trial

FIRST = "experience-utilisateur"
LAST = "gouvernance-numerique"
LANGUAGES = ("fr", "en")


def at(trial: Trial, questionnaire: Questionnaire, level: str, **others: str) -> Trial:
    """Answer every statement alike, but for some."""
    for axis in questionnaire.axes:
        fields = {statement.id: others.get(statement.id, level) for statement in axis.statements}
        assert trial.post(f"/axes/{axis.id}", fields).status_code == 303
    return trial


@pytest.fixture
def low(trial: Trial, questionnaire: Questionnaire) -> Trial:
    """A trial where everything stands at level 1."""
    return at(trial, questionnaire, "1")


def test_the_form_offers_the_quadrants_that_ask_more(low: Trial) -> None:
    page = low.get("/chemin").text
    for name in ("ouverte", "productive", "numerique"):
        assert f'<option value="{name}"' in page
    assert '<option value="novice"' not in page
    assert "Ce qu'il y a à faire" not in page.replace("’", "'")


def test_a_path_is_shown_with_its_effort_its_steps_and_its_radar(low: Trial, questionnaire: Questionnaire) -> None:
    names = {quadrant.id: quadrant.name for quadrant in questionnaire.quadrants}
    answer = low.get("/chemin?cadran=numerique")
    assert answer.status_code == 200
    page = answer.text.replace("’", "'")
    assert "Le chemin le plus court" in page
    assert f"passerait de « {names['novice']} » à « {names['numerique']} »" in page.replace("\u00a0", " ")
    assert "Effort total" in page
    assert "Niveau 1 → 2" in page.replace("\u00a0", " ")
    assert "chemin.svg?lang=fr&amp;cadran=numerique" in page
    assert low.get("/chemin.svg?cadran=numerique").data.startswith(b"<?xml")
    assert low.get("/chemin.png?cadran=numerique").data.startswith(b"\x89PNG")


def test_targets_may_be_typed_with_a_comma(low: Trial) -> None:
    page = low.get(f"/chemin?cadran=&cible-{FIRST}=2,5").text
    assert 'value="2,5"' in page
    assert "<strong>2,50</strong>" in page
    drawn = low.get(f"/chemin.svg?cible-{FIRST}=2,5")
    assert drawn.status_code == 200
    again = low.get(f"/chemin.svg?cible-{FIRST}=2,5", headers={"If-None-Match": drawn.headers["ETag"]})
    assert again.status_code == 304
    assert drawn.data != low.get(f"/chemin.svg?cible-{FIRST}=3").data


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("cadran=", "Choisissez un cadran, ou donnez une cible à au moins un axe."),
        ("cadran=novice", "Ce cadran ne demande rien de plus que le cadran actuel"),
        ("cadran=rouge", "Ce cadran ne demande rien de plus que le cadran actuel"),
        (f"cible-{FIRST}=0,5", "La cible est sous le score actuel pour « Expérience utilisateur »"),
        (f"cible-{FIRST}=1", "Tout cela est déjà atteint; visez un autre cadran ou des cibles plus hautes."),
        (f"cible-{FIRST}=cinq", "Axe « Expérience utilisateur » : « cinq » n'est pas un score"),
        (f"cible-{FIRST}=4,01", "Axe « Expérience utilisateur » : « 4,01 » n'est pas un score"),
        (f"cible-{FIRST}=-1", "« -1 » n'est pas un score"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(low: Trial, query: str, sentence: str) -> None:
    answer = low.get(f"/chemin?{query}")
    assert answer.status_code == 422
    assert sentence in answer.text.replace("’", "'").replace("\u00a0", " ").replace("&#39;", "'")
    assert low.get(f"/chemin.svg?{query}").status_code == 404


def test_what_has_no_score_is_named(trial: Trial) -> None:
    trial.put("e01", {"level": "3"})
    answer = trial.get("/chemin?cible-gouvernance-numerique=2")
    assert answer.status_code == 422
    assert "Il n’y a pas encore de score pour «\u00a0Gouvernance numérique" in answer.text


def test_without_answers_the_page_says_to_answer_first(trial: Trial) -> None:
    answer = trial.get("/chemin")
    assert answer.status_code == 200
    assert "répondez d’abord à des énoncés" in answer.text
    assert "<select" not in answer.text


def test_the_most_demanding_quadrant_leaves_only_axes_to_aim_at(trial: Trial, questionnaire: Questionnaire) -> None:
    page = at(trial, questionnaire, "3").get("/chemin").text
    assert "Aucun cadran ne demande plus que le cadran actuel" in page
    assert "<select" not in page


def test_the_results_lead_to_the_path_and_say_how_firm_they_are(low: Trial) -> None:
    page = low.get("/resultats").text
    assert "/chemin" in page
    assert "Cadran solide" in page
    assert "Distance de chaque dimension à son seuil" in page


@pytest.fixture
def member(team: Team, connection: Connection, questionnaire: Questionnaire) -> Trial:
    """The assessment of an organisation at level 1, which aims at a quadrant, and at more on one axis."""
    members.answer(connection, team.assessment_id, dict.fromkeys(questionnaire.statement_index, 1))
    responsable = team.as_("responsable")
    somebody = members.add_account(connection)
    wanted: list[Change] = [(FIRST, AxisTarget(2.5)), (LAST, AxisTarget(1)), ("", QuadrantTarget("productive"))]
    operations.targets.save(connection, team.organisation_id, questionnaire.id, wanted, somebody, NOON)
    return responsable


def test_what_the_organisation_aims_at_is_one_step_away(member: Trial) -> None:
    page = member.get("/chemin").text
    address = f"/chemin?cadran=productive&amp;cible-{FIRST}=2,50"
    assert address in page
    assert "Viser les cibles de l’organisme" in page
    there = member.get(address.replace("&amp;", "&"))
    assert there.status_code == 200
    assert "Viser les cibles de l’organisme" not in there.text


def test_a_path_takes_the_same_statements_whatever_is_asked(app: Flask, member: Trial) -> None:
    for query in ("", "?cadran=productive", f"?cible-{FIRST}=3"):
        with count_queries(app.extensions["database"]) as statements:
            assert member.get(f"/chemin{query}").status_code == 200
        # Who is signed in, the assessment, their role, its answers, and what the organisation aims at.
        assert len(statements) == 5


def test_pages_are_sound(low: Trial) -> None:
    queries = ("", "cadran=numerique", "cadran=", f"cadran=ouverte&cible-{FIRST}=3,5", "cadran=x", f"cible-{FIRST}=x")
    pages = {f"{query} {lang}": low.get(f"/chemin?{query}&lang={lang}").text for query in queries for lang in LANGUAGES}
    assert validate(pages) == []
