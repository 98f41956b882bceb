"""Priorities follow four criteria, say how, and do not depend on anything else."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from scoring.priorities import CRITERIA, Criterion, CriterionName, Ranked, Weights, ranking
from scoring.questionnaire import Questionnaire
from scoring.results import assess, from_axis_scores
from scoring.targets import AxisTarget, Targets
from scoring.transformation import TransformationPlan
from tests.scoring.planned import initiative, plan
from tests.scoring.test_recommendations import all_at
from tests.scoring.test_results import MEIE

grade = st.none() | st.integers(0, 4)
weight = st.sampled_from((0.0, 0.5, 1.0, 2.0, 3.0))


@st.composite
def weights(draw: st.DrawFn) -> Weights:
    drawn = {name: draw(weight) for name in CRITERIA}
    return Weights(**drawn) if any(drawn.values()) else Weights()


@st.composite
def graded(draw: st.DrawFn, most: int = 10) -> TransformationPlan:
    """Draw a plan whose initiatives have grades, impacts and needs, each or not."""
    names = [f"i{number}" for number in range(draw(st.integers(1, most)))]
    return plan(
        *(
            initiative(
                name,
                *draw(st.lists(st.sampled_from(names), max_size=2)),
                scope=draw(grade),
                ease=draw(grade),
                impact=draw(st.none() | st.sampled_from((0.0, 0.4, 1.1, 2.0, 3.3, 4.0))),
            )
            for name in names
        )
    )


def order(found: tuple[Ranked, ...]) -> list[str]:
    return [each.initiative for each in found]


def criterion(found: tuple[Ranked, ...], name: str, of: CriterionName) -> Criterion:
    (each,) = (each for each in found if each.initiative == name)
    return each.criteria[CRITERIA.index(of)]


def aims(**scores: float) -> Targets:
    return Targets({axis.replace("_", "-"): AxisTarget(score) for axis, score in scores.items()})


def test_impact_is_the_part_of_the_gap_that_would_close(questionnaire: Questionnaire) -> None:
    practice = questionnaire.axes[0].practices[0]
    other = questionnaire.axes[7].practices[0]
    whole = [each.id for each in questionnaire.axes[0].practices]
    source = plan(
        initiative("une", practices=[practice.id]),
        initiative("tout", practices=whole),
        initiative("ailleurs", practices=[other.id]),
        initiative("sans"),
    )
    targets = Targets({questionnaire.axes[0].id: AxisTarget(1.75)})

    found = ranking(source, all_at(questionnaire, 1), targets)

    share = len(practice.statements) / len(questionnaire.axes[0].statements)
    assert criterion(found, "tout", "impact").measure == 0.75  # it would rise by 1, but 0.75 is all that is missing
    assert criterion(found, "une", "impact").measure == pytest.approx(share)
    assert criterion(found, "une", "impact").value == pytest.approx(4 * share / 0.75, abs=1e-9)
    assert criterion(found, "tout", "impact").value == 4
    assert criterion(found, "ailleurs", "impact").value == 0
    assert criterion(found, "sans", "impact").lack == "no-practices"


def test_without_targets_the_gap_is_to_the_top(questionnaire: Questionnaire) -> None:
    source = plan(initiative("a", practices=["1"]), initiative("b", practices=["1", "2"]))
    found = ranking(source, all_at(questionnaire, 3))
    assert order(found) == ["b", "a"]


def test_an_initiative_of_the_catalogue_raises_only_what_is_below_where_it_leads(questionnaire: Questionnaire) -> None:
    entry = next(each for each in questionnaire.catalogue.initiatives if each.to_level == 2)
    source = plan(initiative("a", practices=entry.practices, catalogue=entry.id), initiative("b", practices=["1"]))
    found = ranking(source, all_at(questionnaire, 2))
    assert criterion(found, "a", "impact").measure == 0


@pytest.mark.parametrize("published", [False, True])
def test_what_cannot_be_computed_stays_out_of_the_mean_and_says_why(
    published: bool, questionnaire: Questionnaire
) -> None:
    result = from_axis_scores(questionnaire, MEIE) if published else None
    (found,) = ranking(plan(initiative("a", practices=["1"], ease=3)), result)
    impact, dependency, scope, ease = found.criteria
    assert impact == Criterion("impact", None, 1, None, "missing", lack="no-statements" if published else "no-result")
    assert scope == Criterion("scope", None, 1, None, "missing", lack="not-given")
    assert (dependency.value, dependency.contribution) == (0, 0)
    assert (ease.value, ease.contribution, ease.source, found.score) == (3, 1.5, "given", 1.5)


def test_an_impact_of_ones_own_stands_beside_the_computed_one(questionnaire: Questionnaire) -> None:
    source = plan(initiative("a", practices=["1"], impact=1.5, impact_reason="Déjà en cours ailleurs."))
    impact = criterion(ranking(source, all_at(questionnaire, 1)), "a", "impact")
    assert (impact.value, impact.source, impact.computed) == (1.5, "overridden", 4)
    assert impact.reason == "Déjà en cours ailleurs."


def test_dependency_counts_those_in_the_roadmap_that_need_it_directly_or_not() -> None:
    source = plan(
        initiative("a"),
        initiative("b", "a"),
        initiative("c", "b", "a", "nulle-part"),
        initiative("d", "a", status="cancelled"),
        initiative("e", "a", stage="proposed"),
    )
    found = ranking(source)
    assert [(each, criterion(found, each, "dependency").measure) for each in order(found)] == [
        ("a", 2),
        ("b", 1),
        ("c", 0),
    ]
    assert [criterion(found, each, "dependency").value for each in "abc"] == [4, 2, 0]


def test_only_what_is_still_to_do_is_ranked_and_proposals_by_themselves() -> None:
    source = plan(
        initiative("faite", status="done"),
        initiative("annulee", status="cancelled"),
        initiative("encours", status="under-way"),
        initiative("proposee", stage="proposed"),
    )
    assert order(ranking(source)) == ["encours"]
    assert order(ranking(source, stage="proposed")) == ["proposee"]


def test_without_any_score_the_order_of_the_plan_stands_at_the_end() -> None:
    source = plan(initiative("a"), initiative("b"), initiative("c", ease=0))
    found = ranking(source, weights=Weights(dependency=0))
    assert [(each.initiative, each.rank, each.score) for each in found] == [("c", 1, 0), ("a", 2, None), ("b", 3, None)]


@pytest.mark.parametrize(
    "given_", [dict.fromkeys(CRITERIA, 0.0), {"ease": -1.0}, {"ease": float("nan")}, {"aise": 1.0}]
)
def test_weights_that_mean_nothing_are_refused(given_: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Weights(**given_)


@settings(max_examples=100)
@given(source=graded(), given_=weights(), data=st.data())
def test_a_ranking_does_not_depend_on_the_order_of_the_plan(
    source: TransformationPlan, given_: Weights, data: st.DataObject
) -> None:
    shuffled = source.model_copy(update={"initiatives": tuple(data.draw(st.permutations(source.initiatives)))})
    ours, theirs = ranking(source, weights=given_), ranking(shuffled, weights=given_)
    assert {(e.initiative, e.score, e.criteria) for e in ours} == {(e.initiative, e.score, e.criteria) for e in theirs}
    assert [each.score for each in ours] == [each.score for each in theirs]


@settings(max_examples=100)
@given(source=graded(), given_=weights(), times=st.sampled_from((0.5, 2.0, 3.0, 10.0)))
def test_only_the_proportions_of_weights_count(source: TransformationPlan, given_: Weights, times: float) -> None:
    scaled = Weights(**{name: each * times for name, each in given_.by_name.items()})
    ours, theirs = ranking(source, weights=given_), ranking(source, weights=scaled)
    assert [(each.initiative, each.score) for each in ours] == [(each.initiative, each.score) for each in theirs]


@settings(max_examples=100)
@given(source=graded(), given_=weights())
def test_contributions_come_to_the_score(source: TransformationPlan, given_: Weights) -> None:
    for each in ranking(source, weights=given_):
        parts = [found.contribution for found in each.criteria if found.contribution is not None]
        assert (each.score is None) == (not parts)
        assert sum(parts) == pytest.approx(each.score or 0)


def test_gains_match_a_second_scoring(questionnaire: Questionnaire) -> None:
    answers: dict[str, int | None] = dict.fromkeys(questionnaire.statement_index, 1)
    axis = questionnaire.axes[2]
    practice = axis.practices[-1]
    before = assess(questionnaire, answers)
    after = assess(questionnaire, answers | {each.id: 2 for each in practice.statements})
    found = ranking(plan(initiative("a", practices=[practice.id])), before, aims(**{axis.id: 4.0}))
    gained = (after.axes[axis.id].score or 0) - (before.axes[axis.id].score or 0)
    assert criterion(found, "a", "impact").measure == pytest.approx(gained)
