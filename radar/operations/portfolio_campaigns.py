"""The campaigns that the organisations of a portfolio hold together, with one questionnaire for all."""

import uuid
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection, insert, select, update

from radar import queries
from radar.models import PortfolioCampaign
from radar.operations import portfolios
from scoring.comparison import Body, Publication, publish
from scoring.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class Opening:
    """What a portfolio calls a campaign, and the last day for taking part in it, if there is one."""

    name: str
    ends_on: date | None = None


class AlreadyOpenError(Exception):
    """A campaign with this questionnaire is open."""


class AlreadyClosedError(Exception):
    """The campaign is closed, for good, or was never there."""


def begin(
    connection: Connection, questionnaire: Questionnaire, portfolio_id: uuid.UUID, opening: Opening, now: datetime
) -> uuid.UUID:
    """Open a campaign, which the organisations may then join, and return its id; raises AlreadyOpenError."""
    portfolios.hold(connection, portfolio_id)
    if queries.portfolios.has_open_campaign(connection, portfolio_id, questionnaire.id):
        connection.rollback()
        raise AlreadyOpenError
    campaign_id = uuid.uuid4()
    pin = {
        "questionnaire_id": questionnaire.id,
        "questionnaire_version": questionnaire.version,
        "questionnaire_hash": questionnaire.hash,
    }
    values = {"id": campaign_id, "name": opening.name, "ends_on": opening.ends_on, "opened_at": now}
    connection.execute(insert(PortfolioCampaign).values(portfolio_id=portfolio_id, **values, **pin))
    connection.commit()
    return campaign_id


def close(
    connection: Connection,
    questionnaire: Questionnaire,
    portfolio_id: uuid.UUID,
    campaign_id: uuid.UUID,
    minimum: int,
    now: datetime,
) -> Publication:
    """Close a campaign and publish, for good, what may be shown of its groups; raises AlreadyClosedError."""
    portfolios.hold(connection, portfolio_id)
    one = (PortfolioCampaign.portfolio_id == portfolio_id) & (PortfolioCampaign.id == campaign_id)
    still = select(PortfolioCampaign.id).where(one, PortfolioCampaign.closed_at.is_(None))
    if connection.execute(still).one_or_none() is None:
        connection.rollback()
        raise AlreadyClosedError
    groupings = queries.groupings.groupings_of(connection, portfolio_id)
    publication = publish(questionnaire, _bodies(connection, portfolio_id, campaign_id), groupings, minimum)
    connection.execute(update(PortfolioCampaign).where(one).values(closed_at=now, publication=publication.to_json()))
    connection.commit()
    return publication


def _bodies(connection: Connection, portfolio_id: uuid.UUID, campaign_id: uuid.UUID) -> list[Body]:
    """Return what counts; a body that was shown by name for a while is no secret to those who saw it."""
    known = queries.sharings.named_once(connection, portfolio_id, campaign_id)
    found = queries.comparisons.counted_bodies(connection, portfolio_id, campaign_id)
    seen = [replace(one, consent="named") if one.assessment_id in known else one for one in found]
    return queries.comparisons.comparable(seen)
