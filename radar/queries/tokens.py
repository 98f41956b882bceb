"""The tokens of an organisation, and whom one speaks for."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from radar.models import Account, ApiToken, Membership, Organisation


@dataclass(frozen=True, slots=True)
class Caller:
    """Whom a token speaks for: an organisation, and the person who made the token if still a member."""

    organisation_id: uuid.UUID
    organisation: str
    token_name: str
    scope: str
    account_id: uuid.UUID | None


@dataclass(frozen=True, slots=True)
class TokenRecord:
    """A token as those who manage an organisation see it."""

    id: uuid.UUID
    name: str
    scope: str
    created_at: datetime
    created_by: str | None
    expires_at: datetime | None
    revoked_at: datetime | None

    def is_good(self, now: datetime) -> bool:
        """Return whether the token opens anything."""
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)


_CALLER: Select[*tuple[Any, ...]] = (
    select(
        ApiToken.organisation_id,
        Organisation.name,
        ApiToken.name,
        ApiToken.scope,
        Membership.account_id,
        ApiToken.expires_at,
    )
    .join(Organisation, Organisation.id == ApiToken.organisation_id)
    .outerjoin(
        Membership,
        (Membership.organisation_id == ApiToken.organisation_id) & (Membership.account_id == ApiToken.created_by),
    )
    .where(ApiToken.token_hash == bindparam("token_hash"), ApiToken.revoked_at.is_(None))
)
_TOKENS: Select[*tuple[Any, ...]] = (
    select(
        ApiToken.id,
        ApiToken.name,
        ApiToken.scope,
        ApiToken.created_at,
        Account.email,
        ApiToken.expires_at,
        ApiToken.revoked_at,
    )
    .outerjoin(Account, Account.id == ApiToken.created_by)
    .where(ApiToken.organisation_id == bindparam("organisation_id"))
    .order_by(ApiToken.created_at.desc(), ApiToken.id)
)


def caller(connection: Connection, token_hash: bytes, now: datetime) -> Caller | None:
    """Return whom a token speaks for, unless it is unknown, revoked or expired."""
    row = connection.execute(_CALLER, {"token_hash": token_hash}).one_or_none()
    if row is None:
        return None
    *fields, expires_at = row
    return Caller(*fields) if expires_at is None or now < expires_at else None


def tokens_of(connection: Connection, organisation_id: uuid.UUID) -> Sequence[TokenRecord]:
    """Return the tokens of an organisation, the newest first."""
    return [TokenRecord(*row) for row in connection.execute(_TOKENS, {"organisation_id": organisation_id})]
