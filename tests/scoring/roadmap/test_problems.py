"""What is wrong with a roadmap is named, and nothing else is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.roadmap import Problem, cycles, load_of, problems
from scoring.transformation import TransformationPlan
from tests.scoring.planned import initiative, plan, plans


def kinds(found: tuple[Problem, ...]) -> list[str]:
    return [problem.kind for problem in found]


def test_a_sound_roadmap_has_no_problem() -> None:
    sound = plan(initiative("a", start=0), initiative("b", "a", start=1), initiative("c"), limits={"": 1.0})
    assert problems(sound) == ()


def test_a_cycle_is_named_in_order_from_its_first_initiative() -> None:
    found = problems(plan(initiative("a", "c"), initiative("b", "a"), initiative("c", "b"), initiative("d", "a")))
    assert found == (Problem("cycle", ("a", "c", "b")),)


def test_an_initiative_that_needs_itself_is_a_cycle() -> None:
    assert problems(plan(initiative("a", "a"))) == (Problem("cycle", ("a",)),)


@settings(max_examples=100)
@given(st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdefg"), max_size=3)))
def test_cycles_are_true_and_without_them_none_is_left(needs: dict[str, list[str]]) -> None:
    found = cycles(needs)
    for cycle in found:
        assert all(after in needs[each] for each, after in zip(cycle, (*cycle[1:], cycle[0]), strict=True))
    named = {each for cycle in found for each in cycle}
    assert len(named) == sum(map(len, found))
    left = {each: {need for need in needed if need in needs} for each, needed in needs.items() if each not in named}
    while ended := [each for each, needed in left.items() if not needed & left.keys()]:
        left = {each: needed for each, needed in left.items() if each not in ended}
    assert left == {}


def test_a_need_that_the_plan_does_not_have_is_named() -> None:
    assert problems(plan(initiative("a", "ailleurs"))) == (Problem("unknown-need", ("a",), "ailleurs"),)


@pytest.mark.parametrize("left_out", [{"status": "cancelled"}, {"stage": "proposed"}])
def test_a_need_that_was_left_out_holds_back_nothing_and_is_named(left_out: dict[str, str]) -> None:
    found = problems(plan(initiative("a", start=0, **left_out), initiative("b", "a", start=0)))
    assert found == (Problem("need-left-out", ("b", "a"), "a"),)


def test_what_starts_before_its_need_has_ended_is_named_with_both_quarters() -> None:
    found = problems(plan(initiative("a", quarters=3, start=0), initiative("b", "a", start=2)))
    assert found == (Problem("before-need", ("b", "a"), "a", value=2, limit=3),)


def test_what_is_longer_than_the_plan_or_ends_after_it_is_named() -> None:
    found = problems(plan(initiative("a", quarters=5, start=0), initiative("b", quarters=2, start=3)))
    assert found == (
        Problem("too-long", ("a",), value=5, limit=4),
        Problem("out-of-plan", ("b",), value=5, limit=4),
    )


def test_a_load_over_the_capacity_is_named_with_body_quarter_and_what_makes_it() -> None:
    found = problems(
        plan(
            initiative("a", body="Musée", load=0.7, quarters=2, start=0),
            initiative("b", body="Musée", load=0.6, start=1),
            initiative("c", body="Musée", load=5, start=1, status="cancelled"),
            initiative("d", body="Autre", load=5, start=1),
            limits={"Musée": 1},
        )
    )
    assert found == (Problem("over-capacity", ("a", "b"), "", "Musée", 1, 1.3, 1),)


def test_decimals_that_fill_a_body_to_a_hair_are_not_over_it() -> None:
    tenths = [initiative(f"i{number}", load=0.1, start=0) for number in range(3)]
    assert problems(plan(*tenths, limits={"": 0.3})) == ()


def test_the_smaller_of_two_capacities_of_a_body_counts() -> None:
    twice = plan(initiative("a", load=2, start=0), limits={"": 3.0})
    twice = twice.model_copy(
        update={"capacities": (*twice.capacities, twice.capacities[0].model_copy(update={"each_quarter": 1.0}))}
    )
    assert kinds(problems(twice)) == ["over-capacity"]


def test_loads_stand_by_body_and_quarter_and_end_with_the_plan() -> None:
    found = load_of(
        plan(
            initiative("a", body="B", load=0.5, quarters=2, start=3),
            initiative("b", body="A", load=2, quarters=2, start=0),
            initiative("c", body="B", stage="proposed", start=0),
            limits={"A": 2},
        )
    )
    assert (found.bodies, found.capacities) == (("B", "A"), (None, 2))
    assert found.load.tolist() == [[0, 0, 0, 0.5], [2, 2, 0, 0]]


@settings(max_examples=50)
@given(plans())
def test_loads_of_other_places_are_those_of_the_plan_with_them(source: TransformationPlan) -> None:
    starts = {each.id: each.start for each in source.initiatives if each.start is not None}
    assert load_of(source, starts).load.tolist() == load_of(source).load.tolist()
    assert load_of(source, {}).load.sum() == 0
