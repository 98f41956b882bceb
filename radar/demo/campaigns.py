"""A campaign of the demonstration, whole or not at all.

It is made by the same operations as a real one, each of which commits.  Until the last of them is done it belongs to an
organisation without members, in which the next run finds and removes what a run that was cut short has left.
"""

import uuid
from datetime import timedelta

from sqlalchemy import Connection, delete, select, update

from radar import operations, queries
from radar.demo import session, survey
from radar.demo.content import CampaignContent, afternoon, code
from radar.models import Assessment, Membership, Organisation
from radar.operations.assessments import Change
from radar.operations.campaigns import Campaign
from scoring.questionnaire import Questionnaire
from scoring.results import assess

UNFINISHED = "Démonstration en préparation (radar demo)"
ANSWERED, GATHERED, DONE = (timedelta(minutes=minutes) for minutes in (25, 40, 120))


def remove_unfinished(connection: Connection) -> None:
    """Remove the campaign at which a run was cut short, if any."""
    joined = select(Membership.organisation_id)
    connection.execute(delete(Organisation).where(Organisation.name == UNFINISHED, Organisation.id.not_in(joined)))
    connection.commit()


def add(
    connection: Connection,
    questionnaire: Questionnaire,
    organisation_id: uuid.UUID,
    content: CampaignContent,
    author: uuid.UUID,
) -> None:
    """Hold a campaign from its start to its end, then give it to the organisation."""
    now = afternoon(content.day)
    nobody = operations.organisations.create_organisation(connection, UNFINISHED, now)
    campaign = Campaign(content.name, content.day, content.official)
    assessment_id = operations.campaigns.start(connection, questionnaire, nobody, campaign, author, now)
    changes = _changes(questionnaire, content)
    operations.assessments.save_answers(connection, assessment_id, changes, now + ANSWERED, author)
    if content.session:
        session.hold(connection, assessment_id, content.session, now + GATHERED, author)
    _finish(connection, questionnaire, assessment_id, content, author)
    if content.survey:
        survey.hold(connection, questionnaire, assessment_id, content.survey)
    connection.execute(update(Assessment).where(Assessment.id == assessment_id).values(organisation_id=organisation_id))
    remove_unfinished(connection)


def _finish(
    connection: Connection,
    questionnaire: Questionnaire,
    assessment_id: uuid.UUID,
    content: CampaignContent,
    author: uuid.UUID,
) -> None:
    held = queries.assessments.assessment_of_an_organisation(connection, assessment_id, hold=True)
    if held is None:
        return
    end = afternoon(content.day) + DONE
    if not content.closed:
        operations.campaigns.change_state(connection, held, "draft", author, end)
        return
    answers = queries.assessments.answers_of(connection, assessment_id)
    result = assess(questionnaire, {question: answer.code for question, answer in answers.items()})
    operations.campaigns.close(connection, held, result, author, end)


def _changes(questionnaire: Questionnaire, content: CampaignContent) -> list[Change]:
    return [
        Change(statement.id, code(level), content.reasons.get(statement.id, ""), "")
        for axis, levels in content.levels.items()
        for statement, level in zip(questionnaire.axis_by_id[axis].statements, levels, strict=True)
    ]
