"""Assessments and their agreed answers."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_21"
down_revision = None


def upgrade() -> None:
    """Create the tables of assessments and answers."""
    op.create_table(
        "assessments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("questionnaire_id", sa.String(80), nullable=False),
        sa.Column("questionnaire_version", sa.String(20), nullable=False),
        sa.Column("questionnaire_hash", sa.String(64), nullable=False),
        sa.Column("organisation", sa.String(200), nullable=False),
        sa.Column("link_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(questionnaire_hash) = 64", name="ck_assessments_questionnaire_hash_is_sha256"),
        sa.CheckConstraint("length(link_hash) = 32", name="ck_assessments_link_hash_is_sha256"),
        sa.PrimaryKeyConstraint("id", name="pk_assessments"),
        sa.UniqueConstraint("link_hash", name="uq_assessments_link_hash"),
    )
    op.create_table(
        "answers",
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("statement_id", sa.String(80), nullable=False),
        sa.Column("code", sa.SmallInteger(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("code BETWEEN 0 AND 5", name="ck_answers_code_is_level_or_not_applicable"),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessments.id"], name="fk_answers_assessment_id_assessments", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("assessment_id", "statement_id", name="pk_answers"),
    )
