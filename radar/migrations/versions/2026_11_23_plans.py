"""Plans (PTN), what they hold and every change of them; figures of the Baromètre; keys of the interface."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_plans"
down_revision = "2026_11_22_targets"


def upgrade() -> None:
    """Create the tables of plans, figures and keys."""
    _create_plans()
    _create_plan_rows()
    _create_plan_changes()
    _create_barometer_figures()
    _create_api_tokens()


def _create_plans() -> None:
    op.create_table(
        "plans",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("portfolio_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("years", sa.SmallInteger(), nullable=False),
        sa.Column("questionnaire_id", sa.String(80), nullable=False),
        sa.Column("questionnaire_version", sa.String(20), nullable=False),
        sa.Column("questionnaire_hash", sa.String(64), nullable=False),
        sa.Column("version", sa.SmallInteger(), nullable=False),
        sa.Column("previous_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("adopted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('draft', 'adopted')", name="ck_plans_state_is_known"),
        sa.CheckConstraint("(organisation_id IS NULL) <> (portfolio_id IS NULL)", name="ck_plans_has_one_owner"),
        sa.CheckConstraint("length(questionnaire_hash) = 64", name="ck_plans_questionnaire_hash_is_sha256"),
        sa.CheckConstraint("years BETWEEN 1 AND 6", name="ck_plans_years_are_few"),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name="fk_plans_organisation_id_organisations", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["portfolio_id"], ["portfolios.id"], name="fk_plans_portfolio_id_portfolios", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["previous_id"], ["plans.id"], name="fk_plans_previous_id_plans", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_plans"),
    )
    op.create_index("ix_plans_organisation_id", "plans", ["organisation_id"])
    op.create_index("ix_plans_portfolio_id", "plans", ["portfolio_id"])


def _create_plan_rows() -> None:
    op.create_table(
        "plan_rows",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("changes", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name="fk_plan_rows_plan_id_plans", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("plan_id", "kind", "key", name="pk_plan_rows"),
    )


def _create_plan_changes() -> None:
    op.create_table(
        "plan_changes",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name="fk_plan_changes_account_id_accounts", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name="fk_plan_changes_plan_id_plans", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("plan_id", "id", name="pk_plan_changes"),
    )
    op.create_index("ix_plan_changes_plan_id", "plan_changes", ["plan_id", "at"])


def _create_barometer_figures() -> None:
    op.create_table(
        "barometer_figures",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("target_id", sa.String(80), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("percent", sa.Float(), nullable=False),
        sa.CheckConstraint("percent BETWEEN 0 AND 100", name="ck_barometer_figures_percent_is_a_share"),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name="fk_barometer_figures_organisation_id_organisations",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "target_id", "on", name="pk_barometer_figures"),
    )


def _create_api_tokens() -> None:
    op.create_table(
        "api_tokens",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("scope", sa.String(10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("scope IN ('read', 'write')", name="ck_api_tokens_scope_is_known"),
        sa.CheckConstraint("length(token_hash) = 32", name="ck_api_tokens_token_hash_is_sha256"),
        sa.ForeignKeyConstraint(
            ["created_by"], ["accounts.id"], name="fk_api_tokens_created_by_accounts", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name="fk_api_tokens_organisation_id_organisations",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name="pk_api_tokens"),
        sa.UniqueConstraint("token_hash", name="uq_api_tokens_token_hash"),
    )
