"""The demonstration: whole, plausible, and loaded once."""

import uuid

import pytest
from flask import Flask
from sqlalchemy import Connection, Engine, event, func, select

from radar import demo, passwords, queries
from radar.database import connect
from radar.demo import content
from radar.demo.plans import MINISTRIES, published_plan
from radar.models import (
    Account,
    AdoptedInitiative,
    Answer,
    Assessment,
    Ballot,
    DotVote,
    Event,
    GroupMember,
    KeptResult,
    Membership,
    Organisation,
    Participant,
    Plan,
    PlanChange,
    PlanRow,
    PortfolioCampaign,
    PortfolioMembership,
    PortfolioOrganisation,
    Pulse,
    PulseBallot,
    Round,
    Sharing,
    Target,
    Workshop,
)
from radar.queries.workshops import WorkshopRecord
from scoring.comparison import Publication
from scoring.pulse import pulse_result
from scoring.questionnaire import Questionnaire
from scoring.recommendations import recommend
from scoring.results import Result, assess
from scoring.roadmap import problems
from scoring.together import distributions
from tests.databases import Databases
from tests.radar import members
from tests.radar.moments import LATER, NOON

TABLES = (
    Account,
    AdoptedInitiative,
    Answer,
    Assessment,
    Ballot,
    DotVote,
    Event,
    GroupMember,
    KeptResult,
    Membership,
    Organisation,
    Participant,
    Plan,
    PlanChange,
    PlanRow,
    PortfolioCampaign,
    PortfolioMembership,
    PortfolioOrganisation,
    Pulse,
    PulseBallot,
    Round,
    Sharing,
    Target,
    Workshop,
)


COMMITS = 430  # of a whole run, or a few less


class CutShortError(Exception):
    """What ends a run before it is done."""


@pytest.fixture
def loaded(connection: Connection, questionnaire: Questionnaire) -> demo.Loaded:
    """The demonstration, loaded for the first time."""
    return demo.load(connection, questionnaire, content.read(), NOON)


def counts(connection: Connection) -> list[int]:
    return [connection.execute(select(func.count()).select_from(table)).scalar_one() for table in TABLES]


def organisation(connection: Connection) -> uuid.UUID:
    """Return the body that has held a session."""
    (found,) = queries.organisations.organisations_named(connection, content.read().organisations[0].name)
    return found


def test_a_second_time_changes_nothing(
    connection: Connection, questionnaire: Questionnaire, loaded: demo.Loaded
) -> None:
    before = counts(connection)
    again = demo.load(connection, questionnaire, content.read(), LATER)
    assert (loaded.changed, again.changed) == (True, False)
    assert [person.password for person in again.people] == [None] * 5
    assert counts(connection) == before


