"""Groups of a portfolio: set in advance, by one or several people."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import Connection, Engine, insert
from sqlalchemy.exc import IntegrityError

from radar import operations, queries
from radar.models import GroupMember
from radar.operations.groupings import (
    MOST_GROUPINGS,
    ChangedGroupsError,
    FrozenGroupsError,
    TooManyGroupingsError,
)
from scoring.questionnaire import Questionnaire
from tests.radar import members
from tests.radar.portfolios import open_campaign


class Divided:
    """A portfolio of two bodies with a grouping of two groups."""

    def __init__(self, connection: Connection) -> None:
        self.bodies = [members.add_organisation(connection, name) for name in ("Une", "Deux")]
        self.portfolio_id = members.add_portfolio(connection, self.bodies)
        self.grouping_id = operations.groupings.create(connection, self.portfolio_id, "Taille", ["Petits", "Grands"])
        (grouping,) = queries.groupings.groupings_in(connection, self.portfolio_id)
        self.small, self.large = (group.id for group in grouping.groups)
        self.seen = queries.groupings.stamp({})
        connection.rollback()

    def sizes(self, connection: Connection) -> dict[str, int]:
        """Return how many bodies each group holds."""
        (grouping,) = queries.groupings.groupings_in(connection, self.portfolio_id)
        connection.rollback()
        return {group.name: group.organisations for group in grouping.groups}


@pytest.fixture
def divided(connection: Connection) -> Divided:
    """Such a portfolio."""
    return Divided(connection)


def test_a_body_has_one_group_or_none(connection: Connection, divided: Divided) -> None:
    first, second = ((divided.grouping_id, body) for body in divided.bodies)
    chosen = {first: divided.small, second: divided.small}
    operations.groupings.place(connection, divided.portfolio_id, divided.seen, chosen)
    assert divided.sizes(connection) == {"Petits": 2, "Grands": 0}
    operations.groupings.place(
        connection, divided.portfolio_id, queries.groupings.stamp(chosen), {first: divided.large, second: None}
    )
    assert divided.sizes(connection) == {"Petits": 0, "Grands": 1}
    twice = {"portfolio_id": divided.portfolio_id, "grouping_id": divided.grouping_id, "group_id": divided.small}
    with pytest.raises(IntegrityError):
        connection.execute(insert(GroupMember).values(**twice, organisation_id=divided.bodies[0]))


def test_of_two_leads_who_place_bodies_at_once_the_second_reads_first(
    engine: Engine, connection: Connection, divided: Divided
) -> None:
    start, place = Barrier(2), (divided.grouping_id, divided.bodies[0])

    def save(group_id: uuid.UUID) -> bool:
        with engine.connect() as own:
            start.wait()
            try:
                operations.groupings.place(own, divided.portfolio_id, divided.seen, {place: group_id})
            except ChangedGroupsError:
                return False
            return True

    with ThreadPoolExecutor(2) as pool:
        saved = list(pool.map(save, (divided.small, divided.large)))
    assert sorted(saved) == [False, True]
    assert divided.sizes(connection) == {"Petits": int(saved[0]), "Grands": int(saved[1])}


def test_groups_are_frozen_while_a_campaign_is_open(connection: Connection, questionnaire: Questionnaire) -> None:
    portfolio_id = open_campaign(connection, questionnaire).portfolio_id
    act = operations.groupings
    for refused in (
        lambda: act.create(connection, portfolio_id, "Taille", ["Petits", "Grands"]),
        lambda: act.rename(connection, portfolio_id, uuid.uuid4(), "Taille", {}),
        lambda: act.remove(connection, portfolio_id, uuid.uuid4()),
        lambda: act.place(connection, portfolio_id, queries.groupings.stamp({}), {}),
    ):
        with pytest.raises(FrozenGroupsError):
            refused()


def test_there_are_only_so_many_groupings(connection: Connection, divided: Divided) -> None:
    for number in range(1, MOST_GROUPINGS):
        operations.groupings.create(connection, divided.portfolio_id, f"Regroupement {number}", ["A", "B"])
    with pytest.raises(TooManyGroupingsError):
        operations.groupings.create(connection, divided.portfolio_id, "Encore un", ["A", "B"])
    names = [one.name for one in queries.groupings.groupings_in(connection, divided.portfolio_id)]
    assert names == ["Taille", *(f"Regroupement {number}" for number in range(1, MOST_GROUPINGS))]


def test_another_portfolio_is_never_touched(connection: Connection, divided: Divided) -> None:
    other = members.add_portfolio(connection, [], "Autre")
    operations.groupings.rename(connection, other, divided.grouping_id, "Pris", {divided.small: "Pris"})
    operations.groupings.remove(connection, other, divided.grouping_id)
    assert divided.sizes(connection) == {"Petits": 0, "Grands": 0}
