"""What a phone shows now: the statement that is open, its own vote, or what happens next."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import abort
from sqlalchemy import Connection

from radar import library, queries
from radar.answers import VALUES
from radar.queries.ballots import OwnRound, Seat
from radar.queries.workshops import WorkshopRecord
from scoring.distribution import RECORD, ROOM, Distribution, distribution
from scoring.questionnaire import Axis, Questionnaire, Statement


@dataclass(frozen=True, slots=True)
class Step:
    """A statement among those of the workshop: where it stands and what surrounds it."""

    axis: Axis
    statement: Statement
    position: int
    total: int
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the room has decided on a statement, and how it voted if enough did."""

    agreed: str | None
    distribution: Distribution | None


@dataclass(frozen=True, slots=True)
class Scene:
    """One state of the phone's page: `vote`, `revealed`, `waiting`, `dots`, `paused` or `closed`."""

    kind: str
    workshop: WorkshopRecord
    questionnaire: Questionnaire
    voted: frozenset[str] = frozenset()
    step: Step | None = None
    round: OwnRound | None = None
    outcome: Outcome | None = None
    seconds_left: int | None = None

    @property
    def chosen(self) -> str:
        """Return the participant's own vote as forms write it, or nothing."""
        return VALUES[self.round.code] if self.round else ""

    @property
    def axes(self) -> tuple[Axis, ...]:
        """Return the axes of the workshop, in the questionnaire's order."""
        return chosen_axes(self.questionnaire, self.workshop)


def chosen_axes(questionnaire: Questionnaire, workshop: WorkshopRecord) -> tuple[Axis, ...]:
    """Return the axes that a workshop is about."""
    return tuple(axis for axis in questionnaire.axes if axis.id in workshop.axes)


def scene(connection: Connection, seat: Seat, asked: str | None, now: datetime, language: str) -> Scene:
    """Return what the participant's phone shows; `asked` is the statement that its address names, if any."""
    room = seat.room
    questionnaire = library.pinned_questionnaire(room.questionnaire, room.questionnaire_hash, language)
    workshop = room.workshop
    if workshop.state != "open" or workshop.dots_open_at:
        return Scene("dots" if workshop.state == "open" else workshop.state, workshop, questionnaire)
    rounds = queries.ballots.own_rounds(connection, workshop.id, seat.participant_id)
    voted = frozenset(statement for statement, own in rounds.items() if own.code is not None)
    statement_id = workshop.statement_id if workshop.pace == "led" else asked or _first_open(rounds, questionnaire)
    if statement_id is None or statement_id not in rounds:
        return abort(404) if asked and workshop.pace == "free" else Scene("waiting", workshop, questionnaire, voted)
    own = rounds[statement_id]
    return Scene(
        kind="revealed" if own.revealed_at else "vote",
        workshop=workshop,
        questionnaire=questionnaire,
        voted=voted,
        step=_step(questionnaire, workshop, statement_id),
        round=own,
        outcome=_outcome(connection, workshop, statement_id, own) if own.revealed_at else None,
        seconds_left=_seconds_left(workshop, now),
    )


def _first_open(rounds: Mapping[str, OwnRound], questionnaire: Questionnaire) -> str | None:
    """Return the first statement that waits for a vote, else the first of all."""
    opened = [statement.id for statement in questionnaire.statements if statement.id in rounds]
    waiting = (key for key in opened if rounds[key].code is None and rounds[key].revealed_at is None)
    return next(waiting, opened[0] if opened else None)


def _step(questionnaire: Questionnaire, workshop: WorkshopRecord, statement_id: str) -> Step:
    places = [(axis, statement) for axis in chosen_axes(questionnaire, workshop) for statement in axis.statements]
    position = next((place for place, (_, found) in enumerate(places) if found.id == statement_id), None)
    if position is None:
        abort(404)
    ids = [None, *(statement.id for _, statement in places), None]
    return Step(*places[position], position + 1, len(places), ids[position], ids[position + 2])


def _outcome(connection: Connection, workshop: WorkshopRecord, statement_id: str, own: OwnRound) -> Outcome:
    votes = queries.ballots.votes(connection, workshop.id, statement_id, own.number)
    agreed = None
    if own.agreed_at:
        answers = queries.assessments.answers_to(connection, workshop.assessment_id, [statement_id])
        agreed = answers[statement_id].value if statement_id in answers else None
    return Outcome(agreed, distribution(votes, ROOM if workshop.kind == "workshop" else RECORD))


def _seconds_left(workshop: WorkshopRecord, now: datetime) -> int | None:
    """Return how long the timer still runs by the server's clock: those of phones differ."""
    if workshop.timer_ends_at is None:
        return None
    return max(0, math.ceil((workshop.timer_ends_at - now).total_seconds()))
