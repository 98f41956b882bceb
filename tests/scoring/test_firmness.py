"""How firm a quadrant is: the fewest changes are the fewest, and nothing open lies outside its bounds."""

from collections.abc import Mapping
from itertools import product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scoring.firmness import Firmness, Grip, firmness
from scoring.flips import Change
from scoring.plans import TOLERANCE
from scoring.questionnaire import Dimension, Perspective, Questionnaire
from scoring.results import assess
from scoring.scores import NOT_APPLICABLE
from tests.scoring.strategies import make, weights

Codes = Mapping[str, int | None]
answer = st.sampled_from((None, 0, 1, 2, 3, 4, NOT_APPLICABLE))


@st.composite
def small(draw: st.DrawFn) -> Questionnaire:
    """Draw a questionnaire of a few questions with two dimensions, perhaps with perspectives."""
    views = draw(st.sampled_from(((), (Perspective(id="p", name="P", weight=0.5), Perspective(id="q", name="Q")))))
    shapes = ([[1], [1]], [[2]]) if views else ([[1], [1, 1]], [[2], [1], [1]], [[1, 1, 1]], [[2, 1], [2]])
    shape = draw(st.sampled_from(shapes))
    dimensions = tuple(
        Dimension(
            id=f"dimension-{row}",
            name="Dimension",
            direction="vertical",
            threshold=draw(st.sampled_from((0.0, 1.0, 1.7, 2.0, 2.5, 4.0))),
            weights={f"axe-{axis}": draw(weights) for axis in range(len(shape))} | {f"axe-{row % len(shape)}": 1.0},
        )
        for row in range(2)
    )
    return make(shape, dimensions, views)


def sheet(data: st.DataObject, questionnaire: Questionnaire) -> dict[str, int | None]:
    return {question: data.draw(answer) for question in questionnaire.question_by_id}


def high(questionnaire: Questionnaire, answers: Codes, row: int) -> bool:
    dimension = questionnaire.dimensions[row]
    score = assess(questionnaire, answers).dimensions[dimension.id].score
    assert score is not None
    return score >= dimension.threshold - TOLERANCE


def fewest_by_trying_everything(questionnaire: Questionnaire, answers: Codes, row: int) -> int | None:
    moving = {name: code for name, code in answers.items() if code is not None and code < NOT_APPLICABLE}
    before = high(questionnaire, answers, row)
    costs = [
        sum(abs(level - moving[name]) for name, level in zip(moving, levels, strict=True))
        for levels in product(range(5), repeat=len(moving))
        if high(questionnaire, {**answers, **dict(zip(moving, levels, strict=True))}, row) != before
    ]
    return min(costs, default=None)


@settings(max_examples=60, deadline=None)
@given(data=st.data(), questionnaire=small())
def test_no_fewer_changes_would_flip_a_dimension(data: st.DataObject, questionnaire: Questionnaire) -> None:
    answers = sheet(data, questionnaire)
    for row, margin in enumerate(firmness(questionnaire, answers).margins):
        if margin.score is None:
            assert margin.flip is None
            continue
        fewest = fewest_by_trying_everything(questionnaire, answers, row)
        assert (margin.flip and margin.flip.count) == fewest
        if margin.flip:
            moved = {**answers, **{change.question: change.to for change in margin.flip.changes}}
            assert high(questionnaire, moved, row) is margin.flip.high is not high(questionnaire, answers, row)
            assert assess(questionnaire, moved).quadrant == margin.flip.quadrant


@settings(max_examples=60, deadline=None)
@given(data=st.data(), questionnaire=small())
def test_others_are_the_statements_that_could_stand_in(data: st.DataObject, questionnaire: Questionnaire) -> None:
    answers = sheet(data, questionnaire)
    for row, margin in enumerate(firmness(questionnaire, answers).margins):
        flip = margin.flip
        if flip is None:
            continue
        step = 1 if flip.high else -1
        moved = {change.question: change.to for change in flip.changes}
        found = {
            other
            for other, code in answers.items()
            for name in moved
            if other not in moved and code is not None and code < NOT_APPLICABLE and code + step in range(5)
            if high(questionnaire, {**answers, **moved, name: moved[name] - step, other: code + step}, row) is flip.high
        }
        assert flip.others == len(found)


