"""Groupings: the groups of a portfolio, set in advance, and which organisation is in which."""

import hashlib
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeAlias

from sqlalchemy import Connection, bindparam, func, select

from radar.models import Grouping, GroupMember, PortfolioGroup
from scoring import comparison

# The group of an organisation, by grouping and organisation; none where it has none.
Places: TypeAlias = Mapping[tuple[uuid.UUID, uuid.UUID], uuid.UUID]


@dataclass(frozen=True, slots=True)
class GroupRecord:
    """A group, and how many organisations it holds."""

    id: uuid.UUID
    name: str
    organisations: int

    def __str__(self) -> str:
        """Return the group as it stands in a list."""
        return f"{self.name} ({self.organisations})"


@dataclass(frozen=True, slots=True)
class GroupingRecord:
    """A way of dividing a portfolio, and its groups in order."""

    id: uuid.UUID
    name: str
    groups: tuple[GroupRecord, ...]


def groupings_in(connection: Connection, portfolio_id: uuid.UUID) -> Sequence[GroupingRecord]:
    """Return the groupings of a portfolio in order, each with its groups."""
    size = (
        select(func.count())
        .select_from(GroupMember)
        .where(
            GroupMember.portfolio_id == PortfolioGroup.portfolio_id,
            GroupMember.grouping_id == PortfolioGroup.grouping_id,
            GroupMember.group_id == PortfolioGroup.id,
        )
        .scalar_subquery()
    )
    rows = connection.execute(
        select(Grouping.id, Grouping.name, PortfolioGroup.id, PortfolioGroup.name, size)
        .join(
            PortfolioGroup,
            (PortfolioGroup.portfolio_id == Grouping.portfolio_id) & (PortfolioGroup.grouping_id == Grouping.id),
        )
        .where(Grouping.portfolio_id == portfolio_id)
        .order_by(Grouping.position, Grouping.id, PortfolioGroup.position, PortfolioGroup.id)
    )
    return [
        GroupingRecord(*key, tuple(GroupRecord(*row[2:]) for row in held))
        for key, held in groupby(rows, lambda row: (row[0], row[1]))
    ]


def places_in(connection: Connection, portfolio_id: uuid.UUID) -> Places:
    """Return the group of each organisation in each grouping of a portfolio."""
    rows = connection.execute(
        select(GroupMember.grouping_id, GroupMember.organisation_id, GroupMember.group_id).where(
            GroupMember.portfolio_id == portfolio_id
        )
    )
    return {(grouping_id, organisation_id): group_id for grouping_id, organisation_id, group_id in rows}


def stamp(places: Places) -> str:
    """Return what stands for the groups as a page shows them: it differs as soon as somebody changes one."""
    rows = sorted(
        f"{grouping_id.hex}{body_id.hex}{group_id.hex}" for (grouping_id, body_id), group_id in places.items()
    )
    return hashlib.sha256("".join(rows).encode()).hexdigest()[:32]


_GROUPS = (
    select(Grouping.id, Grouping.name, PortfolioGroup.id, PortfolioGroup.name, GroupMember.organisation_id)
    .join(
        PortfolioGroup,
        (PortfolioGroup.portfolio_id == Grouping.portfolio_id) & (PortfolioGroup.grouping_id == Grouping.id),
    )
    .outerjoin(
        GroupMember,
        (GroupMember.portfolio_id == PortfolioGroup.portfolio_id)
        & (GroupMember.grouping_id == PortfolioGroup.grouping_id)
        & (GroupMember.group_id == PortfolioGroup.id),
    )
    .where(Grouping.portfolio_id == bindparam("portfolio_id"))
    .order_by(Grouping.position, Grouping.id, PortfolioGroup.position, PortfolioGroup.id)
)


def groupings_of(connection: Connection, portfolio_id: uuid.UUID) -> tuple[comparison.Grouping, ...]:
    """Return the groupings that were set for a portfolio, with the bodies in their groups by the hex of their ids."""
    names: dict[str, str] = {}
    groups: dict[str, dict[str, tuple[str, set[str]]]] = {}
    rows: Iterable[Any] = connection.execute(_GROUPS, {"portfolio_id": portfolio_id})
    for grouping_id, grouping, group_id, group, member in rows:
        names[grouping_id.hex] = grouping
        _, members = groups.setdefault(grouping_id.hex, {}).setdefault(group_id.hex, (group, set()))
        members |= {member.hex} if member is not None else set()
    return tuple(
        comparison.Grouping(
            key,
            names[key],
            tuple(comparison.Group(each, name, frozenset(members)) for each, (name, members) in inside.items()),
        )
        for key, inside in groups.items()
    )