@pytest.mark.usefixtures("loaded")
def test_a_run_cut_short_anywhere_is_completed_by_the_next(
    connection: Connection, databases: Databases, questionnaire: Questionnaire
) -> None:
    whole = counts(connection), campaigns_held(connection)
    for commits in range(10, COMMITS, COMMITS // 5):
        engine = connect(databases.new())
        cut_short(engine, questionnaire, commits)
        with engine.connect() as later:
            assert demo.load(later, questionnaire, content.read(), LATER).changed
            assert (counts(later), campaigns_held(later)) == whole
        engine.dispose()


def cut_short(engine: Engine, questionnaire: Questionnaire, commits: int) -> None:
    """Begin to load the demonstration, and end before one commit more."""
    left = iter(range(commits))

    def stop(_connection: Connection) -> None:
        if next(left, None) is None:
            raise CutShortError

    event.listen(engine, "commit", stop)
    with engine.connect() as connection:
        with pytest.raises(CutShortError):
            demo.load(connection, questionnaire, content.read(), NOON)
        connection.invalidate()  # as when the process is gone
    event.remove(engine, "commit", stop)


def campaigns_held(connection: Connection) -> list[tuple[str, str]]:
    """Return the campaigns with the names of their organisations."""
    campaign = Organisation.name, Assessment.campaign
    rows = connection.execute(select(*campaign).join(Assessment, Assessment.organisation_id == Organisation.id))
    return sorted((organisation, name) for organisation, name in rows)


def test_its_people_sign_in_with_what_was_shown(connection: Connection, loaded: demo.Loaded) -> None:
    for person in loaded.people:
        found = queries.people.credentials_of(connection, person.email)
        assert found is not None
        assert passwords.fits(person.password or "", found.password_hash)
        assert person.email.endswith(".example")  # a name that can never be registered
    assert [person.role for person in loaded.people] == ["lead", "responsable", "facilitator", "reader", "responsable"]


@pytest.mark.usefixtures("loaded")
def test_its_portfolio_holds_every_body(connection: Connection) -> None:
    (portfolio,) = queries.portfolios.portfolios(connection)
    assert (portfolio.name, portfolio.organisations) == (content.read().portfolio.name, 12)
    held = {body.name for body in queries.portfolios.bodies_in(connection, portfolio.id)}
    assert held == {body.name for body in content.read().organisations}
    assert held | set(MINISTRIES.values()) == set(connection.execute(select(Organisation.name)).scalars())


@pytest.mark.usefixtures("loaded")
def test_its_plan_keeps_a_handful_of_what_its_answers_recommend_each_in_its_quarters(connection: Connection) -> None:
    (record,) = queries.plans.plans_of_organisation(connection, organisation(connection))
    plan = queries.plans.assembled(record, queries.plans.rows(connection, record.id))
    kept = [each for each in plan.initiatives if each.stage == "kept"]
    assert (len(kept), problems(plan)) == (6, ())
    assert all(each.start is not None and each.ambition and each.themes for each in kept)
    assert all(each.trace and each.trace.evidence and each.trace.campaign == "Automne 2025" for each in kept)


@pytest.mark.usefixtures("loaded")
def test_the_published_plans_are_open_to_the_lead_and_to_nobody_else(connection: Connection) -> None:
    lead = queries.people.credentials_of(connection, content.read().portfolio.lead.email)
    assert lead is not None
    for name, title in MINISTRIES.items():
        (place,) = queries.organisations.organisations_named(connection, title)
        (record,) = queries.plans.plans_of_organisation(connection, place)
        assert queries.plans.assembled(record, queries.plans.rows(connection, record.id)) == published_plan(name)
        members_there = connection.execute(select(Membership.account_id).where(Membership.organisation_id == place))
        assert members_there.scalars().all() == [lead.account_id]


@pytest.mark.usefixtures("loaded")
def test_its_first_campaign_is_published_and_its_second_is_open(connection: Connection) -> None:
    (portfolio,) = queries.portfolios.portfolios(connection)
    second, first = queries.comparisons.campaigns_of(connection, portfolio.id)
    assert (second.name, second.closed_at, second.publication) == ("Automne 2026", None, None)
    shown = Publication.from_json(first.publication or "")
    assert shown.everybody.bodies == 10  # one body takes part and shares nothing
    assert [group.bodies for group in shown.groupings[0].groups] == [5, 5]
    assert [(one.name, [group.bodies for group in one.groups]) for one in shown.groupings[2:]] == [
        ("Taille", [5, 5]),
        ("Mission", [None, None]),
    ]
    taking_part = queries.comparisons.participation(connection, portfolio.id)[second.id]
    assert (taking_part.taking_part, taking_part.closed, taking_part.named) == (12, 10, 9)


@pytest.mark.usefixtures("loaded")
def test_its_bodies_aim_at_something(connection: Connection, questionnaire: Questionnaire) -> None:
    bodies = list(connection.execute(select(Organisation.id)).scalars())
    targets = queries.targets.in_force(connection, bodies, questionnaire.id)
    assert sum(bool(each) for each in targets.values()) == 9
    assert connection.execute(select(func.count()).select_from(AdoptedInitiative)).scalar_one() == 3


@pytest.mark.usefixtures("loaded")
def test_the_second_campaign_is_better_everywhere(connection: Connection, questionnaire: Questionnaire) -> None:
    later, earlier = queries.assessments.assessments_of(connection, organisation(connection))
    assert (later.campaign, later.state, earlier.campaign, earlier.state) == (
        "Automne 2026",
        "draft",
        "Automne 2025",
        "closed",
    )
    assert later.answered == earlier.answered == len(questionnaire.statements)
    first, second = (results(connection, questionnaire, campaign.id) for campaign in (earlier, later))
    assert all((first.axes[axis].score or 0) < (second.axes[axis].score or 0) for axis in first.axes)


def results(connection: Connection, questionnaire: Questionnaire, assessment_id: uuid.UUID) -> Result:
    answers = queries.assessments.answers_of(connection, assessment_id)
    return assess(questionnaire, {key: answer.code for key, answer in answers.items()})


@pytest.mark.usefixtures("loaded")
def test_its_session_is_closed_with_every_statement_agreed(connection: Connection) -> None:
    session = held(connection, "workshop")
    assert (session.state, session.code) == ("closed", None)
    rounds = [one for each in queries.workshops.rounds_of(connection, session.id).values() for one in each]
    assert len({one.statement_id for one in rounds}) == 5
    assert len(rounds) == 6  # one statement was voted on again
    assert all(one.revealed_at for one in rounds)
    assert len({one.statement_id for one in rounds if one.agreed_at}) == 5


def held(connection: Connection, kind: str) -> WorkshopRecord:
    """Return the session or the survey."""
    key = connection.execute(select(Workshop.id).where(Workshop.kind == kind)).scalar_one()
    found = queries.workshops.workshop(connection, key)
    assert found
    return found


@pytest.mark.usefixtures("loaded")
def test_its_dots_rank_initiatives_that_its_answers_call_for(
    connection: Connection, questionnaire: Questionnaire
) -> None:
    session = held(connection, "workshop")
    assert session.dots_open_at is None
    ranking = queries.dots.ranking(connection, session.id)
    assert [rank.dots for rank in ranking] == [11, 8, 7, 5, 4]
    assert queries.dots.voters(connection, session.id) == 12
    advice = recommend(results(connection, questionnaire, session.assessment_id))
    proposed = {found.initiative.id for axis in advice for found in axis.initiatives}
    assert {rank.initiative_id for rank in ranking} <= proposed


@pytest.mark.usefixtures("loaded")
def test_its_survey_is_closed_with_answers_enough_to_show(connection: Connection, questionnaire: Questionnaire) -> None:
    survey = held(connection, "survey")
    assert survey.state == "closed"
    assert survey.closed_at is not None
    cast = connection.execute(select(Ballot.cast_at).where(Ballot.workshop_id == survey.id)).scalars().all()
    assert survey.created_at < min(cast) < max(cast) < survey.closed_at
    assert queries.surveys.respondents(connection, survey.id) == 9
    spread = distributions(questionnaire, queries.surveys.tallies(connection, survey.id))
    (axis,) = survey.axes
    assert all(spread[statement.id] for statement in questionnaire.axis_by_id[axis].statements)


def test_its_pages_open(app: Flask, connection: Connection, loaded: demo.Loaded) -> None:
    facilitator = queries.people.credentials_of(connection, loaded.people[1].email)
    assert facilitator is not None
    client = members.sign_in(app.test_client(), connection, facilitator.account_id)
    organisation_id = organisation(connection)
    assert "Automne 2025" in client.get(f"/organisations/{organisation_id}").text
    for summary in queries.assessments.assessments_of(connection, organisation_id):
        for path in ("", "/resultats", "/journal"):
            assert client.get(f"/evaluations/{summary.id}{path}").status_code == 200
    session, survey = held(connection, "workshop"), held(connection, "survey")
    assert "Classement de 12 personnes" in client.get(f"/seances/{session.id}/points").text
    assert session.title in client.get(f"/seances/{session.id}").text
    assert "9 personnes ont pris part" in client.get(f"/sondages/{survey.id}").text.replace("\u00a0", " ")


@pytest.mark.usefixtures("loaded")
def test_the_last_pulse_has_the_mean_and_the_target_that_were_published(connection: Connection) -> None:
    last, first = queries.pulses.pulses_of(connection, organisation(connection))
    tallies = queries.pulses.tallies(connection, last.organisation_id, last.question_hash)
    results = [pulse_result(tallies[pulse.id], 4) for pulse in (first, last)]
    assert [round(result.mean, 2) for result in results if result] == [1.94, 2.3]
    assert (last.target_stage, str(last.target_on)) == (3, "2027-03-31")
