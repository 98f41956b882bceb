"""What organisations are compared by: portfolio campaigns, groups set in advance, consent to share, kept results."""

import uuid
from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    Date,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    SmallInteger,
    String,
    Text,
    Uuid,
)
from sqlalchemy.orm import Mapped, mapped_column

from radar.models.assessments import MAX_CAMPAIGN
from radar.models.base import Base, Instant, owned_by

MAX_GROUP = 120
CONSENTS = ("none", "groups", "named")
PORTFOLIO_ROLES = ("observer", "lead")


class PortfolioMembership(Base):
    """What a person may see of a portfolio: figures of groups (observer), or named bodies too (lead)."""

    __tablename__ = "portfolio_memberships"
    __table_args__ = (
        CheckConstraint("role IN ('observer', 'lead')", name="role_is_known"),
        Index("ix_portfolio_memberships_account_id", "account_id"),
    )

    portfolio_id: Mapped[uuid.UUID] = owned_by("portfolios.id", primary_key=True)
    account_id: Mapped[uuid.UUID] = owned_by("accounts.id", primary_key=True)
    role: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[datetime] = mapped_column(Instant)


class Grouping(Base):
    """A way of dividing a portfolio into groups (size, mission …), in which a body has one place at most."""

    __tablename__ = "groupings"

    portfolio_id: Mapped[uuid.UUID] = owned_by("portfolios.id", primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    name: Mapped[str] = mapped_column(String(MAX_GROUP))
    position: Mapped[int] = mapped_column(SmallInteger)


class PortfolioGroup(Base):
    """A named group of a grouping."""

    __tablename__ = "portfolio_groups"
    __table_args__ = (
        ForeignKeyConstraint(
            ["portfolio_id", "grouping_id"], ["groupings.portfolio_id", "groupings.id"], ondelete="CASCADE"
        ),
    )

    portfolio_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    grouping_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    name: Mapped[str] = mapped_column(String(MAX_GROUP))
    position: Mapped[int] = mapped_column(SmallInteger)


class GroupMember(Base):
    """The group of an organisation in a grouping: the key lets it have only one."""

    __tablename__ = "group_members"
    __table_args__ = (
        ForeignKeyConstraint(
            ["portfolio_id", "grouping_id", "group_id"],
            ["portfolio_groups.portfolio_id", "portfolio_groups.grouping_id", "portfolio_groups.id"],
            ondelete="CASCADE",
        ),
        ForeignKeyConstraint(
            ["portfolio_id", "organisation_id"],
            ["portfolio_organisations.portfolio_id", "portfolio_organisations.organisation_id"],
            ondelete="CASCADE",
        ),
    )

    portfolio_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    grouping_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    organisation_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    group_id: Mapped[uuid.UUID] = mapped_column(Uuid)


class PortfolioCampaign(Base):
    """A campaign that a portfolio holds together, with one questionnaire for all.

    When it closes, the figures of its groups are computed once, for everybody, and kept in `publication` as JSON: what
    has been published never moves, so nothing can be learnt from the difference between two looks.
    """

    __tablename__ = "portfolio_campaigns"
    __table_args__ = (CheckConstraint("length(questionnaire_hash) = 64", name="questionnaire_hash_is_sha256"),)

    portfolio_id: Mapped[uuid.UUID] = owned_by("portfolios.id", primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    name: Mapped[str] = mapped_column(String(MAX_CAMPAIGN))
    questionnaire_id: Mapped[str] = mapped_column(String(80))
    questionnaire_version: Mapped[str] = mapped_column(String(20))
    questionnaire_hash: Mapped[str] = mapped_column(String(64))
    ends_on: Mapped[date | None] = mapped_column(Date)
    opened_at: Mapped[datetime] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    publication: Mapped[str | None] = mapped_column(Text)


class Sharing(Base):
    """What an organisation said, when it joined a portfolio's campaign, on sharing its result; it may only say less.

    `none`: nothing leaves the organisation; `groups`: the result counts in the figures of groups; `named`: those who
    lead the portfolio see it under the organisation's name too.
    """

    __tablename__ = "sharings"
    __table_args__ = (
        CheckConstraint("consent IN ('none', 'groups', 'named')", name="consent_is_known"),
        ForeignKeyConstraint(
            ["portfolio_id", "campaign_id"],
            ["portfolio_campaigns.portfolio_id", "portfolio_campaigns.id"],
            ondelete="CASCADE",
        ),
        Index("ix_sharings_assessment_id", "assessment_id"),
        Index("ix_sharings_organisation_id", "organisation_id"),
    )

    portfolio_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    campaign_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    organisation_id: Mapped[uuid.UUID] = owned_by("organisations.id", primary_key=True)
    assessment_id: Mapped[uuid.UUID] = owned_by("assessments.id")
    consent: Mapped[str] = mapped_column(String(10))
    decided_at: Mapped[datetime] = mapped_column(Instant)
    decided_by: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("accounts.id", ondelete="SET NULL"))


class KeptResult(Base):
    """The scores of a closed assessment, as its pinned questionnaire gives them, so that portfolios need no answers.

    `scores` are float64 in little-endian order: overall, dimensions, axes, practices; NaN for none.
    """

    __tablename__ = "kept_results"

    assessment_id: Mapped[uuid.UUID] = owned_by("assessments.id", primary_key=True)
    coverage: Mapped[float] = mapped_column(Float)
    quadrant: Mapped[str | None] = mapped_column(String(80))
    scores: Mapped[bytes] = mapped_column(LargeBinary)


class SurveyTally(Base):
    """How many gave each code to a statement of a closed survey: what is read instead of its ballots."""

    __tablename__ = "survey_tallies"
    __table_args__ = (CheckConstraint("code BETWEEN 0 AND 5", name="code_is_level_or_not_applicable"),)

    workshop_id: Mapped[uuid.UUID] = owned_by("workshops.id", primary_key=True)
    statement_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    code: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    ballots: Mapped[int] = mapped_column()
