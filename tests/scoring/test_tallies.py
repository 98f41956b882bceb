"""Several ballots of one organisation: means, perspectives, weights, agreement; and memory that does not grow."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from scoring import tallies
from scoring.questionnaire import Perspective, Questionnaire
from scoring.results import Result, assess, to_json
from scoring.scores import NOT_APPLICABLE, UNANSWERED
from scoring.tallies import Tally
from tests.scoring.strategies import heavy, make, questionnaires, sheets

SMALL = make([[2]])
CLIENTS_FIRST = make(
    [[2]], perspectives=(Perspective(id="clients", name="Clients", weight=3), Perspective(id="interne", name="Interne"))
)


def tallied(
    questionnaire: Questionnaire,
    answers: NDArray[np.uint8] | Sequence[Sequence[int]],
    organisations: Sequence[int] | None = None,
    perspectives: Sequence[int] | None = None,
    weights: Sequence[float] | None = None,
) -> list[Result]:
    rows = len(answers)
    organisations = [0] * rows if organisations is None else organisations
    tally = Tally(questionnaire)
    tally.add(
        np.array(answers, np.uint8),
        np.array(organisations),
        np.zeros(rows, np.int64) if perspectives is None else np.array(perspectives),
        np.ones(rows) if weights is None else np.array(weights),
    )
    names = [f"organisme {number}" for number in range(max(organisations) + 1)]
    return list(tally.results(names, [None] * len(names)))


def alike(left: Result, right: Result, *, exactly: bool = True) -> None:
    """Assert that two results hold the same figures, whatever the number of ballots they come from."""
    tolerance = 0.0 if exactly else 1e-12
    for field in ("axes", "practices", "statements", "dimensions"):
        here = [getattr(left, field)[key].score for key in getattr(left, field)]
        there = [getattr(right, field)[key].score for key in getattr(right, field)]
        np.testing.assert_allclose(np.array(here, float), np.array(there, float), rtol=0, atol=tolerance)
    assert (left.coverage, left.provisional, left.quadrant, left.weakest_axes) == (
        right.coverage,
        right.provisional,
        right.quadrant,
        right.weakest_axes,
    )
    assert left.overall == pytest.approx(right.overall, abs=tolerance)


@given(st.data())
def test_one_ballot_each_is_the_result_of_the_sheet(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    answers = data.draw(sheets(questionnaire))
    ids = [statement.id for statement in questionnaire.statements]

    results = tallied(questionnaire, answers, range(len(answers)))

    for result, row in zip(results, answers.tolist(), strict=True):
        codes = {name: None if code == UNANSWERED else code for name, code in zip(ids, row, strict=True)}
        assert to_json(result) == to_json(assess(questionnaire, codes, result.organisation))


@given(st.data(), st.integers(2, 10))
def test_every_ballot_several_times_over_changes_nothing(data: st.DataObject, times: int) -> None:
    questionnaire = data.draw(questionnaires())
    answers = data.draw(sheets(questionnaire))

    (once,), (often,) = tallied(questionnaire, answers), tallied(questionnaire, np.repeat(answers, times, axis=0))

    alike(once, often)
    assert often.ballots == times * once.ballots


@given(st.data())
def test_the_order_of_ballots_is_irrelevant(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires(perspectives=3))
    answers = data.draw(sheets(questionnaire))
    rows = range(len(answers))
    views = data.draw(
        st.lists(st.integers(0, len(questionnaire.perspectives) - 1), min_size=len(rows), max_size=len(rows))
    )
    loads = data.draw(st.lists(heavy, min_size=len(rows), max_size=len(rows)))
    order = data.draw(st.permutations(rows))

    (there,) = tallied(
        questionnaire, answers[order], None, [views[row] for row in order], [loads[row] for row in order]
    )
    (back,) = tallied(questionnaire, answers, None, views, loads)

    for statement, score in there.statements.items():
        assert score.score == pytest.approx(back.statements[statement].score, abs=1e-12)
        assert score.agreement == back.statements[statement].agreement


@given(st.data())
def test_folding_ballots_into_sums_changes_nothing(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    answers = data.draw(sheets(questionnaire, most=30))
    organisations = data.draw(st.lists(st.integers(0, 3), min_size=len(answers), max_size=len(answers)))
    names = ["a", "b", "c", "d"]
    patient, hasty = Tally(questionnaire), Tally(questionnaire)
    for row, organisation in zip(answers, organisations, strict=True):
        for tally in (patient, hasty):
            tally.add(row[None], np.array([organisation]), np.zeros(1, np.int64), np.ones(1))
        hasty.fold(several=data.draw(st.integers(1, 3)))

    expected = patient.results(names, [None] * 4)
    for result, other in zip(hasty.results(names, [None] * 4), expected, strict=True):
        assert to_json(result) == to_json(other)


def test_a_statement_is_the_mean_of_its_ballots_with_their_agreement() -> None:
    (result,) = tallied(SMALL, [[1, 4], [3, UNANSWERED], [NOT_APPLICABLE, UNANSWERED]])

    assert result.ballots == 3
    assert (result.statements["e1"].score, result.statements["e1"].ballots) == (2.0, 2)
    assert result.statements["e1"].agreement == pytest.approx(0.585, abs=1e-3)
    assert (result.statements["e2"].score, result.statements["e2"].agreement) == (4.0, None)


def test_not_applicable_for_some_and_unanswered_by_the_others_is_not_applicable() -> None:
    (result,) = tallied(SMALL, [[NOT_APPLICABLE, 2], [UNANSWERED, 2]])

    assert result.statements["e1"].not_applicable
    assert (result.coverage, result.axes["axe-0"].not_applicable) == (1.0, 1)


def test_weights_of_ballots() -> None:
    (result,) = tallied(SMALL, [[0, 1], [4, 1], [2, 3]], weights=[1, 3, 0])

    assert result.statements["e1"].score == 3.0
    assert (result.ballots, result.statements["e2"].ballots) == (2, 2)


def test_perspectives_weigh_the_same_however_many_ballots_they_hold() -> None:
    (result,) = tallied(CLIENTS_FIRST, [[4, UNANSWERED], [0, 1], [0, 3], [0, 2]], perspectives=[0, 1, 1, 1])

    assert result.statements["e1"].score == 3.0
    assert result.statements["e2"].score == 2.0


def test_an_organisation_without_ballots_has_no_score() -> None:
    first, second = tallied(SMALL, [[1, 1]], [1])

    assert (first.overall, first.ballots, first.provisional) == (None, 0, True)
    assert second.overall == 1.0


def test_ballots_beyond_the_codes_or_with_odd_weights_are_refused() -> None:
    with pytest.raises(ValueError, match="a level 0 to 4, 5"):
        tallied(SMALL, [[6, 0]])
    with pytest.raises(ValueError, match="weights must be finite"):
        tallied(SMALL, [[1, 0]], weights=[-1])


def test_ballots_of_one_organisation_do_not_pile_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tallies, "WAITING", 50)
    tally = Tally(SMALL)
    waiting = []
    for _ in range(40):
        tally.add(np.full((20, 2), 3, np.uint8), np.zeros(20, np.int64), np.zeros(20, np.int64), np.ones(20))
        waiting.append(tally.waiting)

    (result,) = tally.results(["organisme"], [None])
    assert max(waiting) <= 60
    assert (result.ballots, result.overall) == (800, 3.0)
