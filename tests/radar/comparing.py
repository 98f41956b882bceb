"""Portfolios with results, made straight in the database, of any number of bodies and campaigns."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from sqlalchemy import Connection, insert

from radar import operations
from radar.models import (
    Assessment,
    Grouping,
    GroupMember,
    KeptResult,
    Organisation,
    Portfolio,
    PortfolioCampaign,
    PortfolioGroup,
    PortfolioOrganisation,
    Sharing,
    Target,
)
from scoring import measures
from scoring.questionnaire import Questionnaire
from scoring.results import assess
from tests.radar import members
from tests.radar.moments import NOON

YEAR = timedelta(days=365)
SMALLEST = 5


@dataclass(frozen=True, slots=True)
class Compared:
    """A portfolio, its bodies by name, and its campaigns, the oldest first."""

    portfolio_id: uuid.UUID
    organisations: dict[str, uuid.UUID]
    campaigns: list[uuid.UUID]

    @property
    def path(self) -> str:
        """Return the address of the portfolio."""
        return f"/portefeuilles/{self.portfolio_id}"


def portfolio_of(connection: Connection, names: Sequence[str]) -> Compared:
    """Add a portfolio of bodies."""
    portfolio_id, organisations = uuid.uuid4(), [(name, uuid.uuid4()) for name in names]
    connection.execute(insert(Portfolio).values(id=portfolio_id, name="Portefeuille de l’essai", created_at=NOON))
    if organisations:
        rows = [{"id": key, "name": name, "created_at": NOON} for name, key in organisations]
        connection.execute(insert(Organisation), rows)
        held = [{"portfolio_id": portfolio_id, "organisation_id": key} for _, key in organisations]
        connection.execute(insert(PortfolioOrganisation), held)
    connection.commit()
    return Compared(
        portfolio_id, {f"{name}" if names.count(name) == 1 else f"{name} {key}": key for name, key in organisations}, []
    )


def group(connection: Connection, compared: Compared, name: str, groups: Sequence[str]) -> None:
    """Deal the bodies out to groups, one after the other."""
    grouping_id, ids = uuid.uuid4(), [uuid.uuid4() for _ in groups]
    key = {"portfolio_id": compared.portfolio_id, "grouping_id": grouping_id}
    connection.execute(
        insert(Grouping).values(portfolio_id=compared.portfolio_id, id=grouping_id, name=name, position=0)
    )
    named = [
        {**key, "id": each, "name": one, "position": n} for n, (each, one) in enumerate(zip(ids, groups, strict=True))
    ]
    connection.execute(insert(PortfolioGroup), named)
    dealt = [
        {**key, "organisation_id": body, "group_id": ids[n % len(ids)]}
        for n, body in enumerate(compared.organisations.values())
    ]
    connection.execute(insert(GroupMember), dealt)
    connection.commit()


def hold(
    connection: Connection,
    questionnaire: Questionnaire,
    compared: Compared,
    name: str = "Automne 2026",
    *,
    sheets: Sequence[Sequence[int | None]] | None = None,
    consent: str = "named",
    closed: bool = True,
) -> uuid.UUID:
    """Hold a campaign in which the first bodies take part, one for each sheet of answers, or all with any answers."""
    campaign_id, opened = uuid.uuid4(), NOON + len(compared.campaigns) * YEAR
    pin = {
        "questionnaire_id": questionnaire.id,
        "questionnaire_version": questionnaire.version,
        "questionnaire_hash": questionnaire.hash,
    }
    campaign = {"portfolio_id": compared.portfolio_id, "id": campaign_id, "name": name, "opened_at": opened}
    connection.execute(insert(PortfolioCampaign).values(**campaign, **pin))
    for body, sheet in zip(compared.organisations.values(), sheets or _sheets(questionnaire, compared), strict=False):
        _take_part(connection, questionnaire, campaign, body, sheet, consent)
    connection.commit()
    compared.campaigns.append(campaign_id)
    if closed:
        operations.portfolio_campaigns.close(
            connection, questionnaire, compared.portfolio_id, campaign_id, SMALLEST, opened + YEAR / 2
        )
    return campaign_id


def _sheets(questionnaire: Questionnaire, compared: Compared) -> list[list[int]]:
    rng = np.random.default_rng(len(compared.campaigns))
    count = len(compared.organisations)
    base = rng.normal(1.6 + 0.4 * len(compared.campaigns), 0.7, (count, 1))
    drawn = base + rng.normal(0, 0.8, (count, len(questionnaire.statements)))
    codes: list[list[int]] = drawn.round().clip(0, 4).astype(int).tolist()
    return codes


def _take_part(
    connection: Connection,
    questionnaire: Questionnaire,
    campaign: dict[str, object],
    body: uuid.UUID,
    sheet: Sequence[int | None],
    consent: str,
) -> None:
    assessment_id, opened = uuid.uuid4(), campaign["opened_at"]
    assert isinstance(opened, datetime)
    answers = {statement.id: code for statement, code in zip(questionnaire.statements, sheet, strict=True)}
    result = assess(questionnaire, answers)
    connection.execute(
        insert(Assessment).values(
            id=assessment_id,
            questionnaire_id=questionnaire.id,
            questionnaire_version=questionnaire.version,
            questionnaire_hash=questionnaire.hash,
            organisation="",
            organisation_id=body,
            campaign=campaign["name"],
            state="closed",
            created_at=opened,
            changed_at=opened,
        )
    )
    connection.execute(
        insert(KeptResult).values(
            assessment_id=assessment_id,
            coverage=result.coverage,
            quadrant=result.quadrant,
            scores=measures.kept(measures.row_of(result)),
        )
    )
    connection.execute(
        insert(Sharing).values(
            portfolio_id=campaign["portfolio_id"],
            campaign_id=campaign["id"],
            organisation_id=body,
            assessment_id=assessment_id,
            consent=consent,
            decided_at=opened,
        )
    )


def aim(connection: Connection, questionnaire: Questionnaire, body: uuid.UUID, quadrant: str) -> None:
    """Let a body aim at a quadrant."""
    connection.execute(
        insert(Target).values(
            id=uuid.uuid4(),
            organisation_id=body,
            questionnaire_id=questionnaire.id,
            axis_id="",
            quadrant=quadrant,
            reason="",
            set_at=NOON,
            set_by=members.add_account(connection, f"{body.hex}@exemple.quebec"),
        )
    )
    connection.commit()
