"""What the bodies of a portfolio could share: who sees it, what it saves, and keeping it in the plan."""

import uuid

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, Engine

from radar import queries
from radar.operations.plans import Owner
from scoring.questionnaire import Questionnaire
from scoring.transformation import TransformationPlan
from tests.databases import count_queries
from tests.html import validate
from tests.radar import comparing, members
from tests.radar.comparing import Compared
from tests.radar.plans import add_plan, planned
from tests.radar.views.planning import one, words
from tests.radar.views.trial import csrf_token


@pytest.fixture
def compared(connection: Connection, questionnaire: Questionnaire) -> Compared:
    """Six museums that show their names."""
    made = comparing.portfolio_of(connection, [f"Musée {n}" for n in range(6)])
    comparing.hold(connection, questionnaire, made)
    return made


@pytest.fixture
def lead(app: Flask, connection: Connection, compared: Compared) -> FlaskClient:
    account_id = members.add_portfolio_member(connection, compared.portfolio_id, "lead")
    return members.sign_in(app.test_client(), connection, account_id)


def stored(connection: Connection, plan_id: uuid.UUID) -> TransformationPlan:
    connection.rollback()
    record = queries.plans.plan(connection, plan_id)
    assert record
    return queries.plans.assembled(record, queries.plans.rows(connection, plan_id))


def first_key(page: str) -> str:
    return page.split('name="initiative" value="', 1)[1].split('"', 1)[0]


def test_only_leads_see_who_could_join(
    app: Flask, connection: Connection, compared: Compared, lead: FlaskClient
) -> None:
    address = f"{compared.path}/mutualisation"
    shown = words(lead.get(address).text)
    assert "répondent au besoin de plusieurs organismes" in shown
    assert "Musée 1" in shown
    assert "Le portefeuille n'a pas de PTN" in shown
    observer = members.add_portfolio_member(connection, compared.portfolio_id, "observer")
    assert members.sign_in(app.test_client(), connection, observer).get(address).status_code == 403
    administrator = members.add_account(connection, "admin@exemple.quebec", administrator=True)
    assert members.sign_in(app.test_client(), connection, administrator).get(address).status_code == 404


def test_bodies_that_do_not_show_their_names_are_left_out(
    app: Flask, connection: Connection, questionnaire: Questionnaire
) -> None:
    made = comparing.portfolio_of(connection, [f"Musée {n}" for n in range(6)])
    comparing.hold(connection, questionnaire, made, consent="groups")
    account_id = members.add_portfolio_member(connection, made.portfolio_id, "lead")
    shown = members.sign_in(app.test_client(), connection, account_id).get(f"{made.path}/mutualisation").text
    assert "Aucun organisme ne montre encore son résultat avec son nom." in words(shown)
    assert "Musée" not in shown


def test_a_shared_initiative_is_kept_in_the_plan_of_the_portfolio(
    connection: Connection, questionnaire: Questionnaire, compared: Compared, lead: FlaskClient
) -> None:
    plan_id = add_plan(connection, questionnaire, Owner(portfolio_id=compared.portfolio_id))
    address = f"{compared.path}/mutualisation"
    page = lead.get(address).text
    assert "1 initiative trouvée, 1 retenue, dont 0 à mutualiser." in words(page)
    key = first_key(page)
    form = {"csrf_token": csrf_token(lead), "initiative": key, "seen": "0", "level": "Commun"}
    assert lead.post(address, data=form).status_code == 303
    kept = stored(connection, plan_id).by_id[key]
    assert (kept.stage, kept.sharing_level, kept.catalogue) == ("kept", "Commun", key)
    assert "Musée 1" in kept.partners
    assert "Retenue dans le PTN du portefeuille. Niveau de mutualisation : Commun." in words(lead.get(address).text)
    assert lead.post(address, data={**form, "level": "x" * 81}).status_code == 422
    assert lead.post(address, data=form).status_code == 409
    assert lead.post(address, data={**form, "initiative": "rien"}).status_code == 404


def test_savings_follow_from_costs(compared: Compared, lead: FlaskClient) -> None:
    address = f"{compared.path}/mutualisation"
    key = first_key(lead.get(address).text)
    shown = words(lead.get(address, query_string={"initiative": key, "cost": ["1 000", "2500,50 $"]}).text)
    assert "1 000 $ de moins" in shown
    refused = words(lead.get(address, query_string={"initiative": key, "cost": ["cher"]}).text)
    assert "« cher » n'est pas un montant pour Musée" in refused


def test_pages_are_valid_and_hold_however_many_there_are(
    app: Flask, connection: Connection, questionnaire: Questionnaire, engine: Engine
) -> None:
    counts, pages = set(), {}
    for number in (5, 12):
        made = comparing.portfolio_of(connection, [f"Musée {n}" for n in range(number)])
        comparing.hold(connection, questionnaire, made)
        content = planned(questionnaire, one("a", practices=(questionnaire.practices[0].id,), body="Musée 1"))
        add_plan(connection, questionnaire, Owner(portfolio_id=made.portfolio_id), content)
        account_id = members.add_portfolio_member(connection, made.portfolio_id, "lead")
        client = members.sign_in(app.test_client(), connection, account_id)
        assert client.get(f"{made.path}/mutualisation").status_code == 200
        with count_queries(engine) as sent:
            pages[f"{number}"] = client.get(f"{made.path}/mutualisation").text
        counts.add(len(sent))
    pages["english"] = client.get(f"{made.path}/mutualisation?lang=en").text
    assert len(counts) == 1
    assert validate(pages) == []
