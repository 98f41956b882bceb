"""The phone's page: what it shows as the session goes on, and what becomes of votes."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Connection, insert, select

from radar.models import Answer, Workshop
from radar.views import polling
from scoring.questionnaire import Questionnaire
from tests.databases import count_queries
from tests.html import validate
from tests.radar import rooms
from tests.radar.rooms import Phone

# The seat and the rounds; the place and the vote.
PAGE, VOTE = 2, 2


@pytest.fixture(autouse=True)
def _nothing_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests ask again sooner than phones do."""
    monkeypatch.setattr(polling, "LIFETIME", 0)


def text(page: Any) -> str:
    return str(page.text).replace("\u00a0", " ")


def pressed(page: Any) -> list[str]:
    return re.findall(r'value="(\w+)"\s+class="vote-level[^"]*"\s+aria-pressed="true"', page.text)


def test_one_tap_votes_and_the_mind_may_change(
    app: Flask, connection: Connection, questionnaire: Questionnaire
) -> None:
    workshop_id = rooms.add_workshop(connection, questionnaire)
    phone = rooms.join(app)
    assert pressed(phone.get("/enonces/e01")) == []
    for level in ("3", "na"):
        answer = phone.vote("e01", level)
        assert (answer.status_code, answer.headers["Location"]) == (303, f"{phone.address}/enonces/e01")
        page = phone.get("/enonces/e01")
        assert pressed(page) == [level]
        assert "Vote enregistré. Vous pouvez changer d’avis" in text(page)
    assert rooms.ballots(connection, workshop_id) == [("e01", 1, 5)]


def test_the_script_is_told_when_the_vote_is_stored(
    app: Flask, connection: Connection, questionnaire: Questionnaire
) -> None:
    workshop_id = rooms.add_workshop(connection, questionnaire)
    answer = rooms.join(app).send("e02", {"level": "4", "round": "1"})
    assert (answer.status_code, answer.get_json()["level"]) == (200, "4")
    assert answer.get_json()["saved"].startswith("Vote enregistré à")
    assert rooms.ballots(connection, workshop_id) == [("e02", 1, 4)]


@pytest.mark.parametrize(
    ("sent", "statement", "status", "sentence"),
    [
        ({"level": "7", "round": "1"}, "e01", 422, "Ce niveau n’existe pas"),
        ({"level": "", "round": "1"}, "e01", 422, "Ce niveau n’existe pas"),
        ({"level": ["2"], "round": "1"}, "e01", 422, "Ce niveau n’existe pas"),
        ({"level": "2", "round": "²"}, "e01", 422, "Ce niveau n’existe pas"),
        ({"level": "2", "round": "9"}, "e01", 404, "n’est pas soumis au vote"),
        ({"level": "2", "round": "1"}, "e48", 404, "n’est pas soumis au vote"),
        ({"level": "2", "round": "1"}, "nul", 404, "n’est pas soumis au vote"),
    ],
)
def test_votes_that_mean_nothing_are_refused_in_a_sentence(
    app: Flask,
    connection: Connection,
    questionnaire: Questionnaire,
    sent: dict[str, object],
    statement: str,
    status: int,
    sentence: str,
) -> None:
    workshop_id = rooms.add_workshop(connection, questionnaire)
    phone = rooms.join(app)
    answer = phone.send(statement, sent)
    assert (answer.status_code, sentence in answer.get_json()["message"]) == (status, True)
    page = phone.vote(statement, str(sent["level"]), str(sent["round"]))  # type: ignore[arg-type]
    assert (page.status_code, sentence in page.text) == (status, True)
    assert rooms.ballots(connection, workshop_id) == []


def test_late_votes_are_told_why(app: Flask, connection: Connection, questionnaire: Questionnaire) -> None:
    workshop_id = rooms.add_workshop(connection, questionnaire)
    phone = rooms.join(app)
    rooms.reveal(connection, workshop_id, "e01")
    answer = phone.send("e01", {"level": "2", "round": "1"})
    assert answer.status_code == 409
    assert "arrivé après le dévoilement" in answer.get_json()["message"]
    assert "arrivé après le dévoilement" in text(phone.vote("e01", "2"))
    rooms.change(connection, workshop_id, state="paused")
    page = phone.vote("e02", "2")
    assert (page.status_code, "La séance est en pause; votre vote" in text(page)) == (409, True)
    rooms.change(connection, workshop_id, state="closed")
    page = phone.vote("e02", "2")
    assert (page.status_code, "La séance est terminée; votre vote" in text(page)) == (409, True)
    assert rooms.ballots(connection, workshop_id) == []


def test_a_device_without_a_seat_is_sent_to_the_door(
    app: Flask, connection: Connection, questionnaire: Questionnaire
) -> None:
    workshop_id = rooms.add_workshop(connection, questionnaire)
    phone = rooms.join(app)
    phone.client.delete_cookie(f"voter-{workshop_id.hex[:12]}", path="/r")
    answer = phone.send("e01", {"level": "2", "round": "1"})
    assert (answer.status_code, "n’a pas rejoint" in answer.get_json()["message"]) == (401, True)
    for refused in (phone.vote("e01", "2"), phone.get()):
        assert (refused.status_code, refused.headers["Location"]) == (303, "/r")
    assert phone.get("/etat?seen=no").status_code == 404


