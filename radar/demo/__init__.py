"""A fictional organisation to look around in: its people, two campaigns a year apart, and a session."""

import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import Connection

from radar import operations, passwords, queries
from radar.answers import CODES
from radar.demo import session
from radar.demo.content import CampaignContent, Content, PersonContent
from radar.operations.assessments import Change
from radar.operations.campaigns import Campaign
from scoring.questionnaire import Questionnaire

AFTERNOON = time(17, 30, tzinfo=UTC)  # in Québec
ANSWERED, GATHERED, DONE = (timedelta(minutes=minutes) for minutes in (25, 40, 120))


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the demonstration; the password is known only to whoever has just loaded it."""

    email: str
    role: str
    password: str | None


@dataclass(frozen=True, slots=True)
class Loaded:
    """The people of the demonstration, and whether anything of it was missing."""

    people: Sequence[Person]
    changed: bool


def load(connection: Connection, questionnaire: Questionnaire, content: Content, now: datetime) -> Loaded:
    """Add what is missing of the demonstration, and change nothing that is there."""
    found = queries.organisations.organisations_named(connection, content.organisation)
    organisation_id = (
        found[0] if found else operations.organisations.create_organisation(connection, content.organisation, now)
    )
    people = [_person(connection, organisation_id, person, now) for person in content.people]
    there = {summary.campaign for summary in queries.assessments.assessments_of(connection, organisation_id)}
    author = _account_id(connection, content.people[0].email)
    missing = [campaign for campaign in content.campaigns if campaign.name not in there]
    for campaign in missing:
        _add_campaign(connection, questionnaire, organisation_id, campaign, author)
    return Loaded(people, bool(missing) or any(person.password for person in people))


def _person(connection: Connection, organisation_id: uuid.UUID, person: PersonContent, now: datetime) -> Person:
    if queries.people.credentials_of(connection, person.email):
        return Person(person.email, person.role, None)
    password = secrets.token_urlsafe(12)
    stored = passwords.hashed(password)
    account_id = operations.people.add_account(connection, person.email, person.name, stored, now)
    operations.organisations.add_member(connection, organisation_id, account_id, person.role, now)
    connection.commit()
    return Person(person.email, person.role, password)


def _account_id(connection: Connection, email: str) -> uuid.UUID:
    found = queries.people.credentials_of(connection, email)
    if found is None:
        raise LookupError(email)
    return found.account_id


def _add_campaign(
    connection: Connection,
    questionnaire: Questionnaire,
    organisation_id: uuid.UUID,
    content: CampaignContent,
    author: uuid.UUID,
) -> None:
    now = datetime.combine(content.day, AFTERNOON)
    campaign = Campaign(content.name, content.day, content.official)
    assessment_id = operations.campaigns.start(connection, questionnaire, organisation_id, campaign, author, now)
    changes = _changes(questionnaire, content)
    operations.assessments.save_answers(connection, assessment_id, changes, now + ANSWERED, author)
    if content.session:
        session.hold(connection, assessment_id, content.session, now + GATHERED, author)
    held = queries.assessments.assessment_of_an_organisation(connection, assessment_id, hold=True)
    if held:
        state = "closed" if content.closed else "draft"
        operations.campaigns.change_state(connection, held, state, author, now + DONE)


def _changes(questionnaire: Questionnaire, content: CampaignContent) -> list[Change]:
    return [
        Change(statement.id, CODES["na" if level == "n" else level], content.reasons.get(statement.id, ""), "")
        for axis, levels in content.levels.items()
        for statement, level in zip(questionnaire.axis_by_id[axis].statements, levels, strict=True)
    ]
