"""A weight that is said to change the first five does, and none does sooner."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.priorities import CRITERIA, CriterionName, Weights, ranking
from scoring.sensitivity import FIRST, Crossing, sensitivity
from scoring.transformation import TransformationPlan
from tests.scoring.planned import initiative, plan
from tests.scoring.test_priorities import graded, weights


def first(source: TransformationPlan, given_: Weights, name: CriterionName, at: float, count: int = FIRST) -> set[str]:
    """Who is first with another weight."""
    changed = Weights(**{**given_.by_name, name: at})
    return {each.initiative for each in ranking(source, weights=changed)[:count]}


def test_the_nearest_weight_below_and_above_is_named_with_who_enters_and_who_leaves() -> None:
    source = plan(initiative("facile", ease=4, scope=0), initiative("ample", ease=0, scope=3))
    given_ = Weights(impact=0, dependency=0, scope=1, ease=1)
    assert sensitivity(ranking(source, weights=given_), first=1) == (
        Crossing("scope", 1, 4 / 3, True, ("ample",), ("facile",)),
        Crossing("ease", 1, 0.75, False, ("ample",), ("facile",)),
    )


def test_five_or_fewer_have_nothing_to_lose() -> None:
    source = plan(*(initiative(f"i{number}", ease=number) for number in range(5)))
    assert sensitivity(ranking(source)) == ()
    assert sensitivity(()) == ()


def test_a_weight_alone_changes_nothing_as_only_proportions_count() -> None:
    source = plan(initiative("a", ease=4), initiative("b", ease=1))
    assert sensitivity(ranking(source, weights=Weights(impact=0, dependency=0, scope=0)), first=1) == ()


def test_what_only_one_criterion_knows_loses_its_rank_where_that_weighs_nothing() -> None:
    source = plan(initiative("a", ease=4), initiative("b", ease=1, scope=1))
    given_ = Weights(impact=0, dependency=0, scope=1, ease=1)
    (found,) = sensitivity(ranking(source, weights=given_), first=1)
    assert found == Crossing("ease", 1, 0, False, ("b",), ("a",))


@settings(max_examples=100, deadline=None)
@given(source=graded(), given_=weights(), count=st.integers(1, 5), data=st.data())
def test_a_crossing_changes_the_first_and_nothing_before_it_does(
    source: TransformationPlan, given_: Weights, count: int, data: st.DataObject
) -> None:
    found = {(each.criterion, each.up): each for each in sensitivity(ranking(source, weights=given_), count)}
    for name in CRITERIA:
        now = given_.by_name[name]
        before = first(source, given_, name, now, count) if now or any_other(given_, name) else set()
        for up in (False, True):
            crossing = found.get((name, up))
            end = crossing.at if crossing else (50.0 if up else 0.0)
            share = data.draw(st.floats(0.01, 0.99))
            sampled = now + (end - now) * share
            if sampled > 0 and abs(sampled - now) > 1e-6 and abs(sampled - end) > 1e-6:
                assert first(source, given_, name, sampled, count) == before
            if crossing:
                assert crossing.at >= now if up else crossing.at <= now
                after = first(source, given_, name, beyond(crossing), count)
                assert (set(crossing.enters), set(crossing.leaves)) == (after - before, before - after)
                assert crossing.enters


def any_other(given_: Weights, name: str) -> bool:
    return any(weight for other, weight in given_.by_name.items() if other != name)


def beyond(crossing: Crossing) -> float:
    """Return a weight just on the other side, or the end of the scale."""
    if crossing.up:
        return crossing.at * (1 + 1e-8) if crossing.at else 1e-9
    return crossing.at * (1 - 1e-8)


@pytest.mark.parametrize("times", [2.0, 10.0])
def test_crossings_scale_with_the_weights(times: float) -> None:
    source = plan(initiative("a", ease=4, scope=1), initiative("b", ease=1, scope=3, impact=2))
    ours, theirs = (
        sensitivity(ranking(source, weights=Weights(**dict.fromkeys(CRITERIA, each))), first=1) for each in (1.0, times)
    )
    assert ours
    assert [each.criterion for each in ours] == [each.criterion for each in theirs]
    assert [each.at * times for each in ours] == pytest.approx([each.at for each in theirs])
