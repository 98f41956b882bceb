"""Opening, joining and closing the campaigns of a portfolio, by several people at once too."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import Connection, Engine, select

from radar import operations, queries
from radar.models import Assessment, Event, PortfolioCampaign, Sharing
from radar.operations.campaigns import Campaign
from radar.operations.portfolio_campaigns import AlreadyClosedError, AlreadyOpenError, Opening
from radar.operations.sharings import NotOfferedError, Participation, WideningError
from radar.queries.sharings import SharingRecord
from scoring.comparison import Publication
from scoring.questionnaire import Questionnaire
from tests.radar import members
from tests.radar.moments import LATER, NOON
from tests.radar.portfolios import Joint, finish, join, open_campaign


def at_once(engine: Engine, *acts: Callable[[Connection], object]) -> list[type | object]:
    """Let several people act at once, each with a connection; return what came of it, or the refusal."""
    start = Barrier(len(acts))

    def run(act: Callable[[Connection], object]) -> object:
        with engine.connect() as own:
            start.wait()
            try:
                return act(own)
            except (AlreadyOpenError, AlreadyClosedError, NotOfferedError, WideningError) as refusal:
                return type(refusal)

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def sharing_of(connection: Connection, assessment_id: uuid.UUID) -> SharingRecord:
    found = queries.sharings.sharing_of(connection, assessment_id)
    connection.rollback()
    assert found is not None
    return found


def test_of_two_leads_who_open_a_campaign_at_once_one_does(
    engine: Engine, connection: Connection, questionnaire: Questionnaire
) -> None:
    portfolio_id = members.add_portfolio(connection, [])

    def begin(own: Connection) -> uuid.UUID:
        return operations.portfolio_campaigns.begin(own, questionnaire, portfolio_id, Opening("Automne"), NOON)

    outcomes = at_once(engine, begin, begin)
    assert outcomes.count(AlreadyOpenError) == 1
    (stored,) = connection.execute(select(PortfolioCampaign.id)).scalars()
    assert stored in outcomes


def test_of_two_leads_who_close_it_at_once_one_publishes(
    engine: Engine, connection: Connection, questionnaire: Questionnaire
) -> None:
    joint = open_campaign(connection, questionnaire, 5)
    for organisation_id in joint.organisations:
        finish(connection, questionnaire, join(connection, questionnaire, joint, organisation_id, "groups"), 3)

    def close(own: Connection) -> Publication:
        return operations.portfolio_campaigns.close(own, questionnaire, joint.portfolio_id, joint.campaign_id, 5, LATER)

    outcomes = at_once(engine, close, close)
    assert outcomes.count(AlreadyClosedError) == 1
    (published,) = (one for one in outcomes if isinstance(one, Publication))
    (kept,) = queries.comparisons.campaigns_of(connection, joint.portfolio_id)
    assert (kept.closed_at, kept.publication) == (LATER, published.to_json())
    assert published.everybody.bodies == 5


def test_what_is_published_never_moves(connection: Connection, questionnaire: Questionnaire) -> None:
    joint = open_campaign(connection, questionnaire, 5)
    assessments = [join(connection, questionnaire, joint, each, "groups") for each in joint.organisations]
    for assessment_id in assessments:
        finish(connection, questionnaire, assessment_id, 2)
    key = (joint.portfolio_id, joint.campaign_id)
    operations.portfolio_campaigns.close(connection, questionnaire, *key, 5, LATER)
    before = queries.comparisons.campaigns_of(connection, joint.portfolio_id)
    share = sharing_of(connection, assessments[0])
    operations.sharings.reduce(connection, share, assessments[0], "none", joint.lead, LATER)
    operations.portfolios.take_out_of_portfolio(
        connection, joint.portfolio_id, joint.organisations[1], joint.lead, LATER
    )
    with pytest.raises(AlreadyClosedError):
        operations.portfolio_campaigns.close(connection, questionnaire, *key, 3, LATER)
    assert queries.comparisons.campaigns_of(connection, joint.portfolio_id) == before


def test_a_campaign_without_any_complete_result_publishes_nothing(
    connection: Connection, questionnaire: Questionnaire
) -> None:
    joint = open_campaign(connection, questionnaire, 6)
    for organisation_id in joint.organisations:
        join(connection, questionnaire, joint, organisation_id, "named")
    key = (joint.portfolio_id, joint.campaign_id)
    published = operations.portfolio_campaigns.close(connection, questionnaire, *key, 5, LATER)
    assert (published.everybody.bodies, dict(published.everybody.figures)) == (None, {})


def test_an_organisation_joins_once_however_many_try(
    engine: Engine, connection: Connection, questionnaire: Questionnaire
) -> None:
    joint = open_campaign(connection, questionnaire)

    def start(own: Connection) -> uuid.UUID:
        return join(own, questionnaire, joint, joint.organisations[0], "groups")

    assert at_once(engine, start, start).count(NotOfferedError) == 1
    assert len(connection.execute(select(Assessment.id)).all()) == 1
    assert len(connection.execute(select(Sharing.assessment_id)).all()) == 1


def test_joining_is_refused_to_who_is_not_asked(connection: Connection, questionnaire: Questionnaire) -> None:
    joint = open_campaign(connection, questionnaire)
    other = members.add_organisation(connection, "Ailleurs")
    changed = questionnaire.model_copy(update={"hash": "0" * 64})
    refusals: list[Callable[[], object]] = [
        lambda: join(connection, questionnaire, joint, other, "groups"),
        lambda: join(connection, changed, joint, joint.organisations[0], "groups"),
        lambda: operations.campaigns.start(
            connection,
            questionnaire,
            joint.organisations[0],
            Campaign("Automne"),
            joint.lead,
            NOON,
            Participation(joint.portfolio_id, uuid.uuid4(), "none"),
        ),
    ]
    for refused in refusals:
        with pytest.raises(NotOfferedError):
            refused()
    operations.portfolio_campaigns.close(connection, questionnaire, joint.portfolio_id, joint.campaign_id, 5, LATER)
    with pytest.raises(NotOfferedError):
        join(connection, questionnaire, joint, joint.organisations[0], "groups")
    assert connection.execute(select(Assessment.id)).all() == []


@pytest.mark.parametrize(("held", "wanted"), [("none", "groups"), ("none", "named"), ("groups", "named")])
def test_sharing_is_never_widened(connection: Connection, questionnaire: Questionnaire, held: str, wanted: str) -> None:
    joint = open_campaign(connection, questionnaire)
    assessment_id = join(connection, questionnaire, joint, joint.organisations[0], held)
    share = sharing_of(connection, assessment_id)
    with pytest.raises(WideningError):
        operations.sharings.reduce(connection, share, assessment_id, wanted, joint.lead, LATER)
    assert sharing_of(connection, assessment_id).consent == held


def test_of_two_who_reduce_at_once_the_narrower_stands(
    engine: Engine, connection: Connection, questionnaire: Questionnaire
) -> None:
    joint = open_campaign(connection, questionnaire)
    assessment_id = join(connection, questionnaire, joint, joint.organisations[0], "named")
    share = sharing_of(connection, assessment_id)

    def to(consent: str) -> Callable[[Connection], None]:
        def reduce(own: Connection) -> None:
            operations.sharings.reduce(own, share, assessment_id, consent, joint.lead, LATER)

        return reduce

    at_once(engine, to("groups"), to("none"))
    assert sharing_of(connection, assessment_id).consent == "none"


def test_reducing_leaving_and_deleting_at_once_do_not_wait_for_each_other_for_ever(
    engine: Engine, connection: Connection, questionnaire: Questionnaire
) -> None:
    joint = open_campaign(connection, questionnaire, 3)
    for organisation_id in joint.organisations:
        assessment_id = join(connection, questionnaire, joint, organisation_id, "named")
        share = sharing_of(connection, assessment_id)

        def reduce(own: Connection, share: SharingRecord = share, one: uuid.UUID = assessment_id) -> None:
            operations.sharings.reduce(own, share, one, "none", joint.lead, LATER)

        def leave(own: Connection, organisation_id: uuid.UUID = organisation_id) -> None:
            operations.portfolios.take_out_of_portfolio(own, joint.portfolio_id, organisation_id, joint.lead, LATER)

        def delete(own: Connection, one: uuid.UUID = assessment_id) -> None:
            queries.assessments.assessment_of_an_organisation(own, one, hold=True)
            operations.assessments.delete_assessment(own, one)

        assert at_once(engine, reduce, leave, delete) == [None] * 3
    assert connection.execute(select(Sharing.assessment_id)).all() == []


def test_who_was_shown_by_name_for_a_while_does_not_hide_the_others(
    connection: Connection, questionnaire: Questionnaire
) -> None:
    joint = open_campaign(connection, questionnaire, 5)
    for organisation_id, consent in zip(joint.organisations, ("named", *["groups"] * 4), strict=True):
        assessment_id = join(connection, questionnaire, joint, organisation_id, consent)
        finish(connection, questionnaire, assessment_id, 3)
        share = sharing_of(connection, assessment_id)
        operations.sharings.reduce(connection, share, assessment_id, "groups", joint.lead, LATER)
    key = (joint.portfolio_id, joint.campaign_id)
    published = operations.portfolio_campaigns.close(connection, questionnaire, *key, 5, LATER)
    assert published.everybody.bodies is None


def test_leaving_the_portfolio_ends_the_sharing_and_the_journal_says_so(
    connection: Connection, questionnaire: Questionnaire
) -> None:
    joint = open_campaign(connection, questionnaire)
    (organisation_id,) = joint.organisations
    assessment_id = join(connection, questionnaire, joint, organisation_id, "named")
    operations.portfolios.take_out_of_portfolio(connection, joint.portfolio_id, organisation_id, joint.lead, LATER)
    assert queries.sharings.sharing_of(connection, assessment_id) is None
    told = select(Event.before, Event.after).where(Event.kind == "sharing", Event.before != "")
    assert connection.execute(told).all() == [("named", "")]
    operations.portfolios.put_into_portfolio(connection, joint.portfolio_id, organisation_id)
    assert [one.campaign_id for one in queries.sharings.offers_to(connection, organisation_id)] == [joint.campaign_id]


def test_a_deleted_assessment_leaves_the_campaign(connection: Connection, questionnaire: Questionnaire) -> None:
    joint: Joint = open_campaign(connection, questionnaire)
    assessment_id = join(connection, questionnaire, joint, joint.organisations[0], "groups")
    operations.assessments.delete_assessment(connection, assessment_id)
    assert connection.execute(select(Sharing.assessment_id)).all() == []
    assert queries.sharings.offers_to(connection, joint.organisations[0])
