"""A portfolio to measure, put straight into the database: bodies, groups set in advance and closed campaigns."""

import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
import sqlalchemy as sa
from sqlalchemy import Connection, Engine

from radar import models, queries
from radar.operations.assessments import link_hash
from scoring import comparison, measures
from scoring.questionnaire import Questionnaire
from scoring.scores import score

CAMPAIGNS = 5
GROUPS = {"Taille": 3, "Mission": 5, "Région": 4}
START = datetime(2022, 10, 1, tzinfo=UTC)
YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class HeldPortfolio:
    """A portfolio, the token of somebody who leads it, and its assessments with their answers."""

    id: uuid.UUID
    token: str
    assessments: Sequence[uuid.UUID]
    codes: np.ndarray[tuple[int, int], np.dtype[np.uint8]]


def fill(engine: Engine, questionnaire: Questionnaire, bodies: int) -> HeldPortfolio:
    """Put a portfolio of so many bodies into the database, every one of them in every campaign."""
    with engine.connect() as connection:
        portfolio_id, token = uuid.uuid4(), secrets.token_urlsafe(32)
        organisations = _add_organisations(connection, portfolio_id, bodies)
        _lead(connection, portfolio_id, token)
        _group(connection, portfolio_id, organisations)
        codes = np.random.default_rng(7).integers(0, 5, (CAMPAIGNS * bodies, len(questionnaire.statements)), np.uint8)
        assessments: list[uuid.UUID] = []
        for number in range(CAMPAIGNS):
            mine = codes[number * bodies : (number + 1) * bodies]
            assessments += _hold(connection, questionnaire, portfolio_id, organisations, mine, number)
        connection.commit()
        for campaign in queries.comparisons.campaigns_of(connection, portfolio_id):
            _publish(connection, questionnaire, portfolio_id, campaign.id)
        connection.commit()
    return HeldPortfolio(portfolio_id, token, assessments, codes)


def answer(engine: Engine, questionnaire: Questionnaire, held: HeldPortfolio) -> None:
    """Store the answers behind the results, which no page of the portfolio should read."""
    with engine.connect() as connection:
        for assessment_id, sheet in zip(held.assessments, held.codes.tolist(), strict=True):
            rows = [
                {"assessment_id": assessment_id, "statement_id": s.id, "code": code, "reason": "", "changed_at": START}
                for s, code in zip(questionnaire.statements, sheet, strict=True)
            ]
            connection.execute(sa.insert(models.Answer), rows)
        connection.commit()


def _add_organisations(connection: Connection, portfolio_id: uuid.UUID, bodies: int) -> list[uuid.UUID]:
    organisations = [uuid.uuid4() for _ in range(bodies)]
    connection.execute(
        sa.insert(models.Organisation),
        [{"id": each, "name": f"Organisme {n:03}", "created_at": START} for n, each in enumerate(organisations)],
    )
    connection.execute(sa.insert(models.Portfolio).values(id=portfolio_id, name="Portefeuille", created_at=START))
    connection.execute(
        sa.insert(models.PortfolioOrganisation),
        [{"portfolio_id": portfolio_id, "organisation_id": each} for each in organisations],
    )
    return organisations


def _lead(connection: Connection, portfolio_id: uuid.UUID, token: str) -> None:
    account_id, now = uuid.uuid4(), datetime.now(UTC)
    email = f"{account_id.hex}@exemple.quebec"
    connection.execute(
        sa.insert(models.Account),
        {"id": account_id, "email": email, "password_hash": "!", "administrator": False, "created_at": now},
    )
    connection.execute(
        sa.insert(models.SignIn).values(
            account_id=account_id, id=uuid.uuid4(), token_hash=link_hash(token), created_at=now, seen_at=now
        )
    )
    connection.execute(
        sa.insert(models.PortfolioMembership).values(
            portfolio_id=portfolio_id, account_id=account_id, role="lead", created_at=now
        )
    )


def _group(connection: Connection, portfolio_id: uuid.UUID, organisations: Sequence[uuid.UUID]) -> None:
    for position, (name, size) in enumerate(GROUPS.items()):
        grouping, groups = uuid.uuid4(), [uuid.uuid4() for _ in range(size)]
        key = {"portfolio_id": portfolio_id, "grouping_id": grouping}
        connection.execute(
            sa.insert(models.Grouping).values(portfolio_id=portfolio_id, id=grouping, name=name, position=position)
        )
        connection.execute(
            sa.insert(models.PortfolioGroup),
            [{**key, "id": each, "name": f"{name} {n}", "position": n} for n, each in enumerate(groups)],
        )
        connection.execute(
            sa.insert(models.GroupMember),
            [
                {**key, "organisation_id": each, "group_id": groups[n // (position + 1) % size]}
                for n, each in enumerate(organisations)
            ],
        )


def _hold(
    connection: Connection,
    questionnaire: Questionnaire,
    portfolio_id: uuid.UUID,
    organisations: Sequence[uuid.UUID],
    codes: np.ndarray[tuple[int, int], np.dtype[np.uint8]],
    number: int,
) -> list[uuid.UUID]:
    """Hold a campaign in which all take part, and return its assessments."""
    campaign_id, day = uuid.uuid4(), START + number * YEAR
    pinned = {
        "questionnaire_id": questionnaire.id,
        "questionnaire_version": questionnaire.version,
        "questionnaire_hash": questionnaire.hash,
    }
    connection.execute(
        sa.insert(models.PortfolioCampaign).values(
            portfolio_id=portfolio_id,
            id=campaign_id,
            name=f"Automne {day.year}",
            opened_at=day,
            closed_at=day + timedelta(days=60),
            **pinned,
        )
    )
    assessments = [uuid.uuid4() for _ in organisations]
    state = {"campaign": f"Automne {day.year}", "state": "closed", "created_at": day, "changed_at": day, **pinned}
    places = list(zip(organisations, assessments, strict=True))
    connection.execute(
        sa.insert(models.Assessment), [{"id": mine, "organisation_id": body, **state} for body, mine in places]
    )
    key = {"portfolio_id": portfolio_id, "campaign_id": campaign_id, "consent": "named", "decided_at": day}
    connection.execute(
        sa.insert(models.Sharing), [{**key, "organisation_id": body, "assessment_id": mine} for body, mine in places]
    )
    scores = score(questionnaire, codes)
    quadrants = [questionnaire.quadrants[quadrant].id for quadrant in scores.quadrants]
    connection.execute(
        sa.insert(models.KeptResult),
        [
            {"assessment_id": mine, "coverage": 1.0, "quadrant": quadrant, "scores": measures.kept(row)}
            for mine, quadrant, row in zip(assessments, quadrants, measures.rows_of(scores), strict=True)
        ],
    )
    return assessments


def _publish(
    connection: Connection, questionnaire: Questionnaire, portfolio_id: uuid.UUID, campaign_id: uuid.UUID
) -> None:
    counted = queries.comparisons.counted_bodies(connection, portfolio_id, campaign_id)
    groupings = queries.groupings.groupings_of(connection, portfolio_id)
    shown = comparison.publish(questionnaire, queries.comparisons.comparable(counted), groupings)
    connection.execute(
        sa.update(models.PortfolioCampaign)
        .where(models.PortfolioCampaign.id == campaign_id)
        .values(publication=shown.to_json())
    )
