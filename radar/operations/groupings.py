"""Groups of a portfolio: they are set in advance, and do not change while one of its campaigns is open."""

import uuid
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from sqlalchemy import Connection, delete, func, insert, select, update

from radar import queries
from radar.models import Grouping, GroupMember, PortfolioGroup
from radar.operations import portfolios

MOST_GROUPINGS = 6
MOST_GROUPS = 12

# The group chosen for an organisation in a grouping, None for none.
Choices: TypeAlias = Mapping[tuple[uuid.UUID, uuid.UUID], uuid.UUID | None]


class FrozenGroupsError(Exception):
    """A campaign is open: its groups were set in advance."""


class ChangedGroupsError(Exception):
    """Somebody else has changed the groups since they were shown."""


class TooManyGroupingsError(Exception):
    """A portfolio has only so many groupings."""


def create(connection: Connection, portfolio_id: uuid.UUID, name: str, groups: Sequence[str]) -> uuid.UUID:
    """Divide a portfolio into groups, still empty; raises FrozenGroupsError and TooManyGroupingsError."""
    _hold(connection, portfolio_id)
    count = select(func.count(), func.max(Grouping.position)).where(Grouping.portfolio_id == portfolio_id)
    held, last = connection.execute(count).one()
    if held >= MOST_GROUPINGS:
        connection.rollback()
        raise TooManyGroupingsError
    key = {"portfolio_id": portfolio_id, "id": uuid.uuid4()}
    connection.execute(insert(Grouping).values(**key, name=name, position=(last or 0) + 1))
    owner = {"portfolio_id": portfolio_id, "grouping_id": key["id"]}
    rows = [{**owner, "id": uuid.uuid4(), "name": each, "position": place} for place, each in enumerate(groups)]
    connection.execute(insert(PortfolioGroup), rows)
    connection.commit()
    return key["id"]


def rename(
    connection: Connection,
    portfolio_id: uuid.UUID,
    grouping_id: uuid.UUID,
    name: str,
    groups: Mapping[uuid.UUID, str],
) -> None:
    """Change the names of a grouping and of its groups; raises FrozenGroupsError."""
    _hold(connection, portfolio_id)
    connection.execute(update(Grouping).filter_by(portfolio_id=portfolio_id, id=grouping_id).values(name=name))
    owner = {"portfolio_id": portfolio_id, "grouping_id": grouping_id}
    for group_id, each in groups.items():
        connection.execute(update(PortfolioGroup).filter_by(**owner, id=group_id).values(name=each))
    connection.commit()


def remove(connection: Connection, portfolio_id: uuid.UUID, grouping_id: uuid.UUID) -> None:
    """Remove a grouping with its groups; what was published of them stays; raises FrozenGroupsError."""
    _hold(connection, portfolio_id)
    connection.execute(delete(Grouping).filter_by(portfolio_id=portfolio_id, id=grouping_id))
    connection.commit()


def place(connection: Connection, portfolio_id: uuid.UUID, seen: str, choices: Choices) -> None:
    """Put every organisation into the groups chosen for it.

    Raises FrozenGroupsError, and ChangedGroupsError if `seen` is not the stamp of the groups as they stand.
    """
    _hold(connection, portfolio_id)
    if seen != queries.groupings.stamp(queries.groupings.places_in(connection, portfolio_id)):
        connection.rollback()
        raise ChangedGroupsError
    connection.execute(delete(GroupMember).where(GroupMember.portfolio_id == portfolio_id))
    rows = [
        {"portfolio_id": portfolio_id, "grouping_id": key[0], "organisation_id": key[1], "group_id": group_id}
        for key, group_id in choices.items()
        if group_id is not None
    ]
    if rows:
        connection.execute(insert(GroupMember), rows)
    connection.commit()


def _hold(connection: Connection, portfolio_id: uuid.UUID) -> None:
    """Hold the groups, unless a campaign is open."""
    portfolios.hold(connection, portfolio_id)
    if queries.portfolios.has_open_campaign(connection, portfolio_id):
        connection.rollback()
        raise FrozenGroupsError
