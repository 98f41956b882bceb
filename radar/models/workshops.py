"""Workshops (séances) and surveys: who takes part, which statements were opened, and the private ballots."""

import uuid
from datetime import datetime

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.orm import Mapped, mapped_column

from radar.models.base import Base, Instant, owned_by

MAX_TITLE = 120
MAX_UNIT = 80


class Workshop(Base):
    """A session of an assessment for chosen axes: live in a room, or a survey answered alone over days.

    `axes` and `units` hold one id or label a line. `responses` is how many took part in a survey, once it is closed.
    `changes` grows with everything that phones must be told.
    """

    __tablename__ = "workshops"
    __table_args__ = (
        CheckConstraint("kind IN ('workshop', 'survey')", name="kind_is_known"),
        CheckConstraint("pace IN ('free', 'led')", name="pace_is_known"),
        CheckConstraint("state IN ('open', 'paused', 'closed')", name="state_is_known"),
        CheckConstraint("dots BETWEEN 0 AND 20", name="dots_are_few"),
        Index("ix_workshops_assessment_id", "assessment_id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    assessment_id: Mapped[uuid.UUID] = owned_by("assessments.id")
    kind: Mapped[str] = mapped_column(String(10))
    title: Mapped[str] = mapped_column(String(MAX_TITLE))
    code: Mapped[str | None] = mapped_column(String(6), unique=True)
    link_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    axes: Mapped[str] = mapped_column(Text)
    units: Mapped[str] = mapped_column(Text, default="")
    pace: Mapped[str] = mapped_column(String(4))
    state: Mapped[str] = mapped_column(String(6))
    statement_id: Mapped[str | None] = mapped_column(String(80))
    timer_ends_at: Mapped[datetime | None] = mapped_column(Instant)
    head_count: Mapped[int | None] = mapped_column(Integer)
    dots: Mapped[int] = mapped_column(SmallInteger, default=0)
    responses: Mapped[int | None] = mapped_column(Integer)
    dots_open_at: Mapped[datetime | None] = mapped_column(Instant)
    changes: Mapped[int] = mapped_column(Integer, default=0)
    created_at: Mapped[datetime] = mapped_column(Instant)
    code_ends_at: Mapped[datetime | None] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)


class Participant(Base):
    """One voter: a device known by a random token, or a person whose answers the facilitator types in."""

    __tablename__ = "participants"
    __table_args__ = (
        CheckConstraint("length(token_hash) = 32", name="token_hash_is_sha256"),
        UniqueConstraint("workshop_id", "token_hash"),
    )

    workshop_id: Mapped[uuid.UUID] = owned_by("workshops.id", primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    token_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    unit: Mapped[str] = mapped_column(String(MAX_UNIT), default="")
    typed_in: Mapped[bool] = mapped_column(Boolean, default=False)
    joined_at: Mapped[datetime] = mapped_column(Instant)


class Round(Base):
    """One vote on a statement (tour): open until it is revealed; a revote after discussion is the next number."""

    __tablename__ = "rounds"
    __table_args__ = (CheckConstraint("number >= 1", name="number_is_positive"),)

    workshop_id: Mapped[uuid.UUID] = owned_by("workshops.id", primary_key=True)
    statement_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    number: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    opened_at: Mapped[datetime] = mapped_column(Instant)
    revealed_at: Mapped[datetime | None] = mapped_column(Instant)
    agreed_at: Mapped[datetime | None] = mapped_column(Instant)


class Ballot(Base):
    """The private answer of a participant in a round: a level 0 to 4, or 5 for not applicable."""

    __tablename__ = "ballots"
    __table_args__ = (
        CheckConstraint("code BETWEEN 0 AND 5", name="code_is_level_or_not_applicable"),
        ForeignKeyConstraint(
            ["workshop_id", "statement_id", "round"],
            ["rounds.workshop_id", "rounds.statement_id", "rounds.number"],
            ondelete="CASCADE",
        ),
        ForeignKeyConstraint(
            ["workshop_id", "participant_id"], ["participants.workshop_id", "participants.id"], ondelete="CASCADE"
        ),
    )

    workshop_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    statement_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    round: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    participant_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    code: Mapped[int] = mapped_column(SmallInteger)
    cast_at: Mapped[datetime] = mapped_column(Instant)


class DotVote(Base):
    """The dots that a participant has put on an initiative."""

    __tablename__ = "dot_votes"
    __table_args__ = (
        CheckConstraint("dots >= 1", name="dots_are_positive"),
        ForeignKeyConstraint(
            ["workshop_id", "participant_id"], ["participants.workshop_id", "participants.id"], ondelete="CASCADE"
        ),
    )

    workshop_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    initiative_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    participant_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    dots: Mapped[int] = mapped_column(SmallInteger)
