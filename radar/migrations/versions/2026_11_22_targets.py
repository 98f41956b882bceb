"""Targets of organisations, the initiatives they have taken up, and pulses."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_targets"
down_revision = "2026_11_22_comparison"


def upgrade() -> None:
    """Create the tables of targets, initiatives and pulses."""
    _create_targets()
    _create_adopted_initiatives()
    _create_pulses()
    _create_pulse_ballots()


def _create_targets() -> None:
    op.create_table(
        "targets",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("questionnaire_id", sa.String(80), nullable=False),
        sa.Column("axis_id", sa.String(80), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("quadrant", sa.String(80), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("score BETWEEN 0 AND 4", name="ck_targets_score_is_on_the_scale"),
        sa.CheckConstraint("score IS NULL OR quadrant IS NULL", name="ck_targets_is_a_score_or_a_quadrant"),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name="fk_targets_organisation_id_organisations",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["set_by"], ["accounts.id"], name="fk_targets_set_by_accounts", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("organisation_id", "id", name="pk_targets"),
    )


def _create_adopted_initiatives() -> None:
    op.create_table(
        "adopted_initiatives",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("questionnaire_id", sa.String(80), nullable=False),
        sa.Column("initiative_id", sa.String(80), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name="fk_adopted_initiatives_organisation_id_organisations",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "questionnaire_id", "initiative_id", name="pk_adopted_initiatives"),
    )


def _create_pulses() -> None:
    op.create_table(
        "pulses",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("question_id", sa.String(80), nullable=False),
        sa.Column("question_version", sa.String(20), nullable=False),
        sa.Column("question_hash", sa.String(64), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("link_hash", sa.LargeBinary(32), nullable=True),
        sa.Column("target_stage", sa.SmallInteger(), nullable=True),
        sa.Column("target_on", sa.Date(), nullable=True),
        sa.Column("target_reason", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("length(link_hash) = 32", name="ck_pulses_link_hash_is_sha256"),
        sa.CheckConstraint("length(question_hash) = 64", name="ck_pulses_question_hash_is_sha256"),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name="fk_pulses_organisation_id_organisations",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_pulses"),
        sa.UniqueConstraint("link_hash", name="uq_pulses_link_hash"),
    )
    op.create_index("ix_pulses_organisation_id", "pulses", ["organisation_id"])


def _create_pulse_ballots() -> None:
    op.create_table(
        "pulse_ballots",
        sa.Column("pulse_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("stage", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("length(token_hash) = 32", name="ck_pulse_ballots_token_hash_is_sha256"),
        sa.ForeignKeyConstraint(
            ["pulse_id"], ["pulses.id"], name="fk_pulse_ballots_pulse_id_pulses", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("pulse_id", "token_hash", name="pk_pulse_ballots"),
    )
