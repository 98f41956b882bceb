"""Every route says what it needs, and whoever calls it gets what they are granted, no more and no less."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, insert
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from radar.access import GRANTS, PORTFOLIO_GRANTS, Permission
from radar.models import Workshop
from radar.operations.plans import Owner
from scoring.questionnaire import Questionnaire
from tests.radar import members, plans
from tests.radar.moments import NOON
from tests.radar.views.trial import csrf_token

PERSONS = ("anonymous", "outsider", "reader", "facilitator", "responsable", "observer", "lead", "administrator")
OF_THE_PORTFOLIO = {"observer", "lead"}
TEXTS = {
    "identifier": "radar-numeriqc",
    "version": "1.0.0",
    "code": "K7M2QP",
    "key": "une-initiative",
    "kind": "json",
    "name": "radar",
    "part": "ambitions",
    "section_id": "vision",
    "slug": "experience-utilisateur",
    "statement_id": "e01",
    "token": "Jm9tYXJzLXRvdXMtbGVzLXNlY3JldHM",
}
UNRELATED = {"account_id", "campaign_id", "grouping_id", "invitation_id", "pulse_id", "sign_in_id", "token_id"}
KINDS = {
    "results.chart": "svg",
    "pulses.chart": "svg",
    "comparisons.chart": "svg",
    "comparisons.heat": "csv",
    "shortest_paths.chart": "svg",
    "evolution.chart": "svg",
    "priorities.chart": "svg",
    "roadmap.chart": "svg",
    "roadmap.load_chart": "svg",
}
NAMES = {"comparisons.chart": "cadran"}
REACHED, REFUSED, HIDDEN, TO_SIGN_IN = "reached", "refused", "hidden", "sent to the sign-in page"


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation of a portfolio with an assessment that is in a workshop, and the browser of somebody."""

    client: FlaskClient
    organisation_id: uuid.UUID
    assessment_id: uuid.UUID
    workshop_id: uuid.UUID
    portfolio_id: uuid.UUID
    plan_id: uuid.UUID


def test_every_route_names_what_it_needs(app: Flask) -> None:
    views = {rule.endpoint: app.view_functions[rule.endpoint] for rule, _ in routes(app)}
    unmarked = [name for name, view in views.items() if not isinstance(getattr(view, "permission", None), Permission)]
    assert unmarked == []


@pytest.mark.parametrize("person", PERSONS)
def test_every_route_is_open_to_those_it_is_meant_for_and_to_nobody_else(
    app: Flask, connection: Connection, questionnaire: Questionnaire, person: str
) -> None:
    reached = record_views(app)
    wrong = {}
    for rule, method in routes(app):
        place = new_place(app, connection, questionnaire, person)
        reached.clear()
        answer = call(place, rule, method)
        got = outcome(answer, reached=rule.endpoint in reached)
        view: Any = app.view_functions[rule.endpoint]
        wanted = expected(view.permission, rule.arguments, person)
        if got != wanted:
            wrong[f"{method} {rule.rule}"] = f"{got} ({answer.status}) instead of {wanted}"
    assert wrong == {}


