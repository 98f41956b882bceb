"""A session is opened, paused and closed, and its rounds are revealed once."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection, Engine

from radar import queries
from radar.operations import workshops
from radar.operations.assessments import Change
from radar.operations.workshops import ALPHABET, CODE_LENGTH, CODE_LIFE
from radar.queries.workshops import WorkshopRecord
from scoring.questionnaire import Questionnaire
from tests.radar import sessions
from tests.radar.moments import LATER, NOON
from tests.radar.sessions import Place

E01, E02 = "e01", "e02"


@pytest.fixture
def place(connection: Connection, questionnaire: Questionnaire) -> Place:
    """A led session that has just been opened."""
    return sessions.hold(connection, questionnaire)


@pytest.fixture
def stored(connection: Connection, place: Place) -> Callable[[], WorkshopRecord]:
    """Reads the session."""

    def stored() -> WorkshopRecord:
        found = queries.workshops.workshop(connection, place.workshop_id)
        connection.rollback()
        assert found is not None
        return found

    return stored


def state_of(connection: Connection, assessment_id: uuid.UUID) -> str:
    found = connection.execute(sa.text("SELECT state FROM assessments")).scalar_one()
    connection.rollback()
    del assessment_id
    return str(found)


def test_a_code_is_short_unambiguous_and_valid_for_half_a_day(stored: Callable[[], WorkshopRecord]) -> None:
    code = stored().code or ""
    assert len(code) == CODE_LENGTH
    assert set(code) <= set(ALPHABET)
    assert not set(ALPHABET) & set("0O1IL2Z5S8B")
    assert stored().code_ends_at == NOON + CODE_LIFE


def test_opening_a_session_moves_a_draft_to_the_workshop_state_and_is_put_down(
    connection: Connection, place: Place
) -> None:
    assert state_of(connection, place.assessment_id) == "workshop"
    rows = connection.execute(sa.text("SELECT kind, before, after FROM events")).all()
    assert [tuple(row) for row in rows] == [("state", "draft", "workshop")]


def test_at_free_pace_every_statement_is_open_and_at_led_pace_none(
    connection: Connection, questionnaire: Questionnaire, place: Place
) -> None:
    free = sessions.hold(connection, questionnaire, "free")
    statements = {statement.id for statement in questionnaire.axis_by_id[sessions.AXIS].statements}
    assert set(queries.workshops.rounds_of(connection, free.workshop_id)) == statements
    assert not queries.workshops.rounds_of(connection, place.workshop_id)


def test_opening_a_statement_again_goes_on_with_its_round(
    connection: Connection, place: Place, stored: Callable[[], WorkshopRecord]
) -> None:
    for statement in (E01, E02, E01):
        assert workshops.open_statement(connection, place.workshop_id, statement, LATER)
    rounds = queries.workshops.rounds_of(connection, place.workshop_id)
    assert {statement: len(found) for statement, found in rounds.items()} == {E01: 1, E02: 1}
    assert (stored().statement_id, stored().changes) == (E01, 3)


def test_votes_are_counted_from_the_reveal_on_only(connection: Connection, place: Place) -> None:
    people = sessions.seat(connection, place.workshop_id, 3)
    workshops.open_statement(connection, place.workshop_id, E01, NOON)
    sessions.cast(connection, place.workshop_id, E01, dict.fromkeys(people, 2))
    assert not queries.workshops.tallies_of(connection, place.workshop_id)
    assert not queries.workshops.votes_of(connection, place.workshop_id)
    assert workshops.reveal(connection, place.workshop_id, E01, 1, LATER)
    assert queries.workshops.tallies_of(connection, place.workshop_id) == {(E01, 1): {2: 3}}


def test_of_two_reveals_at_once_one_finds_the_work_done(engine: Engine, connection: Connection, place: Place) -> None:
    workshops.open_statement(connection, place.workshop_id, E01, NOON)
    together = Barrier(2)

    def reveal(minutes: int) -> bool:
        with engine.connect() as own:
            together.wait()
            return workshops.reveal(own, place.workshop_id, E01, 1, NOON + timedelta(minutes=minutes))

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(reveal, (1, 2)))
    (found,) = queries.workshops.rounds_of(connection, place.workshop_id)[E01]
    assert sorted(done) == [False, True]
    assert found.revealed_at == NOON + timedelta(minutes=1 + done.index(True))


def test_voting_again_keeps_both_rounds_and_is_for_the_newest_revealed_one(
    connection: Connection, place: Place
) -> None:
    people = sessions.seat(connection, place.workshop_id, 3)
    workshops.open_statement(connection, place.workshop_id, E01, NOON)
    assert not workshops.vote_again(connection, place.workshop_id, E01, 1, NOON)
    sessions.cast(connection, place.workshop_id, E01, dict.fromkeys(people, 1))
    workshops.reveal(connection, place.workshop_id, E01, 1, NOON)
    assert workshops.vote_again(connection, place.workshop_id, E01, 1, LATER)
    assert not workshops.vote_again(connection, place.workshop_id, E01, 1, LATER)
    assert not workshops.reveal(connection, place.workshop_id, E01, 1, LATER)
    sessions.cast(connection, place.workshop_id, E01, dict.fromkeys(people, 3), number=2)
    assert workshops.reveal(connection, place.workshop_id, E01, 2, LATER)
    assert queries.workshops.tallies_of(connection, place.workshop_id) == {(E01, 1): {1: 3}, (E01, 2): {3: 3}}


def test_what_the_room_agrees_on_becomes_the_answer_whatever_stood_before(connection: Connection, place: Place) -> None:
    workshops.open_statement(connection, place.workshop_id, E01, NOON)
    agreed = Change(E01, 2, "Deux directions", "")
    account = place.account_id
    assert not workshops.agree(connection, place.workshop_id, 1, agreed, NOON, account)
    workshops.reveal(connection, place.workshop_id, E01, 1, NOON)
    for level in (4, 2):
        assert workshops.agree(connection, place.workshop_id, 1, Change(E01, level, "Fait", ""), LATER, account)
    answer = queries.assessments.answers_of(connection, place.assessment_id)[E01]
    assert (answer.code, answer.reason) == (2, "Fait")
    (found,) = queries.workshops.rounds_of(connection, place.workshop_id)[E01]
    assert found.agreed_at == LATER
    events = connection.execute(sa.text("SELECT after FROM events WHERE kind = 'answer' ORDER BY after")).scalars()
    assert list(events) == ["2", "4"]


def test_a_paused_session_does_nothing_and_goes_on_days_later_under_a_new_code(
    connection: Connection, place: Place, stored: Callable[[], WorkshopRecord]
) -> None:
    workshops.open_statement(connection, place.workshop_id, E01, NOON)
    first, days_later = stored().code, NOON + timedelta(days=9)
    assert not workshops.resume(connection, place.workshop_id, NOON)
    assert workshops.pause(connection, place.workshop_id)
    assert not workshops.open_statement(connection, place.workshop_id, E02, NOON)
    assert not workshops.reveal(connection, place.workshop_id, E01, 1, NOON)
    assert not workshops.set_timer(connection, place.workshop_id, LATER)
    assert workshops.resume(connection, place.workshop_id, days_later)
    assert (stored().state, stored().statement_id) == ("open", E01)
    assert stored().code != first
    assert stored().code_ends_at == days_later + CODE_LIFE


def test_an_open_session_whose_code_has_run_out_gets_a_new_one(
    connection: Connection, place: Place, stored: Callable[[], WorkshopRecord]
) -> None:
    first = stored().code
    assert workshops.resume(connection, place.workshop_id, NOON + CODE_LIFE)
    assert stored().code != first


def test_a_closed_session_has_no_code_and_stays_closed(
    connection: Connection, place: Place, stored: Callable[[], WorkshopRecord]
) -> None:
    assert workshops.close(connection, place.workshop_id, LATER)
    assert (stored().state, stored().closed_at, stored().code) == ("closed", LATER, None)
    assert not workshops.close(connection, place.workshop_id, LATER)
    assert not workshops.resume(connection, place.workshop_id, LATER)
    assert not workshops.set_head_count(connection, place.workshop_id, 3)


def test_everything_that_phones_must_be_told_counts_as_a_change(
    connection: Connection, place: Place, stored: Callable[[], WorkshopRecord]
) -> None:
    def told() -> int:
        return stored().changes

    where = (connection, place.workshop_id)
    steps: list[Callable[[], bool]] = [
        lambda: workshops.open_statement(*where, E01, NOON),
        lambda: workshops.set_timer(*where, LATER),
        lambda: workshops.reveal(*where, E01, 1, NOON),
        lambda: workshops.agree(*where, 1, Change(E01, 3, "", ""), NOON, place.account_id),
        lambda: workshops.vote_again(*where, E01, 1, NOON),
        lambda: workshops.pause(*where),
        lambda: workshops.resume(*where, NOON),
        lambda: workshops.close(*where, NOON),
    ]
    for number, step in enumerate(steps, 1):
        assert step()
        assert told() == number


def test_the_answers_of_a_person_without_a_phone_are_theirs_from_statement_to_statement(
    connection: Connection, place: Place
) -> None:
    where = (connection, place.workshop_id)
    workshops.open_statement(*where, E01, NOON)
    assert workshops.type_in(*where, E01, 1, None, 2, NOON)
    (person,) = queries.workshops.typed_in(*where, E01, 1)
    assert person.voted
    workshops.open_statement(*where, E02, NOON)
    assert workshops.type_in(*where, E02, 1, person.id, 4, NOON)
    assert workshops.type_in(*where, E02, 1, person.id, 3, NOON)
    for statement in (E01, E02):
        workshops.reveal(*where, statement, 1, LATER)
    assert queries.workshops.tallies_of(*where) == {(E01, 1): {2: 1}, (E02, 1): {3: 1}}
    assert not workshops.type_in(*where, E02, 1, person.id, 0, LATER)


def test_nothing_can_be_typed_in_for_a_phone_of_the_room(connection: Connection, place: Place) -> None:
    (phone,) = sessions.seat(connection, place.workshop_id, 1)
    workshops.open_statement(connection, place.workshop_id, E01, NOON)
    assert not workshops.type_in(connection, place.workshop_id, E01, 1, phone, 2, NOON)
