"""Who waits for whom on PostgreSQL; on SQLite, which has one writer at a time, everybody does."""

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from radar import queries
from radar.operations import workshops
from scoring.questionnaire import Questionnaire
from tests.databases import PostgresqlDatabases
from tests.radar import sessions
from tests.radar.moments import NOON
from tests.radar.sessions import Place

IMPATIENT = sa.text("SET lock_timeout = '200ms'")
# What a phone does while it votes.
SHARE = sa.text("SELECT number FROM rounds WHERE statement_id = 'e01' FOR SHARE")


@pytest.fixture
def databases(postgresql_databases: PostgresqlDatabases) -> PostgresqlDatabases:
    """The kind that has locks on rows."""
    return postgresql_databases


@pytest.fixture
def place(connection: Connection, questionnaire: Questionnaire) -> Place:
    """A session in which a statement is open."""
    place = sessions.hold(connection, questionnaire)
    workshops.open_statement(connection, place.workshop_id, "e01", NOON)
    return place


def test_people_join_and_vote_while_the_facilitator_writes(
    engine: Engine, connection: Connection, place: Place
) -> None:
    held = queries.workshops.held_workshop(connection, place.workshop_id)
    with engine.connect() as phone:
        phone.execute(IMPATIENT)
        (person,) = sessions.seat(phone, place.workshop_id, 1)
        phone.execute(SHARE)
        sessions.cast(phone, place.workshop_id, "e01", {person: 3})
    connection.rollback()
    assert held is not None
    assert queries.workshops.pulse(connection, held).voted == 1


def test_a_reveal_waits_for_the_votes_on_their_way(engine: Engine, connection: Connection, place: Place) -> None:
    (person,) = sessions.seat(connection, place.workshop_id, 1)
    with engine.connect() as phone:
        phone.execute(SHARE)
        connection.execute(IMPATIENT)
        connection.commit()
        with pytest.raises(OperationalError, match="lock timeout"):
            workshops.reveal(connection, place.workshop_id, "e01", 1, NOON)
        connection.rollback()
        sessions.cast(phone, place.workshop_id, "e01", {person: 3})
    assert workshops.reveal(connection, place.workshop_id, "e01", 1, NOON)
    assert queries.workshops.tallies_of(connection, place.workshop_id) == {("e01", 1): {3: 1}}
