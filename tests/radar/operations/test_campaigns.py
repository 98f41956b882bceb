"""People who act on the same assessment at once."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import sqlalchemy as sa
from sqlalchemy import Connection, Engine

from radar import operations, queries
from radar.models import Assessment, Event, KeptResult
from radar.operations.campaigns import Campaign
from scoring import measures
from scoring.questionnaire import Questionnaire
from scoring.results import assess
from tests.radar import members
from tests.radar.moments import LATER, NOON


def test_of_two_who_claim_a_trial_at_once_one_has_it(
    engine: Engine, connection: Connection, questionnaire: Questionnaire
) -> None:
    assessment_id, token = operations.assessments.start_assessment(connection, questionnaire, "Ville", NOON)
    bodies = [members.add_organisation(connection, name) for name in ("Une", "Deux")]
    account_id, start = members.add_account(connection), Barrier(2)

    def claim(organisation_id: uuid.UUID) -> bool:
        with engine.connect() as own:
            start.wait()
            link_hash = operations.assessments.link_hash(token)
            held = queries.assessments.assessment_with_link(own, assessment_id, link_hash, hold=True)
            if held is None:
                return False
            operations.campaigns.claim(own, held, organisation_id, Campaign("Automne"), account_id, LATER)
            return True

    with ThreadPoolExecutor(2) as pool:
        claimed = list(pool.map(claim, bodies))
    assert sorted(claimed) == [False, True]
    owner = connection.execute(sa.select(Assessment.organisation_id)).scalar_one()
    assert owner == bodies[claimed.index(True)]
    assert connection.execute(sa.select(sa.func.count(Event.id))).scalar_one() == 1


def test_of_two_who_close_at_once_one_is_put_down(
    engine: Engine, connection: Connection, questionnaire: Questionnaire
) -> None:
    assessment_id = members.add_assessment(connection, questionnaire, members.add_organisation(connection))
    account_id, start = members.add_account(connection), Barrier(2)

    def close(_: int) -> None:
        with engine.connect() as own:
            start.wait()
            held = queries.assessments.assessment_of_an_organisation(own, assessment_id, hold=True)
            assert held is not None
            operations.campaigns.close(own, held, assess(questionnaire, {}), account_id, LATER)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(close, range(2)))
    assert connection.execute(sa.select(Event.before, Event.after)).all() == [("draft", "closed")]


def test_the_result_of_a_closed_assessment_is_kept_until_it_is_opened_again(
    connection: Connection, questionnaire: Questionnaire
) -> None:
    assessment_id = members.add_assessment(connection, questionnaire, members.add_organisation(connection))
    account_id = members.add_account(connection)
    result = assess(
        questionnaire, {statement.id: number % 5 for number, statement in enumerate(questionnaire.statements)}
    )
    for _ in range(2):
        held = queries.assessments.assessment_of_an_organisation(connection, assessment_id, hold=True)
        assert held is not None
        operations.campaigns.close(connection, held, result, account_id, LATER)
        quadrant, coverage, scores = connection.execute(
            sa.select(KeptResult.quadrant, KeptResult.coverage, KeptResult.scores)
        ).one()
        assert (quadrant, coverage) == (result.quadrant, 1.0)
        assert measures.read(scores).tolist() == measures.row_of(result).tolist()
    held = queries.assessments.assessment_of_an_organisation(connection, assessment_id, hold=True)
    assert held is not None
    operations.campaigns.change_state(connection, held, "draft", account_id, LATER)
    assert connection.execute(sa.select(KeptResult.assessment_id)).all() == []


def test_a_change_without_difference_is_not_put_down(connection: Connection, questionnaire: Questionnaire) -> None:
    assessment_id = members.add_assessment(connection, questionnaire, members.add_organisation(connection))
    account_id = members.add_account(connection)
    held = queries.assessments.assessment_of_an_organisation(connection, assessment_id)
    assert held is not None
    operations.campaigns.change(connection, held, Campaign(held.campaign), account_id, LATER)
    assert connection.execute(sa.select(Event.id)).all() == []
