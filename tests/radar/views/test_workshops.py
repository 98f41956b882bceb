"""What the facilitator and the room may see of a session at each moment."""

import re

import pytest
from flask import Flask
from sqlalchemy import Connection

from scoring.questionnaire import Questionnaire
from tests.databases import count_queries
from tests.radar import sessions
from tests.radar.sessions import Console, Place

VIEWS = ("", "/etat", "/ecran", "/ecran/etat")
E01, E02 = "/enonces/e01", "/enonces/e02"


def test_nobody_is_sent_a_tally_before_the_reveal(connection: Connection, place: Place, console: Console) -> None:
    console.post(f"{E01}/ouverture")
    before = {view: console.get(view).text for view in VIEWS}
    sessions.vote(connection, place, [1, 1, 1, 4, 4])
    for view in VIEWS:
        page = console.get(view).text
        assert "5 votes sur 5" in sessions.words(page), view
        # But for how many have voted, the page is the one that was sent before anybody had.
        assert same(page) == same(before[view]), view
    export = console.get("/export.json").get_json()
    assert export["statements"][0]["rounds"][0]["votes"] == []
    assert export["statements"][0]["rounds"][0]["counts"] is None
    console.post(f"{E01}/devoilement", round="1")
    for view in VIEWS:
        assert "3 votes 60 %" in sessions.words(console.get(view).text)


def same(page: str) -> str:
    """Return what a page says apart from how many joined and voted."""
    plain = re.sub(r'data-seen="[^"]*"|name="csrf_token" value="[^"]*"', "", page)
    plain = re.sub(
        r"\d+ votes? sur \d+|(\d+ personnes? (a|ont)|Personne n’a encore) rejoint", "…", sessions.words(plain)
    )
    return re.sub(r"C’est plus.*témoins\.", "", plain)


def test_a_room_sees_its_votes_from_three_on(connection: Connection, place: Place, console: Console) -> None:
    console.post(f"{E01}/ouverture")
    sessions.vote(connection, place, [1, 4])
    console.post(f"{E01}/devoilement", round="1")
    for view in VIEWS:
        page = sessions.words(console.get(view).text)
        assert "Moins de 3 votes : répartition masquée." in page
        assert "Accord" not in page
        assert "50 %" not in page
    assert "checked" not in console.get("/etat").text


def test_a_record_shows_five_votes_and_hides_four(connection: Connection, place: Place, console: Console) -> None:
    for statement, codes in {"e01": [1, 1, 1, 1], "e02": [2, 2, 2, 2, 2]}.items():
        console.post(f"/enonces/{statement}/ouverture")
        sessions.vote(connection, place, codes, statement=statement)
        console.post(f"/enonces/{statement}/devoilement", round="1")
    record = sessions.words(console.post("/fermeture").text)
    assert record.count("Moins de 5 votes : répartition masquée.") == 1
    assert record.count("Tous les votes sont au niveau 2.") == 1
    assert "au niveau 1" not in record
    assert "9 personnes y ont pris part" in record
    assert "Voir les résultats" in record
    assert sessions.words(console.get().text).endswith(record[-200:])


def test_an_unchanged_poll_is_empty_and_cheap(
    app: Flask, connection: Connection, place: Place, console: Console
) -> None:
    console.post(f"{E01}/ouverture")
    for view in ("/etat", "/ecran/etat"):
        first = console.get(view)
        assert first.status_code == 200
        seen = first.headers["X-Seen"]
        with count_queries(app.extensions["database"]) as statements:
            again = console.get(view, seen=seen)
        assert (again.status_code, again.data) == (204, b"")
        assert len(statements) == 5  # who asks, the session, its assessment, the role; and what has moved
    sessions.vote(connection, place, [1])
    assert console.get("/etat", seen=seen).headers["X-Seen"] != seen


@pytest.mark.parametrize("view", VIEWS)
def test_a_page_takes_the_same_statements_for_one_round_and_for_many(
    app: Flask, connection: Connection, place: Place, console: Console, questionnaire: Questionnaire, view: str
) -> None:
    console.post(f"{E01}/ouverture")
    counts = []
    for statement in questionnaire.axis_by_id[sessions.AXIS].statements:
        console.post(f"/enonces/{statement.id}/ouverture")
        sessions.vote(connection, place, [1, 2, 3], statement=statement.id)
        with count_queries(app.extensions["database"]) as statements:
            console.get(view)
        counts.append(len(statements))
    assert len(set(counts)) == 1


def test_another_browser_of_the_same_account_goes_on(
    app: Flask, connection: Connection, place: Place, console: Console
) -> None:
    console.post(f"{E01}/ouverture")
    other = sessions.console(app.test_client(), connection, place)
    assert "Dévoiler les votes" in other.get().text
