"""What the demonstration holds, read from its file."""

from datetime import UTC, date, datetime, time
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from scoring.scores import NOT_APPLICABLE

AFTERNOON = time(17, 30, tzinfo=UTC)  # in Québec


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PersonContent(_Part):
    """A member of an organisation."""

    email: str
    name: str
    role: str


class StatementContent(_Part):
    """A statement in the session: the votes of each round, then what the room agreed on."""

    id: str
    rounds: list[str]
    agreed: int
    reason: str


class DotsContent(_Part):
    """The vote by dots that ends a session: how many each person has, and what they gave by initiative."""

    each: int
    given: dict[str, str]


class SessionContent(_Part):
    """A session about one axis."""

    title: str
    units: list[str]
    voters: int
    axis: str
    statements: list[StatementContent]
    dots: DotsContent


class RespondentContent(_Part):
    """Somebody who answered a survey, with one level a statement."""

    day: date
    unit: str
    levels: str


class SurveyContent(_Part):
    """A survey about one axis, from the sending of its link to its closing."""

    title: str
    opened: date
    closed: date
    units: list[str]
    axis: str
    respondents: list[RespondentContent]


class AimContent(_Part):
    """When a target is to be reached, and why."""

    due: date
    reason: str


class AxisAimContent(AimContent):
    """The score that an axis is to reach."""

    score: float


class QuadrantAimContent(AimContent):
    """The quadrant that is to be reached."""

    id: str


class TargetsContent(_Part):
    """What a body aims at."""

    axes: dict[str, AxisAimContent] = {}
    quadrant: QuadrantAimContent | None = None


class AdoptionContent(_Part):
    """An initiative that a body has taken up."""

    id: str
    since: date
    until: date | None = None


class PulseAimContent(AimContent):
    """The stage that a pulse is to reach."""

    stage: int


class PulseContent(_Part):
    """A pulse with how many people chose each stage, and what the body aims at."""

    title: str
    question: str
    opened: date
    closed: date
    answers: list[int]
    target: PulseAimContent | None = None


class CampaignContent(_Part):
    """A campaign with its answers, and what the body shares of them."""

    name: str
    day: date
    official: bool
    closed: bool
    sharing: str
    levels: dict[str, str]
    reasons: dict[str, str] = {}
    session: SessionContent | None = None
    survey: SurveyContent | None = None


class OrganisationContent(_Part):
    """A body with its people, the first of whom enters the answers, what it aims at, its campaigns and its plan."""

    name: str
    people: list[PersonContent] = []
    targets: TargetsContent = TargetsContent()
    initiatives: list[AdoptionContent] = []
    pulses: list[PulseContent] = []
    campaigns: list[CampaignContent]
    plan: str = ""


class LeadContent(_Part):
    """Who leads the portfolio."""

    email: str
    name: str


class GroupingContent(_Part):
    """A way of dividing the portfolio: the names of the bodies in each group."""

    name: str
    groups: dict[str, list[str]]


class PortfolioCampaignContent(_Part):
    """A campaign that the bodies hold together, open until it is closed."""

    name: str
    opened: date
    ends: date
    closed: date | None = None


class PortfolioContent(_Part):
    """What the bodies have in common."""

    name: str
    lead: LeadContent
    groupings: list[GroupingContent]
    campaigns: list[PortfolioCampaignContent]


class Content(_Part):
    """A portfolio with all its bodies."""

    portfolio: PortfolioContent
    organisations: list[OrganisationContent]


def read() -> Content:
    """Return what the file holds."""
    text = Path(__file__).with_name("content.yaml").read_text(encoding="utf-8")
    return Content.model_validate(yaml.safe_load(text))


def code(level: str) -> int:
    """Return the code of a level as the file writes it: a digit, or n for not applicable."""
    return NOT_APPLICABLE if level == "n" else int(level)


def afternoon(day: date) -> datetime:
    """Return when people met or answered on a day."""
    return datetime.combine(day, AFTERNOON)
