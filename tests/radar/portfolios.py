"""Portfolios at work, made straight in the database: groups, campaigns and what bodies share."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from radar import operations, queries
from radar.operations.campaigns import Campaign
from radar.operations.portfolio_campaigns import Opening
from radar.operations.sharings import Participation
from scoring.questionnaire import Questionnaire
from scoring.results import assess
from tests.radar import members
from tests.radar.moments import LATER, NOON


@dataclass(frozen=True, slots=True)
class Joint:
    """A portfolio with an open campaign, its bodies, and the person who leads it."""

    portfolio_id: uuid.UUID
    campaign_id: uuid.UUID
    organisations: Sequence[uuid.UUID]
    lead: uuid.UUID

    @property
    def path(self) -> str:
        """Return the address of the portfolio."""
        return f"/portefeuilles/{self.portfolio_id}"


def open_campaign(connection: Connection, questionnaire: Questionnaire, bodies: int = 1) -> Joint:
    """Make a portfolio of bodies and open a campaign in it."""
    organisations = [members.add_organisation(connection, f"Organisme {number + 1}") for number in range(bodies)]
    portfolio_id = members.add_portfolio(connection, organisations)
    lead = members.add_portfolio_member(connection, portfolio_id, "lead")
    campaign_id = operations.portfolio_campaigns.begin(
        connection, questionnaire, portfolio_id, Opening("Automne 2026"), NOON
    )
    return Joint(portfolio_id, campaign_id, organisations, lead)


def join(
    connection: Connection, questionnaire: Questionnaire, joint: Joint, organisation_id: uuid.UUID, consent: str
) -> uuid.UUID:
    """Let a body take part and return its assessment."""
    participation = Participation(joint.portfolio_id, joint.campaign_id, consent)
    return operations.campaigns.start(
        connection, questionnaire, organisation_id, Campaign("Automne"), joint.lead, LATER, participation
    )


def finish(connection: Connection, questionnaire: Questionnaire, assessment_id: uuid.UUID, level: int) -> None:
    """Answer everything with a level and close the assessment."""
    codes = {statement.id: level for statement in questionnaire.statements}
    members.answer(connection, assessment_id, codes)
    held = queries.assessments.assessment_of_an_organisation(connection, assessment_id)
    assert held is not None
    somebody = members.add_account(connection, f"{assessment_id.hex}@exemple.quebec")
    operations.campaigns.close(connection, held, assess(questionnaire, codes), somebody, LATER)
