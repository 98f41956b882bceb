"""Portfolios, the organisations they hold, and who may see what of them."""

import uuid
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from radar.database import begin_write
from radar.models import Assessment, Portfolio, PortfolioMembership, PortfolioOrganisation, Sharing
from radar.operations import journal
from radar.operations.journal import Entry


def create_portfolio(connection: Connection, name: str, now: datetime) -> uuid.UUID:
    """Create a portfolio without organisations and return its id."""
    portfolio_id = uuid.uuid4()
    connection.execute(insert(Portfolio).values(id=portfolio_id, name=name, created_at=now))
    connection.commit()
    return portfolio_id


def rename_portfolio(connection: Connection, portfolio_id: uuid.UUID, name: str) -> None:
    """Change the name of a portfolio."""
    connection.execute(update(Portfolio).where(Portfolio.id == portfolio_id).values(name=name))
    connection.commit()


def hold(connection: Connection, portfolio_id: uuid.UUID) -> None:
    """Keep others from changing the groups and the campaigns of a portfolio before the end of the transaction."""
    begin_write(connection)
    connection.execute(select(Portfolio.id).where(Portfolio.id == portfolio_id).with_for_update())


def put_into_portfolio(connection: Connection, portfolio_id: uuid.UUID, organisation_id: uuid.UUID) -> None:
    """Put an organisation into a portfolio, unless it is there."""
    hold(connection, portfolio_id)
    values = {"portfolio_id": portfolio_id, "organisation_id": organisation_id}
    known = select(PortfolioOrganisation.organisation_id).filter_by(**values)
    if connection.execute(known).one_or_none() is None:
        connection.execute(insert(PortfolioOrganisation).values(**values))
    connection.commit()


def take_out_of_portfolio(
    connection: Connection, portfolio_id: uuid.UUID, organisation_id: uuid.UUID, account_id: uuid.UUID, now: datetime
) -> None:
    """Take an organisation out of a portfolio, with which it then shares nothing any more."""
    hold(connection, portfolio_id)
    place = {"portfolio_id": portfolio_id, "organisation_id": organisation_id}
    ending = (Sharing.portfolio_id == portfolio_id) & (Sharing.organisation_id == organisation_id)
    for assessment_id, consent in shared(connection, ending).items():
        journal.record(connection, assessment_id, account_id, now, [Entry("sharing", before=consent)])
    connection.execute(delete(Sharing).where(ending))
    connection.execute(delete(PortfolioOrganisation).filter_by(**place))
    connection.commit()


def shared(connection: Connection, which: ColumnElement[bool]) -> Mapping[uuid.UUID, str]:
    """Return what is shared of assessments, none of which is deleted before the end of the transaction.

    Whoever calls holds the portfolio first: this order of holding is the same everywhere.
    """
    held = select(Sharing.assessment_id, Sharing.consent).join(Assessment, Assessment.id == Sharing.assessment_id)
    rows = connection.execute(held.where(which).with_for_update(read=True, key_share=True, of=Assessment))
    return {row.assessment_id: row.consent for row in rows}


def set_role(connection: Connection, portfolio_id: uuid.UUID, account_id: uuid.UUID, role: str, now: datetime) -> None:
    """Let a person lead or observe a portfolio."""
    hold(connection, portfolio_id)
    place = {"portfolio_id": portfolio_id, "account_id": account_id}
    known = connection.execute(select(PortfolioMembership.role).filter_by(**place)).one_or_none()
    if known is None:
        connection.execute(insert(PortfolioMembership).values(**place, role=role, created_at=now))
    else:
        connection.execute(update(PortfolioMembership).filter_by(**place).values(role=role))
    connection.commit()


def remove_member(connection: Connection, portfolio_id: uuid.UUID, account_id: uuid.UUID) -> None:
    """Let a person neither lead nor observe a portfolio any more."""
    connection.execute(delete(PortfolioMembership).filter_by(portfolio_id=portfolio_id, account_id=account_id))
    connection.commit()
