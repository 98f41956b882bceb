"""What organisations share of their results with the portfolios they are in."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, exists, func, select

from radar.models import Event, Portfolio, PortfolioCampaign, PortfolioMembership, PortfolioOrganisation, Sharing


@dataclass(frozen=True, slots=True)
class OfferRecord:
    """An open campaign that an organisation may join, and how many people lead its portfolio."""

    portfolio_id: uuid.UUID
    campaign_id: uuid.UUID
    portfolio: str
    campaign: str
    questionnaire: str
    questionnaire_hash: str
    ends_on: date | None
    leads: int


@dataclass(frozen=True, slots=True)
class SharingRecord:
    """What is shared of an assessment, and in which campaign of which portfolio."""

    portfolio_id: uuid.UUID
    campaign_id: uuid.UUID
    portfolio: str
    campaign: str
    closed_at: datetime | None
    consent: str


_IN_CAMPAIGN = (Sharing.portfolio_id == PortfolioCampaign.portfolio_id) & (Sharing.campaign_id == PortfolioCampaign.id)
_LEADS = (
    select(func.count())
    .select_from(PortfolioMembership)
    .where(PortfolioMembership.portfolio_id == Portfolio.id, PortfolioMembership.role == "lead")
    .scalar_subquery()
)
_OFFERS = (
    select(
        Portfolio.id,
        PortfolioCampaign.id,
        Portfolio.name,
        PortfolioCampaign.name,
        PortfolioCampaign.questionnaire_id + "@" + PortfolioCampaign.questionnaire_version,
        PortfolioCampaign.questionnaire_hash,
        PortfolioCampaign.ends_on,
        _LEADS,
    )
    .join(PortfolioCampaign, PortfolioCampaign.portfolio_id == Portfolio.id)
    .join(PortfolioOrganisation, PortfolioOrganisation.portfolio_id == Portfolio.id)
    .where(
        PortfolioOrganisation.organisation_id == bindparam("organisation_id"),
        PortfolioCampaign.closed_at.is_(None),
        ~exists().where(_IN_CAMPAIGN, Sharing.organisation_id == bindparam("organisation_id")),
    )
    .order_by(PortfolioCampaign.opened_at, PortfolioCampaign.id)
)
_SHARING = (
    select(
        Sharing.portfolio_id,
        Sharing.campaign_id,
        Portfolio.name,
        PortfolioCampaign.name,
        PortfolioCampaign.closed_at,
        Sharing.consent,
    )
    .join(PortfolioCampaign, _IN_CAMPAIGN)
    .join(Portfolio, Portfolio.id == Sharing.portfolio_id)
    .where(Sharing.assessment_id == bindparam("assessment_id"))
)


def offers_to(connection: Connection, organisation_id: uuid.UUID) -> Sequence[OfferRecord]:
    """Return the open campaigns of an organisation's portfolios that it has not joined, the oldest first."""
    return [OfferRecord(*row) for row in connection.execute(_OFFERS, {"organisation_id": organisation_id})]


def sharing_of(connection: Connection, assessment_id: uuid.UUID) -> SharingRecord | None:
    """Return what is shared of an assessment; None if it is part of no campaign of a portfolio."""
    row = connection.execute(_SHARING, {"assessment_id": assessment_id}).one_or_none()
    return row and SharingRecord(*row)


def named_once(connection: Connection, portfolio_id: uuid.UUID, campaign_id: uuid.UUID) -> frozenset[uuid.UUID]:
    """Return the assessments of a campaign that were ever shared by name: who has seen a score may remember it."""
    named = (Event.kind == "sharing") & ((Event.before == "named") | (Event.after == "named"))
    rows = connection.execute(
        select(Sharing.assessment_id)
        .join(Event, Event.assessment_id == Sharing.assessment_id)
        .where(Sharing.portfolio_id == portfolio_id, Sharing.campaign_id == campaign_id, named)
    )
    return frozenset(rows.scalars())
