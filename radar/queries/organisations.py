"""Organisations with their members and open invitations."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select

from radar.models import Account, Invitation, Membership, Organisation
from radar.queries.people import OrganisationRecord


@dataclass(frozen=True, slots=True)
class Member:
    """A person with a role in an organisation."""

    account_id: uuid.UUID
    email: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """An invitation that nobody has accepted yet."""

    id: uuid.UUID
    email: str
    role: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class InvitationRecord:
    """An invitation as its holder sees it; the first administrator is invited into no organisation."""

    organisation_id: uuid.UUID | None
    organisation: str | None
    role: str | None
    email: str


def organisations_of(connection: Connection, account_id: uuid.UUID) -> Sequence[OrganisationRecord]:
    """Return the organisations of a person, by name."""
    return _organisations(connection, select(*_COLUMNS).join(Membership, _membership(account_id)))


def every_organisation(connection: Connection, account_id: uuid.UUID) -> Sequence[OrganisationRecord]:
    """Return all organisations by name, with the role that a person has in them, if any."""
    return _organisations(connection, select(*_COLUMNS).outerjoin(Membership, _membership(account_id)))


def organisations_named(connection: Connection, name: str) -> Sequence[uuid.UUID]:
    """Return the organisations of exactly this name."""
    return connection.execute(select(Organisation.id).where(Organisation.name == name)).scalars().all()


def members_of(connection: Connection, organisation_id: uuid.UUID) -> Sequence[Member]:
    """Return who works for an organisation, by address."""
    rows = connection.execute(
        select(Account.id, Account.email, Account.name, Membership.role)
        .join(Membership, Membership.account_id == Account.id)
        .where(Membership.organisation_id == organisation_id)
        .order_by(Account.email)
    )
    return [Member(*row) for row in rows]


def invitations_to(connection: Connection, organisation_id: uuid.UUID, now: datetime) -> Sequence[OpenInvitation]:
    """Return the invitations into an organisation that can still be accepted, oldest first."""
    rows = connection.execute(
        select(Invitation.id, Invitation.email, Invitation.role, Invitation.expires_at)
        .where(Invitation.organisation_id == organisation_id, Invitation.used_at.is_(None), Invitation.expires_at > now)
        .order_by(Invitation.created_at)
    )
    return [OpenInvitation(identity, email, role or "", ends) for identity, email, role, ends in rows]


def invitation_of_token(connection: Connection, token_hash: bytes, now: datetime) -> InvitationRecord | None:
    """Return the invitation of a link, if it can still be accepted."""
    row = connection.execute(
        select(Invitation.organisation_id, Organisation.name, Invitation.role, Invitation.email)
        .outerjoin(Organisation, Organisation.id == Invitation.organisation_id)
        .where(Invitation.token_hash == token_hash, Invitation.used_at.is_(None), Invitation.expires_at > now)
    ).one_or_none()
    return row and InvitationRecord(*row)


def invited_address(connection: Connection, organisation_id: uuid.UUID, invitation_id: uuid.UUID) -> str:
    """Return the address that an invitation was made for, empty if none."""
    found = connection.execute(
        select(Invitation.email).where(Invitation.id == invitation_id, Invitation.organisation_id == organisation_id)
    )
    return found.scalar_one_or_none() or ""


_COLUMNS = (Organisation.id, Organisation.name, Membership.role)


def _membership(account_id: uuid.UUID) -> ColumnElement[bool]:
    return and_(Membership.organisation_id == Organisation.id, Membership.account_id == account_id)


def _organisations(connection: Connection, statement: Select[*tuple[Any, ...]]) -> Sequence[OrganisationRecord]:
    ordered = statement.order_by(func.lower(Organisation.name), Organisation.id)
    return [OrganisationRecord(*row) for row in connection.execute(ordered)]
