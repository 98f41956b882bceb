"""Organisations, the people who work for them, and the portfolios that hold them."""

import uuid
from datetime import datetime

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, Index, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from radar.models.base import Base, Instant, owned_by

MAX_EMAIL = 254
MAX_PERSON = 120
ROLES = ("reader", "facilitator", "responsable")


class Organisation(Base):
    """A public body (organisme): what assessments and memberships belong to."""

    __tablename__ = "organisations"

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(Instant)


class Account(Base):
    """A person who signs in; the address is kept in lower case."""

    __tablename__ = "accounts"

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    email: Mapped[str] = mapped_column(String(MAX_EMAIL), unique=True)
    name: Mapped[str] = mapped_column(String(MAX_PERSON), default="")
    password_hash: Mapped[str] = mapped_column(String(200))
    administrator: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[datetime] = mapped_column(Instant)


class SignIn(Base):
    """A browser in which a person is signed in; removing the row ends it."""

    __tablename__ = "sign_ins"
    __table_args__ = (CheckConstraint("length(token_hash) = 32", name="token_hash_is_sha256"),)

    account_id: Mapped[uuid.UUID] = owned_by("accounts.id", primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    seen_at: Mapped[datetime] = mapped_column(Instant)


class Membership(Base):
    """What a person may do in an organisation."""

    __tablename__ = "memberships"
    __table_args__ = (
        CheckConstraint("role IN ('reader', 'facilitator', 'responsable')", name="role_is_known"),
        Index("ix_memberships_account_id", "account_id"),
    )

    organisation_id: Mapped[uuid.UUID] = owned_by("organisations.id", primary_key=True)
    account_id: Mapped[uuid.UUID] = owned_by("accounts.id", primary_key=True)
    role: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[datetime] = mapped_column(Instant)


class Invitation(Base):
    """A link that lets one person in, once: into an organisation, or as an administrator where there is none."""

    __tablename__ = "invitations"
    __table_args__ = (
        CheckConstraint("length(token_hash) = 32", name="token_hash_is_sha256"),
        CheckConstraint("role IN ('reader', 'facilitator', 'responsable')", name="role_is_known"),
        CheckConstraint("(organisation_id IS NULL) = (role IS NULL)", name="role_is_of_an_organisation"),
        Index("ix_invitations_organisation_id", "organisation_id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    organisation_id: Mapped[uuid.UUID | None] = owned_by("organisations.id")
    role: Mapped[str | None] = mapped_column(String(20))
    email: Mapped[str] = mapped_column(String(MAX_EMAIL), default="")
    invited_by: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("accounts.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class Portfolio(Base):
    """A ministry with the bodies under it (portefeuille)."""

    __tablename__ = "portfolios"

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(Instant)


class PortfolioOrganisation(Base):
    """An organisation in a portfolio."""

    __tablename__ = "portfolio_organisations"
    __table_args__ = (Index("ix_portfolio_organisations_organisation_id", "organisation_id"),)

    portfolio_id: Mapped[uuid.UUID] = owned_by("portfolios.id", primary_key=True)
    organisation_id: Mapped[uuid.UUID] = owned_by("organisations.id", primary_key=True)


class Attempt(Base):
    """A wrong password or code, under a keyed hash of where it came from; kept for a day, to slow guessing down."""

    __tablename__ = "attempts"
    __table_args__ = (
        CheckConstraint("length(key_hash) = 32", name="key_hash_is_sha256"),
        Index("ix_attempts_key_hash", "key_hash", "at"),
    )

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    key_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    at: Mapped[datetime] = mapped_column(Instant)
