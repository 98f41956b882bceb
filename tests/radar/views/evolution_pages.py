"""The pages of an organisation's evolution in every state, for tests that read every page."""

import uuid
from datetime import date

from flask import Flask
from sqlalchemy import Connection, update

from radar import library, operations
from radar.models import Assessment
from scoring.questionnaire import Questionnaire
from tests.radar.views.body import Body
from tests.radar.views.trial import csrf_token


def pages_of_an_evolution(
    app: Flask, connection: Connection, questionnaire: Questionnaire, language: str
) -> dict[str, str]:
    """Return the HTML of these pages by name."""
    body = Body(app, connection, questionnaire)
    client = body.browser("responsable")
    client.get(f"/?lang={language}")

    def page(query: str = "") -> str:
        return client.get(f"/organisations/{body.id}/evolution{query}").text

    pages = {"evolution without campaigns": page()}
    gone = body.hold("Disparue", date(2023, 10, 20))
    missing = {"questionnaire_id": "disparu", "questionnaire_hash": "0" * 64}
    connection.execute(update(Assessment).where(Assessment.id == gone).values(**missing))
    connection.commit()
    pages["evolution without questionnaires"] = page()
    body.hold("2024", date(2024, 10, 20), {"e01": 2})
    pages["evolution of one campaign"] = page()
    newest = body.hold("2025", date(2025, 10, 20), 2)
    pages["evolution without initiatives"] = page()
    pages |= _initiatives(body, connection, questionnaire, newest, language)
    pages["evolution"] = page()
    with app.test_request_context():
        other = library.questionnaire("radar-perspectives", "fr")
    body.hold("2026", date(2026, 10, 20), 3, other)
    return {**pages, "evolution over questionnaires": page()}


def _initiatives(
    body: Body, connection: Connection, questionnaire: Questionnaire, assessment_id: uuid.UUID, language: str
) -> dict[str, str]:
    """Return the results that propose initiatives, of which one is taken up and one has ended."""
    client = body.browser("responsable")
    client.get(f"/?lang={language}")
    fields = {"csrf_token": csrf_token(client), "assessment": str(assessment_id)}
    pages = {"results with initiatives": client.get(f"/evaluations/{assessment_id}/resultats").text}
    for number, initiative in enumerate(questionnaire.catalogue.initiatives):
        key = (body.id, questionnaire.id, initiative.id)
        operations.initiatives.adopt(connection, *key, date(2025, 1, 15))
        if number % 2:
            operations.initiatives.end(connection, *key, date(2025, 3, 15))
    last = questionnaire.catalogue.initiatives[-1].id
    for action in ("withdraw", "adopt", "end"):
        pages[f"results after {action}"] = client.post(
            f"/organisations/{body.id}/initiatives",
            data={**fields, "initiative": last, "action": action},
            follow_redirects=True,
        ).text
    return pages
