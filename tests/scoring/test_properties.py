"""Laws that scores keep for every questionnaire and every sheet."""

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.typing import NDArray

from scoring.questionnaire import Axis, Dimension, Practice, Questionnaire
from scoring.scores import NOT_APPLICABLE, UNANSWERED, Scores, score
from tests.scoring.reference import Score, reference
from tests.scoring.strategies import codes, make, questionnaires, sheets

FIELDS = ("practices", "axes", "dimensions", "overall", "coverage", "provisional", "quadrants")


def rounded(scores: list[Score]) -> list[float]:
    return [np.nan if value is None else float(value) for value in scores]


def rows(scores: Scores, order: NDArray[np.intp] | list[int] | slice) -> list[list[object]]:
    return [getattr(scores, field)[order].tolist() for field in FIELDS]


def same(left: Scores, right: Scores) -> None:
    for field in FIELDS:
        np.testing.assert_array_equal(getattr(left, field), getattr(right, field), err_msg=field)


@given(st.data())
def test_equal_to_the_slow_reference_to_the_last_bit(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    answers = data.draw(sheets(questionnaire))

    scores = score(questionnaire, answers)

    for row, sheet in enumerate(answers.tolist()):
        exact = reference(questionnaire, sheet)
        np.testing.assert_array_equal(scores.practices[row], rounded(exact.practices))
        np.testing.assert_array_equal(scores.axes[row], rounded(exact.axes))
        np.testing.assert_array_equal(scores.dimensions[row], rounded(exact.dimensions))
        np.testing.assert_array_equal(scores.overall[row], rounded([exact.overall])[0])
        assert scores.coverage[row] == float(exact.coverage)
        assert scores.provisional[row] == (exact.coverage < 1)
        assert scores.quadrants[row] == exact.quadrant


@given(st.data())
def test_single_precision_keeps_quadrants_and_seven_digits(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    answers = data.draw(sheets(questionnaire))

    narrow, wide = score(questionnaire, answers, dtype=np.float32), score(questionnaire, answers)

    assert narrow.overall.dtype == np.float32
    assert narrow.quadrants.tolist() == wide.quadrants.tolist()
    for field in ("practices", "axes", "dimensions", "overall", "coverage"):
        np.testing.assert_allclose(getattr(narrow, field), getattr(wide, field), rtol=2e-7, err_msg=field)


@given(st.data())
def test_scores_stay_on_the_scale(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    scores = score(questionnaire, data.draw(sheets(questionnaire)))

    for values in (scores.practices, scores.axes, scores.dimensions, scores.overall):
        assert ((values >= 0) & (values <= 4) | np.isnan(values)).all()
    assert ((scores.coverage >= 0) & (scores.coverage <= 1)).all()


@given(st.data())
def test_a_higher_answer_lowers_nothing(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    before = data.draw(sheets(questionnaire, most=1))
    column = data.draw(st.integers(0, before.shape[1] - 1))
    assume(before[0, column] < 4)
    after = before.copy()
    after[0, column] += 1

    low, high = score(questionnaire, before), score(questionnaire, after)

    for field in ("practices", "axes", "dimensions", "overall"):
        assert not (getattr(high, field) < getattr(low, field)).any(), field
    assert high.overall[0] > low.overall[0]


@given(st.data())
def test_the_order_of_sheets_is_irrelevant(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    answers = data.draw(sheets(questionnaire))
    order = data.draw(st.permutations(range(len(answers))))

    there, back = score(questionnaire, answers[order]), score(questionnaire, answers)

    np.testing.assert_equal(rows(there, slice(None)), rows(back, order))


@given(st.data())
def test_the_order_of_statements_is_irrelevant(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    answers = data.draw(sheets(questionnaire))
    mixed = _changed(questionnaire, tuple(_mixed(axis, data) for axis in questionnaire.axes))
    order = [questionnaire.statement_index[statement.id] for statement in mixed.statements]

    same(score(mixed, answers[:, order]), score(questionnaire, answers))


def _mixed(axis: Axis, data: st.DataObject) -> Axis:
    practices = tuple(
        practice.model_copy(update={"statements": tuple(data.draw(st.permutations(practice.statements)))})
        for practice in axis.practices
    )
    return Axis(id=axis.id, name=axis.name, practices=practices)


def _changed(questionnaire: Questionnaire, axes: tuple[Axis, ...]) -> Questionnaire:
    fields = {name: getattr(questionnaire, name) for name in Questionnaire.model_fields}
    return Questionnaire(**fields | {"axes": axes})


@given(st.data())
def test_not_applicable_equals_removing_the_statement(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    answers = data.draw(sheets(questionnaire))
    column = data.draw(st.integers(0, answers.shape[1] - 1))
    removed = questionnaire.statements[column].id
    practice = next(p for p in questionnaire.practices if removed in [s.id for s in p.statements])
    assume(len(practice.statements) > 1)
    answers[:, column] = NOT_APPLICABLE
    smaller = _changed(questionnaire, tuple(_without(axis, removed) for axis in questionnaire.axes))

    same(score(questionnaire, answers), score(smaller, np.delete(answers, column, axis=1)))


def _without(axis: Axis, statement: str) -> Axis:
    practices = tuple(
        Practice(id=p.id, name=p.name, statements=tuple(s for s in p.statements if s.id != statement))
        for p in axis.practices
    )
    return Axis(id=axis.id, name=axis.name, practices=practices)


@given(st.lists(codes, min_size=48, max_size=48), st.sampled_from((np.float32, np.float64)))
def test_a_mean_that_is_exactly_the_threshold_is_high(sheet: list[int], dtype: type[np.floating[Any]]) -> None:
    # Complements to 4 in the other half of an axis make its mean exactly 2, through thirds, fifths and sevenths.
    questionnaire = make([[12], [12], [12], [12]], (even("a", 0, 1), even("b", 2, 3)))
    answers = np.array([sheet], np.uint8)
    answers[:, 12:24] = np.where(answers[:, :12] > 4, answers[:, :12], 4 - answers[:, :12])

    scores = score(questionnaire, answers, dtype=dtype)

    assert scores.quadrants[0] == reference(questionnaire, answers[0].tolist()).quadrant
    assert scores.dimensions[0, 0] in (2.0, pytest.approx(np.nan, nan_ok=True))


def even(name: str, *axes: int) -> Dimension:
    weights = {f"axe-{axis}": 1.0 for axis in axes}
    return Dimension(id=name, name=name, direction="vertical", threshold=2.0, weights=weights)


@pytest.mark.parametrize("size", [63, 64, 300])
def test_large_groups_do_not_overflow(size: int) -> None:
    questionnaire = make([[size], [size, 1]])
    sheet = np.full((3, 2 * size + 1), 4, np.uint8)
    sheet[1, 0] = 3
    sheet[2, 1:] = UNANSWERED

    scores = score(questionnaire, sheet)

    assert scores.axes[0].tolist() == [4.0, 4.0]
    assert scores.axes[1, 0] == float(Fraction(4 * size - 1, size))
    np.testing.assert_array_equal(scores.practices[2], [4.0, np.nan, np.nan])
