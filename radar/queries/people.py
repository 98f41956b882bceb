"""Accounts, and what they may do in which organisation."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, exists, select

from radar.models import Account, Membership, Organisation, PortfolioMembership, PortfolioOrganisation, SignIn

SIGN_IN_KEPT = timedelta(days=90)  # without use


@dataclass(frozen=True, slots=True)
class AccountRecord:
    """A person who is signed in, the browser in which they are, and whether portfolios concern them."""

    id: uuid.UUID
    email: str
    name: str
    administrator: bool
    sign_in_id: uuid.UUID
    seen_at: datetime
    runs_portfolios: bool
    in_portfolios: bool


@dataclass(frozen=True, slots=True)
class Credentials:
    """The account at an address, and what is stored of its password."""

    account_id: uuid.UUID
    password_hash: str


@dataclass(frozen=True, slots=True)
class SignInRecord:
    """A browser in which a person is signed in."""

    id: uuid.UUID
    created_at: datetime
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Person:
    """An account as those who look after the installation see it."""

    id: uuid.UUID
    email: str
    name: str
    administrator: bool
    created_at: datetime


@dataclass(frozen=True, slots=True)
class OrganisationRecord:
    """An organisation, and the role of whoever asks in it, if any."""

    id: uuid.UUID
    name: str
    role: str | None


_ACCOUNT = (
    select(
        Account.id,
        Account.email,
        Account.name,
        Account.administrator,
        SignIn.id.label("sign_in_id"),
        SignIn.seen_at,
        exists().where(PortfolioMembership.account_id == Account.id),
        exists().where(
            Membership.account_id == Account.id,
            PortfolioOrganisation.organisation_id == Membership.organisation_id,
        ),
    )
    .join(SignIn, SignIn.account_id == Account.id)
    .where(SignIn.token_hash == bindparam("token_hash"))
)
_ORGANISATION = (
    select(Organisation.id, Organisation.name, Membership.role)
    .outerjoin(
        Membership,
        (Membership.organisation_id == Organisation.id) & (Membership.account_id == bindparam("account_id")),
    )
    .where(Organisation.id == bindparam("organisation_id"))
)


def account_of_sign_in(connection: Connection, token_hash: bytes) -> AccountRecord | None:
    """Return who is signed in by a token."""
    row = connection.execute(_ACCOUNT, {"token_hash": token_hash}).one_or_none()
    return row and AccountRecord(*row)


def organisation_for(
    connection: Connection, organisation_id: uuid.UUID, account_id: uuid.UUID
) -> OrganisationRecord | None:
    """Return an organisation with the role that an account has in it."""
    key = {"organisation_id": organisation_id, "account_id": account_id}
    row = connection.execute(_ORGANISATION, key).one_or_none()
    return row and OrganisationRecord(*row)


def credentials_of(connection: Connection, email: str) -> Credentials | None:
    """Return what is needed to check the password of the account at an address."""
    row = connection.execute(select(Account.id, Account.password_hash).where(Account.email == email)).one_or_none()
    return row and Credentials(*row)


def sign_ins_of(connection: Connection, account_id: uuid.UUID) -> Sequence[SignInRecord]:
    """Return the browsers in which a person is signed in, the one used last first."""
    rows = connection.execute(
        select(SignIn.id, SignIn.created_at, SignIn.seen_at)
        .where(SignIn.account_id == account_id)
        .order_by(SignIn.seen_at.desc(), SignIn.created_at.desc())
    )
    return [SignInRecord(*row) for row in rows]


def everyone(connection: Connection) -> Sequence[Person]:
    """Return every account, by address."""
    columns = (Account.id, Account.email, Account.name, Account.administrator, Account.created_at)
    return [Person(*row) for row in connection.execute(select(*columns).order_by(Account.email))]
