"""The interfaces keep what their descriptions promise, whatever they are sent."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from schemathesis import engine
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import Status, events
from sqlalchemy import Connection

from radar.api import calls
from radar.api.routes import ROUTES
from scoring.questionnaire import Questionnaire
from tests.radar import members
from tests.radar.api.programs import PLAN, program

CHECKS = {
    # What only a sentence can tell, such as an id that leads nowhere, is refused although its shape is right.
    "positive_data_acceptance": {"enabled": False},
    # It cannot call an application in its own process without a token; test_tokens.py does.
    "ignored_auth": {"enabled": False},
    "missing_required_header": {"expected-statuses": [401, 422, 428]},
}
GENERATION = {"deterministic": True, "max-examples": 4, "no-shrink": True}
Places = Mapping[str, str]


def configured(token: str = "", places: Places | None = None) -> SchemathesisConfig:
    """Return few examples, always the same ones; `places` stand for parts of addresses that lead somewhere."""
    authorised = {"Authorization": f"Bearer {token}"} if token else {}
    return SchemathesisConfig.from_dict(
        {
            "seed": 2026,
            "headers": {"Accept-Encoding": "identity", **authorised},
            # What is wrong in a place cannot stay wrong where another is put in its stead.
            "generation": {**GENERATION, **({"mode": "positive"} if places else {})},
            "phases": {"stateful": {"enabled": False}},
            "checks": CHECKS,
            "parameters": dict(places or {}),
        }
    )


def exchanges(app: Flask, path: str, config: SchemathesisConfig, only: str = "") -> Iterator[tuple[str, str]]:
    """Yield what was called with its status, or with everything in which it breaks its description."""
    schema = schemathesis.openapi.from_wsgi(path, app, config=config)
    schema.hook(map_body)
    for event in engine.from_schema(schema.include(path_regex=only) if only else schema).execute():
        assert not isinstance(event, (events.NonFatalError, events.FatalError)), event
        if isinstance(event, events.ScenarioFinished):
            for exchange in event.recorder.interactions.values():
                status = exchange.response.status_code if exchange.response else "none"
                yield f"{exchange.request.method} {(event.recorder.label or '').partition(' ')[2]}", str(status)
            for checks in event.recorder.checks.values():
                for check in checks:
                    if check.status is Status.FAILURE:
                        yield event.recorder.label or "", f"{check.name}: {check.failure_info}"


def map_body(_context: object, body: Any) -> Any:
    """Let plans rest on a questionnaire that exists, since no generator would hit upon one."""
    if isinstance(body, dict) and isinstance(body.get("questionnaire"), str) and "first_day" in body:
        return {**body, "questionnaire": PLAN["questionnaire"]}
    return body


# PostgreSQL refuses more of what it is given.
@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
def test_the_interface_keeps_what_it_promises(
    app: Flask,
    client: FlaskClient,
    connection: Connection,
    questionnaire: Questionnaire,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(calls, "MOST_WRONG", 1_000_000)
    sender = program(client, connection)
    made = sender.call("POST", "/plans", json=PLAN).headers["Location"]
    places = {
        "path.assessment_id": str(members.add_assessment(connection, questionnaire, sender.organisation_id)),
        "path.plan_id": made.rpartition("/")[2],
        "path.identifier": questionnaire.id,
        "path.version": questionnaire.version,
        "header.If-Match": "*",
    }
    path = "/api/v1/openapi.json"
    found = {
        *exchanges(app, path, configured(sender.token)),
        *exchanges(app, path, configured(sender.token, places), only="[{]"),
    }
    assert [(call, outcome) for call, outcome in found if not outcome.isdigit()] == []
    done = {call for call, outcome in found if outcome in {"200", "201"}}
    assert done >= {f"{route.method} /api/v1{route.path}" for route in ROUTES}


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_the_public_format_keeps_what_it_promises(app: Flask) -> None:
    found = set(exchanges(app, "/v1/openapi.json", configured()))
    assert [(call, outcome) for call, outcome in found if not outcome.isdigit()] == []
    assert {call for call, outcome in found if outcome == "200"} >= {"GET /v1/enonces"}
