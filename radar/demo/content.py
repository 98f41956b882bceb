"""What the demonstration holds, read from its file."""

from datetime import date
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PersonContent(_Part):
    """A member of the organisation."""

    email: str
    name: str
    role: str


class StatementContent(_Part):
    """A statement in the session: the votes of each round, then what the room agreed on."""

    id: str
    rounds: list[str]
    agreed: int
    reason: str


class SessionContent(_Part):
    """A session about one axis."""

    title: str
    units: list[str]
    voters: int
    axis: str
    statements: list[StatementContent]


class CampaignContent(_Part):
    """A campaign with its answers."""

    name: str
    day: date
    official: bool
    closed: bool
    levels: dict[str, str]
    reasons: dict[str, str]
    session: SessionContent | None = None


class Content(_Part):
    """Everything."""

    organisation: str
    people: list[PersonContent]
    campaigns: list[CampaignContent]


def read() -> Content:
    """Return what the file holds."""
    text = Path(__file__).with_name("content.yaml").read_text(encoding="utf-8")
    return Content.model_validate(yaml.safe_load(text))
