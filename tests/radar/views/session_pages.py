"""The facilitator's pages of a session, from its opening to its record, for tests that read every page."""

from collections.abc import Iterator

import sqlalchemy as sa
from flask import Flask
from sqlalchemy import Connection

from scoring.questionnaire import Questionnaire
from tests.radar import sessions
from tests.radar.sessions import Console, Place

E01 = "/enonces/e01"


def pages_of_a_session(
    app: Flask, connection: Connection, questionnaire: Questionnaire, language: str
) -> dict[str, str]:
    """Return the HTML of each page of a session as it goes on, by name."""
    place = sessions.hold(connection, questionnaire)
    console = sessions.console(app.test_client(), connection, place)
    console.client.get(f"/?lang={language}")
    pages = {"session expired": console.get().text}
    pages["session resumed"] = console.post("/reprise").text
    opening = f"/evaluations/{place.assessment_id}/seances/nouvelle"
    pages["session new"] = console.client.get(opening).text
    pages["session refused"] = console.client.post(opening, data={"csrf_token": console.token, "dots": "x"}).text
    for state in _states(console, connection, place):
        pages |= {f"session {state}{path}": console.get(path).text for path in ("", "/ecran", "/fermeture")}
    pages["session without level"] = console.post(f"{E01}/accord", round="2", reason="?").text
    pages["session too late"] = console.post(f"{E01}/devoilement", round="9").text
    pages["session record"] = console.post("/fermeture").text
    pages["session over"] = console.get("/ecran").text
    connection.execute(sa.text("UPDATE assessments SET state = 'closed'"))
    connection.commit()
    pages["session of a closed assessment"] = console.client.get(opening).text
    return pages


def _states(console: Console, connection: Connection, place: Place) -> Iterator[str]:
    """Bring the session from state to state, and name each."""
    yield "empty"
    people = sessions.seat(connection, place.workshop_id, 6)
    console.post(f"{E01}/ouverture")
    console.post("/minuterie", minutes="3")
    console.post("/presences", people="4")
    yield "open"
    sessions.cast(connection, place.workshop_id, "e01", dict(zip(people, (0, 1, 1, 4, 4, 5), strict=True)))
    console.post(f"{E01}/saisie", round="1", person="", answer="2")
    yield "voted"
    console.post(f"{E01}/devoilement", round="1")
    yield "revealed"
    console.post(f"{E01}/accord", round="1", level="2", reason="OK")
    yield "agreed"
    console.post(f"{E01}/nouveau-tour", round="1")
    sessions.cast(connection, place.workshop_id, "e01", {people[0]: 3}, number=2)
    console.post(f"{E01}/devoilement", round="2")
    yield "second round"
    console.post("/pause")
    yield "paused"
    console.post("/reprise")
