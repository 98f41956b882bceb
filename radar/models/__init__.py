"""The tables."""

from radar.models.assessments import MAX_CAMPAIGN, MAX_NAME, MAX_REASON, Answer, Assessment, Event
from radar.models.base import Base
from radar.models.people import (
    MAX_EMAIL,
    MAX_PERSON,
    ROLES,
    Account,
    Attempt,
    Invitation,
    Membership,
    Organisation,
    Portfolio,
    PortfolioOrganisation,
    SignIn,
)
from radar.models.workshops import MAX_TITLE, MAX_UNIT, Ballot, DotVote, Participant, Round, Workshop

__all__ = [
    "MAX_CAMPAIGN",
    "MAX_EMAIL",
    "MAX_NAME",
    "MAX_PERSON",
    "MAX_REASON",
    "MAX_TITLE",
    "MAX_UNIT",
    "ROLES",
    "Account",
    "Answer",
    "Assessment",
    "Attempt",
    "Ballot",
    "Base",
    "DotVote",
    "Event",
    "Invitation",
    "Membership",
    "Organisation",
    "Participant",
    "Portfolio",
    "PortfolioOrganisation",
    "Round",
    "SignIn",
    "Workshop",
]
