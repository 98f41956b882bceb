"""The portfolio of the demonstration: who leads it, its groups and the campaigns that its bodies hold together."""

import uuid
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection

from radar import operations, queries
from radar.demo.content import GroupingContent, PortfolioCampaignContent, PortfolioContent, afternoon
from radar.operations.portfolio_campaigns import Opening
from scoring.comparison import SMALLEST_GROUP
from scoring.questionnaire import Questionnaire


def portfolio(connection: Connection, name: str, now: datetime) -> uuid.UUID:
    """Return the portfolio, a new one unless it is there."""
    found = [portfolio.id for portfolio in queries.portfolios.portfolios(connection) if portfolio.name == name]
    return found[0] if found else operations.portfolios.create_portfolio(connection, name, now)


def divide(
    connection: Connection, portfolio_id: uuid.UUID, content: PortfolioContent, bodies: Mapping[str, uuid.UUID]
) -> None:
    """Put the bodies into their groups, unless a campaign has begun or they are there."""
    if queries.comparisons.campaigns_of(connection, portfolio_id):
        return
    known = {grouping.name for grouping in queries.groupings.groupings_in(connection, portfolio_id)}
    for grouping in content.groupings:
        if grouping.name not in known:
            operations.groupings.create(connection, portfolio_id, grouping.name, list(grouping.groups))
    places = queries.groupings.places_in(connection, portfolio_id)
    if not places:
        choices = _choices(connection, portfolio_id, {each.name: each for each in content.groupings}, bodies)
        operations.groupings.place(connection, portfolio_id, queries.groupings.stamp(places), choices)


def _choices(
    connection: Connection,
    portfolio_id: uuid.UUID,
    content: Mapping[str, GroupingContent],
    bodies: Mapping[str, uuid.UUID],
) -> Mapping[tuple[uuid.UUID, uuid.UUID], uuid.UUID | None]:
    return {
        (grouping.id, bodies[body]): group.id
        for grouping in queries.groupings.groupings_in(connection, portfolio_id)
        for group in grouping.groups
        for body in content[grouping.name].groups[group.name]
    }


def begin(
    connection: Connection, questionnaire: Questionnaire, portfolio_id: uuid.UUID, content: PortfolioCampaignContent
) -> uuid.UUID | None:
    """Open a campaign, unless it is there; return it while it is open."""
    for campaign in queries.comparisons.campaigns_of(connection, portfolio_id):
        if campaign.name == content.name:
            return None if campaign.closed_at else campaign.id
    opening = Opening(content.name, content.ends)
    now = afternoon(content.opened)
    return operations.portfolio_campaigns.begin(connection, questionnaire, portfolio_id, opening, now)


def end(
    connection: Connection,
    questionnaire: Questionnaire,
    portfolio_id: uuid.UUID,
    campaign_id: uuid.UUID,
    content: PortfolioCampaignContent,
) -> None:
    """Close a campaign that is over, and publish the figures of its groups."""
    if content.closed:
        now = afternoon(content.closed)
        operations.portfolio_campaigns.close(connection, questionnaire, portfolio_id, campaign_id, SMALLEST_GROUP, now)
