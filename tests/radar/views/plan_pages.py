"""The pages on which a plan is written, in every state, for tests that read every page."""

from flask import Flask
from sqlalchemy import Connection

from radar import operations
from radar.operations.plans import Owner
from scoring.questionnaire import Questionnaire
from scoring.transformation import PlannedInitiative, Risk, TransformationPlan
from tests.radar import members, plans
from tests.radar.moments import NOON
from tests.radar.views.team import Team
from tests.radar.views.trial import Trial

FORM = {"seen": "1", "title": "Alpha", "effort": "M", "status": "under-way", "stage": "kept", "quarters": "4"}
PATHS: tuple[str, ...] = (
    "",
    "/initiatives/a",
    "/nouvelle-initiative",
    "/ajout",
    "/ajout?source=catalogue",
    "/ajout?source=points",
)
PATHS += ("/cadre/ambitions", "/cadre/orientations", "/cadre/themes", "/cadre/capacites", "/cadre/risques")
PATHS += ("/initiatives/a/retrait", "/adoption", "/journal")


def pages_of_a_plan(app: Flask, connection: Connection, questionnaire: Questionnaire, language: str) -> dict[str, str]:
    """Return the HTML of these pages by name."""
    team = Team(app, connection, questionnaire)
    members.answer(connection, team.assessment_id, dict.fromkeys(questionnaire.statement_index, 1))
    responsable, reader = team.as_("responsable"), team.as_("reader")
    for each in (responsable, reader):
        each.client.get(f"/?lang={language}")
    plan_id = plans.add_plan(connection, questionnaire, Owner(team.organisation_id), _content(questionnaire))
    page, shown = (Trial(each.client, f"/ptn/{plan_id}") for each in (responsable, reader))
    start = Trial(responsable.client, f"/organisations/{team.organisation_id}")
    pages = {f"plan {path}": page.get(path).text for path in PATHS}
    pages["new plan"] = start.get("/ptn/nouveau").text
    pages["refused plan"] = start.post("/ptn/nouveau", {"first_day": "avril", "years": "9"}).text
    pages["plan beside results"] = responsable.get("/resultats").text
    wrong = {"title": "", "quarters": "99", "load": "x", "impact": "9", "needs": "a", "benefit_amount": "x"}
    pages["refused initiative"] = page.post("/initiatives/a", FORM | wrong).text
    page.post("/initiatives/a", FORM | {"load": "0.5"})
    pages["two people"] = page.post("/initiatives/a", FORM | {"load": "2", "partners": "Ville"}).text
    pages["refused headings"] = page.post("/cadre/themes", {"key.1": "x", "seen.1": "0", "name.1": "x" * 201}).text
    pages["headings for readers"] = shown.get("/cadre/risques").text
    pages["initiative for readers"] = shown.get("/initiatives/a").text
    pages["journal of the plan"] = page.get("/journal").text
    operations.plans.adopt(connection, plan_id, members.add_account(connection, "z@exemple.quebec"), NOON)
    pages["adopted plan"] = page.get().text
    pages["next version"] = page.get("/suite").text
    page.post("/suite", {})
    pages["plan with a next version"] = page.get().text
    return pages


def _content(questionnaire: Questionnaire) -> TransformationPlan:
    """Return a plan with something wrong in it."""
    first = PlannedInitiative(id="a", title="Alpha", axis=questionnaire.axes[0].id, needs=("b", "c"), quarters=20)
    second = PlannedInitiative(id="b", title="Beta", needs=("a",), catalogue="disparue", start=3, stage="kept")
    bare = plans.planned(questionnaire, first, second)
    return TransformationPlan.model_validate(
        bare.model_dump() | {"risks": [Risk(id="r", initiative="a", text="Alpha")]}
    )
