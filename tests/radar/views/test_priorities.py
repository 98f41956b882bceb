"""The priorities of a plan: the ranking with its trace, the weights, and what people say of an initiative."""

import pytest
from flask import Flask
from sqlalchemy import Connection, Engine

from scoring.questionnaire import Questionnaire
from tests.databases import count_queries
from tests.html import validate
from tests.radar import members
from tests.radar.views.planning import Planning, one, words


@pytest.fixture
def planning(app: Flask, connection: Connection, questionnaire: Questionnaire) -> Planning:
    """An organisation at level 1 on everything."""
    planning = Planning(app, connection, questionnaire)
    assessment_id = members.add_assessment(connection, questionnaire, planning.organisation_id)
    members.answer(connection, assessment_id, dict.fromkeys(questionnaire.statement_index, 1))
    return planning


def test_the_ranking_shows_where_each_value_comes_from(planning: Planning, questionnaire: Questionnaire) -> None:
    practice = questionnaire.axes[0].practices[0].id
    plan_id = planning.plan(
        one("a", practices=(practice,), scope=4, ease=3), one("b", needs=("a",), impact=1.5, impact_reason="La loi.")
    )
    shown = words(planning.as_("reader", plan_id).get("/priorites").text)
    assert "l'écart aux cibles diminuerait de" in shown
    assert "1 initiative en dépend" in shown
    assert "remplacé (calculé : aucun). Raison : La loi." in shown
    assert "Il manque la portée de 1 initiative" in shown
    assert "1. A – 3,75" in shown
    assert "Enregistrer" not in shown


def test_weights_come_from_the_address_and_change_the_order(planning: Planning) -> None:
    plan_id = planning.plan(one("a", scope=4, ease=0), one("b", scope=0, ease=3))
    page = planning.as_("reader", plan_id)
    assert "1. A – " in words(page.get("/priorites").text)
    weighed = words(page.get("/priorites?impact=0&dependency=0&scope=0,5&ease=2").text)
    assert "1. B – 2,40" in weighed
    assert (
        "La première initiative change si le poids de la facilité passe sous 0,67 : « A » à la place de « B »."
        in weighed
    )
    for weights, sentence in (
        ("impact=0&dependency=0&scope=0&ease=0", "Donnez à un critère au moins un poids plus grand que 0."),
        ("impact=x&dependency=0&scope=0&ease=0", "« x » n'est pas un nombre"),
        ("impact=101&dependency=0&scope=0&ease=0", "Le poids va de 0 à 100."),
        ("impact=1", "n'est pas un nombre"),
    ):
        answer = page.get(f"/priorites?{weights}")
        assert answer.status_code == 200
        assert sentence in words(answer.text)


def test_scope_ease_and_impact_are_saved(planning: Planning) -> None:
    plan_id = planning.plan(one("a"))
    page = planning.as_("facilitator", plan_id)
    form = {"initiative": "a", "seen": "1", "scope": "3", "ease": "", "impact": "2,5", "reason": "Deux lois."}
    answer = page.post("/priorites?scope=2", form)
    assert answer.status_code == 303
    assert "scope=2" in answer.headers["Location"]
    kept = planning.stored(plan_id).by_id["a"]
    assert (kept.scope, kept.ease, kept.impact, kept.impact_reason) == (3, None, 2.5, "Deux lois.")
    assert page.post("/priorites", form).status_code == 409


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"impact": "5", "reason": "Oui."}, "L'impact est de 5; il va de 0 à 4."),
        ({"impact": "2"}, "Dites pourquoi cet impact remplace celui qui est calculé."),
        ({"reason": "Oui."}, "Donnez l'impact que cette raison explique, ou effacez-la."),
        ({"impact": "fort", "reason": "Oui."}, "« fort » n'est pas un nombre"),
        ({"scope": "5"}, "Choisissez une valeur de 0 à 4, ou aucune."),
        ({"impact": "2", "reason": "x" * 1001}, "La raison est trop longue; raccourcissez-la à 1000 caractères."),
    ],
)
def test_what_cannot_be_said_is_refused_and_kept_on_the_page(
    planning: Planning, form: dict[str, str], sentence: str
) -> None:
    plan_id = planning.plan(one("a"))
    page = planning.as_("facilitator", plan_id)
    answer = page.post("/priorites", {"initiative": "a", "seen": "1", **form})
    assert answer.status_code == 422
    assert sentence in words(answer.text).replace("1 000", "1000")
    if "reason" in form:
        assert form["reason"] in answer.text
    assert planning.stored(plan_id).by_id["a"].impact is None


def test_pages_are_valid_drawn_and_hold_however_many_there_are(planning: Planning, engine: Engine) -> None:
    counts, pages = set(), {}
    for number in (0, 1, 12):
        plan_id = planning.plan(*(one(f"i{each}", scope=each % 5, ease=each % 3) for each in range(number)))
        page = planning.as_("facilitator", plan_id)
        page.get("/priorites")
        with count_queries(engine) as sent:
            pages[f"{number}"] = page.get("/priorites").text
        counts.add(len(sent))
        assert page.get("/priorites.png").data.startswith(b"\x89PNG")
        assert "<svg" in page.get("/priorites.svg?theme=dark&impact=2&dependency=1&scope=1&ease=1").text
    pages["english"] = page.get("/priorites?lang=en&impact=x").text
    assert len(counts) == 1
    assert validate(pages) == []
