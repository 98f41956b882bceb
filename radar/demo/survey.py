"""The survey of the demonstration, answered through the same operations as a real one."""

import uuid
from datetime import timedelta

from sqlalchemy import Connection

from radar import operations
from radar.demo.content import SurveyContent, afternoon, code
from radar.operations.assessments import link_hash
from radar.operations.ballots import Vote
from radar.operations.surveys import SurveyPlan
from scoring.questionnaire import Questionnaire

EACH = timedelta(minutes=2)  # that a person gives to a statement


def hold(
    connection: Connection, questionnaire: Questionnaire, assessment_id: uuid.UUID, content: SurveyContent
) -> None:
    """Hold the survey from the sending of its link to its closing."""
    plan = SurveyPlan(content.title, [content.axis], content.units)
    statements = [statement.id for statement in questionnaire.axis_by_id[content.axis].statements]
    opened = afternoon(content.opened)
    workshop_id, _ = operations.surveys.create_survey(connection, assessment_id, plan, statements, opened)
    for person in content.respondents:
        now, key = afternoon(person.day), link_hash(content.title)
        _, token = operations.ballots.join(connection, workshop_id, person.unit, key, now)
        for statement, level in zip(statements, person.levels, strict=True):
            now += EACH
            vote = Vote(workshop_id, link_hash(token), statement, 1, code(level))
            operations.ballots.vote(connection, vote, now)
    operations.surveys.close_survey(connection, workshop_id, afternoon(content.closed))
