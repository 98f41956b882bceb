"""Portfolios: which organisations they hold, and who may see what of them."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, bindparam, exists, func, select
from sqlalchemy.sql.elements import ColumnElement

from radar.models import (
    Account,
    Membership,
    Organisation,
    Portfolio,
    PortfolioCampaign,
    PortfolioMembership,
    PortfolioOrganisation,
)


@dataclass(frozen=True, slots=True)
class PortfolioRecord:
    """A portfolio, how many organisations it holds, and what whoever asks is in it.

    The role is `lead` or `observer`; `member` for who works for one of its organisations; none for anybody else.
    """

    id: uuid.UUID
    name: str
    organisations: int
    role: str | None = None


@dataclass(frozen=True, slots=True)
class PortfolioMember:
    """A person who leads or observes a portfolio."""

    account_id: uuid.UUID
    email: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class PortfolioBody:
    """An organisation of a portfolio."""

    id: uuid.UUID
    name: str


def _members(account_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Return the condition that an account works for an organisation of the portfolio."""
    return exists().where(
        PortfolioOrganisation.portfolio_id == Portfolio.id,
        Membership.organisation_id == PortfolioOrganisation.organisation_id,
        Membership.account_id == account_id,
    )


_SIZE = (
    select(func.count())
    .select_from(PortfolioOrganisation)
    .where(PortfolioOrganisation.portfolio_id == Portfolio.id)
    .scalar_subquery()
)
_PORTFOLIO = select(Portfolio.id, Portfolio.name, _SIZE)
_ACCOUNT: ColumnElement[Any] = bindparam("account_id")
_FOR_ACCOUNT = select(
    Portfolio.id, Portfolio.name, _SIZE, PortfolioMembership.role, _members(_ACCOUNT).label("member")
).outerjoin(
    PortfolioMembership,
    (PortfolioMembership.portfolio_id == Portfolio.id) & (PortfolioMembership.account_id == _ACCOUNT),
)
_ONE = _FOR_ACCOUNT.where(Portfolio.id == bindparam("portfolio_id"))
_ALL = _FOR_ACCOUNT.where(PortfolioMembership.role.is_not(None) | _members(_ACCOUNT)).order_by(
    Portfolio.name, Portfolio.id
)


def portfolios(connection: Connection) -> Sequence[PortfolioRecord]:
    """Return every portfolio, by name."""
    return _portfolios(connection, _PORTFOLIO.order_by(Portfolio.name, Portfolio.id))


def portfolio(connection: Connection, portfolio_id: uuid.UUID) -> PortfolioRecord | None:
    """Return a portfolio."""
    found = _portfolios(connection, _PORTFOLIO.where(Portfolio.id == portfolio_id))
    return found[0] if found else None


def portfolio_for(connection: Connection, portfolio_id: uuid.UUID, account_id: uuid.UUID) -> PortfolioRecord | None:
    """Return a portfolio with what an account is in it."""
    row = connection.execute(_ONE, {"portfolio_id": portfolio_id, "account_id": account_id}).one_or_none()
    return _record(*row) if row else None


def portfolios_for(connection: Connection, account_id: uuid.UUID) -> Sequence[PortfolioRecord]:
    """Return the portfolios of which an account sees something, by name."""
    return [_record(*row) for row in connection.execute(_ALL, {"account_id": account_id})]


def bodies_in(connection: Connection, portfolio_id: uuid.UUID) -> Sequence[PortfolioBody]:
    """Return the organisations that a portfolio holds, by name."""
    rows = connection.execute(
        select(Organisation.id, Organisation.name)
        .join(PortfolioOrganisation, PortfolioOrganisation.organisation_id == Organisation.id)
        .where(PortfolioOrganisation.portfolio_id == portfolio_id)
        .order_by(func.lower(Organisation.name), Organisation.id)
    )
    return [PortfolioBody(*row) for row in rows]


def members_of(connection: Connection, portfolio_id: uuid.UUID) -> Sequence[PortfolioMember]:
    """Return who leads or observes a portfolio, by address."""
    rows = connection.execute(
        select(Account.id, Account.email, Account.name, PortfolioMembership.role)
        .join(PortfolioMembership, PortfolioMembership.account_id == Account.id)
        .where(PortfolioMembership.portfolio_id == portfolio_id)
        .order_by(Account.email)
    )
    return [PortfolioMember(*row) for row in rows]


def has_open_campaign(connection: Connection, portfolio_id: uuid.UUID, questionnaire_id: str | None = None) -> bool:
    """Return whether a campaign of a portfolio is open, with a certain questionnaire or with any."""
    still = exists().where(PortfolioCampaign.portfolio_id == portfolio_id, PortfolioCampaign.closed_at.is_(None))
    if questionnaire_id is not None:
        still = still.where(PortfolioCampaign.questionnaire_id == questionnaire_id)
    return bool(connection.execute(select(still)).scalar_one())


def _record(portfolio_id: uuid.UUID, name: str, organisations: int, role: str | None, member: bool) -> PortfolioRecord:
    return PortfolioRecord(portfolio_id, name, organisations, role or ("member" if member else None))


def _portfolios(connection: Connection, statement: Select[*tuple[Any, ...]]) -> Sequence[PortfolioRecord]:
    return [PortfolioRecord(*row) for row in connection.execute(statement)]
