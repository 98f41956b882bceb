"""A fictional portfolio to look around in: its bodies with their people, campaigns, a session, a survey and plans."""

import secrets
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from radar import operations, passwords, queries
from radar.demo import aims, campaigns, plans, portfolio, pulse
from radar.demo.content import Content, PersonContent, PortfolioContent
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
    portfolio_id = portfolio.portfolio(connection, content.portfolio.name, now)
    lead = _lead(connection, portfolio_id, content.portfolio, now)
    people, bodies = [lead], dict[str, uuid.UUID]()
    for body in content.organisations:
        organisation_id = bodies[body.name] = _organisation(connection, body.name, now)
        people += [_person(connection, organisation_id, body.name, person, now) for person in body.people]
        operations.portfolios.put_into_portfolio(connection, portfolio_id, organisation_id)
    portfolio.divide(connection, portfolio_id, content.portfolio, bodies)
    authors = {
        b.name: _account_id(connection, b.people[0].email if b.people else lead.email) for b in content.organisations
    }
    added = _hold_campaigns(connection, questionnaire, portfolio_id, content, bodies, authors)
    for body in content.organisations:
        aims.set_aims(connection, questionnaire, bodies[body.name], body, authors[body.name], now)
        added += sum(pulse.hold(connection, bodies[body.name], each) for each in body.pulses)
        if body.plan:
            place = bodies[body.name]
            added += plans.draw_up(connection, questionnaire, place, body.plan, authors[body.name], now)
    added += plans.publish(connection, questionnaire, _account_id(connection, content.portfolio.lead.email), now)
    return Loaded(people, added > 0 or any(person.password for person in people))


def _hold_campaigns(
    connection: Connection,
    questionnaire: Questionnaire,
    portfolio_id: uuid.UUID,
    content: Content,
    bodies: Mapping[str, uuid.UUID],
    authors: Mapping[str, uuid.UUID],
) -> int:
    """Hold what is missing of the campaigns, the oldest first, and return how many bodies held one."""
    added = 0
    for common in content.portfolio.campaigns:
        campaign_id = portfolio.begin(connection, questionnaire, portfolio_id, common)
        for body in content.organisations:
            there = {each.campaign for each in queries.assessments.assessments_of(connection, bodies[body.name])}
            for campaign in body.campaigns:
                if campaign.name == common.name and campaign.name not in there:
                    place = campaigns.Place(bodies[body.name], portfolio_id, campaign_id)
                    campaigns.add(connection, questionnaire, place, campaign, authors[body.name])
                    added += 1
        if campaign_id:
            portfolio.end(connection, questionnaire, portfolio_id, campaign_id, common)
    return added


def _lead(connection: Connection, portfolio_id: uuid.UUID, content: PortfolioContent, now: datetime) -> Person:
    known = queries.people.credentials_of(connection, content.lead.email) is not None
    password = None if known else _account(connection, content.lead.email, content.lead.name, now)
    account_id = _account_id(connection, content.lead.email)
    operations.portfolios.set_role(connection, portfolio_id, account_id, "lead", now)
    return Person(content.lead.email, "lead", content.name, password)


def _organisation(connection: Connection, name: str, now: datetime) -> uuid.UUID:
    found = queries.organisations.organisations_named(connection, name)
    return found[0] if found else operations.organisations.create_organisation(connection, name, now)


def _person(
    connection: Connection, organisation_id: uuid.UUID, organisation: str, person: PersonContent, now: datetime
) -> Person:
    if queries.people.credentials_of(connection, person.email):
        return Person(person.email, person.role, organisation, None)
    password = _account(connection, person.email, person.name, now)
    account_id = _account_id(connection, person.email)
    operations.organisations.add_member(connection, organisation_id, account_id, person.role, now)
    connection.commit()
    return Person(person.email, person.role, organisation, password)


def _account(connection: Connection, email: str, name: str, now: datetime) -> str:
    """Add an account as part of a transaction and return its password."""
    password = secrets.token_urlsafe(12)
    operations.people.add_account(connection, email, name, passwords.hashed(password), now)
    return password


def _account_id(connection: Connection, email: str) -> uuid.UUID:
    found = queries.people.credentials_of(connection, email)
    if found is None:
        raise LookupError(email)
    return found.account_id
