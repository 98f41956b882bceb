"""Portfolio campaigns, groups, consent to share, kept results and the tallies of surveys."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_comparison"
down_revision = "2026_11_21_workshops"


def upgrade() -> None:
    """Create the tables of comparisons, and tally the surveys that are closed."""
    _create_portfolio_memberships()
    _create_groupings()
    _create_portfolio_groups()
    _create_group_members()
    _create_portfolio_campaigns()
    _create_sharings()
    _create_kept_results()
    _create_survey_tallies()
    _tally_closed_surveys()


def _create_portfolio_memberships() -> None:
    op.create_table(
        "portfolio_memberships",
        sa.Column("portfolio_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("role IN ('observer', 'lead')", name="ck_portfolio_memberships_role_is_known"),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name="fk_portfolio_memberships_account_id_accounts", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["portfolio_id"],
            ["portfolios.id"],
            name="fk_portfolio_memberships_portfolio_id_portfolios",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("portfolio_id", "account_id", name="pk_portfolio_memberships"),
    )
    op.create_index("ix_portfolio_memberships_account_id", "portfolio_memberships", ["account_id"])


def _create_groupings() -> None:
    op.create_table(
        "groupings",
        sa.Column("portfolio_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["portfolio_id"], ["portfolios.id"], name="fk_groupings_portfolio_id_portfolios", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("portfolio_id", "id", name="pk_groupings"),
    )


def _create_portfolio_groups() -> None:
    op.create_table(
        "portfolio_groups",
        sa.Column("portfolio_id", sa.Uuid(), nullable=False),
        sa.Column("grouping_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["portfolio_id", "grouping_id"],
            ["groupings.portfolio_id", "groupings.id"],
            name="fk_portfolio_groups_portfolio_id_groupings",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("portfolio_id", "grouping_id", "id", name="pk_portfolio_groups"),
    )


def _create_group_members() -> None:
    op.create_table(
        "group_members",
        sa.Column("portfolio_id", sa.Uuid(), nullable=False),
        sa.Column("grouping_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["portfolio_id", "grouping_id", "group_id"],
            ["portfolio_groups.portfolio_id", "portfolio_groups.grouping_id", "portfolio_groups.id"],
            name="fk_group_members_portfolio_id_portfolio_groups",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["portfolio_id", "organisation_id"],
            ["portfolio_organisations.portfolio_id", "portfolio_organisations.organisation_id"],
            name="fk_group_members_portfolio_id_portfolio_organisations",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("portfolio_id", "grouping_id", "organisation_id", name="pk_group_members"),
    )


def _create_portfolio_campaigns() -> None:
    op.create_table(
        "portfolio_campaigns",
        sa.Column("portfolio_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("questionnaire_id", sa.String(80), nullable=False),
        sa.Column("questionnaire_version", sa.String(20), nullable=False),
        sa.Column("questionnaire_hash", sa.String(64), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("publication", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "length(questionnaire_hash) = 64", name="ck_portfolio_campaigns_questionnaire_hash_is_sha256"
        ),
        sa.ForeignKeyConstraint(
            ["portfolio_id"],
            ["portfolios.id"],
            name="fk_portfolio_campaigns_portfolio_id_portfolios",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("portfolio_id", "id", name="pk_portfolio_campaigns"),
    )


def _create_sharings() -> None:
    op.create_table(
        "sharings",
        sa.Column("portfolio_id", sa.Uuid(), nullable=False),
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("consent", sa.String(10), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("consent IN ('none', 'groups', 'named')", name="ck_sharings_consent_is_known"),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessments.id"], name="fk_sharings_assessment_id_assessments", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["accounts.id"], name="fk_sharings_decided_by_accounts", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name="fk_sharings_organisation_id_organisations",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["portfolio_id", "campaign_id"],
            ["portfolio_campaigns.portfolio_id", "portfolio_campaigns.id"],
            name="fk_sharings_portfolio_id_portfolio_campaigns",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("portfolio_id", "campaign_id", "organisation_id", name="pk_sharings"),
    )
    op.create_index("ix_sharings_assessment_id", "sharings", ["assessment_id"])
    op.create_index("ix_sharings_organisation_id", "sharings", ["organisation_id"])


def _create_kept_results() -> None:
    op.create_table(
        "kept_results",
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("coverage", sa.Float(), nullable=False),
        sa.Column("quadrant", sa.String(80), nullable=True),
        sa.Column("scores", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessments.id"], name="fk_kept_results_assessment_id_assessments", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("assessment_id", name="pk_kept_results"),
    )


def _create_survey_tallies() -> None:
    op.create_table(
        "survey_tallies",
        sa.Column("workshop_id", sa.Uuid(), nullable=False),
        sa.Column("statement_id", sa.String(80), nullable=False),
        sa.Column("code", sa.SmallInteger(), nullable=False),
        sa.Column("ballots", sa.Integer(), nullable=False),
        sa.CheckConstraint("code BETWEEN 0 AND 5", name="ck_survey_tallies_code_is_level_or_not_applicable"),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name="fk_survey_tallies_workshop_id_workshops", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workshop_id", "statement_id", "code", name="pk_survey_tallies"),
    )


def _tally_closed_surveys() -> None:
    op.add_column("workshops", sa.Column("responses", sa.Integer(), nullable=True))
    op.execute(
        "INSERT INTO survey_tallies (workshop_id, statement_id, code, ballots)"
        " SELECT workshop_id, statement_id, code, count(*) FROM ballots"
        " WHERE workshop_id IN (SELECT id FROM workshops WHERE kind = 'survey' AND state = 'closed')"
        " GROUP BY workshop_id, statement_id, code"
    )
    op.execute(
        "UPDATE workshops SET responses ="
        " (SELECT count(*) FROM participants WHERE participants.workshop_id = workshops.id)"
        " WHERE kind = 'survey' AND state = 'closed'"
    )
