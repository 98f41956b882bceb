"""What is advised first, and why."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.questionnaire import TOP_LEVEL, Questionnaire
from scoring.recommendations import AxisAdvice, Recommendation, fitting, recommend
from scoring.results import Result, assess, from_axis_scores
from scoring.scores import UNANSWERED
from scoring.tallies import Tally
from tests.scoring.reference import reference
from tests.scoring.strategies import make
from tests.scoring.test_results import MEIE

answer = st.one_of(st.none(), st.integers(0, 5))


def all_at(questionnaire: Questionnaire, level: int, **others: int | None) -> Result:
    return assess(questionnaire, dict.fromkeys(questionnaire.statement_index, level) | others)


def every(advice: tuple[AxisAdvice, ...]) -> list[tuple[AxisAdvice, Recommendation]]:
    return [(axis, initiative) for axis in advice for initiative in axis.initiatives]


@pytest.mark.parametrize("level", range(TOP_LEVEL))
def test_every_practice_below_the_top_gets_something_to_do(level: int, questionnaire: Questionnaire) -> None:
    for axis in questionnaire.axes:
        (advice,) = recommend(all_at(questionnaire, level), targets={axis.id: TOP_LEVEL}, per_axis=99)
        served = {practice for initiative in advice.initiatives for practice in initiative.practices}
        assert served == {practice.id for practice in axis.practices}


def test_the_weakest_axes_are_advised_in_their_order(questionnaire: Questionnaire) -> None:
    result = all_at(questionnaire, 2, e01=0, e24=0, e25=0)
    advice = recommend(result)

    assert [(axis.axis, axis.score) for axis in advice] == [(a, result.axes[a].score) for a in result.weakest_axes]
    assert all(axis.target is None and axis.gap is None for axis in advice)
    assert all(len(axis.initiatives) == 3 for axis in advice)


def test_with_targets_the_widest_gap_comes_first_and_what_is_reached_is_left_out(questionnaire: Questionnaire) -> None:
    result = from_axis_scores(questionnaire, MEIE)
    targets = {"qualite-services": 2.0, "experience-employe": 3.0, "responsabilite-sociale": 3.0}

    advice = recommend(result, targets=targets)

    assert [(axis.axis, axis.target) for axis in advice] == [("experience-employe", 3.0), ("qualite-services", 2.0)]
    assert advice[0].gap == pytest.approx(1.86)


def test_targets_of_an_unknown_axis_are_refused(questionnaire: Questionnaire) -> None:
    with pytest.raises(ValueError, match="has no axis 'axe-9'"):
        recommend(all_at(questionnaire, 1), targets={"axe-9": 3})


def test_reasons_name_the_statement_its_level_and_the_next_descriptor(questionnaire: Questionnaire) -> None:
    advice = recommend(all_at(questionnaire, 1, e23=0), targets={"responsabilite-sociale": 2}, per_axis=99)
    found = next(i for i in advice[0].initiatives if i.practices == ("9",))

    (reason,) = found.reasons
    statement = questionnaire.statements[questionnaire.statement_index["e23"]]
    assert (reason.statement, reason.level, reason.next_level) == ("e23", 0, 1)
    assert reason.next_descriptor == statement.levels[1]
    assert found.axis_gain == 1 / 6
    assert (found.dimension, found.dimension_gain) == ("adaptabilite", 1 / 24)


@settings(max_examples=25)
@given(data=st.data())
def test_gains_are_what_scoring_again_would_give(data: st.DataObject, questionnaire: Questionnaire) -> None:
    answers = {statement.id: data.draw(answer) for statement in questionnaire.statements}
    exact = reference(questionnaire, codes(questionnaire, answers))

    for axis, found in every(recommend(assess(questionnaire, answers))):
        raised = answers | {reason.statement: reason.next_level for reason in found.reasons}
        after = reference(questionnaire, codes(questionnaire, raised))
        row = [each.id for each in questionnaire.axes].index(axis.axis)
        assert found.axis_gain == float(gained(after.axes[row], exact.axes[row])) > 0
        dimension = [each.id for each in questionnaire.dimensions].index(str(found.dimension))
        assert found.dimension_gain == float(gained(after.dimensions[dimension], exact.dimensions[dimension]))


def codes(questionnaire: Questionnaire, answers: dict[str, int | None]) -> list[int]:
    found = [answers[statement.id] for statement in questionnaire.statements]
    return [UNANSWERED if code is None else code for code in found]


def gained(after: Fraction | None, before: Fraction | None) -> Fraction:
    assert after is not None
    assert before is not None
    return after - before


@settings(max_examples=25)
@given(data=st.data())
def test_what_is_advised_fits_is_ranked_and_is_advised_once(data: st.DataObject, questionnaire: Questionnaire) -> None:
    result = assess(questionnaire, {statement.id: data.draw(answer) for statement in questionnaire.statements})
    advice = recommend(result)
    order = [initiative.id for initiative in questionnaire.catalogue.initiatives]

    for _, found in every(advice):
        for practice in found.practices:
            level = math.floor(result.practices[practice].score or 0)
            assert found.initiative in fitting(questionnaire.catalogue, practice, level)
    names = [found.initiative.id for _, found in every(advice)]
    assert len(names) == len(set(names))
    for axis in advice:
        keys = [
            (-(i.axis_gain or 0), "SML".index(i.initiative.effort), order.index(i.initiative.id))
            for i in axis.initiatives
        ]
        assert keys == sorted(keys)


def test_means_of_ballots_stand_at_the_level_they_have_reached(questionnaire: Questionnaire) -> None:
    ballots = np.full((3, 48), 1, np.uint8)
    ballots[0] = 2
    tally = Tally(questionnaire)
    tally.add(ballots, np.zeros(3, np.int64), np.zeros(3, np.int64), np.ones(3))
    (result,) = tally.results(["organisme"], [None])

    for axis, found in every(recommend(result)):
        assert {(reason.level, reason.next_level) for reason in found.reasons} == {(1, 2)}
        assert found.axis_gain == pytest.approx(len(found.reasons) * 2 / 3 / result.axes[axis.axis].answered)


def test_published_axis_scores_are_advised_without_reasons_or_gains(questionnaire: Questionnaire) -> None:
    advice = recommend(from_axis_scores(questionnaire, MEIE))

    assert advice[0].axis == "experience-employe"
    assert every(advice)
    for axis, found in every(advice):
        assert found.initiative.from_level <= MEIE[axis.axis] < found.initiative.to_level
        assert (found.reasons, found.axis_gain, found.dimension_gain) == ((), None, None)


def test_prerequisites_are_open_until_their_practices_stand_where_they_lead(questionnaire: Questionnaire) -> None:
    initiative = next(i for i in questionnaire.catalogue.initiatives if i.prerequisites)
    before = questionnaire.catalogue.by_id[initiative.prerequisites[0]]
    axis = next(a.id for a in questionnaire.axes if initiative.practices[0] in {p.id for p in a.practices})

    def found(level: int) -> Recommendation:
        (advice,) = recommend(all_at(questionnaire, level), targets={axis: 4}, per_axis=99)
        return next(i for i in advice.initiatives if i.initiative == initiative)

    levels = range(initiative.from_level, initiative.to_level)
    assert [before in found(level).prerequisites_open for level in levels] == [
        level < before.to_level for level in levels
    ]


def test_an_organisation_at_the_top_or_without_answers_is_advised_nothing(questionnaire: Questionnaire) -> None:
    assert every(recommend(all_at(questionnaire, 4))) == []
    assert recommend(assess(questionnaire, {})) == ()


def test_a_questionnaire_without_a_catalogue_still_names_the_axes() -> None:
    (advice,) = recommend(assess(make([[1]]), {"e1": 2}))
    assert (advice.axis, advice.initiatives) == ("axe-0", ())
