"""Assessments and their agreed answers: the small, append-friendly truth that every figure is computed from."""

import uuid
from datetime import date, datetime

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Date,
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

MAX_CAMPAIGN = 120
MAX_NAME = 200
MAX_REASON = 4000


class Assessment(Base):
    """One assessment (évaluation), pinned to the published version of its questionnaire.

    A trial is reached by its private link and shown under the name that was typed; the assessment of an organisation
    has no link and is shown under the organisation's name.
    """

    __tablename__ = "assessments"
    __table_args__ = (
        CheckConstraint("length(questionnaire_hash) = 64", name="questionnaire_hash_is_sha256"),
        CheckConstraint("length(link_hash) = 32", name="link_hash_is_sha256"),
        CheckConstraint("(link_hash IS NULL) <> (organisation_id IS NULL)", name="has_a_link_or_an_organisation"),
        CheckConstraint("state IN ('draft', 'workshop', 'closed')", name="state_is_known"),
        Index("ix_assessments_organisation_id", "organisation_id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    questionnaire_id: Mapped[str] = mapped_column(String(80))
    questionnaire_version: Mapped[str] = mapped_column(String(20))
    questionnaire_hash: Mapped[str] = mapped_column(String(64))
    organisation: Mapped[str] = mapped_column(String(MAX_NAME), default="")
    link_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    organisation_id: Mapped[uuid.UUID | None] = owned_by("organisations.id")
    campaign: Mapped[str] = mapped_column(String(MAX_CAMPAIGN), default="")
    campaign_on: Mapped[date | None] = mapped_column(Date)
    official: Mapped[bool] = mapped_column(Boolean, default=False)
    state: Mapped[str] = mapped_column(String(10), default="draft")
    created_at: Mapped[datetime] = mapped_column(Instant)
    changed_at: Mapped[datetime] = mapped_column(Instant)


class Answer(Base):
    """The agreed answer to one statement: a level 0 to 4, 5 for not applicable, null while only a reason is given."""

    __tablename__ = "answers"
    __table_args__ = (CheckConstraint("code BETWEEN 0 AND 5", name="code_is_level_or_not_applicable"),)

    assessment_id: Mapped[uuid.UUID] = owned_by("assessments.id", primary_key=True)
    statement_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    code: Mapped[int | None] = mapped_column(SmallInteger)
    reason: Mapped[str] = mapped_column(Text, default="")
    changed_at: Mapped[datetime] = mapped_column(Instant)


class Event(Base):
    """What somebody changed in the assessment of an organisation, and when (journal).

    `account_id` is null for a person who has left. `before` and `after` are levels, states or names, as `kind` says.
    """

    __tablename__ = "events"

    assessment_id: Mapped[uuid.UUID] = owned_by("assessments.id", primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
    account_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("accounts.id", ondelete="SET NULL"))
    kind: Mapped[str] = mapped_column(String(20))
    statement_id: Mapped[str] = mapped_column(String(80), default="")
    before: Mapped[str] = mapped_column(Text, default="")
    after: Mapped[str] = mapped_column(Text, default="")
