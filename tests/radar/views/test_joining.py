"""Joining a workshop: by its code, once per device, without a name; and what guesses of codes meet."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection

from radar.views.joining import MOST_WRONG
from scoring.questionnaire import Questionnaire
from tests.databases import count_queries
from tests.html import validate
from tests.radar import rooms
from tests.radar.rooms import CODE
from tests.radar.views.trial import csrf_token


def test_the_joining_page_says_what_is_collected_before_the_first_vote(
    client: FlaskClient, connection: Connection, questionnaire: Questionnaire
) -> None:
    rooms.add_workshop(connection, questionnaire)
    page = client.get(f"/r/{CODE}")
    assert page.status_code == 200
    for sentence in ("dès que 3 personnes ont voté", "sans donner votre nom", "Vos votes et leur heure", "pas de noms"):
        assert sentence in page.text.replace("\u00a0", " ")
    assert "<option>Direction</option>" in page.text
    assert "voter-" not in str(page.headers)
    assert validate({"join": page.text, "enter": client.get("/r").text}) == []


@pytest.mark.parametrize("typed", ["K7M2QP", "k7m2qp", "k7m-2qp", " K7M 2QP "])
def test_codes_are_typed_in_many_ways(
    client: FlaskClient, connection: Connection, questionnaire: Questionnaire, typed: str
) -> None:
    rooms.add_workshop(connection, questionnaire)
    page = client.get("/r", query_string={"code": typed}, follow_redirects=True)
    assert (page.status_code, "Atelier du comité" in page.text) == (200, True)


def test_a_phone_joins_once_and_comes_back_as_itself(
    app: Flask, connection: Connection, questionnaire: Questionnaire
) -> None:
    workshop_id = rooms.add_workshop(connection, questionnaire)
    phone = rooms.join(app, unit="Direction")
    assert phone.address == f"/r/s/{workshop_id}"
    for again in (phone.client.get(f"/r/{CODE}"), phone.client.post(f"/r/{CODE}", data={"csrf_token": phone.token})):
        assert (again.status_code, again.headers["Location"]) == (303, phone.address)
    assert rooms.participants(connection, workshop_id) == 1
    phone.client.delete_cookie(f"voter-{workshop_id.hex[:12]}", path="/r")
    assert phone.get().headers["Location"] == "/r"
    phone.client.post(f"/r/{CODE}", data={"csrf_token": phone.token})
    assert rooms.participants(connection, workshop_id) == 2


def test_the_cookie_is_of_the_workshop_only_and_for_no_script(
    client: FlaskClient, connection: Connection, questionnaire: Questionnaire
) -> None:
    workshop_id = rooms.add_workshop(connection, questionnaire)
    answer = client.post(f"/r/{CODE}", data={"csrf_token": csrf_token(client)})
    (cookie,) = (value for name, value in answer.headers if name == "Set-Cookie" and value.startswith("voter-"))
    assert cookie.startswith(f"voter-{workshop_id.hex[:12]}=")
    assert {"HttpOnly", "Path=/r", "SameSite=Lax", "Max-Age=604800"} <= set(cookie.split("; "))


def test_a_joined_phone_outlives_its_code(app: Flask, connection: Connection, questionnaire: Questionnaire) -> None:
    workshop_id = rooms.add_workshop(connection, questionnaire)
    phone = rooms.join(app)
    rooms.change(connection, workshop_id, code="ABCDEF", code_ends_at=datetime.now(UTC) + timedelta(days=5))
    assert phone.get().status_code == 200
    assert phone.vote("e01", "3").status_code == 303
    assert phone.client.get(f"/r/{CODE}").status_code == 404


@pytest.mark.parametrize(
    ("code", "status", "sentence"),
    [
        ("ZZZZZZ", 404, "Aucune séance n’a le code « ZZZZZZ »"),
        (CODE, 410, "Ce code n’est plus valable"),
    ],
)
def test_wrong_and_expired_codes_are_refused_in_a_sentence(
    client: FlaskClient, connection: Connection, questionnaire: Questionnaire, code: str, status: int, sentence: str
) -> None:
    rooms.add_workshop(connection, questionnaire, code_ends_at=datetime.now(UTC) - timedelta(minutes=1))
    page = client.get(f"/r/{code}")
    assert page.status_code == status
    assert sentence in page.text.replace("\u00a0", " ")


def test_a_closed_workshop_lets_nobody_in(
    client: FlaskClient, connection: Connection, questionnaire: Questionnaire
) -> None:
    rooms.add_workshop(connection, questionnaire, state="closed")
    page = client.post(f"/r/{CODE}", data={"csrf_token": csrf_token(client)})
    assert page.status_code == 410
    assert "Cette séance est terminée" in page.text


def test_what_is_no_code_at_all_is_said(client: FlaskClient) -> None:
    page = client.get("/r?code=K7")
    assert page.status_code == 422
    assert "six lettres ou chiffres" in page.text


def test_guessing_is_slowed_but_the_room_goes_on_joining(
    app: Flask, connection: Connection, questionnaire: Questionnaire
) -> None:
    rooms.add_workshop(connection, questionnaire)
    other = rooms.add_workshop(connection, questionnaire, code="ABCDEF")
    inside = rooms.join(app)
    guesser = app.test_client()
    for number in range(MOST_WRONG):
        assert guesser.get(f"/r/ZZZZ{number:02}").status_code == 404
    refused = guesser.get("/r/ABCDEF")
    assert refused.status_code == 429
    assert "Trop de codes inexacts" in refused.text
    assert rooms.participants(connection, other) == 0
    assert guesser.get("/r/ZZZZ99").status_code == 429
    assert rooms.join(app).get().status_code == 200
    assert inside.get().status_code == 200
    elsewhere = app.test_client().get("/r/ABCDEF", environ_base={"REMOTE_ADDR": "192.0.2.7"})
    assert elsewhere.status_code == 200


def test_joining_takes_a_constant_number_of_statements(
    app: Flask, connection: Connection, questionnaire: Questionnaire
) -> None:
    rooms.add_workshop(connection, questionnaire)
    counts = []
    for _ in range(2):
        client = app.test_client()
        token = csrf_token(client)
        with count_queries(app.extensions["database"]) as statements:
            assert client.post(f"/r/{CODE}", data={"csrf_token": token}).status_code == 303
        counts.append(len(statements))
    assert counts == [4, 4]
