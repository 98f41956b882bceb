"""Plans in and out of the programming interface."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, select

from radar import operations
from radar.models import Plan
from scoring.transformation import TransformationPlan
from tests.radar.api.programs import PLAN, Program, program
from tests.radar.moments import LATER


@pytest.fixture
def sender(client: FlaskClient, connection: Connection) -> Program:
    """A program that may write."""
    return program(client, connection)


def started(sender: Program, plan: object = PLAN) -> tuple[str, str]:
    """Return the address and the mark of a new plan."""
    made = sender.call("POST", "/plans", json=plan)
    assert made.status_code == 201, made.text
    return made.headers["Location"].removeprefix("/api/v1"), made.headers["ETag"]


def changed(**fields: Any) -> dict[str, Any]:
    return {**PLAN, **fields}


def test_a_plan_goes_in_out_and_in_again_unchanged(sender: Program) -> None:
    path, etag = started(sender)
    out = sender.get(path)
    assert TransformationPlan.model_validate(out) == TransformationPlan.model_validate(PLAN)
    put = sender.call("PUT", path, json=out, If_Match=etag)
    assert (put.status_code, put.get_json(), put.headers["ETag"]) == (200, out, etag)
    other, _ = started(sender, out)
    assert sender.get(other) == out


def test_a_plan_becomes_what_is_sent_order_and_title_included(sender: Program) -> None:
    path, etag = started(sender)
    new = changed(
        title="Plan révisé",
        first_day="2027-04-01",
        years=4,
        initiatives=[
            PLAN["initiatives"][1],
            {"id": "i0", "title": "Première", "quarters": 1},
            PLAN["initiatives"][0] | {"status": "done"},
        ],
        themes=PLAN["themes"][::-1],
        capacities=[{"body": "Une direction au nom " + "très " * 40 + "long", "each_quarter": 1.5}],
        texts={},
    )
    put = sender.call("PUT", path, json=new, If_Match=etag)
    assert put.status_code == 200, put.text
    assert TransformationPlan.model_validate(sender.get(path)) == TransformationPlan.model_validate(new)
    assert put.headers["ETag"] != etag


def test_a_plan_that_somebody_has_changed_is_not_overwritten(sender: Program) -> None:
    path, etag = started(sender)
    assert sender.call("PUT", path, json=changed(title="Un"), If_Match=etag).status_code == 200
    assert sender.call("PUT", path, json=changed(title="Deux"), If_Match=etag).status_code == 412
    assert sender.call("PUT", path, json=changed(title="Trois")).status_code == 428
    assert sender.get(path)["title"] == "Un"
    assert sender.call("PUT", path, json=changed(title="Quatre"), If_Match="*").status_code == 200


@pytest.mark.parametrize("mark", ['"', ",", "W/", '"a" b', "é", 'W/"a", *b'])
def test_a_mark_that_is_none_is_refused(sender: Program, mark: str) -> None:
    path, _ = started(sender)
    assert sender.call("PUT", path, json=PLAN, If_Match=mark).status_code in {412, 428}


def test_a_mark_holds_whether_or_not_the_answer_was_compressed(sender: Program) -> None:
    path, etag = started(sender)
    seen = sender.call("GET", path, Accept_Encoding="gzip")
    assert seen.headers["Content-Encoding"] == "gzip"
    assert seen.headers["ETag"] != etag
    assert sender.call("PUT", path, json=PLAN, If_Match=seen.headers["ETag"]).status_code == 200


def test_of_two_who_save_at_once_one_is_told(app: Flask, sender: Program) -> None:
    path, etag = started(sender)

    def put(title: str) -> int:
        mine = replace(sender, client=app.test_client())
        return mine.call("PUT", path, json=changed(title=title), If_Match=etag).status_code

    with ThreadPoolExecutor(4) as pool:
        statuses = list(pool.map(put, ["Un", "Deux", "Trois", "Quatre"]))
    assert sorted(statuses) == [200, 412, 412, 412]


def test_a_large_plan_fits(sender: Program) -> None:
    texts = {f"section-{number}": "e" * 19_000 for number in range(20)}
    initiatives = [{"id": f"i{number}", "title": "Initiative", "definition": "d" * 500} for number in range(500)]
    path, etag = started(sender, changed(texts=texts, initiatives=initiatives, risks=[]))
    assert sender.call("PUT", path, json=sender.get(path), If_Match=etag).headers["ETag"] == etag


def test_an_adopted_plan_does_not_change(sender: Program, connection: Connection) -> None:
    path, etag = started(sender)
    plan_id = connection.execute(select(Plan.id)).scalar_one()
    operations.plans.adopt(connection, plan_id, sender.account_id, LATER)
    answer = sender.call("PUT", path, json=PLAN, If_Match=etag)
    assert answer.status_code == 409
    assert "nouvelle version" in answer.get_json()["message"]
    assert sender.get("/plans")["plans"][0]["state"] == "adopted"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": ""}, "title"),
        ({"years": 9}, "years"),
        ({"years": "3"}, "years"),
        ({"questionnaire": "inconnu"}, "inconnu"),
        ({"initiatives": [{"id": "i1", "title": "A", "needs": ["i7"]}]}, "initiatives[0].needs[0]"),
        ({"initiatives": [{"id": "i1", "title": "A"}, {"id": "i1", "title": "B"}]}, "initiatives[1].id"),
        ({"initiatives": [{"id": "i1", "title": "A", "government_priority": 1}]}, "government_priority"),
        ({"texts": {"portrait": "\u0000"}}, "U+0000"),
    ],
)
def test_a_plan_at_fault_is_refused_with_the_place(sender: Program, fields: dict[str, Any], sentence: str) -> None:
    answer = sender.call("POST", "/plans", json=changed(**fields))
    assert answer.status_code == 422
    assert sentence in answer.get_json()["message"]


def test_the_questionnaire_of_a_plan_stays(sender: Program) -> None:
    path, etag = started(sender)
    answer = sender.call("PUT", path, json=changed(questionnaire="radar-pondere@1.0.0"), If_Match=etag)
    assert answer.status_code == 422
    assert "radar-numeriqc@1.0.0" in answer.get_json()["message"]
