"""Setting targets: rows are only added, and only for what changed."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from sqlalchemy import Connection, Engine

from radar import operations, queries
from radar.operations.targets import changes
from radar.queries.targets import as_of
from scoring.targets import AxisTarget, QuadrantTarget, Targets
from tests.radar.members import add_member, add_organisation
from tests.radar.moments import NOON


def test_only_what_somebody_changed_on_their_page_is_a_change() -> None:
    seen = Targets({"a": AxisTarget(2), "b": AxisTarget(3)}, QuadrantTarget("ouverte"))
    wanted = Targets({"a": AxisTarget(2), "c": AxisTarget(1, reason="Mission.")})
    assert set(changes(seen, wanted)) == {("b", None), ("c", AxisTarget(1, reason="Mission.")), ("", None)}
    assert changes(seen, seen) == ()


def test_what_stands_already_is_not_set_again(connection: Connection) -> None:
    place = add_organisation(connection)
    somebody = add_member(connection, place, "responsable")

    def save(*wanted: operations.targets.Change) -> int:
        return operations.targets.save(connection, place, "essai", wanted, somebody, NOON)

    assert save(("a", AxisTarget(2)), ("b", None)) == 1
    assert save(("a", AxisTarget(2))) == 0
    assert save(("a", None)) == 1
    assert save(("a", None)) == 0
    records = queries.targets.history(connection, place, "essai")
    assert [(record.score, record.set_at >= NOON) for record in records] == [(None, True), (2, True)]
    assert not as_of(records)


def test_a_clock_that_runs_late_does_not_undo_the_newest(connection: Connection) -> None:
    place = add_organisation(connection)
    somebody = add_member(connection, place, "responsable")
    operations.targets.save(connection, place, "essai", [("a", AxisTarget(2))], somebody, NOON)
    operations.targets.save(connection, place, "essai", [("a", AxisTarget(3))], somebody, NOON - timedelta(minutes=1))
    assert queries.targets.in_force(connection, [place], "essai")[place].scores == {"a": 3}


def test_people_who_save_at_once_lose_nothing(connection: Connection, engine: Engine) -> None:
    place = add_organisation(connection)
    somebody = add_member(connection, place, "responsable")

    def save(score: float) -> Callable[[], int]:
        def run() -> int:
            with engine.connect() as own:
                wanted = [("a", AxisTarget(score)), (f"axe-{score:g}", AxisTarget(score))]
                return operations.targets.save(own, place, "essai", wanted, somebody, NOON)

        return run

    with ThreadPoolExecutor(4) as pool:
        saved = [future.result() for future in [pool.submit(save(score)) for score in (1, 2, 3, 4)]]
    assert saved == [2] * 4
    records = queries.targets.history(connection, place, "essai")
    assert {record.score for record in records if record.axis_id == "a"} == {1, 2, 3, 4}
    assert len({record.set_at for record in records}) == 4
    assert len(as_of(records).axes) == 5
