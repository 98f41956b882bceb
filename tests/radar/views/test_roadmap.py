"""The roadmap of a plan: what it shows, what it refuses, and the schedule that it proposes."""

import pytest
from flask import Flask
from sqlalchemy import Connection, Engine

from radar import operations
from scoring.questionnaire import Questionnaire
from tests.databases import count_queries
from tests.html import validate
from tests.radar import members
from tests.radar.moments import NOON
from tests.radar.views.planning import Planning, one, words


@pytest.fixture
def planning(app: Flask, connection: Connection, questionnaire: Questionnaire) -> Planning:
    return Planning(app, connection, questionnaire)


def test_a_place_is_changed_and_its_conflicts_are_said(planning: Planning) -> None:
    plan_id = planning.plan(one("a", start=0), one("b", start=2, needs=("a",)))
    page = planning.as_("facilitator", plan_id)
    assert 'value="2" selected' in page.get("/feuille-de-route?initiative=b").text.replace("\n", " ").replace("  ", "")
    form = {"initiative": "b", "seen": "1", "start": "1", "quarters": "3", "status": "under-way"}
    assert page.post("/feuille-de-route/place", form).status_code == 303
    kept = planning.stored(plan_id).by_id["b"]
    assert (kept.start, kept.quarters, kept.status) == (1, 3, "under-way")
    shown = words(page.get("/feuille-de-route").text)
    assert "« B » commence au T2 de 2027-2028, avant la fin de « A », dont elle dépend" in shown
    assert "« B » est enregistrée; elle commence au T2" in shown


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"quarters": "17"}, "« A » dure 17 trimestres et le plan n'en compte que 16"),
        ({"start": "15"}, "« A » finirait après le plan; commencez-la plus tôt ou raccourcissez-la."),
        ({"start": "16"}, "Choisissez un trimestre du plan, ou aucun."),
        ({"quarters": "0"}, "Donnez la durée en trimestres, par exemple 4."),
        ({"quarters": "²"}, "Donnez la durée en trimestres, par exemple 4."),
        ({"status": "presque"}, "Choisissez un statut de la liste."),
    ],
)
def test_what_cannot_be_a_place_is_refused(planning: Planning, form: dict[str, str], sentence: str) -> None:
    plan_id = planning.plan(one("a"))
    page = planning.as_("responsable", plan_id)
    sent = {"initiative": "a", "seen": "1", "start": "1", "quarters": "2", "status": "done", **form}
    answer = page.post("/feuille-de-route/place", sent)
    assert answer.status_code == 422
    assert sentence in words(answer.text)
    assert planning.stored(plan_id).by_id["a"].start is None


def test_a_change_over_a_newer_one_is_refused(planning: Planning) -> None:
    plan_id = planning.plan(one("a"))
    page = planning.as_("facilitator", plan_id)
    form = {"initiative": "a", "seen": "1", "start": "1", "quarters": "2", "status": "done"}
    assert page.post("/feuille-de-route/place", form).status_code == 303
    answer = page.post("/feuille-de-route/place", {**form, "start": "4"})
    assert answer.status_code == 409
    assert "Rien n'a été enregistré, pour ne pas effacer ce changement" in words(answer.text)
    assert planning.stored(plan_id).by_id["a"].start == 1


def test_a_schedule_is_shown_first_and_then_saved(planning: Planning) -> None:
    plan_id = planning.plan(one("a", start=3, status="under-way"), one("b", start=0, needs=("a",)), one("c"))
    page = planning.as_("facilitator", plan_id)
    shown = page.post("/feuille-de-route/proposition", {})
    text = words(shown.text)
    assert "Ce qui bougerait; rien n'est encore enregistré" in text
    assert "il est prouvé qu'on ne peut pas finir plus tôt" in text
    assert planning.stored(plan_id).by_id["b"].start == 0
    assert (
        page.client.post(
            page.address + "/feuille-de-route/calendrier",
            data={"csrf_token": page.token, "move": ["b 5 1", "c 0 1"]},
        ).status_code
        == 303
    )
    plan = planning.stored(plan_id)
    assert [plan.by_id[each].start for each in "abc"] == [3, 5, 0]
    stale = page.post("/feuille-de-route/calendrier", {"move": "b 6 1"})
    assert stale.status_code == 409
    assert page.post("/feuille-de-route/calendrier", {"move": "b 99 2"}).status_code == 400
    assert page.post("/feuille-de-route/calendrier", {"move": "rien"}).status_code == 400


def test_cycles_are_named(planning: Planning) -> None:
    plan_id = planning.plan(one("a", needs=("b",)), one("b", needs=("a",)))
    page = planning.as_("facilitator", plan_id)
    sentence = "« A » dépend de « B », qui dépend de « A »"
    assert sentence in words(page.get("/feuille-de-route").text)
    proposal = words(page.post("/feuille-de-route/proposition", {}).text)
    assert proposal.count(sentence) == 1
    assert "Aucune initiative n'a de place." in proposal