@settings(max_examples=60, deadline=None)
@given(data=st.data(), questionnaire=small())
def test_whatever_is_open_stays_within_its_bounds(data: st.DataObject, questionnaire: Questionnaire) -> None:
    answers = sheet(data, questionnaire)
    found = firmness(questionnaire, answers)
    for code, bounds in ((None, found.unanswered), (NOT_APPLICABLE, found.not_applicable)):
        filled = {name: data.draw(st.integers(0, 4)) if given == code else given for name, given in answers.items()}
        assert (bounds.count if bounds else 0) == sum(given == code for given in answers.values())
        if bounds is None:
            continue
        result = assess(questionnaire, filled)
        assume(result.overall is not None)
        assert bounds.worst.overall <= result.overall <= bounds.best.overall  # type: ignore[operator]
        if bounds.settled:
            assert result.quadrant == bounds.best.quadrant


def found_at(questionnaire: Questionnaire, level: int, **others: int | None) -> Firmness:
    return firmness(questionnaire, dict.fromkeys(questionnaire.statement_index, level) | others)


def test_a_body_on_both_thresholds_loses_its_quadrant_by_one_change(questionnaire: Questionnaire) -> None:
    found = found_at(questionnaire, 2)
    assert found.quadrant == "numerique"
    assert [margin.distance for margin in found.margins] == [0, 0]
    assert found.flip
    assert (found.flip.count, found.flip.high, found.flip.quadrant) == (1, False, "productive")
    assert [(change.level, change.to) for change in found.flip.changes] == [(2, 1)]
    assert (found.unanswered, found.not_applicable, found.grip) == (None, None, Grip.FRAGILE)


def test_each_statement_of_an_axis_rises_one_level_before_any_rises_two(questionnaire: Questionnaire) -> None:
    found = found_at(questionnaire, 1)
    assert found.grip is Grip.SOLID
    dimension = Dimension(id="d", name="D", direction="vertical", threshold=2.0, weights={"axe-0": 1.0})
    flip = firmness(make([[3]], (dimension,)), {"e1": 1, "e2": 2, "e3": 1}).flip
    assert flip
    assert flip.changes == (Change("e1", 1, 2), Change("e2", 2, 3))
    assert flip.others == 1


def test_one_change_can_be_all_there_is_to_do() -> None:
    dimension = Dimension(id="d", name="D", direction="vertical", threshold=2.0, weights={"axe-0": 1.0})
    found = firmness(make([[1]], (dimension,)), {"e1": 4})
    assert found.flip
    assert found.flip.changes == (Change("e1", 4, 1),)
    assert (found.flip.count, found.flip.others) == (3, 0)


def test_a_threshold_that_nothing_crosses_is_held_for_good() -> None:
    dimension = Dimension(id="d", name="D", direction="vertical", threshold=0.0, weights={"axe-0": 1.0})
    found = firmness(make([[2]], (dimension,)), {"e1": 0, "e2": None})
    assert (found.flip, found.grip) == (None, Grip.SOLID)


def test_unanswered_statements_that_could_decide_leave_the_quadrant_open(questionnaire: Questionnaire) -> None:
    some = {f"e{number:02}": None for number in range(1, 11)}
    found = found_at(questionnaire, 2, **some)
    assert found.unanswered
    assert (found.unanswered.count, found.unanswered.settled, found.grip) == (10, False, Grip.OPEN)


def test_without_a_quadrant_there_is_nothing_to_flip(questionnaire: Questionnaire) -> None:
    empty = firmness(questionnaire, {})
    assert (empty.quadrant, empty.flip, empty.grip) == (None, None, None)
    assert empty.unanswered
    assert empty.unanswered.count == 48
    half = firmness(questionnaire, {"e01": 3})
    assert [margin.score for margin in half.margins] == [3, None]
    assert (half.flip, half.margins[0].flip is not None) == (None, True)
    plain = firmness(make([[2]]), {"e1": 2})
    assert (plain.margins, plain.quadrant, plain.flip) == ((), None, None)
