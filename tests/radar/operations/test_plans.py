"""Plans are stored row by row: what comes out is what went in, and nobody's change is lost."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import Connection, Engine

from radar import operations, queries
from radar.operations.plans import AdoptedPlanError, Owner, RowChange, StaleRowError
from scoring.questionnaire import Questionnaire
from scoring.transformation import Ambition, Capacity, PlannedInitiative, Risk, Theme, TransformationPlan
from tests.radar import members
from tests.radar.moments import LATER, NOON

CONTENT = TransformationPlan(
    title="PTN 2026-2030",
    first_day=date(2026, 4, 1),
    questionnaire="radar-numeriqc@1.0.0",
    ambitions=(Ambition(id="a1", code="1", name="Clientèle"),),
    themes=(Theme(id="talents", name="Talents"),),
    initiatives=(
        PlannedInitiative(id="i2", title="Inventaire", quarters=2),
        PlannedInitiative(id="i1", title="Entrepôt", quarters=4, needs=("i2",), themes=("talents",)),
    ),
    risks=(Risk(id="r1", initiative="i1", text="Roulement du personnel"),),
    capacities=(Capacity(each_quarter=3),),
    texts={"vision": "Servir mieux."},
)


@pytest.fixture
def plan_id(connection: Connection, questionnaire: Questionnaire) -> uuid.UUID:
    """A plan of an organisation."""
    owner = Owner(organisation_id=members.add_organisation(connection))
    return operations.plans.start(connection, owner, questionnaire, CONTENT, members.add_account(connection), NOON)


def read(connection: Connection, plan_id: uuid.UUID) -> TransformationPlan:
    connection.rollback()
    record = queries.plans.plan(connection, plan_id)
    assert record is not None
    return queries.plans.assembled(record, queries.plans.rows(connection, plan_id))


def test_a_plan_comes_out_as_it_went_in(connection: Connection, plan_id: uuid.UUID) -> None:
    assert read(connection, plan_id) == CONTENT
    record = queries.plans.plan(connection, plan_id)
    assert record is not None
    assert (record.owner, record.version, record.state) == ("Régie de l’essai", 1, "draft")


def test_who_saves_over_a_newer_row_is_told_and_nothing_is_saved(connection: Connection, plan_id: uuid.UUID) -> None:
    account_id, row = members.add_account(connection, "autre@exemple.quebec"), CONTENT.initiatives[0]
    mine = RowChange("initiative", "i2", row.model_copy(update={"title": "Mien"}).model_dump(mode="json"), 1)
    operations.plans.change(connection, plan_id, [mine], account_id, LATER)
    theirs = RowChange("initiative", "i2", row.model_dump(mode="json"), 1)
    other = RowChange("risk", "r1", None, 1)
    with pytest.raises(StaleRowError) as refused:
        operations.plans.change(connection, plan_id, [theirs, other], account_id, LATER)
    assert refused.value.keys == [("initiative", "i2")]
    found = read(connection, plan_id)
    assert [each.title for each in found.initiatives] == ["Mien", "Entrepôt"]
    assert len(found.risks) == 1


def test_of_two_who_save_a_row_at_once_one_is_told(engine: Engine, connection: Connection, plan_id: uuid.UUID) -> None:
    account_id = members.add_account(connection, "autre@exemple.quebec")

    def save(number: int) -> bool:
        with engine.connect() as own:
            try:
                wanted = RowChange("text", "vision", f"Vision {number}", 1)
                operations.plans.change(own, plan_id, [wanted], account_id, LATER)
            except StaleRowError:
                return False
            return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(save, range(4))) == 1
    assert len([each for each in queries.plans.changes_of(connection, plan_id) if each.kind == "text"]) == 1


def test_every_change_is_kept_with_what_stood_before(connection: Connection, plan_id: uuid.UUID) -> None:
    account_id = members.add_account(connection, "autre@exemple.quebec")
    operations.plans.change(connection, plan_id, [RowChange("risk", "r1", None, 1)], account_id, LATER)
    latest = queries.plans.changes_of(connection, plan_id)[0]
    assert (latest.kind, latest.key, latest.account_id, latest.after) == ("risk", "r1", account_id, "")
    assert "Roulement du personnel" in latest.before
    same = RowChange("text", "vision", "Servir mieux.", 1)
    operations.plans.change(connection, plan_id, [same], account_id, LATER)
    assert queries.plans.changes_of(connection, plan_id)[0] == latest


def test_a_file_replaces_the_rows_it_changes(connection: Connection, plan_id: uuid.UUID) -> None:
    account_id = members.add_account(connection, "autre@exemple.quebec")
    seen = queries.plans.rows(connection, plan_id).changes
    wanted = CONTENT.model_copy(update={"risks": (), "initiatives": CONTENT.initiatives[::-1]})
    operations.plans.replace(connection, plan_id, seen, wanted, account_id, LATER)
    assert len(queries.plans.changes_of(connection, plan_id)) == 2
    assert read(connection, plan_id).risks == ()


def test_an_adopted_plan_is_taken_further_but_does_not_change(
    connection: Connection, questionnaire: Questionnaire, plan_id: uuid.UUID
) -> None:
    account_id = members.add_account(connection, "autre@exemple.quebec")
    operations.plans.adopt(connection, plan_id, account_id, LATER)
    with pytest.raises(AdoptedPlanError):
        operations.plans.change(connection, plan_id, [RowChange("risk", "r1", None, 1)], account_id, LATER)
    adopted = queries.plans.plan(connection, plan_id)
    assert adopted is not None
    next_id = operations.plans.take_further(connection, adopted, questionnaire, CONTENT, account_id, LATER)
    following = queries.plans.plan(connection, next_id)
    assert following is not None
    assert (following.version, following.previous_id, following.state) == (2, plan_id, "draft")
    assert read(connection, next_id) == CONTENT
