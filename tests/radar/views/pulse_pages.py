"""Pulses for tests of pages: the browser of their facilitator, and the people who answer."""

import re
from dataclasses import dataclass

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection
from werkzeug.test import TestResponse

from tests.radar import members
from tests.radar.views.trial import csrf_token

PLAN = {"title": "Pouls de février", "target_stage": "3", "target_on": "2099-03-31", "target_reason": "Le plan."}


@dataclass
class Held:
    """A pulse and the browser of its facilitator."""

    client: FlaskClient
    token: str
    home: str
    address: str
    link: str

    def page(self, path: str = "", **query: str) -> str:
        """Return a page of the pulse."""
        return self.client.get(self.address + path, query_string=query).text

    def post(self, path: str) -> str:
        """Press a button of the facilitator's page and return the page that follows."""
        answer = self.client.post(self.address + path, data={"csrf_token": self.token}, follow_redirects=True)
        return str(answer.text)


def link_of(page: str) -> str:
    """Return the link that a page shows."""
    (found,) = re.findall(r'value="http://localhost(/p/[^"]+)"', page)
    return str(found)


def hold(app: Flask, connection: Connection, role: str = "facilitator", **more: str) -> Held:
    """Open a pulse in an organisation of its own."""
    organisation_id = members.add_organisation(connection)
    client = members.sign_in(app.test_client(), connection, members.add_member(connection, organisation_id, role))
    token, home = csrf_token(client), f"/organisations/{organisation_id}"
    return open_pulse(client, token, home, **more)


def open_pulse(client: FlaskClient, token: str, home: str, **more: str) -> Held:
    """Open a pulse."""
    opened = client.post(f"{home}/pouls/nouveau", data={"csrf_token": token, **PLAN, **question(client, home), **more})
    assert opened.status_code == 303
    return Held(client, token, home, opened.location, link_of(client.get(opened.location).text))


def question(client: FlaskClient, home: str) -> dict[str, str]:
    """Return the only question that may be chosen, as the form sends it."""
    (reference,) = re.findall(r'name="question" value="([^"]+)"', client.get(f"{home}/pouls/nouveau").text)
    return {"question": str(reference)}


def choose(client: FlaskClient, link: str, stage: object) -> TestResponse:
    """Choose a stage in a browser."""
    return client.post(link, data={"csrf_token": csrf_token(client), "stage": str(stage)}, follow_redirects=True)


def answer(app: Flask, held: Held, *stages: int) -> None:
    """Let as many people answer, each on a device of their own."""
    for stage in stages:
        assert choose(app.test_client(), held.link, stage).status_code == 200
