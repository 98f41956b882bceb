"""Who is let in by a token, and who is not."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection, delete, func, select

from radar import access, operations, queries
from radar.api import calls
from radar.api.routes import ROUTES
from radar.models import ApiToken, Attempt, Membership
from scoring.questionnaire import Questionnaire
from tests.radar import members
from tests.radar.api.programs import PLAN, Program, program
from tests.radar.moments import NOON

OTHER = "Autre organisme"


def paths(connection: Connection, questionnaire: Questionnaire, owner: Program) -> dict[str, str]:
    """Return what stands for each part of an address, all of one organisation."""
    plan = owner.call("POST", "/plans", json=PLAN)
    assessment_id = members.add_assessment(connection, questionnaire, owner.organisation_id)
    return {
        "assessment_id": str(assessment_id),
        "plan_id": plan.headers["Location"].rpartition("/")[2],
        "identifier": "radar-numeriqc",
        "version": "1.0.0",
    }


@pytest.mark.parametrize("kind", ["none", "wrong", "cookie", "read", "write", "other", "revoked", "expired"])
def test_every_route_is_open_to_the_tokens_it_is_meant_for(
    client: FlaskClient, connection: Connection, questionnaire: Questionnaire, kind: str
) -> None:
    owner = program(client, connection)
    place = paths(connection, questionnaire, owner)
    token = token_of(connection, client, owner, kind)
    found = {}
    for route in ROUTES:
        headers = {"Authorization": f"Bearer {token}" if token else ""}
        answer = owner.call(route.method, route.path.format(**place), json={} if route.body else None, **headers)
        found[route.name] = answer.status_code
        assert answer.mimetype == "application/json"
    assert found == {route.name: expected(kind, route.writes, route.parts) for route in ROUTES}


def token_of(connection: Connection, client: FlaskClient, owner: Program, kind: str) -> str:
    """Return a token of a kind."""
    if kind == "cookie":
        members.sign_in(client, connection, owner.account_id)
    if kind == "other":
        return program(client, connection, name=OTHER).token
    if kind in {"none", "cookie", "wrong"}:
        return "rnq_inconnu" if kind == "wrong" else ""
    wanted = operations.tokens.NewToken("T", "read" if kind == "read" else "write", NOON if kind == "expired" else None)
    token = operations.tokens.create(connection, owner.organisation_id, wanted, owner.account_id, NOON)
    if kind == "revoked":
        (newest, *_) = [t for t in queries.tokens.tokens_of(connection, owner.organisation_id) if t.name == "T"]
        operations.tokens.revoke(connection, owner.organisation_id, newest.id, NOON)
    return token


def expected(kind: str, writes: bool, parts: list[str]) -> int:
    """Return what should come of a call with an empty body."""
    if kind not in {"read", "write", "other"}:
        return 401
    if writes:
        return 403 if kind == "read" else 422
    return 404 if kind == "other" and {"assessment_id", "plan_id"} & set(parts) else 200


def test_what_belongs_to_another_organisation_cannot_be_changed(
    client: FlaskClient, connection: Connection, questionnaire: Questionnaire
) -> None:
    owner, other = program(client, connection), program(client, connection, name=OTHER)
    place = paths(connection, questionnaire, owner)
    answers = {"answers": {"e01": {"level": 3}}}
    for path, body in (("/plans/{plan_id}", PLAN), ("/assessments/{assessment_id}/answers", answers)):
        assert other.call("PUT", path.format(**place), json=body, If_Match="*").status_code == 404


def test_a_refusal_says_how_to_come_in(client: FlaskClient) -> None:
    answer = client.get("/api/v1/organisation")
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer ")
    assert answer.get_json() == {
        "message": "Cette adresse demande un jeton d’accès\u00a0: «\u00a0Authorization: Bearer …\u00a0»."
    }
    assert "Set-Cookie" not in answer.headers


def test_only_the_hash_of_a_token_is_kept(client: FlaskClient, connection: Connection) -> None:
    token = program(client, connection).token
    (kept,) = connection.execute(select(ApiToken.token_hash)).scalars()
    assert kept == operations.assessments.link_hash(token)


def test_wrong_tokens_are_counted_and_shut_nobody_out(
    client: FlaskClient, connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calls, "MOST_WRONG", 3)
    good = program(client, connection)
    wrong = [good.call("GET", "/organisation", Authorization="Bearer rnq_faux") for _ in range(5)]
    assert [answer.status_code for answer in wrong] == [401, 401, 401, 429, 429]
    assert int(wrong[-1].headers["Retry-After"]) > 0
    assert connection.execute(select(func.count(Attempt.id))).scalar_one() == 3
    assert good.get("/organisation")["name"] == "Régie de l’essai"
    with client.application.app_context():
        people = access.attempt_key("address", "127.0.0.1")
    assert queries.attempts.failures_since(connection, people, NOON.replace(year=2000)) == 0


def test_a_token_outlives_who_made_it_but_no_longer_speaks_for_them(
    client: FlaskClient, connection: Connection
) -> None:
    found = program(client, connection)
    hashed = operations.assessments.link_hash(found.token)
    before = queries.tokens.caller(connection, hashed, NOON)
    connection.execute(delete(Membership).where(Membership.account_id == found.account_id))
    connection.commit()
    after = queries.tokens.caller(connection, hashed, NOON)
    assert before is not None
    assert after is not None
    assert (before.account_id, after.account_id) == (found.account_id, None)
    assert found.call("POST", "/plans", json=PLAN).status_code == 201
    assert (
        found.call("POST", "/assessments", json={"campaign": "A", "answers": {"e01": {"level": 1}}}).status_code == 201
    )


def test_a_token_ends_at_its_moment(client: FlaskClient, connection: Connection) -> None:
    found = program(client, connection, expires_at=NOON)
    hashed = operations.assessments.link_hash(found.token)
    assert queries.tokens.caller(connection, hashed, NOON - timedelta(seconds=1))
    assert queries.tokens.caller(connection, hashed, NOON) is None