def test_the_load_stands_against_the_capacity(planning: Planning) -> None:
    plan_id = planning.plan(one("a", start=0, load=2.0), one("b", start=1, load=1.5))
    page = planning.as_("facilitator", plan_id)
    answer = page.post("/feuille-de-route/capacite", {"body": "", "capacity": "3", "seen": "0"})
    assert answer.status_code == 303
    text = words(page.get("/feuille-de-route").text)
    assert "au-delà de la capacité" in text
    assert "demandent 3,50 pour une capacité de 3,00" in text
    refused = page.post("/feuille-de-route/capacite", {"body": "", "capacity": "beaucoup", "seen": "1"})
    assert refused.status_code == 422
    assert "« beaucoup » n'est pas un nombre" in words(refused.text)
    assert page.post("/feuille-de-route/capacite", {"body": "", "capacity": "", "seen": "1"}).status_code == 303
    assert planning.stored(plan_id).capacities == ()
    many = page.post("/feuille-de-route/capacite", {"body": "", "capacity": "100001", "seen": "0"})
    assert "La capacité va de 0 à 100000 par trimestre." in words(many.text).replace("100 000", "100000")


def test_a_body_with_a_long_name_has_a_capacity(planning: Planning) -> None:
    body = "Musée " * 40
    plan_id = planning.plan(one("a", start=0, body=body.strip()))
    page = planning.as_("facilitator", plan_id)
    for seen, capacity in (("0", "1500"), ("1", "2,5")):
        form = {"body": body.strip(), "capacity": capacity, "seen": seen}
        assert page.post("/feuille-de-route/capacite", form).status_code == 303
    assert [each.each_quarter for each in planning.stored(plan_id).capacities] == [2.5]
    assert 'name="seen" value="2"' in " ".join(page.get("/feuille-de-route").text.split())


def test_a_schedule_starts_when_it_is_asked_to(planning: Planning) -> None:
    plan_id = planning.plan(one("a"))
    page = planning.as_("facilitator", plan_id)
    later = page.post("/feuille-de-route/proposition", {"earliest": "9"}).text
    assert "Rien de nouveau n'y commence avant le T2 de 2029-2030." in words(later)
    assert 'value="a 9 1"' in later
    assert 'value="a 0 1"' in page.post("/feuille-de-route/proposition", {"earliest": "99"}).text
    last = page.post("/feuille-de-route/proposition", {"earliest": "15"}).text
    assert "« A » n'a pas de place dans les années du plan." in words(last)
    assert "Rien ne bougerait : il n'y a rien à enregistrer." in words(last)


def test_readers_change_nothing_and_adopted_plans_stay(planning: Planning, connection: Connection) -> None:
    plan_id = planning.plan(one("a", start=0))
    reader = planning.as_("reader", plan_id)
    assert "Proposer un calendrier" not in reader.get("/feuille-de-route").text
    assert reader.post("/feuille-de-route/proposition", {}).status_code == 403
    before = planning.stored(plan_id)
    account = members.add_account(connection, "adoption@exemple.quebec")
    operations.plans.adopt(connection, plan_id, account, NOON)
    page = planning.as_("facilitator", plan_id)
    form = {"initiative": "a", "seen": "1", "start": "1", "quarters": "2", "status": "done"}
    answer = page.post("/feuille-de-route/place", form)
    assert answer.status_code == 409
    assert "Un plan adopté ne change plus" in words(answer.text)
    assert planning.stored(plan_id) == before


def test_pages_hold_however_many_there_are(planning: Planning, engine: Engine) -> None:
    counts = set()
    for number in (1, 40):
        plan_id = planning.plan(*(one(f"i{each}", start=each % 14, body=f"Musée {each % 7}") for each in range(number)))
        page = planning.as_("reader", plan_id)
        page.get("/feuille-de-route")
        with count_queries(engine) as sent:
            assert page.get("/feuille-de-route").status_code == 200
        counts.add(len(sent))
    assert len(counts) == 1


def test_pages_are_valid_and_pictures_are_drawn(planning: Planning) -> None:
    plan_id = planning.plan(one("a", start=0, body="Musée", needs=("b",)), one("b"), one("c", status="cancelled"))
    page = planning.as_("facilitator", plan_id)
    pages = {
        "roadmap": page.get("/feuille-de-route?initiative=a").text,
        "proposal": page.post("/feuille-de-route/proposition", {}).text,
        "empty": planning.as_("reader", planning.plan()).get("/feuille-de-route").text,
        "english": page.get("/feuille-de-route?lang=en").text,
    }
    assert validate(pages) == []
    for name in ("feuille-de-route", "feuille-de-route/charge"):
        assert page.get(f"/{name}.svg?theme=dark").text.startswith("<?xml") or "<svg" in page.get(f"/{name}.svg").text
        assert page.get(f"/{name}.png").data.startswith(b"\x89PNG")
