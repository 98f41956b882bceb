"""Accounts, and what they may do in which organisation."""

import uuid
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from radar.models import Account, Membership, Organisation, SignIn


@dataclass(frozen=True, slots=True)
class AccountRecord:
    """A person who is signed in, and the browser in which they are."""

    id: uuid.UUID
    email: str
    name: str
    administrator: bool
    sign_in_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class OrganisationRecord:
    """An organisation, and the role of whoever asks in it, if any."""

    id: uuid.UUID
    name: str
    role: str | None


_ACCOUNT = (
    select(Account.id, Account.email, Account.name, Account.administrator, SignIn.id.label("sign_in_id"))
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