def test_the_phone_follows_a_led_session(app: Flask, connection: Connection, questionnaire: Questionnaire) -> None:
    workshop_id = rooms.add_workshop(connection, questionnaire, pace="led")
    phone, pages = rooms.join(app), {}
    pages["waiting"] = phone.get().text
    assert "Le premier énoncé paraîtra ici" in pages["waiting"]
    ends = datetime.now(UTC) + timedelta(seconds=30)
    rooms.change(connection, workshop_id, statement_id="e02", timer_ends_at=ends)
    assert phone.vote("e02", "3").status_code == 303
    pages["vote"] = phone.get().text
    assert re.search(r'data-seconds-left="(29|30)"', pages["vote"])
    assert phone.vote("e01", "3").status_code == 409
    rooms.reveal(connection, workshop_id, "e02")
    pages["revealed"] = phone.get().text
    assert "Vous avez choisi le niveau 3" in text(phone.get())
    assert "Moins de trois personnes ont voté" in pages["revealed"]
    rooms.change(connection, workshop_id, state="paused")
    pages["paused"] = phone.get().text
    assert "vous retrouverez votre place" in pages["paused"]
    rooms.change(connection, workshop_id, state="closed")
    pages["closed"] = phone.get().text
    assert "Merci d’avoir pris part" in pages["closed"]
    assert validate(pages) == []


def test_no_tally_leaves_the_server_before_the_reveal_and_then_from_three_voters_on(
    app: Flask, connection: Connection, questionnaire: Questionnaire
) -> None:
    workshop_id = rooms.add_workshop(connection, questionnaire)
    phones = [rooms.join(app) for _ in range(3)]
    for phone, level in zip(phones, ("1", "1", "4"), strict=True):
        phone.vote("e01", level)
    assert "votes-count" not in phones[0].get("/enonces/e01").text
    assessment_id = connection.execute(select(Workshop.assessment_id)).scalar_one()
    now = datetime.now(UTC)
    connection.execute(
        insert(Answer).values(assessment_id=assessment_id, statement_id="e01", code=2, reason="", changed_at=now)
    )
    rooms.reveal(connection, workshop_id, "e01", agreed_at=now)
    page = phones[0].get("/enonces/e01")
    assert re.findall(r'<span class="votes-count">(\d)</span>', page.text) == ["0", "2", "0", "0", "1", "0"]
    assert "Niveau convenu : <strong>2</strong>" in text(page)
    assert validate({"page": page.text}) == []


def test_phones_ask_whether_anything_has_moved(
    app: Flask, connection: Connection, questionnaire: Questionnaire
) -> None:
    workshop_id = rooms.add_workshop(connection, questionnaire)
    phone = rooms.join(app)
    with count_queries(app.extensions["database"]) as statements:
        still = phone.get("/etat/e01?seen=0")
    assert (still.status_code, still.data, len(statements)) == (204, b"", 1)
    assert still.headers["X-Content-Type-Options"] == "nosniff"
    phone.vote("e01", "3")
    assert phone.get("/etat/e01?seen=0").status_code == 204
    rooms.reveal(connection, workshop_id, "e01")
    moved = phone.get("/etat/e01?seen=0")
    assert (moved.status_code, moved.headers["X-Seen"]) == (200, "1")
    assert "<html" not in moved.text
    assert "Les votes sont fermés" in moved.text
    assert phone.get("/etat/e01?seen=1").status_code == 204


def test_what_was_read_a_moment_ago_is_not_read_again(
    app: Flask, connection: Connection, questionnaire: Questionnaire, monkeypatch: pytest.MonkeyPatch
) -> None:
    rooms.add_workshop(connection, questionnaire)
    phone = rooms.join(app)
    monkeypatch.setattr(polling, "LIFETIME", 60)
    with count_queries(app.extensions["database"]) as statements:
        assert [phone.get("/etat?seen=0").status_code for _ in range(3)] == [204] * 3
    assert len(statements) == 1


def test_at_free_pace_one_goes_from_statement_to_statement(
    app: Flask, connection: Connection, questionnaire: Questionnaire
) -> None:
    rooms.add_workshop(connection, questionnaire)
    phone = rooms.join(app)
    first, *_, last = questionnaire.axis_by_id[rooms.AXIS].statements
    assert first.text in phone.get().text
    assert f"/enonces/{first.id}" not in re.findall(r'class="button[^>]*href="([^"]+)"', phone.get().text)
    phone.vote(first.id, "2")
    assert first.text not in phone.get().text
    assert "Énoncé suivant" not in phone.get(f"/enonces/{last.id}").text
    assert phone.get("/enonces/e48").status_code == 404
    for statement in questionnaire.axis_by_id[rooms.AXIS].statements:
        phone.vote(statement.id, "2")
    assert "Vous avez répondu à tous les énoncés" in phone.get().text


def test_pages_and_votes_take_a_constant_number_of_statements(
    app: Flask, connection: Connection, questionnaire: Questionnaire
) -> None:
    rooms.add_workshop(connection, questionnaire)
    phone = rooms.join(app)

    def statements_of(what: str) -> int:
        with count_queries(app.extensions["database"]) as statements:
            assert _do(phone, what).status_code == 200
        return len(statements)

    before = [statements_of("page"), statements_of("vote")]
    for statement in questionnaire.axis_by_id[rooms.AXIS].statements:
        phone.vote(statement.id, "2")
    assert before == [statements_of("page"), statements_of("vote")] == [PAGE, VOTE]


def _do(phone: Phone, what: str) -> Any:
    return phone.get() if what == "page" else phone.send("e01", {"level": "4", "round": "1"})
