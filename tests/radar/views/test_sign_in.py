"""Signing in, staying so, and guessing slowly."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, func, select, update
from werkzeug.test import TestResponse

from radar import access, operations, passwords
from radar.models import Account, Attempt, SignIn
from radar.views.people import MOST_FROM_AN_ADDRESS, MOST_OF_AN_ACCOUNT
from tests.radar import members
from tests.radar.views.trial import csrf_token, start

ALIX, BENOIT = "alix@exemple.quebec", "benoit@exemple.quebec"
PASSWORD, OTHER = "trois bouleaux au bord de l’eau", "une autre phrase assez longue"
WRONG = "L’adresse ou le mot de passe est inexact"
TOO_MANY = "Trop d’essais avec un mot de passe inexact; réessayez à partir de"


@pytest.fixture
def alix(connection: Connection) -> None:
    """Two people with accounts and the same password."""
    now = datetime.now(UTC)
    for email in (ALIX, BENOIT):
        operations.people.add_account(connection, email, "", passwords.hashed(PASSWORD), now)
    connection.commit()


@pytest.fixture
def enter(app: Flask) -> Callable[..., TestResponse]:
    """Signs a new browser in, or tries to."""

    def enter(
        email: str = ALIX, password: str = PASSWORD, client: FlaskClient | None = None, **fields: str
    ) -> TestResponse:
        client = client or app.test_client()
        data = {"csrf_token": csrf_token(client), "email": email, "password": password, **fields}
        return client.post("/connexion", data=data)

    return enter


pytestmark = pytest.mark.usefixtures("alix")


def post(client: FlaskClient, path: str, **fields: str) -> TestResponse:
    return client.post(path, data={"csrf_token": csrf_token(client), **fields})


def test_whoever_asks_for_a_page_is_signed_in_and_led_to_it(
    client: FlaskClient, enter: Callable[..., TestResponse]
) -> None:
    asked = client.get("/compte")
    assert (asked.status_code, asked.location) == (303, "/connexion?then=/compte")
    assert 'name="then" value="/compte"' in " ".join(client.get(asked.location).text.split())
    entered = enter(" ALIX@Exemple.quebec ", client=client, then="/compte")
    assert (entered.status_code, entered.location) == (303, "/compte")
    page = client.get("/compte").text
    assert ALIX in page
    assert "Cet appareil" in page
    assert client.get("/connexion?then=/compte").location == "/compte"


@pytest.mark.parametrize(
    "then",
    [
        "https://ailleurs.example",
        "//ailleurs.example",
        "/\\ailleurs.example",
        "\\\\ailleurs",
        "/\t/ailleurs",
        "javascript:1",
        "compte",
    ],
)
def test_the_sign_in_page_leads_nowhere_else(
    client: FlaskClient, enter: Callable[..., TestResponse], then: str
) -> None:
    assert enter(client=client, then=then).location == "/organisations"
    assert client.get("/connexion", query_string={"then": then}).location == "/organisations"


def test_an_unknown_address_and_a_wrong_password_are_told_alike(enter: Callable[..., TestResponse]) -> None:
    unknown, wrong = enter("personne@exemple.quebec"), enter(password=OTHER)
    assert (unknown.status_code, wrong.status_code) == (422, 422)
    pages = [re.sub(r'value="[^"]*"', "", answer.text) for answer in (unknown, wrong)]
    assert pages[0] == pages[1]
    assert WRONG in pages[0]
    assert PASSWORD not in unknown.text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"email": "alix"}, "Écrivez une adresse de courriel, comme nom@exemple.quebec."),
        ({"password": ""}, "Écrivez votre mot de passe."),
        ({"password": "a" * 201}, "Écrivez votre mot de passe."),
    ],
)
def test_what_cannot_be_right_is_said_beside_its_field(
    enter: Callable[..., TestResponse], fields: dict[str, str], sentence: str
) -> None:
    answer = enter(**fields)
    assert answer.status_code == 422
    assert sentence in answer.text


def test_after_five_wrong_passwords_the_account_waits_and_nobody_else(
    enter: Callable[..., TestResponse], connection: Connection
) -> None:
    for _ in range(MOST_OF_AN_ACCOUNT):
        assert enter(password=OTHER).status_code == 422
    refused = enter()
    assert refused.status_code == 429
    assert TOO_MANY in refused.text
    assert enter(BENOIT).status_code == 303  # behind the same address
    earlier = datetime.now(UTC) - timedelta(minutes=16)
    connection.execute(update(Attempt).values(at=earlier))
    connection.commit()
    assert enter().status_code == 303


def test_a_right_password_wipes_the_wrong_ones_before_it(enter: Callable[..., TestResponse]) -> None:
    for _ in range(2):
        for _ in range(MOST_OF_AN_ACCOUNT - 1):
            assert enter(password=OTHER).status_code == 422
        assert enter().status_code == 303


def test_a_flood_from_one_address_waits_and_others_do_not(
    app: Flask, enter: Callable[..., TestResponse], connection: Connection
) -> None:
    with app.app_context():
        key = access.attempt_key("address", "127.0.0.1")
    now = datetime.now(UTC)
    operations.attempts.note_failures(connection, [key] * MOST_FROM_AN_ADDRESS, now)
    assert enter().status_code == 429
    elsewhere = app.test_client()
    elsewhere.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    assert enter(client=elsewhere).status_code == 303


def test_old_tries_are_forgotten_and_none_can_be_read_back(
    enter: Callable[..., TestResponse], connection: Connection
) -> None:
    enter(password=OTHER)
    connection.execute(update(Attempt).values(at=datetime.now(UTC) - timedelta(days=2)))
    connection.commit()
    enter(password=OTHER)
    keys = connection.execute(select(Attempt.key_hash)).scalars().all()
    assert len(keys) == 2  # one for the account, one for the address
    assert all(len(key) == 32 for key in keys)


def test_signing_in_changes_what_forms_carry_and_keeps_the_trials(
    client: FlaskClient, enter: Callable[..., TestResponse]
) -> None:
    trial = start(client)
    before = csrf_token(client)
    enter(client=client)
    assert csrf_token(client) != before
    assert client.post("/deconnexion", data={"csrf_token": before}).status_code == 400
    assert trial.get().status_code == 200


def test_signing_out_ends_it_on_the_server_too(
    app: Flask, client: FlaskClient, enter: Callable[..., TestResponse], connection: Connection
) -> None:
    enter(client=client)
    cookie = client.get_cookie("radar")
    assert post(client, "/deconnexion").location == "/"
    assert connection.execute(select(func.count()).select_from(SignIn)).scalar_one() == 0
    assert cookie
    thief = app.test_client()
    thief.set_cookie("radar", cookie.value)
    assert thief.get("/compte").status_code == 303


def test_one_device_and_all_others_can_be_signed_out(app: Flask, enter: Callable[..., TestResponse]) -> None:
    here, phone, office = (app.test_client() for _ in range(3))
    for client in (phone, office, here):
        enter(client=client)
    page = here.get("/compte").text
    ends = re.findall(r'action="(/compte/connexions/[0-9a-f-]{36}/fin)"', page)
    assert len(ends) == 2
    stranger = app.test_client()
    enter(BENOIT, client=stranger)
    assert post(stranger, ends[0]).status_code == 303
    assert [client.get("/compte").status_code for client in (phone, office)] == [200, 200]
    post(here, ends[0])
    assert sorted(client.get("/compte").status_code for client in (phone, office)) == [200, 303]
    post(here, "/compte/connexions/fin")
    assert [client.get("/compte").status_code for client in (here, phone, office)] == [200, 303, 303]


def test_a_changed_password_ends_the_other_sign_ins(app: Flask, enter: Callable[..., TestResponse]) -> None:
    here, phone = app.test_client(), app.test_client()
    enter(client=here)
    enter(client=phone)
    refused = post(here, "/compte/mot-de-passe", current=OTHER, password=OTHER)
    assert refused.status_code == 422
    assert "Ce n’est pas votre mot de passe actuel; recommencez." in refused.text
    short = post(here, "/compte/mot-de-passe", current=PASSWORD, password="a" * 11)
    assert "Choisissez un mot de passe de 12 à 200 caractères" in short.text
    assert phone.get("/compte").status_code == 200
    assert post(here, "/compte/mot-de-passe", current=PASSWORD, password=OTHER).status_code == 303
    assert (here.get("/compte").status_code, phone.get("/compte").status_code) == (200, 303)
    assert (enter().status_code, enter(password=OTHER).status_code) == (422, 303)


def test_a_name_is_shown_in_place_of_the_address(client: FlaskClient, enter: Callable[..., TestResponse]) -> None:
    enter(client=client)
    assert post(client, "/compte/nom", name=" Alix Roy ").location == "/compte"
    assert "Alix Roy</a>" in client.get("/").text
    long = post(client, "/compte/nom", name="a" * 121)
    assert (long.status_code, "raccourcissez-le à 120 caractères" in long.text) == (422, True)


def test_a_sign_in_that_nobody_uses_ends_and_one_in_use_is_renewed(
    client: FlaskClient, enter: Callable[..., TestResponse], connection: Connection
) -> None:
    enter(client=client)
    now = datetime.now(UTC)
    for days, status in ((89, 200), (91, 303)):
        connection.execute(update(SignIn).values(seen_at=now - timedelta(days=days)))
        connection.commit()
        assert client.get("/compte").status_code == status
        seen = connection.execute(select(SignIn.seen_at)).scalar_one()
        connection.rollback()
        assert (now - seen < timedelta(days=1)) == (status == 200)


def test_a_password_is_hashed_anew_when_more_effort_is_asked_for(
    enter: Callable[..., TestResponse], connection: Connection
) -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(PASSWORD)
    connection.execute(update(Account).where(Account.email == ALIX).values(password_hash=weak))
    connection.commit()
    assert enter().status_code == 303
    stored = connection.execute(select(Account.password_hash).where(Account.email == ALIX)).scalar_one()
    assert stored.startswith("$argon2id$")
    assert not passwords.is_outdated(stored)


def test_an_account_without_a_usable_password_lets_nobody_in(
    enter: Callable[..., TestResponse], connection: Connection
) -> None:
    members.add_account(connection, "sans@exemple.quebec")
    assert enter("sans@exemple.quebec").status_code == 422