def routes(app: Flask) -> Iterator[tuple[Rule, str]]:
    """Yield every route with every method that it takes."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint != "static":
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                yield rule, method


def record_views(app: Flask) -> set[str]:
    """Return a set into which the name of every view goes when it runs."""
    reached: set[str] = set()

    def recorded(name: str, view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def record(**arguments: Any) -> Any:
            reached.add(name)
            return view(**arguments)

        return record

    for name, view in app.view_functions.items():
        app.view_functions[name] = recorded(name, view)
    return reached


def new_place(app: Flask, connection: Connection, questionnaire: Questionnaire, person: str) -> Place:
    """Make an organisation that no earlier call has changed; administrators are not members of it."""
    organisation_id = members.add_organisation(connection)
    assessment_id, workshop_id = members.add_assessment(connection, questionnaire, organisation_id), uuid.uuid4()
    values = {"id": workshop_id, "assessment_id": assessment_id, "kind": "workshop", "title": "", "state": "open"}
    more = {"axes": TEXTS["slug"], "units": "", "pace": "free", "created_at": NOON}
    connection.execute(insert(Workshop).values(**values, **more))
    connection.commit()
    portfolio_id = members.add_portfolio(connection, [organisation_id])
    client = app.test_client()
    if person in OF_THE_PORTFOLIO:
        members.sign_in(client, connection, members.add_portfolio_member(connection, portfolio_id, person))
    elif person != "anonymous":
        members.sign_in(client, connection, add_person(connection, organisation_id, person))
    plan_id = plans.add_plan(connection, questionnaire, Owner(organisation_id))
    return Place(client, organisation_id, assessment_id, workshop_id, portfolio_id, plan_id)


def add_person(connection: Connection, organisation_id: uuid.UUID, person: str) -> uuid.UUID:
    if person == "administrator":
        return members.add_account(connection, f"{uuid.uuid4().hex}@exemple.quebec", administrator=True)
    if person == "outsider":
        return members.add_member(connection, members.add_organisation(connection, "Autre"), "responsable")
    return members.add_member(connection, organisation_id, person)


def call(place: Place, rule: Rule, method: str) -> TestResponse:
    """Call a route of the place as its own pages do."""
    headers = {} if method == "GET" else {"X-CSRFToken": csrf_token(place.client)}
    _, path = rule.build({name: value_of(place, rule, name) for name in rule.arguments}) or ("", "")
    return place.client.open(path, method=method, headers=headers)


def value_of(place: Place, rule: Rule, name: str) -> object:
    """Return a value for a part of an address; a new kind of part has to be made known here."""
    if name in {"organisation_id", "assessment_id", "workshop_id", "portfolio_id", "plan_id"}:
        return getattr(place, name)
    if name in UNRELATED or (name == "statement_id" and rule.endpoint == "exchange.statement"):
        return uuid.uuid4()
    assert name in TEXTS, f"{rule.rule} has a part <{name}> that this test has no value for: add one to TEXTS"
    named = {"kind": KINDS, "name": NAMES}.get(name, {})
    return named.get(rule.endpoint, TEXTS[name])


def outcome(answer: TestResponse, *, reached: bool) -> str:
    """Return what came of a call, whether or not the view then found fault with what was sent."""
    if reached:
        return REACHED if answer.status_code < 500 else "broken"
    if answer.status_code == 303 and answer.location.startswith("/connexion"):
        return TO_SIGN_IN
    return {403: REFUSED, 404: HIDDEN}.get(answer.status_code, "neither reached nor refused")


def expected(permission: Permission, arguments: set[str], person: str) -> str:
    """Return what should come of a call; this repeats in other words what radar/access.py promises."""
    if permission is Permission.PUBLIC or (permission is Permission.SIGNED_IN and person != "anonymous"):
        return REACHED
    if person == "anonymous":
        return HIDDEN if "assessment_id" in arguments else TO_SIGN_IN
    if person == "administrator":
        looked_after = {"organisation_id", "portfolio_id"} & arguments
        return REACHED if permission is Permission.ADMINISTER or looked_after else HIDDEN
    if person == "outsider" or permission is Permission.ADMINISTER:
        return HIDDEN
    granted = granted_to(person, arguments)
    return HIDDEN if granted is None else REACHED if permission in granted else REFUSED


def granted_to(person: str, arguments: set[str]) -> frozenset[Permission] | None:
    """Return what a person may do with what an address leads to, None where it does not exist for them."""
    if "portfolio_id" in arguments:  # a plan of the tests belongs to the organisation
        return PORTFOLIO_GRANTS[person if person in OF_THE_PORTFOLIO else "member"]
    return GRANTS.get(person)


@pytest.mark.parametrize(("role", "status"), [("reader", 200), ("facilitator", 200), ("responsable", 200)])
def test_members_read_the_assessments_of_their_organisation(
    client: FlaskClient, connection: Connection, questionnaire: Questionnaire, role: str, status: int
) -> None:
    organisation_id = members.add_organisation(connection)
    assessment_id = members.add_assessment(connection, questionnaire, organisation_id)
    members.sign_in(client, connection, members.add_member(connection, organisation_id, role))
    page = client.get(f"/evaluations/{assessment_id}")
    assert page.status_code == status
    assert "Régie de l’essai" in page.text


def test_others_are_told_that_it_does_not_exist(
    client: FlaskClient, connection: Connection, questionnaire: Questionnaire
) -> None:
    assessment_id = members.add_assessment(connection, questionnaire, members.add_organisation(connection))
    assert client.get(f"/evaluations/{assessment_id}").status_code == 404
    outsider = members.add_member(connection, members.add_organisation(connection, "Autre"), "responsable")
    members.sign_in(client, connection, outsider)
    assert client.get(f"/evaluations/{assessment_id}").status_code == 404
    assert client.get(f"/evaluations/{uuid.uuid4()}").status_code == 404


def test_a_reader_changes_nothing(client: FlaskClient, connection: Connection, questionnaire: Questionnaire) -> None:
    organisation_id = members.add_organisation(connection)
    assessment_id = members.add_assessment(connection, questionnaire, organisation_id)
    members.sign_in(client, connection, members.add_member(connection, organisation_id, "reader"))
    assert client.get(f"/evaluations/{assessment_id}/suppression").status_code == 403
