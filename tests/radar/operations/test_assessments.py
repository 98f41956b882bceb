import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection, Engine

from radar import operations, queries
from radar.answers import UNANSWERED, AgreedAnswer
from radar.models import Assessment
from radar.operations.assessments import Change, Saved
from scoring.questionnaire import Questionnaire
from scoring.scores import NOT_APPLICABLE
from tests.databases import count_queries
from tests.radar import members
from tests.radar.moments import LATER, NOON

Save = Callable[..., Saved]


@pytest.fixture
def started(connection: Connection, questionnaire: Questionnaire) -> tuple[uuid.UUID, bytes]:
    """The id of an assessment without answers, and the hash of its private link."""
    assessment_id, token = operations.assessments.start_assessment(connection, questionnaire, "Ville de Test", NOON)
    return assessment_id, operations.assessments.link_hash(token)


@pytest.fixture
def assessment_id(started: tuple[uuid.UUID, bytes]) -> uuid.UUID:
    """The id alone."""
    return started[0]


@pytest.fixture
def save(connection: Connection, assessment_id: uuid.UUID) -> Save:
    """Saves one answer to the statement e01."""

    def save(code: int | None, reason: str = "", seen: AgreedAnswer = UNANSWERED, now: datetime = NOON) -> Saved:
        (saved,) = operations.assessments.save_answers(
            connection, assessment_id, [Change("e01", code, reason, seen.stamp)], now
        )
        return saved

    return save


@pytest.fixture
def stored(connection: Connection, assessment_id: uuid.UUID) -> Callable[[], AgreedAnswer]:
    """Reads the answer to the statement e01."""
    return lambda: queries.assessments.answers_of(connection, assessment_id).get("e01", UNANSWERED)


def test_the_private_link_is_long_random_and_kept_as_a_hash_only(
    connection: Connection, engine: Engine, questionnaire: Questionnaire
) -> None:
    started = [operations.assessments.start_assessment(connection, questionnaire, "Ville", NOON) for _ in range(20)]
    tokens = {token for _, token in started}
    assert len(tokens) == 20
    assert all(len(token) >= 43 for token in tokens)  # 256 bits in base64
    with engine.connect() as another:
        rows = another.execute(sa.text("SELECT * FROM assessments")).all()
    assert not any(token in str(row) for token in tokens for row in rows)


def test_an_assessment_pins_the_questionnaire_that_it_was_started_with(
    connection: Connection, questionnaire: Questionnaire
) -> None:
    assessment_id, token = operations.assessments.start_assessment(connection, questionnaire, "Ville", NOON)
    found = queries.assessments.assessment_with_link(connection, assessment_id, operations.assessments.link_hash(token))
    assert found is not None
    assert (found.questionnaire, found.questionnaire_hash) == (
        f"{questionnaire.id}@{questionnaire.version}",
        questionnaire.hash,
    )
    assert (found.organisation, found.created_at, found.changed_at) == ("Ville", NOON, NOON)


def test_renaming_keeps_the_answers_and_counts_as_a_change(
    connection: Connection, assessment_id: uuid.UUID, save: Save, stored: Callable[[], AgreedAnswer]
) -> None:
    save(3)
    operations.assessments.rename_assessment(connection, assessment_id, "Nouveau nom", LATER)
    row = connection.execute(sa.text("SELECT organisation FROM assessments")).scalar_one()
    assert row == "Nouveau nom"
    assert stored().code == 3
    assert queries.assessments.count_assessments_unchanged_since(connection, LATER) == 0


def test_deleting_removes_the_answers_of_that_assessment_only(
    connection: Connection, assessment_id: uuid.UUID, save: Save, questionnaire: Questionnaire
) -> None:
    save(3)
    other_id, _ = operations.assessments.start_assessment(connection, questionnaire, "Autre", NOON)
    operations.assessments.save_answers(connection, other_id, [Change("e01", 1, "", UNANSWERED.stamp)], NOON)
    operations.assessments.delete_assessment(connection, assessment_id)
    left = connection.execute(sa.text("SELECT code FROM answers")).scalars().all()
    assert left == [1]


