"""What may be resampled: the last revealed round of each statement, in sessions that are closed."""

import numpy as np
import pytest
from sqlalchemy import Connection

from radar import queries
from radar.operations import workshops
from scoring.questionnaire import Questionnaire
from scoring.scores import UNANSWERED
from tests.databases import count_queries
from tests.radar import sessions
from tests.radar.moments import LATER, NOON
from tests.radar.sessions import Place

COLUMNS = {"e01": 0, "e02": 1, "e03": 2}


@pytest.fixture
def place(connection: Connection, questionnaire: Questionnaire) -> Place:
    """A session in which e01 was voted twice, e02 never revealed, and e03 not voted again to the end."""
    place = sessions.hold(connection, questionnaire)
    people = sessions.seat(connection, place.workshop_id, 2)

    def vote(statement: str, number: int, *codes: int) -> None:
        sessions.cast(connection, place.workshop_id, statement, dict(zip(people, codes, strict=True)), number)

    for statement, codes in (("e01", (0, 1)), ("e03", (4, 5))):
        workshops.open_statement(connection, place.workshop_id, statement, NOON)
        vote(statement, 1, *codes)
        workshops.reveal(connection, place.workshop_id, statement, 1, NOON)
        workshops.vote_again(connection, place.workshop_id, statement, 1, NOON)
        vote(statement, 2, 2, 3)
    workshops.reveal(connection, place.workshop_id, "e01", 2, LATER)
    workshops.open_statement(connection, place.workshop_id, "e02", NOON)
    vote("e02", 1, 3, 3)
    return place


def rows(connection: Connection, place: Place, columns: dict[str, int] = COLUMNS) -> list[list[int]]:
    found = queries.revealed.ballots(connection, place.assessment_id, columns)
    assert found.dtype == np.uint8
    return sorted(found.tolist())


def test_an_open_session_gives_nothing(connection: Connection, place: Place) -> None:
    assert queries.revealed.closed_rooms(connection, place.assessment_id) == ()
    assert rows(connection, place) == []


def test_a_closed_session_gives_its_last_revealed_rounds(connection: Connection, place: Place) -> None:
    workshops.close(connection, place.workshop_id, LATER)
    (room,) = queries.revealed.closed_rooms(connection, place.assessment_id)
    assert (room.id, room.people) == (place.workshop_id, 2)
    assert rows(connection, place) == [[2, UNANSWERED, 4], [3, UNANSWERED, 5]]


def test_a_question_that_is_not_asked_for_is_left_out(connection: Connection, place: Place) -> None:
    workshops.close(connection, place.workshop_id, LATER)
    assert rows(connection, place, {"e03": 0}) == [[4], [5]]


def test_nothing_leaks_from_one_assessment_to_another(
    connection: Connection, place: Place, questionnaire: Questionnaire
) -> None:
    workshops.close(connection, place.workshop_id, LATER)
    other = sessions.hold(connection, questionnaire)
    workshops.close(connection, other.workshop_id, LATER)
    assert rows(connection, other) == []


def test_each_is_one_statement(connection: Connection, place: Place) -> None:
    workshops.close(connection, place.workshop_id, LATER)
    with count_queries(connection.engine) as statements:
        queries.revealed.closed_rooms(connection, place.assessment_id)
        queries.revealed.ballots(connection, place.assessment_id, COLUMNS)
    assert len(statements) == 2
