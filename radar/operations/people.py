"""Accounts, and the browsers in which people are signed in."""

import secrets
import uuid
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from radar.database import begin_write
from radar.models import Account, SignIn
from radar.operations.assessments import LINK_BYTES, link_hash


class EmailTakenError(Exception):
    """Somebody has an account at this address."""


class LastAdministratorError(Exception):
    """Nobody would be left to look after the installation."""


def add_account(
    connection: Connection, email: str, name: str, password_hash: str, now: datetime, *, administrator: bool = False
) -> uuid.UUID:
    """Add an account as part of a transaction and return its id; raises EmailTakenError."""
    account_id = uuid.uuid4()
    values = {"id": account_id, "email": email, "name": name, "password_hash": password_hash, "created_at": now}
    try:
        connection.execute(insert(Account).values(**values, administrator=administrator))
    except IntegrityError as error:
        connection.rollback()
        raise EmailTakenError from error
    return account_id


def sign_in(connection: Connection, account_id: uuid.UUID, now: datetime) -> str:
    """Sign a browser in and return the token that it keeps."""
    token = secrets.token_urlsafe(LINK_BYTES)
    connection.execute(
        insert(SignIn).values(
            account_id=account_id, id=uuid.uuid4(), token_hash=link_hash(token), created_at=now, seen_at=now
        )
    )
    connection.commit()
    return token


def note_seen(connection: Connection, account_id: uuid.UUID, sign_in_id: uuid.UUID, now: datetime) -> None:
    """Put down that a browser has been used."""
    connection.execute(
        update(SignIn).where(SignIn.account_id == account_id, SignIn.id == sign_in_id).values(seen_at=now)
    )
    connection.commit()


def end_sign_in(connection: Connection, account_id: uuid.UUID, sign_in_id: uuid.UUID) -> None:
    """Sign one browser of a person out."""
    connection.execute(delete(SignIn).where(SignIn.account_id == account_id, SignIn.id == sign_in_id))
    connection.commit()


def end_other_sign_ins(connection: Connection, account_id: uuid.UUID, kept: uuid.UUID) -> None:
    """Sign every browser of a person out but one."""
    _end_others(connection, account_id, kept)
    connection.commit()


def end_sign_ins_unseen_since(connection: Connection, moment: datetime) -> None:
    """Forget the browsers that have not been used since `moment`."""
    connection.execute(delete(SignIn).where(SignIn.seen_at < moment))
    connection.commit()


def rename_account(connection: Connection, account_id: uuid.UUID, name: str) -> None:
    """Change the name under which a person is shown; it may be empty."""
    connection.execute(update(Account).where(Account.id == account_id).values(name=name))
    connection.commit()


def change_password(connection: Connection, account_id: uuid.UUID, password_hash: str, kept: uuid.UUID | None) -> None:
    """Replace a password and sign every other browser out: whoever knew the old one is gone."""
    set_password_hash(connection, account_id, password_hash, commit=False)
    _end_others(connection, account_id, kept)
    connection.commit()


def set_password_hash(
    connection: Connection, account_id: uuid.UUID, password_hash: str, *, commit: bool = True
) -> None:
    """Store the hash of a password, new or hashed anew with more effort."""
    connection.execute(update(Account).where(Account.id == account_id).values(password_hash=password_hash))
    if commit:
        connection.commit()


def set_administrator(connection: Connection, account_id: uuid.UUID, *, administrator: bool) -> None:
    """Make a person look after the installation, or no longer; raises LastAdministratorError."""
    begin_write(connection)
    kept = connection.execute(select(Account.id).where(Account.administrator).with_for_update()).scalars().all()
    if not administrator and list(kept) == [account_id]:
        connection.rollback()
        raise LastAdministratorError
    connection.execute(update(Account).where(Account.id == account_id).values(administrator=administrator))
    connection.commit()


def _end_others(connection: Connection, account_id: uuid.UUID, kept: uuid.UUID | None) -> None:
    others = SignIn.account_id == account_id
    connection.execute(delete(SignIn).where(others if kept is None else others & (SignIn.id != kept)))
