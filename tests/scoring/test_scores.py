"""Worked examples of scores, and what is refused."""

import numpy as np
import pytest

from scoring.questionnaire import Questionnaire
from scoring.scores import BLOCK, NOT_APPLICABLE, UNANSWERED, WORTH_A_THREAD, score
from tests.scoring.strategies import make

SMALL = make([[2, 1], [3]])


def sheet(*codes: int) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    return np.array([codes], np.uint8)


def test_levels_are_averaged_and_what_was_not_answered_is_left_out() -> None:
    scores = score(SMALL, sheet(4, NOT_APPLICABLE, 1, 0, UNANSWERED, 3))

    assert scores.practices.tolist() == [[4.0, 1.0, 1.5]]
    assert scores.axes.tolist() == [[2.5, 1.5]]
    assert scores.overall.tolist() == [2.0]
    assert scores.coverage.tolist() == [4 / 5]
    assert scores.provisional.tolist() == [True]


def test_an_axis_without_an_answer_has_no_score_and_does_not_weigh_on_the_overall() -> None:
    scores = score(SMALL, sheet(3, 3, 3, UNANSWERED, NOT_APPLICABLE, UNANSWERED))

    assert np.isnan(scores.axes[0, 1])
    assert scores.overall.tolist() == [3.0]


def test_not_applicable_does_not_lower_coverage() -> None:
    scores = score(SMALL, sheet(3, 3, 3, 2, NOT_APPLICABLE, 0))

    assert (scores.coverage[0], scores.provisional[0]) == (1.0, False)


@pytest.mark.parametrize("code", [UNANSWERED, NOT_APPLICABLE])
def test_a_sheet_that_says_nothing_has_no_score_no_coverage_and_no_quadrant(
    code: int, questionnaire: Questionnaire
) -> None:
    scores = score(questionnaire, np.full((1, 48), code, np.uint8))

    assert np.isnan(scores.overall[0])
    assert np.isnan(scores.dimensions).all()
    assert (scores.coverage[0], scores.provisional[0], scores.quadrants[0]) == (0.0, True, -1)


@pytest.mark.parametrize(
    ("adaptability", "performance", "quadrant"),
    [(1, 1, "novice"), (2, 1, "ouverte"), (1, 2, "productive"), (2, 2, "numerique")],
)
def test_quadrants_of_the_default_questionnaire(
    adaptability: int, performance: int, quadrant: str, questionnaire: Questionnaire
) -> None:
    half = sum(len(axis.statements) for axis in questionnaire.axes[:4])
    scores = score(questionnaire, sheet(*[adaptability] * half, *[performance] * (48 - half)))

    assert questionnaire.quadrants[scores.quadrants[0]].id == quadrant
    assert scores.dimensions.tolist() == [[adaptability, performance]]


def test_no_sheet_has_no_scores(questionnaire: Questionnaire) -> None:
    scores = score(questionnaire, np.empty((0, 48), np.uint8))

    assert scores.axes.shape == (0, 8)
    assert scores.overall.shape == (0,)


@pytest.mark.parametrize("sheets", [BLOCK + 1, 2 * WORTH_A_THREAD + 3])
def test_many_sheets_score_as_each_does_alone(sheets: int) -> None:
    answers = np.random.default_rng(8).choice([0, 1, 2, 3, 4, 5, 255], (sheets, 6)).astype(np.uint8)
    chosen = [0, BLOCK - 1, BLOCK, sheets - 1]

    scores = score(SMALL, answers)

    np.testing.assert_array_equal(scores.axes[chosen], score(SMALL, answers[chosen]).axes)
    np.testing.assert_array_equal(scores.coverage[chosen], score(SMALL, answers[chosen]).coverage)


def test_answers_may_lie_in_any_order_in_memory() -> None:
    answers = np.random.default_rng(8).integers(0, 5, (12, 20), np.uint8)

    np.testing.assert_array_equal(
        score(SMALL, answers[::2, 8:2:-1]).axes, score(SMALL, answers[::2, 8:2:-1].copy()).axes
    )


@pytest.mark.parametrize("code", [6, 7, 128, 254])
def test_an_unknown_code_is_refused_with_its_place(code: int) -> None:
    answers = np.zeros((2 * WORTH_A_THREAD, 6), np.uint8)
    answers[BLOCK + 7, 4] = code

    with pytest.raises(ValueError, match=rf"sheet {BLOCK + 7}, column 4: the code is {code}; it must be"):
        score(SMALL, answers)


@pytest.mark.parametrize(
    "answers", [np.zeros((2, 5), np.uint8), np.zeros(6, np.uint8), np.zeros((2, 6), np.int64), np.zeros((2, 6))]
)
def test_answers_of_another_shape_or_type_are_refused(answers: np.ndarray) -> None:
    with pytest.raises(ValueError, match=r"uint8 of shape \(sheets, 6\).*essai@1\.0\.0"):
        score(SMALL, answers)