@pytest.mark.parametrize("code", [0, 1, 2, 3, 4, NOT_APPLICABLE])
def test_a_level_is_stored_as_given(save: Save, stored: Callable[[], AgreedAnswer], code: int) -> None:
    saved = save(code)
    assert stored() == AgreedAnswer(code, "", NOON)
    assert saved == Saved("e01", stored(), None)


def test_zero_not_applicable_and_unanswered_are_three_things(save: Save, stored: Callable[[], AgreedAnswer]) -> None:
    values = [stored().value]
    for code in (0, NOT_APPLICABLE, None):
        save(code, seen=stored())
        values.append(stored().value)
    assert values == ["", "0", "na", ""]


def test_a_reason_is_kept_before_a_level_is_chosen(save: Save, stored: Callable[[], AgreedAnswer]) -> None:
    save(None, "Le comité décide mardi – « à suivre » 👍\nDeux lignes")
    assert stored() == AgreedAnswer(None, "Le comité décide mardi – « à suivre » 👍\nDeux lignes", NOON)


def test_the_last_write_wins_and_the_author_is_told_whose_answer_it_replaced(
    save: Save, stored: Callable[[], AgreedAnswer]
) -> None:
    save(2, "Premier onglet")
    saved = save(4, now=LATER)  # the second tab still shows an empty answer
    assert stored() == AgreedAnswer(4, "", LATER)
    assert saved == Saved("e01", stored(), AgreedAnswer(2, "Premier onglet", NOON))


def test_changing_what_one_has_seen_replaces_nothing_of_anybody(save: Save, stored: Callable[[], AgreedAnswer]) -> None:
    save(2)
    assert save(3, seen=stored(), now=LATER).replaced is None
    assert stored().code == 3


def test_a_page_left_open_does_not_undo_what_was_entered_elsewhere(
    save: Save, stored: Callable[[], AgreedAnswer]
) -> None:
    save(2)
    shown = stored()
    save(4, "Revu", seen=shown)
    saved = save(2, seen=shown, now=LATER)  # the stale page sends all its fields, this one untouched
    assert stored() == AgreedAnswer(4, "Revu", NOON)
    assert saved == Saved("e01", stored(), None)


def test_two_tabs_that_agree_replace_nothing(save: Save, stored: Callable[[], AgreedAnswer]) -> None:
    save(4)
    assert save(4, now=LATER) == Saved("e01", AgreedAnswer(4, "", NOON), None)
    assert stored().changed_at == NOON


def test_only_the_statement_that_moved_is_told(connection: Connection, assessment_id: uuid.UUID, save: Save) -> None:
    save(1)
    changes = [Change(name, 3, "", UNANSWERED.stamp) for name in ("e01", "e02", "e03")]
    saved = operations.assessments.save_answers(connection, assessment_id, changes, LATER)
    assert [each.statement_id for each in saved if each.replaced] == ["e01"]
    assert {
        name: answer.code for name, answer in queries.assessments.answers_of(connection, assessment_id).items()
    } == {
        "e01": 3,
        "e02": 3,
        "e03": 3,
    }


def test_saving_takes_the_same_number_of_statements_however_many_answers(
    connection: Connection, engine: Engine, assessment_id: uuid.UUID
) -> None:
    counts = []
    for size in (1, 48):
        changes = [Change(f"e{number:02}", size % 5, "Raison", "") for number in range(size)]
        with count_queries(engine) as statements:
            operations.assessments.save_answers(connection, assessment_id, changes, NOON)
        counts.append(len(statements))
    assert counts == [2, 2]


def test_people_who_save_at_once_lose_nothing(
    engine: Engine, connection: Connection, started: tuple[uuid.UUID, bytes]
) -> None:
    """Each of four tabs answers twelve statements, one after the other, while the other tabs do the same."""
    start, assessment_id = Barrier(4), started[0]

    def answer_twelve(tab: int) -> None:
        start.wait()
        for number in range(12):
            with engine.connect() as own:
                queries.assessments.assessment_with_link(own, *started, hold=True)
                change = Change(f"e{tab * 12 + number + 1:02}", tab, f"Onglet {tab}", UNANSWERED.stamp)
                (saved,) = operations.assessments.save_answers(own, assessment_id, [change], NOON)
                assert saved.replaced is None

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(answer_twelve, range(4)))
    answers = queries.assessments.answers_of(connection, assessment_id)
    assert {name: answer.code for name, answer in answers.items()} == {
        f"e{number + 1:02}": number // 12 for number in range(48)
    }


