"""Where a session is: what its console, its big screen, its closing page and its record show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from radar import access, library, queries
from radar.answers import UNANSWERED, AgreedAnswer
from radar.extensions import database
from radar.i18n import current_language
from radar.queries.workshops import Pulse, RoundRecord, TypedIn, WorkshopRecord
from scoring.distribution import RECORD, ROOM, Distribution, distribution
from scoring.questionnaire import Axis, Questionnaire, Statement

UNOPENED, OPEN, REVEALED, AGREED = "unopened", "open", "revealed", "agreed"


@dataclass(frozen=True, slots=True)
class Vote:
    """A round, with its distribution once it is revealed to enough voters."""

    round: RoundRecord
    votes: Distribution | None


@dataclass(frozen=True, slots=True)
class Topic:
    """A statement of the session, its rounds so far, and the answer of the assessment to it."""

    axis: Axis
    statement: Statement
    rounds: Sequence[Vote]
    answer: AgreedAnswer

    @property
    def last(self) -> Vote:
        """Return the newest round; only for a statement that has been opened."""
        return self.rounds[-1]

    @property
    def state(self) -> str:
        """Return how far the room is with the statement."""
        if not self.rounds:
            return UNOPENED
        if self.last.round.revealed_at is None:
            return OPEN
        return AGREED if self.last.round.agreed_at else REVEALED


@dataclass(frozen=True, slots=True)
class Session:
    """A workshop as it stands."""

    workshop: WorkshopRecord
    questionnaire: Questionnaire
    pulse: Pulse
    topics: Sequence[Topic]
    minimum: int

    @property
    def current(self) -> Topic | None:
        """Return the statement that is before the room."""
        return next((topic for topic in self.topics if topic.statement.id == self.workshop.statement_id), None)

    @property
    def following(self) -> Topic | None:
        """Return what comes next: after the current statement, then from the beginning, what is not agreed yet."""
        here = self.topics.index(self.current) if self.current else -1
        order = [*self.topics[here + 1 :], *self.topics[: max(here, 0)]]
        return next((topic for topic in order if topic.state != AGREED), None)

    @property
    def axes(self) -> Sequence[tuple[Axis, Sequence[Topic]]]:
        """Return the topics by axis."""
        axes = dict.fromkeys(topic.axis.id for topic in self.topics)
        return [
            (self.questionnaire.axis_by_id[axis], [topic for topic in self.topics if topic.axis.id == axis])
            for axis in axes
        ]

    @property
    def seconds_left(self) -> int | None:
        """Return what is left on the timer by the server's clock, so that the clocks of others do not matter."""
        if self.workshop.timer_ends_at is None:
            return None
        return max(0, round((self.workshop.timer_ends_at - datetime.now(UTC)).total_seconds()))

    @property
    def code_is_valid(self) -> bool:
        """Return whether people can join by the code."""
        return self.workshop.code_ends_at is not None and self.workshop.code_ends_at > datetime.now(UTC)

    def in_state(self, *states: str) -> Sequence[Topic]:
        """Return the topics that are in one of the states."""
        return [topic for topic in self.topics if topic.state in states]


def questionnaire() -> Questionnaire:
    """Return the questionnaire of the workshop that the address leads to."""
    assessment = access.assessment()
    return library.pinned_questionnaire(assessment.questionnaire, assessment.questionnaire_hash, current_language())


def pulse() -> Pulse:
    """Return what has moved in the workshop that the address leads to."""
    return queries.workshops.pulse(database.connection, access.workshop())


def session(moved: Pulse | None = None) -> Session:
    """Return the workshop that the address leads to as it stands."""
    connection, workshop, found = database.connection, access.workshop(), questionnaire()
    minimum = RECORD if workshop.state == "closed" else ROOM
    # The mark is read first: what moves while the rest is read makes the page ask once too often, never too little.
    moved = moved or pulse()
    rounds = queries.workshops.rounds_of(connection, workshop.id)
    tallies = queries.workshops.tallies_of(connection, workshop.id)
    answers = queries.assessments.answers_of(connection, workshop.assessment_id)
    topics = [
        Topic(
            found.axis_by_id[axis],
            statement,
            [
                Vote(one, distribution(tallies.get((one.statement_id, one.number), {}), minimum))
                for one in rounds.get(statement.id, ())
            ],
            answers.get(statement.id, UNANSWERED),
        )
        for axis in workshop.axes
        for statement in found.axis_by_id[axis].statements
    ]
    return Session(workshop, found, moved, topics, minimum)


def typed_in(topic: Topic | None) -> Sequence[TypedIn]:
    """Return the people without a phone, where there is a round in which their answers can be typed in."""
    if topic is None or topic.state != OPEN:
        return ()
    return queries.workshops.typed_in(
        database.connection, access.workshop().id, topic.statement.id, topic.last.round.number
    )
