"""Assessments and their agreed answers: the small, append-friendly truth that every figure is computed from."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, SmallInteger, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from radar.models.base import Base, Instant

MAX_NAME = 200
MAX_REASON = 4000


class Assessment(Base):
    """One assessment (évaluation), pinned to the published version of its questionnaire."""

    __tablename__ = "assessments"
    __table_args__ = (
        CheckConstraint("length(questionnaire_hash) = 64", name="questionnaire_hash_is_sha256"),
        CheckConstraint("length(link_hash) = 32", name="link_hash_is_sha256"),
    )

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    questionnaire_id: Mapped[str] = mapped_column(String(80))
    questionnaire_version: Mapped[str] = mapped_column(String(20))
    questionnaire_hash: Mapped[str] = mapped_column(String(64))
    organisation: Mapped[str] = mapped_column(String(MAX_NAME), default="")
    link_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    changed_at: Mapped[datetime] = mapped_column(Instant)


class Answer(Base):
    """The agreed answer to one statement: a level 0 to 4, 5 for not applicable, null while only a reason is given."""

    __tablename__ = "answers"
    __table_args__ = (CheckConstraint("code BETWEEN 0 AND 5", name="code_is_level_or_not_applicable"),)

    assessment_id: Mapped[uuid.UUID] = mapped_column(
        Uuid, ForeignKey("assessments.id", ondelete="CASCADE"), primary_key=True
    )
    statement_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    code: Mapped[int | None] = mapped_column(SmallInteger)
    reason: Mapped[str] = mapped_column(Text, default="")
    changed_at: Mapped[datetime] = mapped_column(Instant)
