"""What an organisation aims at, and the initiatives it has taken up."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, Float, ForeignKey, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from radar.models.base import Base, Instant, owned_by

MAX_TARGET_REASON = 1000


class Target(Base):
    """A target of an organisation: a score for an axis, or a quadrant; one by which nothing is aimed at ends the last.

    Rows are only added: the newest of an axis, and the newest of the quadrant (`axis_id` is empty), are in force.
    """

    __tablename__ = "targets"
    __table_args__ = (
        CheckConstraint("score BETWEEN 0 AND 4", name="score_is_on_the_scale"),
        CheckConstraint("score IS NULL OR quadrant IS NULL", name="is_a_score_or_a_quadrant"),
    )

    organisation_id: Mapped[uuid.UUID] = owned_by("organisations.id", primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    questionnaire_id: Mapped[str] = mapped_column(String(80))
    axis_id: Mapped[str] = mapped_column(String(80), default="")
    score: Mapped[float | None] = mapped_column(Float)
    quadrant: Mapped[str | None] = mapped_column(String(80))
    due_on: Mapped[date | None] = mapped_column(Date)
    reason: Mapped[str] = mapped_column(Text, default="")
    set_at: Mapped[datetime] = mapped_column(Instant)
    set_by: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("accounts.id", ondelete="SET NULL"))


class AdoptedInitiative(Base):
    """An initiative of a questionnaire's catalogue that an organisation has taken up, since when and until when."""

    __tablename__ = "adopted_initiatives"

    organisation_id: Mapped[uuid.UUID] = owned_by("organisations.id", primary_key=True)
    questionnaire_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    initiative_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    since: Mapped[date] = mapped_column(Date)
    until: Mapped[date | None] = mapped_column(Date)
