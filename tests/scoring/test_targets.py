"""What is missing to targets, where reaching them leads, and which cannot stand."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.questionnaire import TOP_LEVEL, Questionnaire
from scoring.results import Result, assess, from_axis_scores
from scoring.targets import (
    AxisTarget,
    QuadrantTarget,
    TargetFault,
    Targets,
    faults,
    gap,
    gaps,
    goal,
    has_reached,
    short_of_quadrant,
)
from tests.scoring.strategies import questionnaires
from tests.scoring.test_results import MEIE

SPRING, SUMMER = date(2027, 3, 31), date(2027, 6, 30)


@pytest.fixture
def meie(questionnaire: Questionnaire) -> Result:
    """The published scores of the MEIE: Novice, 1.92 and 1.59."""
    return from_axis_scores(questionnaire, MEIE, "MEIE")


def aims(**scores: float) -> Targets:
    return Targets({axis.replace("_", "-"): AxisTarget(score) for axis, score in scores.items()})


def test_a_gap_is_what_is_missing_and_none_where_something_is_unknown() -> None:
    assert gap(1.75, 2.5) == 0.75
    assert gap(2.5, 2.5) == gap(3, 2.5) == gap(0.1 + 0.2, 0.3) == gap(0.3, 0.1 + 0.2) == 0
    assert gap(None, 2) is gap(2, None) is gap(None, None) is None


def test_gaps_follow_the_axes(meie: Result) -> None:
    missing = gaps(meie, aims(experience_employe=2, qualite_services=1))
    assert list(missing) == list(meie.axes)
    assert missing["experience-employe"] == pytest.approx(0.86)
    assert {axis for axis, each in missing.items() if each is None} == meie.axes.keys() - {
        "experience-employe",
        "qualite-services",
    }


def test_the_goal_lifts_the_targeted_axes_only(meie: Result, questionnaire: Questionnaire) -> None:
    lifted = {axis: score.score for axis, score in meie.axes.items()} | {"experience-employe": 3.0}
    expected = from_axis_scores(questionnaire, lifted).dimensions
    found = goal(meie, aims(experience_employe=3, qualite_services=0))
    assert found == {dimension: pytest.approx(each.score) for dimension, each in expected.items()}
    assert goal(meie, Targets()) == {dimension: each.score for dimension, each in meie.dimensions.items()}


def test_the_goal_of_a_quadrant_is_at_least_on_its_thresholds(meie: Result, questionnaire: Questionnaire) -> None:
    vertical, horizontal = questionnaire.dimensions
    for quadrant in questionnaire.quadrants:
        found = goal(meie, Targets(quadrant=QuadrantTarget(quadrant.id)))
        for dimension in (vertical, horizontal):
            score = meie.dimensions[dimension.id].score
            assert found[dimension.id] == (dimension.threshold if dimension.id in quadrant.high else score)


def test_axis_targets_may_fall_short_of_the_quadrant(meie: Result) -> None:
    far = QuadrantTarget("numerique")
    assert short_of_quadrant(meie, Targets(quadrant=far)) == {}
    assert short_of_quadrant(meie, aims(experience_employe=3)) == {}
    some = Targets(aims(qualite_services=1.8).axes, far)
    lifted = goal(meie, Targets(some.axes))
    assert short_of_quadrant(meie, some) == {
        dimension.id: pytest.approx(dimension.threshold - (lifted[dimension.id] or 0))
        for dimension in meie.questionnaire.dimensions
    }
    enough = Targets({axis: AxisTarget(3) for axis in meie.axes}, far)
    assert short_of_quadrant(meie, enough) == {}


def test_a_target_below_the_score_is_refused_with_axis_target_and_score(meie: Result) -> None:
    axis = list(meie.axes)[3]
    assert faults(meie, Targets({axis: AxisTarget(2.9)})) == (TargetFault("below-score", axis, 2.9, 3),)
    assert faults(meie, Targets({axis: AxisTarget(3)})) == ()


@pytest.mark.parametrize("score", [-0.01, 4.01, float("inf"), float("nan")])
def test_a_target_off_the_scale_is_refused(meie: Result, score: float) -> None:
    (fault,) = faults(meie, aims(experience_employe=score))
    assert (fault.kind, fault.axis) == ("off-the-scale", "experience-employe")


def test_an_axis_or_a_quadrant_that_does_not_exist_is_refused(meie: Result) -> None:
    found = faults(meie, Targets({"magie": AxisTarget(2)}, QuadrantTarget("magique")))
    assert found == (TargetFault("unknown-axis", "magie", 2), TargetFault("unknown-quadrant", target="magique"))
    within = Targets({"magie": AxisTarget(2)}, QuadrantTarget("magique")).within(meie.questionnaire)
    assert within == Targets()


def test_a_quadrant_has_to_ask_for_more_than_the_present_one(questionnaire: Questionnaire) -> None:
    top = assess(questionnaire, dict.fromkeys(questionnaire.statement_index, 4))
    low = assess(questionnaire, dict.fromkeys(questionnaire.statement_index, 0))

    def kinds(result: Result) -> dict[str, list[str]]:
        return {
            each.id: [fault.kind for fault in faults(result, Targets(quadrant=QuadrantTarget(each.id)))]
            for each in questionnaire.quadrants
        }

    assert kinds(top) == {
        "novice": ["asks-less"],
        "ouverte": ["asks-less"],
        "productive": ["asks-less"],
        "numerique": ["reached"],
    }
    assert kinds(low) == {"novice": ["reached"], "ouverte": [], "productive": [], "numerique": []}
    assert has_reached(top, "ouverte")
    assert not has_reached(low, "ouverte")
    assert not has_reached(assess(questionnaire, {}), "novice")


def test_targets_are_due_when_the_last_of_them_is() -> None:
    dated = {"a": AxisTarget(2, SPRING), "b": AxisTarget(3, SUMMER)}
    assert Targets(dated).axes_due_on == Targets(dated).goal_due_on == SUMMER
    targets = Targets(dated, QuadrantTarget("ouverte", SPRING))
    assert targets.goal_due_on == SPRING
    assert Targets(dated, QuadrantTarget("ouverte")).goal_due_on is None
    assert Targets(dated | {"c": AxisTarget(1)}).axes_due_on is Targets().axes_due_on is None
    assert hash(targets) == hash(Targets(dict(reversed(list(targets.axes.items()))), targets.quadrant))
    assert not Targets()


@st.composite
def results_with_targets(draw: st.DrawFn) -> tuple[Result, Targets]:
    """Draw a result of any questionnaire and targets on any of its axes and quadrants."""
    questionnaire = draw(questionnaires())
    answer = st.sampled_from((None, 0, 1, 2, 3, 4, 5))
    answers = {statement: draw(answer) for statement in questionnaire.statement_index}
    score = st.floats(0, TOP_LEVEL)
    scores = draw(st.dictionaries(st.sampled_from(list(questionnaire.axis_by_id)), score))
    wanted = draw(st.sampled_from((None, *questionnaire.quadrants)))
    quadrant = QuadrantTarget(wanted.id) if wanted else None
    return assess(questionnaire, answers), Targets({axis: AxisTarget(each) for axis, each in scores.items()}, quadrant)


@settings(max_examples=100)
@given(results_with_targets())
def test_a_goal_is_never_below_the_score_nor_off_the_scale(drawn: tuple[Result, Targets]) -> None:
    result, targets = drawn
    found = goal(result, targets)
    for dimension, scored in result.dimensions.items():
        place = found[dimension]
        assert (place is None) == (scored.score is None)
        if place is not None and scored.score is not None:
            assert scored.score <= place <= TOP_LEVEL + 1e-9


@settings(max_examples=100)
@given(results_with_targets())
def test_gaps_are_never_negative_and_faults_are_about_what_is_asked(drawn: tuple[Result, Targets]) -> None:
    result, targets = drawn
    missing = gaps(result, targets)
    for axis, each in missing.items():
        score, target = result.axes[axis].score, targets.scores.get(axis)
        assert (each is None) == (score is None or target is None)
        if each is not None and score is not None and target is not None:
            assert each >= 0
            assert score + each >= target - 1e-9
    below = {fault.axis for fault in faults(result, targets) if fault.kind == "below-score"}
    assert all(missing[axis] == 0 for axis in below)


def test_a_target_that_reads_like_the_score_may_stand(questionnaire: Questionnaire) -> None:
    result = from_axis_scores(questionnaire, {"experience-employe": 1 + 2 / 3 - 0.0026})
    assert faults(result, aims(experience_employe=1.66)) == ()
    assert [fault.kind for fault in faults(result, aims(experience_employe=1.65))] == ["below-score"]


@settings(max_examples=60)
@given(results_with_targets())
def test_what_a_quadrant_asks_is_reached_at_its_goal(drawn: tuple[Result, Targets]) -> None:
    result, targets = drawn
    wanted = {each.id: each for each in result.questionnaire.quadrants}
    if targets.quadrant:
        found = goal(result, targets)
        for dimension in result.questionnaire.dimensions:
            place = found[dimension.id]
            if dimension.id in wanted[targets.quadrant.id].high and place is not None:
                assert place >= dimension.threshold
