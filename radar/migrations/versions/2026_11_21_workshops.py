"""Workshops and surveys with their ballots."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_21_workshops"
down_revision = "2026_11_21_organisations"


def upgrade() -> None:
    """Create the tables of workshops."""
    _create_workshops()
    _create_participants()
    _create_rounds()
    _create_ballots()
    _create_dot_votes()


def _create_workshops() -> None:
    op.create_table(
        "workshops",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("code", sa.String(6), nullable=True),
        sa.Column("link_hash", sa.LargeBinary(32), nullable=True),
        sa.Column("axes", sa.Text(), nullable=False),
        sa.Column("units", sa.Text(), nullable=False),
        sa.Column("pace", sa.String(4), nullable=False),
        sa.Column("state", sa.String(6), nullable=False),
        sa.Column("statement_id", sa.String(80), nullable=True),
        sa.Column("timer_ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("head_count", sa.Integer(), nullable=True),
        sa.Column("dots", sa.SmallInteger(), nullable=False),
        sa.Column("dots_open_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("code_ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('workshop', 'survey')", name="ck_workshops_kind_is_known"),
        sa.CheckConstraint("pace IN ('free', 'led')", name="ck_workshops_pace_is_known"),
        sa.CheckConstraint("state IN ('open', 'paused', 'closed')", name="ck_workshops_state_is_known"),
        sa.CheckConstraint("dots BETWEEN 0 AND 20", name="ck_workshops_dots_are_few"),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessments.id"], name="fk_workshops_assessment_id_assessments", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_workshops"),
        sa.UniqueConstraint("code", name="uq_workshops_code"),
        sa.UniqueConstraint("link_hash", name="uq_workshops_link_hash"),
    )
    op.create_index("ix_workshops_assessment_id", "workshops", ["assessment_id"])


def _create_participants() -> None:
    op.create_table(
        "participants",
        sa.Column("workshop_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(32), nullable=True),
        sa.Column("unit", sa.String(80), nullable=False),
        sa.Column("typed_in", sa.Boolean(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(token_hash) = 32", name="ck_participants_token_hash_is_sha256"),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name="fk_participants_workshop_id_workshops", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workshop_id", "id", name="pk_participants"),
        sa.UniqueConstraint("workshop_id", "token_hash", name="uq_participants_workshop_id"),
    )


def _create_rounds() -> None:
    op.create_table(
        "rounds",
        sa.Column("workshop_id", sa.Uuid(), nullable=False),
        sa.Column("statement_id", sa.String(80), nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revealed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("number >= 1", name="ck_rounds_number_is_positive"),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name="fk_rounds_workshop_id_workshops", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workshop_id", "statement_id", "number", name="pk_rounds"),
    )


def _create_ballots() -> None:
    op.create_table(
        "ballots",
        sa.Column("workshop_id", sa.Uuid(), nullable=False),
        sa.Column("statement_id", sa.String(80), nullable=False),
        sa.Column("round", sa.SmallInteger(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.SmallInteger(), nullable=False),
        sa.Column("cast_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("code BETWEEN 0 AND 5", name="ck_ballots_code_is_level_or_not_applicable"),
        sa.ForeignKeyConstraint(
            ["workshop_id", "participant_id"],
            ["participants.workshop_id", "participants.id"],
            name="fk_ballots_workshop_id_participants",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id", "statement_id", "round"],
            ["rounds.workshop_id", "rounds.statement_id", "rounds.number"],
            name="fk_ballots_workshop_id_rounds",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workshop_id", "statement_id", "round", "participant_id", name="pk_ballots"),
    )


def _create_dot_votes() -> None:
    op.create_table(
        "dot_votes",
        sa.Column("workshop_id", sa.Uuid(), nullable=False),
        sa.Column("initiative_id", sa.String(80), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("dots", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("dots >= 1", name="ck_dot_votes_dots_are_positive"),
        sa.ForeignKeyConstraint(
            ["workshop_id", "participant_id"],
            ["participants.workshop_id", "participants.id"],
            name="fk_dot_votes_workshop_id_participants",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workshop_id", "initiative_id", "participant_id", name="pk_dot_votes"),
    )
