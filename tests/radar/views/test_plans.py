"""From results to a plan: what comes in, what is added with its trace, and what becomes of it."""

import uuid
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import Connection, insert, select

from radar import operations, queries
from radar.models import DotVote, Participant, Plan, Workshop
from radar.operations.plans import Owner
from radar.queries.plans import PlanRecord
from scoring.questionnaire import Questionnaire
from scoring.transformation import PlannedInitiative, TransformationPlan
from tests.radar import members, plans
from tests.radar.moments import NOON
from tests.radar.views.team import Team
from tests.radar.views.trial import Trial, texts_of

START = {"title": "PTN 2027-2031", "first_day": "2027-04-01", "years": "4", "set": "catalogue", "recommend": "y"}


@pytest.fixture
def team(app: Flask, connection: Connection, questionnaire: Questionnaire) -> Team:
    """An organisation at level 1 on everything."""
    team = Team(app, connection, questionnaire)
    members.answer(connection, team.assessment_id, dict.fromkeys(questionnaire.statement_index, 1))
    return team


def words(page: str) -> str:
    return " ".join(" ".join(texts_of(page)).split()).replace("\u00a0", " ").replace("’", "'")


def stored(connection: Connection, plan_id: uuid.UUID) -> TransformationPlan:
    connection.rollback()
    return queries.plans.assembled(record(connection, plan_id), queries.plans.rows(connection, plan_id))


def record(connection: Connection, plan_id: uuid.UUID) -> PlanRecord:
    found = queries.plans.plan(connection, plan_id)
    assert found is not None
    return found


def started(team: Team, connection: Connection, **fields: str) -> tuple[Trial, uuid.UUID]:
    """Start a plan as somebody responsible, and hold it."""
    trial = team.as_("responsable")
    trial.address = f"/organisations/{team.organisation_id}/ptn/nouveau"
    answer = trial.post("", START | {"assessment": str(team.assessment_id)} | fields)
    assert answer.status_code == 303, words(answer.text)
    connection.rollback()
    plan_id = connection.execute(select(Plan.id)).scalar_one()
    return Trial(trial.client, f"/ptn/{plan_id}"), plan_id


def test_a_plan_starts_from_what_the_newest_assessment_recommends(
    team: Team, connection: Connection, questionnaire: Questionnaire
) -> None:
    taken = questionnaire.catalogue.initiatives[0].id
    operations.initiatives.adopt(connection, team.organisation_id, questionnaire.id, taken, date(2026, 1, 1))
    page, plan_id = started(team, connection)
    plan = stored(connection, plan_id)
    proposed = [each for each in plan.initiatives if each.stage == "proposed"]
    assert proposed
    trace = proposed[0].trace
    assert trace is not None
    assert trace.assessment == str(team.assessment_id)
    assert trace.axis_score == 1
    assert (trace.evidence[0].level, trace.evidence[0].reason, trace.evidence[0].next_level) == (1, "Vu.", 2)
    assert plan.by_id[taken].stage == "kept"
    assert plan.by_id[taken].status == "under-way"
    assert {each.id for each in plan.ambitions} == {each.id for each in questionnaire.catalogue.ambitions}
    board = words(page.get().text)
    assert "Recommandée par « Automne 2026 » : score de 1,00 à l'axe" in board
    assert "1 initiative retenue n'a pas encore de trimestre." in board
    shown = words(page.get(f"/initiatives/{proposed[0].id}").text)
    assert "Raison : Vu." in shown
    statement = next(each for each in questionnaire.statements if each.id == trace.evidence[0].statement)
    assert statement.levels[2].replace("’", "'") in shown
    assert (
        f"/evaluations/{team.assessment_id}/axes/{proposed[0].axis}#{statement.id}"
        in page.get(f"/initiatives/{proposed[0].id}").text
    )
    operations.assessments.delete_assessment(connection, team.assessment_id)
    left = page.get(f"/initiatives/{proposed[0].id}").text
    assert "Raison : Vu." in words(left)
    assert f"/evaluations/{team.assessment_id}" not in left


