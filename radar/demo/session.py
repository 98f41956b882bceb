"""The session of the demonstration, held through the same operations as a real one."""

import uuid
from datetime import datetime, timedelta
from itertools import cycle

from sqlalchemy import Connection

from radar import operations, queries
from radar.answers import UNANSWERED
from radar.demo.content import DotsContent, SessionContent, StatementContent, code
from radar.operations.assessments import Change, link_hash
from radar.operations.ballots import Vote
from radar.operations.workshops import WorkshopChoices

EACH = timedelta(minutes=6)  # that a room gives to a statement


def hold(
    connection: Connection, assessment_id: uuid.UUID, content: SessionContent, now: datetime, author: uuid.UUID
) -> None:
    """Hold the session from the first vote to its closing."""
    statements = [statement.id for statement in content.statements]
    plan = WorkshopChoices(content.title, [content.axis], "led", content.units, content.dots.each)
    workshop_id = operations.workshops.create_workshop(connection, assessment_id, plan, statements, now, author)
    voters = [
        operations.ballots.join(connection, workshop_id, unit, link_hash(content.title), now)[1]
        for unit, _ in zip(cycle(content.units), range(content.voters), strict=False)
    ]
    for statement in content.statements:
        now += EACH
        operations.workshops.open_statement(connection, workshop_id, statement.id, now)
        for number, votes in enumerate(statement.rounds, 1):
            if number > 1:
                operations.workshops.vote_again(connection, workshop_id, statement.id, number - 1, now)
            _vote(connection, workshop_id, statement.id, number, dict(zip(voters, votes, strict=True)), now)
            operations.workshops.reveal(connection, workshop_id, statement.id, number, now)
        _agree(connection, assessment_id, workshop_id, statement, now, author)
    _give_dots(connection, workshop_id, content.dots, voters, now)
    operations.workshops.close(connection, workshop_id, now + EACH)


def _vote(
    connection: Connection, workshop_id: uuid.UUID, statement_id: str, number: int, votes: dict[str, str], now: datetime
) -> None:
    for token, level in votes.items():
        vote = Vote(workshop_id, link_hash(token), statement_id, number, code(level))
        operations.ballots.vote(connection, vote, now)


def _agree(
    connection: Connection,
    assessment_id: uuid.UUID,
    workshop_id: uuid.UUID,
    statement: StatementContent,
    now: datetime,
    author: uuid.UUID,
) -> None:
    queries.assessments.assessment_of_an_organisation(connection, assessment_id, hold=True)
    answer = Change(statement.id, statement.agreed, statement.reason, UNANSWERED.stamp)
    operations.workshops.agree(connection, workshop_id, len(statement.rounds), answer, now, author)


def _give_dots(
    connection: Connection, workshop_id: uuid.UUID, content: DotsContent, voters: list[str], now: datetime
) -> None:
    operations.dots.open_dots(connection, workshop_id, now)
    for number, token in enumerate(voters):
        given = {initiative: int(dots[number]) for initiative, dots in content.given.items()}
        operations.dots.place_dots(connection, workshop_id, link_hash(token), given)
    operations.dots.close_dots(connection, workshop_id)
