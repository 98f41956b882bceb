"""Pulses (pouls): one question to everybody, answered by a stage; never mixed with levels 0 to 4."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, Index, LargeBinary, SmallInteger, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from radar.models.base import Base, Instant, owned_by

MAX_PULSE_TITLE = 120


class Pulse(Base):
    """A pulse of an organisation, pinned to the published version of its question, with the stage that is aimed at."""

    __tablename__ = "pulses"
    __table_args__ = (
        CheckConstraint("length(question_hash) = 64", name="question_hash_is_sha256"),
        CheckConstraint("length(link_hash) = 32", name="link_hash_is_sha256"),
        Index("ix_pulses_organisation_id", "organisation_id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    organisation_id: Mapped[uuid.UUID] = owned_by("organisations.id")
    question_id: Mapped[str] = mapped_column(String(80))
    question_version: Mapped[str] = mapped_column(String(20))
    question_hash: Mapped[str] = mapped_column(String(64))
    title: Mapped[str] = mapped_column(String(MAX_PULSE_TITLE))
    link_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    target_stage: Mapped[int | None] = mapped_column(SmallInteger)
    target_on: Mapped[date | None] = mapped_column(Date)
    target_reason: Mapped[str] = mapped_column(Text, default="")
    opened_at: Mapped[datetime] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)


class PulseBallot(Base):
    """The stage that a device has chosen; the device is known by a random token, and by nothing else."""

    __tablename__ = "pulse_ballots"
    __table_args__ = (CheckConstraint("length(token_hash) = 32", name="token_hash_is_sha256"),)

    pulse_id: Mapped[uuid.UUID] = owned_by("pulses.id", primary_key=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    stage: Mapped[int] = mapped_column(SmallInteger)
