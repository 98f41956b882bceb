"""Portfolios, the organisations they hold, and who may see what of them."""

import uuid
from datetime import datetime

from sqlalchemy import Connection, delete, insert, update

from radar.models import Portfolio, PortfolioOrganisation


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


def put_into_portfolio(connection: Connection, portfolio_id: uuid.UUID, organisation_id: uuid.UUID) -> None:
    """Put an organisation into a portfolio, unless it is there."""
    take_out_of_portfolio(connection, portfolio_id, organisation_id, commit=False)
    values = {"portfolio_id": portfolio_id, "organisation_id": organisation_id}
    connection.execute(insert(PortfolioOrganisation).values(**values))
    connection.commit()


def take_out_of_portfolio(
    connection: Connection, portfolio_id: uuid.UUID, organisation_id: uuid.UUID, *, commit: bool = True
) -> None:
    """Take an organisation out of a portfolio."""
    connection.execute(
        delete(PortfolioOrganisation).where(
            PortfolioOrganisation.portfolio_id == portfolio_id,
            PortfolioOrganisation.organisation_id == organisation_id,
        )
    )
    if commit:
        connection.commit()
