"""The follow-up of a plan: delays, the version before, what moved, the public targets, and reminders."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import Connection, Engine, update

from radar import operations, queries
from radar.i18n import today
from radar.models import Assessment
from radar.operations.plans import Owner
from scoring.questionnaire import Questionnaire
from tests.databases import count_queries
from tests.html import validate
from tests.radar import members
from tests.radar.moments import NOON
from tests.radar.plans import add_plan
from tests.radar.views.planning import Planning, one, words


@pytest.fixture
def planning(app: Flask, connection: Connection, questionnaire: Questionnaire) -> Planning:
    return Planning(app, connection, questionnaire)


def two_years_ago() -> date:
    return datetime.now(UTC).date().replace(day=1) - timedelta(days=730)


def test_delays_are_said_here_and_on_the_page_of_the_organisation(planning: Planning) -> None:
    plan_id = planning.plan(
        one("a", start=0, status="under-way"),
        one("b", start=3),
        one("c", start=0, status="done"),
        one("d", start=15),
        first_day=two_years_ago(),
    )
    page = planning.as_("reader", plan_id)
    shown = words(page.get("/suivi").text)
    assert "4 initiatives sont retenues." in shown
    assert "« A » devait finir au T2" in shown
    assert "« B » devait finir au" in shown
    assert "« D »" not in shown
    home = words(page.client.get(f"/organisations/{planning.organisation_id}").text)
    assert "2 initiatives de « PTN de l'essai » sont en retard." in home


def test_what_changed_since_the_version_before_is_said(planning: Planning, connection: Connection) -> None:
    plan_id = planning.plan(one("a"), one("b"))
    account = members.add_account(connection)
    operations.plans.adopt(connection, plan_id, account, NOON - timedelta(days=400))
    page = planning.as_("reader", plan_id)
    assert "C'est la première version du plan." in words(page.get("/suivi").text)
    home = words(page.client.get(f"/organisations/{planning.organisation_id}").text)
    assert "La mise à jour annuelle de « PTN de l'essai » est due" in home
    record = queries.plans.plan(connection, plan_id)
    assert record
    content = planning.stored(plan_id)
    further = content.model_copy(update={"initiatives": (one("a", status="done"), one("c"))})
    second = operations.plans.take_further(
        connection, record, planning.questionnaire, further, account, datetime.now(UTC)
    )
    shown = words(planning.as_("reader", second).get("/suivi").text)
    assert "Ajout – Initiative C" in shown
    assert "Retrait – Initiative B" in shown
    assert "Statut : Non débuté → Terminé" in shown
    assert "est due" not in words(page.client.get(f"/organisations/{planning.organisation_id}").text)


def test_axes_are_followed_from_campaign_to_campaign(
    planning: Planning, connection: Connection, questionnaire: Questionnaire
) -> None:
    axis = questionnaire.axes[0]
    for year, level in ((2027, 1), (2029, 3)):
        assessment_id = members.add_assessment(connection, questionnaire, planning.organisation_id, f"Automne {year}")
        connection.execute(
            update(Assessment).where(Assessment.id == assessment_id).values(campaign_on=date(year, 10, 1))
        )
        members.answer(connection, assessment_id, dict.fromkeys(questionnaire.statement_index, level))
    plan_id = planning.plan(one("a", axis=axis.id, start=4, status="under-way"), one("b", axis=axis.id, start=4))
    shown = words(planning.as_("reader", plan_id).get("/suivi").text)
    assert f"{axis.name.replace('’', chr(39))} : +2,00" in shown
    assert "De « Automne 2027 » à « Automne 2029 »" in shown
    assert "depuis le 1er avril 2028" in shown


def test_figures_of_public_targets_are_kept_with_their_trend(planning: Planning, app: Flask) -> None:
    plan_id = planning.plan(one("a"))
    page = planning.as_("facilitator", plan_id)
    with app.test_request_context():
        now = today()
    before = now - timedelta(days=365)
    for on, percent in ((before, "70"), (now, "76,5 %")):
        form = {"target": "paperless", "on": on.isoformat(), "percent": percent}
        assert page.post("/suivi/barometre", form).status_code == 303
    shown = words(page.get("/suivi").text)
    assert "76,5 %" in shown
    assert "+6,50 points de pourcentage" in shown
    assert "Cible atteinte" in shown
    assert page.post("/suivi/barometre/retrait", {"target": "paperless", "on": now.isoformat()}).status_code == 303
    assert "76,5 %" not in words(page.get("/suivi").text)
    for form, sentence in (
        ({"percent": "101"}, "Le pourcentage va de 0 à 100."),
        ({"percent": "-1"}, "« -1 » n'est pas un nombre"),
        ({"on": "2999-01-01"}, "Le jour de la mesure est à venir; donnez celui où elle a été faite."),
        ({"on": "hier"}, "« hier » n'est pas une date"),
        ({"target": "autre"}, "Choisissez une cible de la liste."),
    ):
        answer = page.post("/suivi/barometre", {"target": "paperless", "on": now.isoformat(), "percent": "50", **form})
        assert answer.status_code == 422
        assert sentence in words(answer.text)
    assert planning.as_("reader", plan_id).post("/suivi/barometre", {}).status_code == 403


def test_a_portfolio_has_no_figures_of_its_own(
    planning: Planning, connection: Connection, questionnaire: Questionnaire
) -> None:
    portfolio_id = members.add_portfolio(connection, [planning.organisation_id])
    plan_id = add_plan(connection, questionnaire, Owner(portfolio_id=portfolio_id))
    account_id = members.add_portfolio_member(connection, portfolio_id, "lead")
    client = members.sign_in(planning.app.test_client(), connection, account_id)
    shown = client.get(f"/ptn/{plan_id}/suivi")
    assert shown.status_code == 200
    assert "Baromètre" not in shown.text
    assert client.get(f"/ptn/{plan_id}/priorites").status_code == 200
    assert client.get(f"/ptn/{plan_id}/feuille-de-route").status_code == 200


def test_pages_are_valid_and_hold_however_many_there_are(planning: Planning, engine: Engine) -> None:
    counts, pages = set(), {}
    for number in (0, 30):
        plan_id = planning.plan(*(one(f"i{each}", start=each % 4) for each in range(number)), first_day=two_years_ago())
        page = planning.as_("facilitator", plan_id)
        page.get("/suivi")
        with count_queries(engine) as sent:
            pages[f"{number}"] = page.get("/suivi").text
        counts.add(len(sent))
    pages["english"] = page.get("/suivi?lang=en").text
    assert len(counts) == 1
    assert validate(pages) == []
