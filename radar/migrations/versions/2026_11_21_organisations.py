"""Organisations, people and portfolios; the assessments of an organisation and their journal."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_21_organisations"
down_revision = "2026_11_21"


def upgrade() -> None:
    """Create the tables of people, and give assessments an organisation."""
    _create_accounts()
    _create_attempts()
    _create_organisations()
    _create_portfolios()
    _create_invitations()
    _create_memberships()
    _create_portfolio_organisations()
    _create_sign_ins()
    _change_assessments()
    _create_events()


def _create_accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("password_hash", sa.String(200), nullable=False),
        sa.Column("administrator", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
        sa.UniqueConstraint("email", name="uq_accounts_email"),
    )


def _create_attempts() -> None:
    op.create_table(
        "attempts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(key_hash) = 32", name="ck_attempts_key_hash_is_sha256"),
        sa.PrimaryKeyConstraint("id", name="pk_attempts"),
    )
    op.create_index("ix_attempts_key_hash", "attempts", ["key_hash", "at"])


def _create_organisations() -> None:
    op.create_table(
        "organisations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_organisations"),
    )


def _create_portfolios() -> None:
    op.create_table(
        "portfolios",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_portfolios"),
    )


def _create_invitations() -> None:
    op.create_table(
        "invitations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("role", sa.String(20), nullable=True),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("invited_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("role IN ('reader', 'facilitator', 'responsable')", name="ck_invitations_role_is_known"),
        sa.CheckConstraint(
            "(organisation_id IS NULL) = (role IS NULL)", name="ck_invitations_role_is_of_an_organisation"
        ),
        sa.CheckConstraint("length(token_hash) = 32", name="ck_invitations_token_hash_is_sha256"),
        sa.ForeignKeyConstraint(
            ["invited_by"], ["accounts.id"], name="fk_invitations_invited_by_accounts", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name="fk_invitations_organisation_id_organisations",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_invitations"),
        sa.UniqueConstraint("token_hash", name="uq_invitations_token_hash"),
    )
    op.create_index("ix_invitations_organisation_id", "invitations", ["organisation_id"])


def _create_memberships() -> None:
    op.create_table(
        "memberships",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("role IN ('reader', 'facilitator', 'responsable')", name="ck_memberships_role_is_known"),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name="fk_memberships_account_id_accounts", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name="fk_memberships_organisation_id_organisations",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "account_id", name="pk_memberships"),
    )
    op.create_index("ix_memberships_account_id", "memberships", ["account_id"])


def _create_portfolio_organisations() -> None:
    op.create_table(
        "portfolio_organisations",
        sa.Column("portfolio_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name="fk_portfolio_organisations_organisation_id_organisations",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["portfolio_id"],
            ["portfolios.id"],
            name="fk_portfolio_organisations_portfolio_id_portfolios",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("portfolio_id", "organisation_id", name="pk_portfolio_organisations"),
    )
    op.create_index("ix_portfolio_organisations_organisation_id", "portfolio_organisations", ["organisation_id"])


def _create_sign_ins() -> None:
    op.create_table(
        "sign_ins",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(token_hash) = 32", name="ck_sign_ins_token_hash_is_sha256"),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name="fk_sign_ins_account_id_accounts", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "id", name="pk_sign_ins"),
        sa.UniqueConstraint("token_hash", name="uq_sign_ins_token_hash"),
    )


def _change_assessments() -> None:
    with op.batch_alter_table("assessments") as table:
        table.alter_column("link_hash", existing_type=sa.LargeBinary(32), nullable=True)
        table.add_column(sa.Column("organisation_id", sa.Uuid(), nullable=True))
        table.add_column(sa.Column("campaign", sa.String(120), nullable=False, server_default=""))
        table.add_column(sa.Column("campaign_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("official", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("state", sa.String(10), nullable=False, server_default="draft"))
        table.create_foreign_key(
            "fk_assessments_organisation_id_organisations",
            "organisations",
            ["organisation_id"],
            ["id"],
            ondelete="CASCADE",
        )
        table.create_check_constraint(
            "ck_assessments_has_a_link_or_an_organisation", "(link_hash IS NULL) <> (organisation_id IS NULL)"
        )
        table.create_check_constraint("ck_assessments_state_is_known", "state IN ('draft', 'workshop', 'closed')")
    # What stands in the rows there are; new rows say it themselves.
    with op.batch_alter_table("assessments") as table:
        for column in ("campaign", "official", "state"):
            table.alter_column(column, server_default=None)
    op.create_index("ix_assessments_organisation_id", "assessments", ["organisation_id"])


def _create_events() -> None:
    op.create_table(
        "events",
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("statement_id", sa.String(80), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name="fk_events_account_id_accounts", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessments.id"], name="fk_events_assessment_id_assessments", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("assessment_id", "id", name="pk_events"),
    )
