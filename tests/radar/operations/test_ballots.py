"""Votes: one per device and round, none lost, none doubled, none after the reveal."""

import uuid
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from sqlalchemy import Connection, Engine

from radar.operations import workshops
from radar.operations.assessments import link_hash
from radar.operations.ballots import Vote, VoteRefusedError, Why, join, vote
from radar.queries import ballots
from scoring.questionnaire import Questionnaire
from tests.radar import rooms
from tests.radar.moments import LATER, NOON
from tests.radar.rooms import open_round

THREADS = 8
EACH = 12
KEY = bytes(32)


@pytest.fixture
def workshop_id(connection: Connection, questionnaire: Questionnaire) -> uuid.UUID:
    """A workshop in free pace."""
    return rooms.add_workshop(connection, questionnaire)


def sit(connection: Connection, workshop_id: uuid.UUID) -> bytes:
    return link_hash(join(connection, workshop_id, "", KEY, NOON)[1])


def why(connection: Connection, wanted: Vote) -> Why:
    with pytest.raises(VoteRefusedError) as refused:
        vote(connection, wanted, NOON)
    return refused.value.why


def test_a_change_of_mind_replaces_the_vote(connection: Connection, workshop_id: uuid.UUID) -> None:
    seat = sit(connection, workshop_id)
    for code, moment in ((2, NOON), (5, LATER)):
        vote(connection, Vote(workshop_id, seat, "e01", 1, code), moment)
    assert rooms.ballots(connection, workshop_id) == [("e01", 1, 5)]


def test_what_is_not_open_takes_no_vote(
    connection: Connection, workshop_id: uuid.UUID, questionnaire: Questionnaire
) -> None:
    seat = sit(connection, workshop_id)
    other = rooms.add_workshop(connection, questionnaire, code="ABCDEF")
    assert why(connection, Vote(workshop_id, seat, "e01", 2, 3)) is Why.FOREIGN
    assert why(connection, Vote(workshop_id, seat, "e48", 1, 3)) is Why.FOREIGN
    assert why(connection, Vote(other, seat, "e01", 1, 3)) is Why.NOT_JOINED
    rooms.reveal(connection, workshop_id, "e01")
    assert why(connection, Vote(workshop_id, seat, "e01", 1, 3)) is Why.REVEALED
    for state, expected in (("paused", Why.PAUSED), ("closed", Why.CLOSED)):
        rooms.change(connection, workshop_id, state=state)
        assert why(connection, Vote(workshop_id, seat, "e02", 1, 3)) is expected
    assert rooms.ballots(connection, workshop_id) == []


def test_at_led_pace_only_the_statement_before_the_room_takes_votes(
    connection: Connection, workshop_id: uuid.UUID
) -> None:
    seat = sit(connection, workshop_id)
    rooms.change(connection, workshop_id, pace="led", statement_id="e02")
    assert why(connection, Vote(workshop_id, seat, "e01", 1, 3)) is Why.PASSED
    vote(connection, Vote(workshop_id, seat, "e02", 1, 3), NOON)
    assert rooms.ballots(connection, workshop_id) == [("e02", 1, 3)]


def test_a_second_round_keeps_the_votes_of_the_first(connection: Connection, workshop_id: uuid.UUID) -> None:
    seat = sit(connection, workshop_id)
    vote(connection, Vote(workshop_id, seat, "e01", 1, 1), NOON)
    rooms.reveal(connection, workshop_id, "e01")
    open_round(connection, workshop_id, "e01", 2)
    vote(connection, Vote(workshop_id, seat, "e01", 2, 3), LATER)
    assert rooms.ballots(connection, workshop_id) == [("e01", 1, 1), ("e01", 2, 3)]


def test_many_voters_at_once_lose_nothing_and_double_nothing(
    engine: Engine, connection: Connection, workshop_id: uuid.UUID
) -> None:
    seats = [sit(connection, workshop_id) for _ in range(THREADS)]
    start = Barrier(THREADS)

    def phone(number: int) -> None:
        with engine.connect() as own:
            start.wait()
            for turn in range(EACH):
                statement = f"e0{turn % 4 + 1}"
                vote(own, Vote(workshop_id, seats[number], statement, 1, turn % 6), datetime.now(UTC))

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(phone, range(THREADS)))
    counted = Counter(statement for statement, _, _ in rooms.ballots(connection, workshop_id))
    assert counted == dict.fromkeys(("e01", "e02", "e03", "e04"), THREADS)


def test_one_device_that_sends_from_many_threads_counts_once(
    engine: Engine, connection: Connection, workshop_id: uuid.UUID
) -> None:
    seat = sit(connection, workshop_id)
    start = Barrier(THREADS)

    def tab(number: int) -> None:
        with engine.connect() as own:
            start.wait()
            vote(own, Vote(workshop_id, seat, "e01", 1, number % 5), datetime.now(UTC))

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(tab, range(THREADS)))
    assert len(rooms.ballots(connection, workshop_id)) == 1


def test_whoever_is_told_that_a_vote_counts_finds_it_in_what_is_revealed(
    engine: Engine, connection: Connection, workshop_id: uuid.UUID
) -> None:
    seats = [sit(connection, workshop_id) for _ in range(THREADS - 1)]
    start = Barrier(THREADS)

    def phone(number: int) -> bool:
        with engine.connect() as own:
            start.wait()
            try:
                vote(own, Vote(workshop_id, seats[number], "e01", 1, 2), datetime.now(UTC))
            except VoteRefusedError:
                return False
            return True

    def facilitator() -> int:
        with engine.connect() as own:
            start.wait()
            assert workshops.reveal(own, workshop_id, "e01", 1, datetime.now(UTC))
            return sum(ballots.votes(own, workshop_id, "e01", 1).values())

    def told() -> Iterator[bool]:
        yield from pool.map(phone, range(THREADS - 1))

    with ThreadPoolExecutor(THREADS) as pool:
        shown = pool.submit(facilitator)
        acknowledged = sum(told())
    assert acknowledged == shown.result() == len(rooms.ballots(connection, workshop_id))
