"""A campaign of the demonstration, whole or not at all.

It is made by the same operations as a real one, each of which commits.  Until the last of them is done it belongs to an
organisation without members, in which the next run finds and removes what a run that was cut short has left.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select, update

from radar import operations, queries
from radar.demo import session, survey
from radar.demo.content import CampaignContent, afternoon, code
from radar.models import Assessment, Membership, Organisation
from radar.operations import sharings
from radar.operations.assessments import Change
from radar.operations.campaigns import Campaign
from radar.operations.sharings import Participation
from scoring.questionnaire import Questionnaire
from scoring.results import assess

UNFINISHED = "Démonstration en préparation (radar demo)"
ANSWERED, GATHERED, DONE = (timedelta(minutes=minutes) for minutes in (25, 40, 120))


def remove_unfinished(connection: Connection) -> None:
    """Remove the campaign at which a run was cut short, if any."""
    joined = select(Membership.organisation_id)
    connection.execute(delete(Organisation).where(Organisation.name == UNFINISHED, Organisation.id.not_in(joined)))
    connection.commit()


@dataclass(frozen=True, slots=True)
class Place:
    """Whose campaign it is, and the campaign of the portfolio in which it takes part while that is open."""

    organisation_id: uuid.UUID
    portfolio_id: uuid.UUID
    campaign_id: uuid.UUID | None


def add(
    connection: Connection,
    questionnaire: Questionnaire,
    place: Place,
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
    _give(connection, assessment_id, place, content.sharing, author, now)
    remove_unfinished(connection)


def _give(
    connection: Connection,
    assessment_id: uuid.UUID,
    place: Place,
    consent: str,
    author: uuid.UUID,
    now: datetime,
) -> None:
    """Give an assessment to its organisation, and let it take part, as part of a transaction."""
    owner = {"organisation_id": place.organisation_id}
    connection.execute(update(Assessment).where(Assessment.id == assessment_id).values(**owner))
    if place.campaign_id:
        participation = Participation(place.portfolio_id, place.campaign_id, consent)
        sharings.record(connection, participation, place.organisation_id, assessment_id, author, now)


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
