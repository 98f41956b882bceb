"""A page sends the same number of statements to the database however much there is to show."""

from collections.abc import Mapping

import pytest
from flask import Flask

from scoring.questionnaire import Questionnaire
from tests.databases import count_queries
from tests.radar.views.team import Team
from tests.radar.views.trial import Trial, start

AXIS = "/axes/experience-utilisateur"
# The assessment, found by its link, and its answers.
READS = {"": 2, AXIS: 2, "/resultats": 2, "/resultats.json": 2, "/resultats.csv": 2, "/radar.svg": 2, "/suppression": 1}
# The assessment, held; the answers as they stand; the new ones.
SAVE = 3
# Who is signed in, the assessment, their role, and its answers or its journal; the overview lists the sessions too,
# with the portfolio's campaign, if any; results are held against what the organisation aims at, and their page says
# what chance could do, which initiatives were taken up, whether there are other campaigns, and whether there is a plan.
MEMBER_READS = {"": 6, AXIS: 4, "/resultats": 9, "/radar.svg": 5, "/journal": 4, "/journal.csv": 4, "/suppression": 3}
# Who, the assessment, held, and the role; then the answers as they stand, the new ones, and the journal.
MEMBER_SAVE = 6


@pytest.mark.parametrize("path", READS)
def test_reading_takes_the_same_statements_with_0_and_48_answers(
    app: Flask, trial: Trial, questionnaire: Questionnaire, answers: Mapping[str, str], path: str
) -> None:
    counts = [statements_of(app, trial, path)]
    for axis in questionnaire.axes:
        trial.post(f"/axes/{axis.id}", {statement.id: answers[statement.id] for statement in axis.statements})
    counts.append(statements_of(app, trial, path))
    assert counts == [READS[path]] * 2


def test_saving_takes_the_same_statements_for_one_answer_and_for_an_axis(
    app: Flask, trial: Trial, questionnaire: Questionnaire
) -> None:
    fields = {statement.id: "2" for statement in questionnaire.axis_by_id[AXIS.rpartition("/")[2]].statements}
    with count_queries(app.extensions["database"]) as one:
        assert trial.put("e01", {"level": "3"}).status_code == 200
    with count_queries(app.extensions["database"]) as several:
        assert trial.post(AXIS, {**fields, "e01-seen": "3."}).status_code == 303
    assert (len(one), len(several)) == (SAVE, SAVE)


@pytest.mark.parametrize("path", MEMBER_READS)
def test_members_take_two_statements_more_however_much_has_happened(
    app: Flask, team: Team, questionnaire: Questionnaire, answers: Mapping[str, str], path: str
) -> None:
    responsable = team.as_("responsable")
    counts = [statements_of(app, responsable, path)]
    for axis in questionnaire.axes:
        responsable.post(f"/axes/{axis.id}", {statement.id: answers[statement.id] for statement in axis.statements})
    counts.append(statements_of(app, responsable, path))
    assert counts == [MEMBER_READS[path]] * 2


def test_members_save_one_answer_and_an_axis_in_the_same_statements(
    app: Flask, facilitator: Trial, questionnaire: Questionnaire
) -> None:
    fields = {statement.id: "2" for statement in questionnaire.axis_by_id[AXIS.rpartition("/")[2]].statements}
    with count_queries(app.extensions["database"]) as one:
        assert facilitator.put("e01", {"level": "3"}).status_code == 200
    with count_queries(app.extensions["database"]) as several:
        assert facilitator.post(AXIS, {**fields, "e01-seen": "3."}).status_code == 303
    assert (len(one), len(several)) == (MEMBER_SAVE, MEMBER_SAVE)


@pytest.mark.parametrize("path", ["/", "/methode", "/confidentialite", "/v1/enonces", "/sante", "/nulle-part"])
def test_what_is_the_same_for_everyone_asks_the_database_nothing(app: Flask, path: str) -> None:
    with count_queries(app.extensions["database"]) as statements:
        app.test_client().get(path)
    assert statements == []


def test_starting_is_one_statement_and_so_is_finding_a_link(app: Flask) -> None:
    client = app.test_client()
    with count_queries(app.extensions["database"]) as statements:
        trial = start(client)
    assert len(statements) == 1
    link = trial.link()
    with count_queries(app.extensions["database"]) as statements:
        client.get(link)
    assert len(statements) == 1


def statements_of(app: Flask, trial: Trial, path: str) -> int:
    with count_queries(app.extensions["database"]) as statements:
        assert trial.get(path).status_code == 200
    return len(statements)
