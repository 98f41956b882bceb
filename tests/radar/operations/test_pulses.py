"""Answers to a pulse: one per device, none lost, none after the end, and nobody slowed down for a change of mind."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import Connection, Engine

from radar import paths, queries
from radar.operations.assessments import link_hash
from radar.operations.pulses import (
    AnswerRefusedError,
    PulseAnswer,
    PulsePlan,
    Why,
    answer,
    close_pulse,
    open_pulse,
    renew_link,
)
from scoring.loading.pulses import find_pulse, load_pulse
from tests.radar import members
from tests.radar.moments import LATER, NOON

QUESTION = load_pulse(find_pulse("pouls-numerique", paths.QUESTIONNAIRES))
KEY = bytes(32)
THREADS, EACH = 8, 6


@pytest.fixture
def pulse_id(connection: Connection) -> uuid.UUID:
    """An open pulse."""
    return open_pulse(connection, members.add_organisation(connection), QUESTION, PulsePlan("Essai"), NOON)[0]


def never(_connection: Connection, _key: bytes) -> bool:
    return False


def always(_connection: Connection, _key: bytes) -> bool:
    return True


def given(pulse_id: uuid.UUID, device: object, stage: int) -> PulseAnswer:
    return PulseAnswer(pulse_id, link_hash(str(device)), stage, KEY)


def test_a_change_of_mind_replaces_the_answer_even_in_a_crowd(connection: Connection, pulse_id: uuid.UUID) -> None:
    answer(connection, given(pulse_id, "a", 2), NOON, never)
    answer(connection, given(pulse_id, "a", 4), LATER, always)
    assert queries.pulses.responses(connection, pulse_id) == 1
    assert queries.pulses.chosen_stage(connection, pulse_id, link_hash("a")) == 4


def test_a_crowd_from_one_address_is_slowed_down(connection: Connection, pulse_id: uuid.UUID) -> None:
    with pytest.raises(AnswerRefusedError) as refused:
        answer(connection, given(pulse_id, "a", 2), NOON, always)
    assert refused.value.why is Why.CROWDED
    answer(connection, given(pulse_id, "b", 2), NOON, never)
    assert queries.attempts.failures_since(connection, KEY, NOON) == 1


def test_a_closed_pulse_or_none_takes_no_answer_and_keeps_its_link(connection: Connection, pulse_id: uuid.UUID) -> None:
    close_pulse(connection, pulse_id, NOON)
    close_pulse(connection, pulse_id, LATER)
    for place in (pulse_id, uuid.uuid4()):
        with pytest.raises(AnswerRefusedError) as refused:
            answer(connection, given(place, "a", 2), LATER, never)
        assert refused.value.why is Why.CLOSED
    assert queries.pulses.pulse_of_link(connection, link_hash(renew_link(connection, pulse_id))) is None


def test_no_tally_leaves_the_database_before_the_end(connection: Connection) -> None:
    organisation_id = members.add_organisation(connection)
    pulse_id, token = open_pulse(connection, organisation_id, QUESTION, PulsePlan("Essai"), NOON)
    for device, stage in enumerate((1, 2, 2)):
        answer(connection, given(pulse_id, device, stage), NOON, never)
    assert queries.pulses.tallies(connection, organisation_id, QUESTION.hash) == {}
    close_pulse(connection, pulse_id, LATER)
    assert queries.pulses.tallies(connection, organisation_id, QUESTION.hash) == {pulse_id: {1: 1, 2: 2}}
    found = queries.pulses.pulse_of_link(connection, link_hash(token))
    assert found is not None
    assert found.closed_at == LATER


def test_answers_at_once_are_all_counted_and_none_after_the_end(
    engine: Engine, connection: Connection, pulse_id: uuid.UUID
) -> None:
    start = Barrier(THREADS + 1)

    def many(thread: int) -> int:
        counted = 0
        with engine.connect() as own:
            start.wait()
            for number in range(EACH):
                try:
                    answer(own, given(pulse_id, f"{thread}-{number}", 1 + number % 4), NOON, never)
                    counted += 1
                except AnswerRefusedError:
                    pass
        return counted

    def end() -> None:
        with engine.connect() as own:
            start.wait()
            close_pulse(own, pulse_id, LATER)

    with ThreadPoolExecutor(THREADS + 1) as pool:
        closing = pool.submit(end)
        counted = sum(pool.map(many, range(THREADS)))
        closing.result()
    assert queries.pulses.responses(connection, pulse_id) == counted
