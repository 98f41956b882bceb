"""The pages of an organisation's targets in every state, for tests that read every page."""

from flask import Flask
from sqlalchemy import Connection

from radar import operations
from radar.operations.targets import Change
from scoring.questionnaire import Questionnaire
from scoring.targets import AxisTarget, QuadrantTarget
from tests.radar import members
from tests.radar.moments import LATER, NOON
from tests.radar.views.team import Team
from tests.radar.views.trial import Trial

AXIS = "experience-employe"


def pages_of_targets(app: Flask, connection: Connection, questionnaire: Questionnaire, language: str) -> dict[str, str]:
    """Return the HTML of these pages by name."""
    team = Team(app, connection, questionnaire)
    responsable, reader = team.as_("responsable"), team.as_("reader")
    for each in (responsable, reader):
        each.client.get(f"/?lang={language}")
    page, shown = (
        Trial(each.client, f"/organisations/{team.organisation_id}/cibles") for each in (responsable, reader)
    )
    pages = {"targets without score": page.get().text, "no targets": shown.get().text}
    members.answer(connection, team.assessment_id, dict.fromkeys(questionnaire.statement_index, 1))
    wrong = {f"target.{AXIS}": "0,5", "target.qualite-services": "9", "target": "novice", "due": "2026-13-01"}
    pages["refused targets"] = page.post("", wrong | {"reason.qualite-services": "x" * 1001}).text
    pages["targets below the score"] = page.post("", {f"target.{AXIS}": "0,5", "target": "novice"}).text
    account_id = members.add_member(connection, team.organisation_id, "responsable")
    first: list[Change] = [(AXIS, AxisTarget(2.5, NOON.date(), "La mission.")), ("", QuadrantTarget("ouverte"))]
    then: list[Change] = [(AXIS, AxisTarget(1)), ("", QuadrantTarget("numerique", NOON.date())), ("donnees", None)]
    for moment, wanted in ((NOON, first), (LATER, then)):
        operations.targets.save(connection, team.organisation_id, questionnaire.id, wanted, account_id, moment)
    pages |= {"targets": page.get().text, "targets for readers": shown.get().text}
    pages["results with targets"] = responsable.get("/resultats").text
    return pages | {"targets of a new organisation": _new(app, connection, language)}


def _new(app: Flask, connection: Connection, language: str) -> str:
    home = members.add_organisation(connection, "Ville")
    client = members.sign_in(app.test_client(), connection, members.add_member(connection, home, "responsable"))
    return client.get(f"/organisations/{home}/cibles?lang={language}").text
