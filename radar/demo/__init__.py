"""A fictional portfolio to look around in: its bodies with their people, campaigns, a session and a survey."""

import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from radar import operations, passwords, queries
from radar.demo import campaigns
from radar.demo.content import Content, OrganisationContent, PersonContent
from scoring.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the demonstration; the password is known only to whoever has just loaded it."""

    email: str
    role: str
    organisation: str
    password: str | None


@dataclass(frozen=True, slots=True)
class Loaded:
    """The people of the demonstration, and whether anything of it was missing."""

    people: Sequence[Person]
    changed: bool


def load(connection: Connection, questionnaire: Questionnaire, content: Content, now: datetime) -> Loaded:
    """Add what is missing of the demonstration, and change nothing that is there."""
    campaigns.remove_unfinished(connection)
    portfolio_id = _portfolio(connection, content.portfolio, now)
    inside = queries.portfolios.organisations_in(connection, portfolio_id)
    people: list[Person] = []
    added = 0
    for body in content.organisations:
        organisation_id = _organisation(connection, body.name, now)
        people += [_person(connection, organisation_id, body.name, person, now) for person in body.people]
        added += _add_campaigns(connection, questionnaire, organisation_id, body)
        if organisation_id not in inside:
            operations.portfolios.put_into_portfolio(connection, portfolio_id, organisation_id)
            added += 1
    return Loaded(people, added > 0 or any(person.password for person in people))


def _portfolio(connection: Connection, name: str, now: datetime) -> uuid.UUID:
    found = [portfolio.id for portfolio in queries.portfolios.portfolios(connection) if portfolio.name == name]
    return found[0] if found else operations.portfolios.create_portfolio(connection, name, now)


def _organisation(connection: Connection, name: str, now: datetime) -> uuid.UUID:
    found = queries.organisations.organisations_named(connection, name)
    return found[0] if found else operations.organisations.create_organisation(connection, name, now)


def _person(
    connection: Connection, organisation_id: uuid.UUID, organisation: str, person: PersonContent, now: datetime
) -> Person:
    if queries.people.credentials_of(connection, person.email):
        return Person(person.email, person.role, organisation, None)
    password = secrets.token_urlsafe(12)
    stored = passwords.hashed(password)
    account_id = operations.people.add_account(connection, person.email, person.name, stored, now)
    operations.organisations.add_member(connection, organisation_id, account_id, person.role, now)
    connection.commit()
    return Person(person.email, person.role, organisation, password)


def _add_campaigns(
    connection: Connection, questionnaire: Questionnaire, organisation_id: uuid.UUID, body: OrganisationContent
) -> int:
    """Add the campaigns that are missing and return how many there were."""
    there = {summary.campaign for summary in queries.assessments.assessments_of(connection, organisation_id)}
    missing = [campaign for campaign in body.campaigns if campaign.name not in there]
    author = _account_id(connection, body.people[0].email)
    for campaign in missing:
        campaigns.add(connection, questionnaire, organisation_id, campaign, author)
    return len(missing)


def _account_id(connection: Connection, email: str) -> uuid.UUID:
    found = queries.people.credentials_of(connection, email)
    if found is None:
        raise LookupError(email)
    return found.account_id