def test_of_two_who_answer_the_same_statement_at_once_exactly_one_is_told(
    engine: Engine, connection: Connection, started: tuple[uuid.UUID, bytes]
) -> None:
    start, assessment_id = Barrier(2), started[0]

    def answer(level: int) -> Saved:
        with engine.connect() as own:
            start.wait()
            queries.assessments.assessment_with_link(own, *started, hold=True)
            (saved,) = operations.assessments.save_answers(own, assessment_id, [Change("e01", level, "", ".")], NOON)
            return saved

    for _ in range(5):
        with ThreadPoolExecutor(2) as pool:
            one, two = pool.map(answer, (1, 2))
        first, second = (one, two) if two.replaced else (two, one)
        assert first.replaced is None
        assert second.replaced == first.answer
        assert queries.assessments.answers_of(connection, assessment_id)["e01"] == second.answer
        connection.execute(sa.text("DELETE FROM answers"))
        connection.commit()


def test_an_assessment_that_is_gone_cannot_be_held(connection: Connection, started: tuple[uuid.UUID, bytes]) -> None:
    assert queries.assessments.assessment_with_link(connection, *started, hold=True) is not None
    operations.assessments.delete_assessment(connection, started[0])
    assert queries.assessments.assessment_with_link(connection, *started, hold=True) is None


def test_the_purge_waits_for_an_answer_on_its_way(
    engine: Engine, connection: Connection, started: tuple[uuid.UUID, bytes]
) -> None:
    with ThreadPoolExecutor(1) as pool:
        queries.assessments.assessment_with_link(connection, *started, hold=True)

        def purge() -> int:
            with engine.connect() as own:
                return operations.assessments.delete_assessments_unchanged_since(own, LATER)

        removed = pool.submit(purge)
        time.sleep(0.2)
        operations.assessments.save_answers(connection, started[0], [Change("e01", 3, "", UNANSWERED.stamp)], LATER)
        assert removed.result() == 0
    assert queries.assessments.answers_of(connection, started[0])["e01"].code == 3


def test_purging_removes_what_nobody_has_changed_for_so_long(
    connection: Connection, questionnaire: Questionnaire
) -> None:
    now = datetime(2026, 11, 21, tzinfo=UTC)
    ages = {"Ancien": 401, "Juste": 400, "Récent": 3}
    for name, days in ages.items():
        operations.assessments.start_assessment(connection, questionnaire, name, now - timedelta(days=days))
    moment = now - timedelta(days=400)
    assert queries.assessments.count_assessments_unchanged_since(connection, moment) == 1
    assert operations.assessments.delete_assessments_unchanged_since(connection, moment) == 1
    left = connection.execute(sa.text("SELECT organisation FROM assessments ORDER BY organisation")).scalars().all()
    assert left == ["Juste", "Récent"]


def test_answering_an_old_trial_keeps_it(connection: Connection, assessment_id: uuid.UUID, save: Save) -> None:
    save(1, now=LATER)
    assert operations.assessments.delete_assessments_unchanged_since(connection, LATER) == 0
    assert queries.assessments.answers_of(connection, assessment_id)


def test_the_purge_never_touches_what_belongs_to_an_organisation(
    connection: Connection, questionnaire: Questionnaire, assessment_id: uuid.UUID
) -> None:
    owned = members.add_assessment(connection, questionnaire, members.add_organisation(connection))
    years_later = NOON + timedelta(days=3650)
    assert queries.assessments.count_assessments_unchanged_since(connection, years_later) == 1
    assert operations.assessments.delete_assessments_unchanged_since(connection, years_later) == 1
    left = connection.execute(sa.select(Assessment.id)).scalars().all()
    assert (left, assessment_id in left) == ([owned], False)
