"""What is read of the bodies of a portfolio: never more than they agreed to, and never an answer.

Named bodies are for those who lead the portfolio; counted bodies are for publishing the figures of groups, and for
nothing else; one's own results are for the members of a body.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Select, String, bindparam, case, cast, func, select

from radar.models import (
    Assessment,
    KeptResult,
    Membership,
    Organisation,
    Portfolio,
    PortfolioCampaign,
    PortfolioOrganisation,
    Sharing,
)
from scoring import comparison, measures


@dataclass(frozen=True, slots=True)
class CampaignRecord:
    """A campaign of a portfolio: its questionnaire, whether it is open, and what was published when it closed."""

    id: uuid.UUID
    name: str
    questionnaire: str
    questionnaire_hash: str
    ends_on: date | None
    opened_at: datetime
    closed_at: datetime | None
    publication: str | None


@dataclass(frozen=True, slots=True)
class PublicationRecord:
    """What was published of a campaign, under the names of the portfolio and of the campaign."""

    portfolio: str
    campaign: str
    questionnaire: str
    questionnaire_hash: str
    publication: str


@dataclass(frozen=True, slots=True)
class SharedBody:
    """The closed result of a body in a campaign; `scores` is a row of `scoring.measures`."""

    organisation_id: uuid.UUID
    name: str
    assessment_id: uuid.UUID
    consent: str
    quadrant: str | None
    coverage: float
    scores: NDArray[np.float64]

    @property
    def complete(self) -> bool:
        """Return whether every statement that applies was answered."""
        return self.coverage >= measures.COMPLETE


@dataclass(frozen=True, slots=True)
class NamedResults:
    """The complete results that bodies show under their names in a campaign: a key, a quadrant and a row for each."""

    bodies: Sequence[str]
    quadrants: Sequence[str | None]
    rows: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Participation:
    """How far a campaign has come: how many bodies take part, have closed their assessment, are complete, share."""

    taking_part: int = 0
    closed: int = 0
    complete: int = 0
    in_groups: int = 0
    named: int = 0


_QUESTIONNAIRE = (PortfolioCampaign.questionnaire_id + "@" + PortfolioCampaign.questionnaire_version).label(
    "questionnaire"
)
_CAMPAIGNS = (
    select(
        PortfolioCampaign.id,
        PortfolioCampaign.name,
        _QUESTIONNAIRE,
        PortfolioCampaign.questionnaire_hash,
        PortfolioCampaign.ends_on,
        PortfolioCampaign.opened_at,
        PortfolioCampaign.closed_at,
        PortfolioCampaign.publication,
    )
    .where(PortfolioCampaign.portfolio_id == bindparam("portfolio_id"))
    .order_by(PortfolioCampaign.opened_at.desc(), PortfolioCampaign.id)
)
_AMONG = (
    select(
        PortfolioCampaign.portfolio_id,
        PortfolioCampaign.id,
        PortfolioCampaign.name,
        _QUESTIONNAIRE,
        PortfolioCampaign.questionnaire_hash,
        PortfolioCampaign.ends_on,
        PortfolioCampaign.opened_at,
        PortfolioCampaign.closed_at,
    )
    .where(PortfolioCampaign.portfolio_id.in_(bindparam("portfolio_ids", expanding=True)))
    .order_by(PortfolioCampaign.opened_at.desc(), PortfolioCampaign.id)
)
_PUBLISHED = (
    select(
        Portfolio.name.label("portfolio"),
        PortfolioCampaign.name,
        _QUESTIONNAIRE,
        PortfolioCampaign.questionnaire_hash,
        PortfolioCampaign.publication,
    )
    .join(Portfolio, Portfolio.id == PortfolioCampaign.portfolio_id)
    .where(PortfolioCampaign.publication.is_not(None))
    .order_by(PortfolioCampaign.closed_at.desc(), PortfolioCampaign.id)
    .limit(1)
)
_OF_PORTFOLIO = _PUBLISHED.where(PortfolioCampaign.portfolio_id == bindparam("owner_id"))
_OF_BODY = _PUBLISHED.join(PortfolioOrganisation, PortfolioOrganisation.portfolio_id == Portfolio.id).where(
    PortfolioOrganisation.organisation_id == bindparam("owner_id")
)
_COMPLETE = KeptResult.coverage >= measures.COMPLETE
_BODIES = (
    select(
        Sharing.organisation_id,
        Organisation.name,
        Sharing.assessment_id,
        Sharing.consent,
        KeptResult.quadrant,
        KeptResult.coverage,
        KeptResult.scores,
    )
    .join(Organisation, Organisation.id == Sharing.organisation_id)
    .join(Assessment, (Assessment.id == Sharing.assessment_id) & (Assessment.state == "closed"))
    .join(KeptResult, KeptResult.assessment_id == Sharing.assessment_id)
    .where(Sharing.portfolio_id == bindparam("portfolio_id"))
    .order_by(func.lower(Organisation.name), Organisation.id)
)
_NAMED = _BODIES.where(Sharing.campaign_id == bindparam("campaign_id"), Sharing.consent == "named")
# Hundreds of bodies over several campaigns: keys stay texts, which cost less than identifiers to make.
_HISTORY = (
    select(
        cast(Sharing.campaign_id, String), cast(Sharing.organisation_id, String), KeptResult.quadrant, KeptResult.scores
    )
    .join(
        PortfolioCampaign,
        (PortfolioCampaign.portfolio_id == Sharing.portfolio_id) & (PortfolioCampaign.id == Sharing.campaign_id),
    )
    .join(Assessment, (Assessment.id == Sharing.assessment_id) & (Assessment.state == "closed"))
    .join(KeptResult, KeptResult.assessment_id == Sharing.assessment_id)
    .where(
        Sharing.portfolio_id == bindparam("portfolio_id"),
        PortfolioCampaign.questionnaire_hash == bindparam("questionnaire_hash"),
        Sharing.consent == "named",
        _COMPLETE,
    )
    .order_by(Sharing.campaign_id)
)
_COUNTED = _BODIES.where(
    Sharing.campaign_id == bindparam("campaign_id"), Sharing.consent.in_(("groups", "named")), _COMPLETE
)
_OWN = _BODIES.join(Membership, Membership.organisation_id == Sharing.organisation_id).where(
    Sharing.campaign_id == bindparam("campaign_id"), Membership.account_id == bindparam("account_id")
)
_PARTICIPATION = (
    select(
        Sharing.campaign_id,
        func.count(),
        func.count(KeptResult.assessment_id),
        func.count(case((_COMPLETE, 1))),
        func.count(case((_COMPLETE & (Sharing.consent != "none"), 1))),
        func.count(case((_COMPLETE & (Sharing.consent == "named"), 1))),
    )
    .outerjoin(KeptResult, KeptResult.assessment_id == Sharing.assessment_id)
    .where(Sharing.portfolio_id == bindparam("portfolio_id"))
    .group_by(Sharing.campaign_id)
)
_INVITED = select(func.count()).where(PortfolioOrganisation.portfolio_id == bindparam("portfolio_id"))


def campaigns_of(connection: Connection, portfolio_id: uuid.UUID) -> Sequence[CampaignRecord]:
    """Return the campaigns of a portfolio, the newest first."""
    return [CampaignRecord(*row) for row in connection.execute(_CAMPAIGNS, {"portfolio_id": portfolio_id})]


def campaigns_among(
    connection: Connection, portfolio_ids: Sequence[uuid.UUID]
) -> Mapping[uuid.UUID, Sequence[CampaignRecord]]:
    """Return the campaigns of some portfolios, the newest first, without what was published."""
    found: dict[uuid.UUID, list[CampaignRecord]] = {each: [] for each in portfolio_ids}
    for row in connection.execute(_AMONG, {"portfolio_ids": list(portfolio_ids)}):
        found[row[0]].append(CampaignRecord(*row[1:], publication=None))
    return found


def last_publication(
    connection: Connection, organisation_id: uuid.UUID | None, portfolio_id: uuid.UUID | None
) -> PublicationRecord | None:
    """Return what was last published in a portfolio, or in those that an organisation belongs to."""
    statement = _OF_BODY if organisation_id else _OF_PORTFOLIO
    row: Any = connection.execute(statement, {"owner_id": organisation_id or portfolio_id}).one_or_none()
    return PublicationRecord(*row) if row else None


def invited(connection: Connection, portfolio_id: uuid.UUID) -> int:
    """Return how many bodies a portfolio holds."""
    return connection.execute(_INVITED, {"portfolio_id": portfolio_id}).scalar_one()


def participation(connection: Connection, portfolio_id: uuid.UUID) -> Mapping[uuid.UUID, Participation]:
    """Return how far each campaign has come that somebody takes part in."""
    rows = connection.execute(_PARTICIPATION, {"portfolio_id": portfolio_id})
    return {campaign_id: Participation(*counts) for campaign_id, *counts in rows}


def named_bodies(connection: Connection, portfolio_id: uuid.UUID, campaign_id: uuid.UUID) -> Sequence[SharedBody]:
    """Return the closed results that bodies show under their names in a campaign, by name."""
    return _bodies(connection, _NAMED, {"portfolio_id": portfolio_id, "campaign_id": campaign_id})


def named_results(
    connection: Connection, portfolio_id: uuid.UUID, questionnaire_hash: str
) -> Mapping[uuid.UUID, NamedResults]:
    """Return the complete results under names in every campaign with a questionnaire that has some."""
    key = {"portfolio_id": portfolio_id, "questionnaire_hash": questionnaire_hash}
    found: Iterable[Any] = connection.execute(_HISTORY, key)
    return {
        uuid.UUID(campaign): NamedResults(bodies, quadrants, np.stack([measures.read(row) for row in rows]))
        for campaign, among in groupby(found, itemgetter(0))
        for _, bodies, quadrants, rows in [tuple(zip(*among, strict=True))]
    }


def counted_bodies(connection: Connection, portfolio_id: uuid.UUID, campaign_id: uuid.UUID) -> Sequence[SharedBody]:
    """Return the complete results that count in the figures of groups; for publishing, never for showing."""
    return _bodies(connection, _COUNTED, {"portfolio_id": portfolio_id, "campaign_id": campaign_id})


def own_bodies(
    connection: Connection, portfolio_id: uuid.UUID, campaign_id: uuid.UUID, account_id: uuid.UUID
) -> Sequence[SharedBody]:
    """Return the closed results in a campaign of the bodies for which a person works."""
    key = {"portfolio_id": portfolio_id, "campaign_id": campaign_id, "account_id": account_id}
    return _bodies(connection, _OWN, key)


def comparable(bodies: Sequence[SharedBody]) -> list[comparison.Body]:
    """Return bodies as they are put into groups."""
    return [comparison.Body(b.organisation_id.hex, b.quadrant, b.scores, b.consent == "named") for b in bodies]


def _bodies(
    connection: Connection, statement: Select[*tuple[Any, ...]], key: Mapping[str, object]
) -> Sequence[SharedBody]:
    rows: Iterable[Any] = connection.execute(statement, key)
    return [SharedBody(*(*row[:-1], measures.read(row[-1]))) for row in rows]
