"""Consent: what an organisation shares when it joins a campaign of a portfolio; afterwards it may only say less."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, exists, insert, select, update

from radar.models import CONSENTS, PortfolioCampaign, PortfolioOrganisation, Sharing
from radar.operations import journal, portfolios
from radar.operations.journal import Entry
from radar.queries.sharings import SharingRecord

SHARING = "sharing"


@dataclass(frozen=True, slots=True)
class Participation:
    """The campaign of a portfolio that an organisation joins, and what it agrees to share in it."""

    portfolio_id: uuid.UUID
    campaign_id: uuid.UUID
    consent: str


class NotOfferedError(Exception):
    """The campaign is closed or not the organisation's, or the organisation has joined it already."""


class WideningError(Exception):
    """More would be shared than was agreed to when the campaign started."""


def hold_offer(
    connection: Connection, participation: Participation, organisation_id: uuid.UUID, questionnaire_hash: str
) -> None:
    """Hold the portfolio until the campaign is joined; raises NotOfferedError."""
    portfolios.hold(connection, participation.portfolio_id)
    held = {"portfolio_id": participation.portfolio_id, "organisation_id": organisation_id}
    key = {"portfolio_id": participation.portfolio_id, "campaign_id": participation.campaign_id}
    offered = select(
        exists().where(
            PortfolioCampaign.portfolio_id == participation.portfolio_id,
            PortfolioCampaign.id == participation.campaign_id,
            PortfolioCampaign.questionnaire_hash == questionnaire_hash,
            PortfolioCampaign.closed_at.is_(None),
        ),
        select(PortfolioOrganisation.organisation_id).filter_by(**held).exists(),
        ~select(Sharing.consent).filter_by(**key, organisation_id=organisation_id).exists(),
    )
    if not all(connection.execute(offered).one()):
        connection.rollback()
        raise NotOfferedError


def record(
    connection: Connection,
    participation: Participation,
    organisation_id: uuid.UUID,
    assessment_id: uuid.UUID,
    account_id: uuid.UUID,
    now: datetime,
) -> None:
    """Let a new assessment take part in a campaign, as part of the transaction that starts it."""
    key = {"portfolio_id": participation.portfolio_id, "campaign_id": participation.campaign_id}
    owner = {"organisation_id": organisation_id, "assessment_id": assessment_id}
    stamp = {"consent": participation.consent, "decided_at": now, "decided_by": account_id}
    connection.execute(insert(Sharing).values(**key, **owner, **stamp))
    journal.record(connection, assessment_id, account_id, now, [Entry(SHARING, after=participation.consent)])


def reduce(
    connection: Connection,
    sharing: SharingRecord,
    assessment_id: uuid.UUID,
    consent: str,
    account_id: uuid.UUID,
    now: datetime,
) -> None:
    """Share less of an assessment from now on, which a closing counts before or after; raises WideningError."""
    portfolios.hold(connection, sharing.portfolio_id)
    mine = Sharing.assessment_id == assessment_id
    held = portfolios.shared(connection, mine).get(assessment_id, CONSENTS[0])
    if CONSENTS.index(consent) > CONSENTS.index(held):
        connection.rollback()
        raise WideningError
    if consent != held:
        stamp = {"decided_at": now, "decided_by": account_id}
        connection.execute(update(Sharing).where(mine).values(consent=consent, **stamp))
        journal.record(connection, assessment_id, account_id, now, [Entry(SHARING, before=held, after=consent)])
    connection.commit()
