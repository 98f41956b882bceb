"""Trials in a browser of the tests."""

from collections.abc import Mapping

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection

from scoring.questionnaire import Questionnaire
from tests.radar import sessions
from tests.radar.sessions import Console, Place
from tests.radar.views.team import Team
from tests.radar.views.trial import Trial, start


@pytest.fixture
def trial(client: FlaskClient) -> Trial:
    """A trial that has just been started."""
    return start(client)


@pytest.fixture
def outsider(app: Flask) -> FlaskClient:
    """Another browser, which knows no link."""
    return app.test_client()


@pytest.fixture
def answers(questionnaire: Questionnaire) -> Mapping[str, str]:
    """An answer to every statement; two do not apply."""
    levels = {statement.id: str(number * 7 % 5) for number, statement in enumerate(questionnaire.statements)}
    return {**levels, "e07": "na", "e30": "na"}


@pytest.fixture
def complete(trial: Trial, questionnaire: Questionnaire, answers: Mapping[str, str]) -> Trial:
    """The trial with everything answered."""
    for axis in questionnaire.axes:
        fields = {statement.id: answers[statement.id] for statement in axis.statements}
        assert trial.post(f"/axes/{axis.id}", fields).status_code == 303
    return trial


@pytest.fixture
def team(app: Flask, connection: Connection, questionnaire: Questionnaire) -> Team:
    """A team whose assessment is a draft."""
    return Team(app, connection, questionnaire)


@pytest.fixture
def facilitator(team: Team) -> Trial:
    """The assessment in the browser of a facilitator."""
    return team.as_("facilitator")


@pytest.fixture
def place(connection: Connection, questionnaire: Questionnaire) -> Place:
    """A led session that has just been opened."""
    return sessions.hold(connection, questionnaire)


@pytest.fixture
def console(client: FlaskClient, connection: Connection, place: Place) -> Console:
    """The facilitator's browser, whose code is still valid."""
    sessions.renew(connection)
    return sessions.console(client, connection, place)
