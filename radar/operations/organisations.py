"""Organisations, and who works for them in which role."""

import uuid
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from radar.database import begin_write
from radar.models import ROLES, Membership, Organisation


class LastResponsableError(Exception):
    """Nobody would be left to answer for the organisation."""


def create_organisation(connection: Connection, name: str, now: datetime) -> uuid.UUID:
    """Create an organisation without members and return its id."""
    organisation_id = add_organisation(connection, name, now)
    connection.commit()
    return organisation_id


def add_organisation(connection: Connection, name: str, now: datetime) -> uuid.UUID:
    """Add an organisation as part of a transaction and return its id."""
    organisation_id = uuid.uuid4()
    connection.execute(insert(Organisation).values(id=organisation_id, name=name, created_at=now))
    return organisation_id


def rename_organisation(connection: Connection, organisation_id: uuid.UUID, name: str) -> None:
    """Change the name of an organisation, wherever it is shown."""
    connection.execute(update(Organisation).where(Organisation.id == organisation_id).values(name=name))
    connection.commit()


def add_member(
    connection: Connection, organisation_id: uuid.UUID, account_id: uuid.UUID, role: str, now: datetime
) -> None:
    """Give a person a role as part of a transaction; whoever has a wider one keeps it."""
    key = (Membership.organisation_id == organisation_id) & (Membership.account_id == account_id)
    held = connection.execute(select(Membership.role).where(key).with_for_update()).scalar_one_or_none()
    if held is None:
        values = {"organisation_id": organisation_id, "account_id": account_id, "role": role, "created_at": now}
        connection.execute(insert(Membership).values(**values))
    elif ROLES.index(role) > ROLES.index(held):
        connection.execute(update(Membership).where(key).values(role=role))


def change_role(connection: Connection, organisation_id: uuid.UUID, account_id: uuid.UUID, role: str) -> None:
    """Give a member another role; raises LastResponsableError."""
    if role != "responsable":
        _keep_a_responsable(connection, organisation_id, account_id)
    connection.execute(
        update(Membership)
        .where(Membership.organisation_id == organisation_id, Membership.account_id == account_id)
        .values(role=role)
    )
    connection.commit()


def remove_member(connection: Connection, organisation_id: uuid.UUID, account_id: uuid.UUID) -> None:
    """Take a person out of an organisation, which keeps all they did; raises LastResponsableError."""
    _keep_a_responsable(connection, organisation_id, account_id)
    connection.execute(
        delete(Membership).where(Membership.organisation_id == organisation_id, Membership.account_id == account_id)
    )
    connection.commit()


def _keep_a_responsable(connection: Connection, organisation_id: uuid.UUID, leaving: uuid.UUID) -> None:
    """Hold the responsables of an organisation and refuse to lose the last one."""
    begin_write(connection)
    responsables = select(Membership.account_id).where(
        Membership.organisation_id == organisation_id, Membership.role == "responsable"
    )
    if list(connection.execute(responsables.with_for_update()).scalars()) == [leaving]:
        connection.rollback()
        raise LastResponsableError