def test_a_plan_starts_without_recommendations_and_from_another_set(team: Team, connection: Connection) -> None:
    _page, plan_id = started(team, connection, recommend="", set="meie")
    plan = stored(connection, plan_id)
    assert plan.initiatives == ()
    assert [each.code for each in plan.ambitions] == ["1.1", "1.2", "2.1", "2.2", "2.3"]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": ""}, "Donnez un titre au plan"),
        ({"first_day": "avril"}, "« avril » n'est pas une date"),
        ({"first_day": ""}, "Indiquez le premier jour du plan"),
        ({"first_day": "0001-01-01"}, "hors des années 2015 à 2100"),
        ({"years": "7"}, "Un plan compte de 1 à 6 ans"),
        ({"assessment": str(uuid.uuid4())}, "Choisissez une évaluation de la liste"),
        ({"set": "x"}, "Choisissez des ambitions de la liste"),
    ],
)
def test_what_a_plan_cannot_start_from_is_refused(team: Team, fields: dict[str, str], sentence: str) -> None:
    trial = team.as_("responsable")
    trial.address = f"/organisations/{team.organisation_id}/ptn/nouveau"
    answer = trial.post("", START | fields)
    assert answer.status_code == 422
    assert sentence in words(answer.text)


def test_the_form_proposes_the_next_first_of_april(team: Team) -> None:
    page = team.as_("responsable").client.get(f"/organisations/{team.organisation_id}/ptn/nouveau").text
    assert '-04-01"' in page
    assert "Automne 2026" in page


def test_results_add_a_recommendation_to_the_plan_in_the_making(team: Team, connection: Connection) -> None:
    page, plan_id = started(team, connection, recommend="")
    results = page.client.get(f"/evaluations/{team.assessment_id}/resultats").text
    assert "Ajouter au PTN" in results
    found = results.split('name="initiative" value="')[1].split('"')[0]
    fields = {"source": "recommandations", "page": "resultats", "evaluation": str(team.assessment_id)}
    answer = page.post("/ajout", fields | {"initiative": found})
    assert answer.location == f"/evaluations/{team.assessment_id}/resultats#initiative-{found}"
    plan = stored(connection, plan_id)
    assert plan.by_id[found].origin == "recommendation"
    assert plan.by_id[found].trace is not None
    assert "Au PTN" in words(page.client.get(answer.location).text)
    page.post("/ajout", fields | {"initiative": found})
    assert "Cette initiative est déjà au plan." in words(page.get().text)


def test_the_catalogue_is_searched_by_axis(team: Team, connection: Connection, questionnaire: Questionnaire) -> None:
    page, plan_id = started(team, connection, recommend="")
    axis = questionnaire.axes[6]
    shown = page.get(f"/ajout?source=catalogue&axe={axis.id}").text
    keys = [part.split('"')[0] for part in shown.split('name="initiative" value="')[1:]]
    practices = {each.id for each in axis.practices}
    assert keys
    assert all(practices & set(questionnaire.catalogue.by_id[key].practices) for key in keys)
    assert page.post("/ajout", {"source": "catalogue", "initiative": keys[0]}).status_code == 303
    assert stored(connection, plan_id).by_id[keys[0]].origin == "catalogue"
    assert page.post("/ajout", {"source": "catalogue", "initiative": "inconnue"}).status_code == 404


def test_keeping_a_proposal_is_one_click(team: Team, connection: Connection) -> None:
    page, plan_id = started(team, connection)
    key = stored(connection, plan_id).initiatives[0].id
    assert page.post(f"/initiatives/{key}/etape", {"stage": "kept", "seen": "1"}).status_code == 303
    assert stored(connection, plan_id).by_id[key].stage == "kept"
    stale = page.post(f"/initiatives/{key}/etape", {"stage": "proposed", "seen": "1"})
    assert stale.status_code == 409
    assert "Quelqu'un d'autre a modifié le plan entre-temps" in words(stale.text)
    assert page.post("/initiatives/absente/etape", {"stage": "kept", "seen": "1"}).status_code == 404


