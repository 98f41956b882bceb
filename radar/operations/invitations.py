"""Links that let one person in, once: into an organisation, or as the first administrator of an installation."""

import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, delete, exists, insert, select, update

from radar.database import begin_write
from radar.models import Account, Invitation
from radar.operations.assessments import LINK_BYTES, link_hash
from radar.operations.organisations import add_member, add_organisation
from radar.operations.people import add_account

VALID = timedelta(days=14)
FIRST_VALID = timedelta(hours=24)


class UnusableInvitationError(Exception):
    """The invitation has been used, withdrawn or replaced, or its time is over."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who accepts an invitation without an account."""

    email: str
    name: str
    password_hash: str


def invite(
    connection: Connection, organisation_id: uuid.UUID, role: str, email: str, invited_by: uuid.UUID, now: datetime
) -> str:
    """Invite one person into an organisation and return the token of their link."""
    token = _add(connection, now, VALID, organisation_id=organisation_id, role=role, email=email, invited_by=invited_by)
    connection.commit()
    return token


def renew(connection: Connection, organisation_id: uuid.UUID, invitation_id: uuid.UUID, now: datetime) -> str | None:
    """Replace the link of an invitation that is still open and return the new token."""
    token = secrets.token_urlsafe(LINK_BYTES)
    renewed = connection.execute(
        update(Invitation)
        .where(_open(organisation_id, invitation_id))
        .values(token_hash=link_hash(token), expires_at=now + VALID)
        .returning(Invitation.id)
    ).one_or_none()
    connection.commit()
    return token if renewed else None


def withdraw(connection: Connection, organisation_id: uuid.UUID, invitation_id: uuid.UUID) -> None:
    """Make the link of an invitation useless."""
    connection.execute(delete(Invitation).where(_open(organisation_id, invitation_id)))
    connection.commit()


def invite_first_administrator(connection: Connection, now: datetime) -> str | None:
    """Return the token of a link for the first administrator, replacing earlier ones; none where there is one."""
    begin_write(connection)
    connection.execute(delete(Invitation).where(Invitation.organisation_id.is_(None), Invitation.used_at.is_(None)))
    token = None if _has_administrator(connection) else _add(connection, now, FIRST_VALID)
    connection.commit()
    return token


def join(connection: Connection, token_hash: bytes, account_id: uuid.UUID, now: datetime) -> uuid.UUID:
    """Accept an invitation with the account one has and return the organisation; raises UnusableInvitationError."""
    organisation_id, role = _use(connection, token_hash, now)
    if organisation_id is None or role is None:
        connection.rollback()
        raise UnusableInvitationError
    add_member(connection, organisation_id, account_id, role, now)
    connection.commit()
    return organisation_id


def join_as_newcomer(connection: Connection, token_hash: bytes, newcomer: Newcomer, now: datetime) -> uuid.UUID:
    """Accept an invitation into an organisation with a new account and return that account.

    Raises UnusableInvitationError or EmailTakenError; the invitation then stays as it was.
    """
    organisation_id, role = _use(connection, token_hash, now)
    if organisation_id is None or role is None:
        connection.rollback()
        raise UnusableInvitationError
    account_id = add_account(connection, newcomer.email, newcomer.name, newcomer.password_hash, now)
    add_member(connection, organisation_id, account_id, role, now)
    connection.commit()
    return account_id


def become_first_administrator(
    connection: Connection, token_hash: bytes, newcomer: Newcomer, organisation: str, now: datetime
) -> tuple[uuid.UUID, uuid.UUID | None]:
    """Make the first account, and its organisation if one is named; return both ids.

    Raises UnusableInvitationError, also when somebody has been faster.
    """
    organisation_id, _ = _use(connection, token_hash, now)
    if organisation_id is not None or _has_administrator(connection):
        connection.rollback()
        raise UnusableInvitationError
    account_id = add_account(connection, newcomer.email, newcomer.name, newcomer.password_hash, now, administrator=True)
    if organisation:
        organisation_id = add_organisation(connection, organisation, now)
        add_member(connection, organisation_id, account_id, "responsable", now)
    connection.commit()
    return account_id, organisation_id


def forget_expired(connection: Connection, moment: datetime) -> None:
    """Remove the invitations, used or not, whose time was over at `moment`."""
    connection.execute(delete(Invitation).where(Invitation.expires_at < moment))
    connection.commit()


def _open(organisation_id: uuid.UUID, invitation_id: uuid.UUID) -> ColumnElement[bool]:
    return (
        (Invitation.id == invitation_id)
        & (Invitation.organisation_id == organisation_id)
        & Invitation.used_at.is_(None)
    )


def _add(connection: Connection, now: datetime, valid: timedelta, **values: object) -> str:
    token = secrets.token_urlsafe(LINK_BYTES)
    invitation = {"id": uuid.uuid4(), "token_hash": link_hash(token), "created_at": now, "expires_at": now + valid}
    connection.execute(insert(Invitation).values(**invitation, **values))
    return token


def _use(connection: Connection, token_hash: bytes, now: datetime) -> tuple[uuid.UUID | None, str | None]:
    """Use an invitation up, so that of two people who hold its link the second comes too late."""
    used = connection.execute(
        update(Invitation)
        .where(Invitation.token_hash == token_hash, Invitation.used_at.is_(None), Invitation.expires_at > now)
        .values(used_at=now)
        .returning(Invitation.organisation_id, Invitation.role)
    ).one_or_none()
    if used is None:
        connection.rollback()
        raise UnusableInvitationError
    return used.organisation_id, used.role


def _has_administrator(connection: Connection) -> bool:
    return bool(connection.execute(select(exists().where(Account.administrator))).scalar_one())
