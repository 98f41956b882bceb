"""The pulses of the demonstration, answered through the same operations as real ones."""

import uuid
from itertools import chain, repeat

from sqlalchemy import Connection

from radar import operations, paths, queries
from radar.demo.content import PulseContent, afternoon
from radar.operations.assessments import link_hash
from radar.operations.pulses import PulseAnswer, PulsePlan
from scoring.loading.pulses import find_pulse, load_pulse


def hold(connection: Connection, organisation_id: uuid.UUID, content: PulseContent) -> bool:
    """Hold a pulse from the sending of its link to its closing, or what is missing of it; return whether any was."""
    found = {pulse.title: pulse for pulse in queries.pulses.pulses_of(connection, organisation_id)}.get(content.title)
    if found and found.closed_at:
        return False
    pulse_id = found.id if found else _open(connection, organisation_id, content)
    stages = chain.from_iterable(repeat(stage, count) for stage, count in enumerate(content.answers, start=1))
    for number, stage in enumerate(stages):
        given = PulseAnswer(pulse_id, link_hash(f"{pulse_id}:{number}"), stage, link_hash(content.title))
        operations.pulses.answer(connection, given, afternoon(content.opened), lambda _connection, _key: False)
    operations.pulses.close_pulse(connection, pulse_id, afternoon(content.closed))
    return True


def _open(connection: Connection, organisation_id: uuid.UUID, content: PulseContent) -> uuid.UUID:
    question, aim = load_pulse(find_pulse(content.question, paths.QUESTIONNAIRES)), content.target
    plan = PulsePlan(content.title, aim.stage, aim.due, aim.reason) if aim else PulsePlan(content.title)
    return operations.pulses.open_pulse(connection, organisation_id, question, plan, afternoon(content.opened))[0]
