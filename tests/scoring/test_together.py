"""The result of a survey is the mean of its sheets, and nothing in it gives a single answer away."""

import pytest

from scoring.questionnaire import Questionnaire
from scoring.together import distributions, together


def test_the_result_is_the_mean_of_the_sheets(questionnaire: Questionnaire) -> None:
    sheets = [{"e01": level, "e02": 5} for level in (0, 1, 2, 3, 4)] + [{"e01": 2, "e02": 3}]
    result = together(questionnaire, sheets, "Régie")
    assert (result.organisation, result.ballots) == ("Régie", 6)
    assert result.statements["e01"].score == pytest.approx(2)
    assert result.axes["experience-utilisateur"].score == pytest.approx(2)


def test_what_few_have_answered_is_neither_shown_nor_counted(questionnaire: Questionnaire) -> None:
    sheets = [{"e01": 2, "e02": 4, "e03": 5}] * 4 + [{"e01": 2, "e02": 5, "e03": 5}]
    result, spread = together(questionnaire, sheets), distributions(questionnaire, sheets)
    assert [result.statements[key].score for key in ("e01", "e02", "e03")] == [2, None, None]
    assert result.axes["experience-utilisateur"].score == 2
    assert [key for key, found in spread.items() if found] == ["e01"]


def test_a_survey_that_nobody_answered_has_no_score(questionnaire: Questionnaire) -> None:
    assert together(questionnaire, []).overall is None