def test_an_adopted_plan_does_not_change_and_is_taken_further_once(team: Team, connection: Connection) -> None:
    page, plan_id = started(team, connection)
    key = stored(connection, plan_id).initiatives[0].id
    assert page.post("/suite", {}).status_code == 409
    assert page.post("/adoption", {}).status_code == 303
    assert "Le plan est adopté; il ne change plus." in words(page.get().text)
    refused = page.post(f"/initiatives/{key}/etape", {"stage": "kept", "seen": "1"})
    assert refused.status_code == 409
    assert "Ce plan est adopté" in words(refused.text)
    assert 'name="seen"' not in page.get(f"/initiatives/{key}").text
    following = page.post("/suite", {}).location
    assert page.post("/suite", {}).location == following
    assert "Version 1, celle d'avant" in words(page.client.get(following).text)
    assert "Version 2, celle d'après" in words(page.get().text)


def test_plans_are_listed_where_they_belong(team: Team, app: Flask, connection: Connection) -> None:
    started(team, connection)
    assert "PTN 2027-2031" in team.as_("reader").client.get(f"/organisations/{team.organisation_id}").text
    portfolio_id = members.add_portfolio(connection, [team.organisation_id])
    lead = members.sign_in(
        app.test_client(), connection, members.add_portfolio_member(connection, portfolio_id, "lead")
    )
    trial = Trial(lead, f"/portefeuilles/{portfolio_id}")
    answer = trial.post("/ptn/nouveau", START | {"title": "PTN du portefeuille"})
    assert answer.status_code == 303, words(answer.text)
    assert "PTN du portefeuille" in trial.get().text
    assert "Vote par points" not in lead.get(f"{answer.location}/ajout").text
    assert team.as_("reader").client.get(answer.location).status_code == 200
    assert team.as_("responsable").client.get(f"{answer.location}/adoption").status_code == 403


def test_what_is_wrong_with_the_roadmap_is_told_on_the_board(
    team: Team, connection: Connection, questionnaire: Questionnaire
) -> None:
    first = PlannedInitiative(id="a", code="1.1", title="Premier", needs=("b",), quarters=20)
    second = PlannedInitiative(id="b", code="1.2", title="Second", needs=("a", "partie"), catalogue="disparue")
    plan_id = plans.add_plan(
        connection, questionnaire, Owner(team.organisation_id), plans.planned(questionnaire, first, second)
    )
    client = team.as_("responsable").client
    board = words(client.get(f"/ptn/{plan_id}").text)
    assert "« 1.1 Premier » dépend de « 1.2 Second », qui dépend de « 1.1 Premier »" in board
    assert "« 1.2 Second » dépend de « partie », qui n'est plus au plan" in board
    assert "« 1.1 Premier » dure 20 trimestres et le plan n'en compte que 16" in board
    shown = words(client.get(f"/ptn/{plan_id}/initiatives/b").text)
    assert (
        "L'initiative « disparue » n'est plus au catalogue du questionnaire; elle reste au plan comme elle est."
        in shown
    )
    assert "partie (n'existe plus)" in shown


def test_the_dots_of_a_session_come_along(team: Team, connection: Connection, questionnaire: Questionnaire) -> None:
    page, plan_id = started(team, connection, recommend="")
    workshop_id, participant_id = uuid.uuid4(), uuid.uuid4()
    wanted = questionnaire.catalogue.initiatives[0].id
    values = {"id": workshop_id, "assessment_id": team.assessment_id, "kind": "workshop", "title": "Atelier"}
    more = {"axes": "", "units": "", "pace": "free", "state": "closed", "dots": 3, "created_at": NOON}
    connection.execute(insert(Workshop).values(**values, **more))
    joined = {"workshop_id": workshop_id, "id": participant_id, "token_hash": b"x" * 32, "joined_at": NOON}
    connection.execute(insert(Participant).values(**joined, unit=""))
    vote = {"workshop_id": workshop_id, "participant_id": participant_id, "initiative_id": wanted, "dots": 3}
    connection.execute(insert(DotVote).values(**vote))
    connection.commit()
    assert "3 points reçus en séance." in words(page.get("/ajout?source=points").text)
    fields = {"source": "points", "seance": str(workshop_id), "initiative": wanted}
    assert page.post("/ajout", fields).status_code == 303
    found = stored(connection, plan_id).by_id[wanted]
    assert found.origin == "dots"
    assert found.trace is not None
    assert (found.trace.dots, found.trace.assessment) == (3, str(team.assessment_id))
