"""Plans (PTN): what they hold row by row, every change of them, and the keys of the programming interface."""

import uuid
from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    Date,
    Float,
    ForeignKey,
    Index,
    LargeBinary,
    SmallInteger,
    String,
    Text,
    Uuid,
)
from sqlalchemy.orm import Mapped, mapped_column

from radar.models.base import Base, Instant, owned_by

MAX_PLAN_TITLE = 200
MAX_TOKEN_NAME = 120


class Plan(Base):
    """A plan of an organisation or of a portfolio; a yearly update is a new version that knows the one before."""

    __tablename__ = "plans"
    __table_args__ = (
        CheckConstraint("(organisation_id IS NULL) <> (portfolio_id IS NULL)", name="has_one_owner"),
        CheckConstraint("length(questionnaire_hash) = 64", name="questionnaire_hash_is_sha256"),
        CheckConstraint("state IN ('draft', 'adopted')", name="state_is_known"),
        CheckConstraint("years BETWEEN 1 AND 6", name="years_are_few"),
        Index("ix_plans_organisation_id", "organisation_id"),
        Index("ix_plans_portfolio_id", "portfolio_id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    organisation_id: Mapped[uuid.UUID | None] = owned_by("organisations.id")
    portfolio_id: Mapped[uuid.UUID | None] = owned_by("portfolios.id")
    title: Mapped[str] = mapped_column(String(MAX_PLAN_TITLE))
    first_day: Mapped[date] = mapped_column(Date)
    years: Mapped[int] = mapped_column(SmallInteger)
    questionnaire_id: Mapped[str] = mapped_column(String(80))
    questionnaire_version: Mapped[str] = mapped_column(String(20))
    questionnaire_hash: Mapped[str] = mapped_column(String(64))
    version: Mapped[int] = mapped_column(SmallInteger)
    previous_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("plans.id", ondelete="SET NULL"))
    state: Mapped[str] = mapped_column(String(10))
    created_at: Mapped[datetime] = mapped_column(Instant)
    changed_at: Mapped[datetime] = mapped_column(Instant)
    adopted_at: Mapped[datetime | None] = mapped_column(Instant)


class PlanRow(Base):
    """One thing of a plan (ambition, initiative, risk, text …) as JSON of `scoring.transformation`.

    `changes` grows with each change of the row: who saves over a newer one than they saw is told.
    """

    __tablename__ = "plan_rows"

    plan_id: Mapped[uuid.UUID] = owned_by("plans.id", primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    position: Mapped[int] = mapped_column(SmallInteger)
    content: Mapped[str] = mapped_column(Text)
    changes: Mapped[int] = mapped_column(SmallInteger)


class PlanChange(Base):
    """What somebody changed in a plan, and when: the row before and after as JSON, empty where there was none."""

    __tablename__ = "plan_changes"
    __table_args__ = (Index("ix_plan_changes_plan_id", "plan_id", "at"),)

    plan_id: Mapped[uuid.UUID] = owned_by("plans.id", primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
    account_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("accounts.id", ondelete="SET NULL"))
    kind: Mapped[str] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(String(80))
    before: Mapped[str] = mapped_column(Text, default="")
    after: Mapped[str] = mapped_column(Text, default="")


class BarometerFigure(Base):
    """What an organisation measured of a public target of the Baromètre numériQc on a day, in percent."""

    __tablename__ = "barometer_figures"
    __table_args__ = (CheckConstraint("percent BETWEEN 0 AND 100", name="percent_is_a_share"),)

    organisation_id: Mapped[uuid.UUID] = owned_by("organisations.id", primary_key=True)
    target_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    on: Mapped[date] = mapped_column(Date, primary_key=True)
    percent: Mapped[float] = mapped_column(Float)


class ApiToken(Base):
    """A key by which a program reads, or also writes, what belongs to an organisation; only its hash is kept."""

    __tablename__ = "api_tokens"
    __table_args__ = (
        CheckConstraint("length(token_hash) = 32", name="token_hash_is_sha256"),
        CheckConstraint("scope IN ('read', 'write')", name="scope_is_known"),
    )

    organisation_id: Mapped[uuid.UUID] = owned_by("organisations.id", primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    name: Mapped[str] = mapped_column(String(MAX_TOKEN_NAME))
    scope: Mapped[str] = mapped_column(String(10))
    created_at: Mapped[datetime] = mapped_column(Instant)
    created_by: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("accounts.id", ondelete="SET NULL"))
    expires_at: Mapped[datetime | None] = mapped_column(Instant)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)
