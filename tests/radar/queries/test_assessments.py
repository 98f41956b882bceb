import uuid
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Connection, Engine

from radar import operations, queries
from radar.answers import UNANSWERED
from radar.operations.assessments import Change
from scoring.questionnaire import Questionnaire
from tests.databases import count_queries
from tests.radar.moments import NOON


def test_only_the_whole_link_opens_an_assessment(connection: Connection, questionnaire: Questionnaire) -> None:
    mine, token = operations.assessments.start_assessment(connection, questionnaire, "Ville", NOON)
    _, other_token = operations.assessments.start_assessment(connection, questionnaire, "Autre", NOON)
    found = queries.assessments.assessment_of_link(connection, operations.assessments.link_hash(token))
    assert found is not None
    assert found.id == mine
    for wrong in ("", token[:-1], token.swapcase(), f"{token} ", other_token):
        assert (
            queries.assessments.assessment_with_link(connection, mine, operations.assessments.link_hash(wrong)) is None
        )
    assert queries.assessments.assessment_of_link(connection, operations.assessments.link_hash("")) is None


def test_an_id_alone_opens_nothing(connection: Connection, questionnaire: Questionnaire) -> None:
    mine, token = operations.assessments.start_assessment(connection, questionnaire, "Ville", NOON)
    assert (
        queries.assessments.assessment_with_link(connection, uuid.uuid4(), operations.assessments.link_hash(token))
        is None
    )
    assert queries.assessments.assessment_with_link(connection, mine, b"") is None


def test_moments_come_back_as_they_went_in_whatever_their_zone(
    connection: Connection, questionnaire: Questionnaire
) -> None:
    east = datetime(2026, 11, 20, 23, 30, 0, 1, tzinfo=timezone(timedelta(hours=9)))
    _, token = operations.assessments.start_assessment(connection, questionnaire, "Ville", east)
    found = queries.assessments.assessment_of_link(connection, operations.assessments.link_hash(token))
    assert found is not None
    assert found.created_at == east
    assert found.created_at.tzinfo == UTC


def test_answers_are_those_of_the_assessment(connection: Connection, questionnaire: Questionnaire) -> None:
    mine, _ = operations.assessments.start_assessment(connection, questionnaire, "Ville", NOON)
    other, _ = operations.assessments.start_assessment(connection, questionnaire, "Autre", NOON)
    operations.assessments.save_answers(connection, mine, [Change("e01", 3, "", UNANSWERED.stamp)], NOON)
    assert queries.assessments.answers_of(connection, other) == {}
    assert queries.assessments.answers_of(connection, uuid.uuid4()) == {}
    assert list(queries.assessments.answers_of(connection, mine)) == ["e01"]


@pytest.mark.parametrize("answered", [1, 48])
def test_reading_takes_one_statement_each(
    connection: Connection, engine: Engine, questionnaire: Questionnaire, answered: int
) -> None:
    mine, token = operations.assessments.start_assessment(connection, questionnaire, "Ville", NOON)
    changes = [Change(f"e{number:02}", 2, "Raison", "") for number in range(answered)]
    operations.assessments.save_answers(connection, mine, changes, NOON)
    with count_queries(engine) as statements:
        queries.assessments.assessment_with_link(connection, mine, operations.assessments.link_hash(token))
        assert len(queries.assessments.answers_of(connection, mine)) == answered
    assert len(statements) == 2
