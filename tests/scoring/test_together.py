"""The result of a survey is the mean of its answers, and nothing in it gives a single answer away."""

import pytest

from scoring.questionnaire import Questionnaire
from scoring.results import assess
from scoring.together import distributions, together


def test_the_result_is_the_mean_of_the_answers(questionnaire: Questionnaire) -> None:
    tallies = {"e01": {0: 1, 1: 1, 2: 2, 3: 1, 4: 1}, "e02": {3: 1, 5: 5}}
    result = together(questionnaire, tallies, 6, "Régie")
    assert (result.organisation, result.ballots) == ("Régie", 6)
    assert result.statements["e01"].score == pytest.approx(2)
    assert result.statements["e01"].ballots == 6
    assert result.statements["e01"].agreement == pytest.approx(0.53, abs=0.01)
    assert result.axes["experience-utilisateur"].score == pytest.approx(2)


def test_what_few_have_answered_is_neither_shown_nor_counted(questionnaire: Questionnaire) -> None:
    tallies = {"e01": {2: 5}, "e02": {4: 4, 5: 1}, "e03": {5: 5}}
    result, spread = together(questionnaire, tallies, 5), distributions(questionnaire, tallies)
    assert [result.statements[key].score for key in ("e01", "e02", "e03")] == [2, None, None]
    assert result.axes["experience-utilisateur"].score == 2
    assert [key for key, found in spread.items() if found] == ["e01"]


def test_people_who_all_agree_give_the_result_of_one_sheet(questionnaire: Questionnaire) -> None:
    sheet = {statement.id: number % 5 for number, statement in enumerate(questionnaire.statements)}
    together_, alone = (
        together(questionnaire, {key: {code: 7} for key, code in sheet.items()}, 7),
        assess(questionnaire, sheet),
    )
    assert together_.overall == pytest.approx(alone.overall)
    assert (together_.quadrant, together_.provisional) == (alone.quadrant, False)


def test_a_survey_that_nobody_answered_has_no_score(questionnaire: Questionnaire) -> None:
    assert together(questionnaire, {}, 0).overall is None
