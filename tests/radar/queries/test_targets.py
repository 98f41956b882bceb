"""What is in force, at which moment, for one organisation or for many."""

from datetime import date

from sqlalchemy import Connection, Engine

from radar import operations, queries
from radar.queries.targets import as_of
from scoring.targets import AxisTarget, QuadrantTarget, Targets
from tests.databases import count_queries
from tests.radar.members import add_member, add_organisation
from tests.radar.moments import LATER, NOON

AXIS = "gouvernance-numerique"
SPRING = date(2027, 3, 31)


def test_the_newest_of_each_axis_and_of_the_quadrant_is_in_force(connection: Connection) -> None:
    here, there = add_organisation(connection), add_organisation(connection, "Ville de l’essai")
    somebody = add_member(connection, here, "responsable")
    first = AxisTarget(2.5, SPRING, "La mission l’exige.")
    set_targets = operations.targets.save
    set_targets(connection, here, "radar-numeriqc", [(AXIS, first), ("donnees", AxisTarget(3))], somebody, NOON)
    set_targets(
        connection,
        here,
        "radar-numeriqc",
        [(AXIS, AxisTarget(2)), ("donnees", None), ("", QuadrantTarget("ouverte"))],
        somebody,
        LATER,
    )
    set_targets(connection, here, "pulse", [(AXIS, AxisTarget(4))], somebody, NOON)
    found = queries.targets.in_force(connection, [here, there], "radar-numeriqc")
    assert found == {here: Targets({AXIS: AxisTarget(2)}, QuadrantTarget("ouverte")), there: Targets()}
    history = queries.targets.history(connection, here, "radar-numeriqc")
    assert [record.set_at for record in history] == [LATER] * 3 + [NOON] * 2
    assert as_of(history) == found[here]
    assert as_of(history, NOON) == Targets({AXIS: first, "donnees": AxisTarget(3)})


def test_many_organisations_cost_one_query(connection: Connection, engine: Engine) -> None:
    places = [add_organisation(connection, f"Régie {number}") for number in range(40)]
    somebody = add_member(connection, places[0], "responsable")
    for place in places[::2]:
        operations.targets.save(connection, place, "essai", [(AXIS, AxisTarget(3))], somebody, NOON)
    with count_queries(engine) as statements:
        found = queries.targets.in_force(connection, places, "essai")
    assert len(statements) == 1
    assert [bool(found[place]) for place in places] == [True, False] * 20
    assert queries.targets.in_force(connection, [], "essai") == {}
