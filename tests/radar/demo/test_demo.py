"""The demonstration: whole, plausible, and loaded once."""

import uuid

import pytest
from flask import Flask
from sqlalchemy import Connection, func, select

from radar import demo, passwords, queries
from radar.demo import content
from radar.models import Account, Answer, Assessment, Ballot, Event, Participant, Round, Workshop
from scoring.questionnaire import Questionnaire
from scoring.results import assess
from tests.radar import members
from tests.radar.moments import LATER, NOON

TABLES = (Account, Answer, Assessment, Ballot, Event, Participant, Round, Workshop)


@pytest.fixture
def loaded(connection: Connection, questionnaire: Questionnaire) -> demo.Loaded:
    """The demonstration, loaded for the first time."""
    return demo.load(connection, questionnaire, content.read(), NOON)


def counts(connection: Connection) -> list[int]:
    return [connection.execute(select(func.count()).select_from(table)).scalar_one() for table in TABLES]


def test_a_second_time_changes_nothing(
    connection: Connection, questionnaire: Questionnaire, loaded: demo.Loaded
) -> None:
    before = counts(connection)
    again = demo.load(connection, questionnaire, content.read(), LATER)
    assert (loaded.changed, again.changed) == (True, False)
    assert [person.password for person in again.people] == [None, None, None]
    assert counts(connection) == before


def test_its_people_sign_in_with_what_was_shown(connection: Connection, loaded: demo.Loaded) -> None:
    for person in loaded.people:
        found = queries.people.credentials_of(connection, person.email)
        assert found is not None
        assert passwords.fits(person.password or "", found.password_hash)
        assert person.email.endswith(".example")  # a name that can never be registered
    assert [person.role for person in loaded.people] == ["responsable", "facilitator", "reader"]


@pytest.mark.usefixtures("loaded")
def test_the_second_campaign_is_better_everywhere(connection: Connection, questionnaire: Questionnaire) -> None:
    (organisation_id,) = queries.organisations.organisations_named(connection, content.read().organisation)
    later, earlier = queries.assessments.assessments_of(connection, organisation_id)
    assert (later.campaign, later.state, earlier.campaign, earlier.state) == (
        "Automne 2026",
        "draft",
        "Automne 2025",
        "closed",
    )
    assert later.answered == earlier.answered == len(questionnaire.statements)
    first, second = (
        assess(questionnaire, {key: each.code for key, each in answers.items()})
        for answers in (queries.assessments.answers_of(connection, campaign.id) for campaign in (earlier, later))
    )
    assert all((first.axes[axis].score or 0) < (second.axes[axis].score or 0) for axis in first.axes)


@pytest.mark.usefixtures("loaded")
def test_its_session_is_closed_with_every_statement_agreed(connection: Connection) -> None:
    assert connection.execute(select(Workshop.state, Workshop.code)).one() == ("closed", None)
    held = connection.execute(select(Round.statement_id, Round.number, Round.revealed_at, Round.agreed_at)).all()
    assert len({row.statement_id for row in held}) == 5
    assert len(held) == 6  # one statement was voted on again
    assert all(row.revealed_at for row in held)
    assert len({row.statement_id for row in held if row.agreed_at}) == 5


def test_its_pages_open(app: Flask, connection: Connection, loaded: demo.Loaded) -> None:
    reader = queries.people.credentials_of(connection, loaded.people[2].email)
    assert reader is not None
    client = members.sign_in(app.test_client(), connection, reader.account_id)
    (organisation_id,) = queries.organisations.organisations_named(connection, content.read().organisation)
    assert "Automne 2025" in client.get(f"/organisations/{organisation_id}").text
    assessments: list[uuid.UUID] = list(connection.execute(select(Assessment.id)).scalars())
    for assessment_id in assessments:
        for path in ("", "/resultats", "/journal"):
            assert client.get(f"/evaluations/{assessment_id}{path}").status_code == 200
