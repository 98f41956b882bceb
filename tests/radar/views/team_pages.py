"""The pages of an organisation's assessments in every state, for tests that read them all."""

from flask import Flask
from sqlalchemy import Connection

from scoring.questionnaire import Questionnaire
from tests.radar import members
from tests.radar.views.team import Team
from tests.radar.views.trial import Trial, start

AXIS = "/axes/experience-utilisateur"


def pages_of_a_team(app: Flask, connection: Connection, questionnaire: Questionnaire, language: str) -> dict[str, str]:
    """Return the HTML of these pages by name."""
    team = Team(app, connection, questionnaire)
    responsable, facilitator, reader = (
        _speaking(team.as_(role), language) for role in ("responsable", "facilitator", "reader")
    )
    campaigns = f"/organisations/{team.organisation_id}"
    changed = {"campaign": "2026", "campaign_on": "2026-11-01", "official": "y"}
    responsable.put("e01", {"level": "3", "reason": "2 sur 7"})
    responsable.put("e01", {"level": "na", "reason": "2 sur 7", "seen": "3."})
    pages = {
        "new campaign": responsable.client.get(f"{campaigns}/campagnes/nouvelle").text,
        "refused campaign": responsable.post("/campagne", {"campaign": "", "campaign_on": "?"}).text,
        "changed campaign": responsable.client.post(
            f"{responsable.address}/campagne", data={**changed, "csrf_token": responsable.token}, follow_redirects=True
        ).text,
        "campaigns": responsable.client.get(campaigns).text,
        "campaigns for readers": reader.client.get(campaigns).text,
        "journal": reader.get("/journal").text,
        "end of the journal": reader.get("/journal?page=2").text,
        "overview for readers": reader.get().text,
        "axis for readers": reader.get(AXIS).text,
        "in workshop": _after(facilitator, "workshop"),
        "closed": _after(facilitator, "closed"),
        "closed for readers": reader.get().text,
        "closed to who may open it": responsable.get().text,
        "closed axis": facilitator.get(AXIS).text,
        "answer to what is closed": facilitator.post(AXIS, {"e01": "2"}).text,
        "name of what is closed": responsable.post("/campagne", changed).text,
        "whole journal": responsable.get("/journal").text,
        "deletion": responsable.get("/suppression").text,
    }
    return {**pages, **_claims(app, connection, language)}


def _claims(app: Flask, connection: Connection, language: str) -> dict[str, str]:
    client = app.test_client()
    organisation_id = members.add_organisation(connection, "Ville")
    members.sign_in(client, connection, members.add_member(connection, organisation_id, "responsable"))
    trial = _speaking(start(client, organisation="Ville"), language)
    fields = {"csrf_token": trial.token, "organisation_id": str(organisation_id), "campaign": "2026"}
    return {
        "no campaigns": client.get(f"/organisations/{organisation_id}").text,
        "trial to be claimed": trial.get().text,
        "refused claim": trial.post("/rattachement", {"campaign": ""}).text,
        "claimed": client.post(f"{trial.address}/rattachement", data=fields, follow_redirects=True).text,
        "journal of what was claimed": trial.get("/journal").text,
    }


def _after(trial: Trial, state: str) -> str:
    """Return the overview once the assessment is in another state."""
    trial.post("/etat", {"state": state})
    return trial.get().text


def _speaking(trial: Trial, language: str) -> Trial:
    trial.client.get(f"/?lang={language}")
    return trial
