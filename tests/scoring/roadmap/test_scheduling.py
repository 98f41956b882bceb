"""A schedule keeps what it must, and on small plans none is shorter, as trying everything shows."""

import random
from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.roadmap import Schedule, Unplaced, in_roadmap, load_of, problems, schedule
from scoring.roadmap.load import SLACK
from scoring.transformation import PlannedInitiative, TransformationPlan
from tests.scoring.planned import initiative, placed, plan, plans

BEGUN = {"done", "under-way"}


def stays(each: PlannedInitiative, fixed: set[str]) -> bool:
    return in_roadmap(each) and each.start is not None and (each.status in BEGUN or each.id in fixed)


def looking(source: TransformationPlan, fixed: set[str]) -> list[PlannedInitiative]:
    """What looks for a place."""
    return [e for e in source.initiatives if in_roadmap(e) and not stays(e, fixed) and e.status != "done"]


def keeps(source: TransformationPlan, starts: dict[str, int], fixed: set[str]) -> bool:
    """Whether places are sound; what stands fast may be in its own way, and has begun without what it needs."""
    free = {each.id for each in looking(source, fixed)}
    for name, start in starts.items():
        each = source.by_id[name]
        for need in each.needs:
            waits = name in free or (need in free and each.status not in BEGUN)
            if waits and need in starts and start < starts[need] + source.by_id[need].quarters:
                return False
        if name in free and start + each.quarters > source.quarters:
            return False
    found = load_of(source, starts)
    for row, (body, capacity) in enumerate(zip(found.bodies, found.capacities, strict=True)):
        for quarter, load in enumerate(found.load[row]):
            moved = any(
                source.by_id[name].body == body
                and source.by_id[name].load
                and at <= quarter < at + source.by_id[name].quarters
                for name, at in starts.items()
                if name in free
            )
            if moved and capacity is not None and load > capacity + SLACK:
                return False
    return True


def every(source: TransformationPlan, fixed: set[str]) -> Iterator[dict[str, int]]:
    """Every sound schedule of all that looks for a place."""
    free = looking(source, fixed)
    still = {each.id: each.start for each in source.initiatives if stays(each, fixed) and each.start is not None}
    for starts in product(*(range(max(source.quarters - each.quarters + 1, 0)) for each in free)):
        found = still | {each.id: start for each, start in zip(free, starts, strict=True)}
        if keeps(source, found, fixed):
            yield found


def with_one_more(source: TransformationPlan, found: Schedule) -> Iterator[dict[str, int]]:
    """The schedule with what was left out in any place, where what it needs has one."""
    for left in found.unplaced:
        if left.reason == "no-room":
            yield from ({**found.starts, left.id: start} for start in range(source.quarters))


def ended(source: TransformationPlan, starts: dict[str, int]) -> int:
    return max((start + source.by_id[name].quarters for name, start in starts.items()), default=0)


@settings(max_examples=100, deadline=None)
@given(source=plans(), data=st.data())
def test_no_schedule_is_shorter(source: TransformationPlan, data: st.DataObject) -> None:
    fixed = set(data.draw(st.lists(st.sampled_from([each.id for each in source.initiatives]), max_size=2)))
    priorities = {each.id: data.draw(st.sampled_from((0.0, 1.0, 2.0))) for each in source.initiatives}

    found = schedule(source, fixed=fixed, priorities=priorities)

    assert found == schedule(source, fixed=fixed, priorities=priorities)
    assert keeps(source, dict(found.starts), fixed)
    assert all(found.starts[each.id] == each.start for each in source.initiatives if stays(each, fixed))
    assert found.makespan == ended(source, dict(found.starts))
    names = {each.id for each in looking(source, fixed)}
    assert {each.id for each in found.unplaced} == names - found.starts.keys()
    best = min((ended(source, starts) for starts in every(source, fixed)), default=None)
    assert (best is None) == bool(found.unplaced)
    if best is None:
        assert found.certain
        assert found.lower_bound <= found.makespan
        assert not any(keeps(source, more, fixed) for more in with_one_more(source, found))
    else:
        assert (found.makespan, found.optimal) == (best, True)


@settings(max_examples=50, deadline=None)
@given(source=plans(), first=st.integers(0, 4))
def test_nothing_new_starts_before_the_quarter_given(source: TransformationPlan, first: int) -> None:
    found = schedule(source, not_before=first)
    assert all(found.starts.get(each.id, first) >= first for each in looking(source, set()))


def test_higher_priorities_come_earlier_and_take_what_they_need_with_them() -> None:
    source = plan(*(initiative(name) for name in "abc"), initiative("d", "c"), limits={"": 1.0})
    assert schedule(source).starts == {"a": 0, "b": 1, "c": 2, "d": 3}
    assert schedule(source, priorities={"d": 4, "b": 1}).starts == {"c": 0, "d": 1, "b": 2, "a": 3}


def test_priorities_never_make_the_roadmap_longer() -> None:
    source = plan(initiative("a", quarters=3), initiative("b"), initiative("c", "b", quarters=2), limits={"": 2.0})
    found = schedule(source, priorities={"a": 4})
    assert (found.makespan, found.optimal) == (3, True)


def test_without_a_capacity_only_needs_hold_back() -> None:
    source = plan(initiative("a", quarters=2), initiative("b", "a", quarters=2), initiative("c", load=900))
    assert schedule(source).starts == {"a": 0, "b": 2, "c": 0}


def test_what_has_no_place_says_why() -> None:
    source = plan(
        initiative("tourne", "rond"),
        initiative("rond", "tourne"),
        initiative("longue", quarters=5),
        initiative("lourde", load=3),
        initiative("suite", "longue", "lourde"),
        initiative("pleine", quarters=4),
        initiative("de-trop"),
        initiative("apres", "de-trop"),
        limits={"": 1.0},
    )
    found = schedule(source, priorities={"pleine": 1})
    assert found.starts == {"pleine": 0}
    assert {each.id: (each.reason, each.initiatives) for each in found.unplaced} == {
        "tourne": ("cycle", ("tourne", "rond")),
        "rond": ("cycle", ("tourne", "rond")),
        "longue": ("too-long", ()),
        "lourde": ("too-heavy", ()),
        "suite": ("waits", ("longue", "lourde")),
        "de-trop": ("no-room", ()),
        "apres": ("waits", ("de-trop",)),
    }
    assert found.certain


def test_what_is_fixed_by_hand_asks_that_its_needs_end_before_it() -> None:
    source = plan(initiative("a", "b", "c", start=1), initiative("b"), initiative("c"), limits={"": 1.0})
    found = schedule(source, fixed={"a"})
    assert found.starts == {"a": 1, "b": 0}
    assert found.unplaced == (Unplaced("c", "no-room", ("a",)),)


@pytest.mark.parametrize("fields", [{"status": "cancelled"}, {"stage": "proposed"}, {"status": "done"}])
def test_what_is_over_or_left_out_holds_back_nothing(fields: dict[str, str]) -> None:
    found = schedule(plan(initiative("a", quarters=4, **fields), initiative("b", "a", "nulle-part")))
    assert (found.starts, found.unplaced) == ({"b": 0}, ())


def test_what_stands_fast_counts_even_where_it_should_not_be() -> None:
    late = initiative("tardive", start=5, quarters=2, status="under-way")
    heavy = [initiative(name, start=0, quarters=2, status="done", load=0.8) for name in ("a", "b")]
    found = schedule(plan(late, *heavy, initiative("c"), initiative("d", "tardive"), limits={"": 1}))
    assert found.starts == {"tardive": 5, "a": 0, "b": 0, "c": 2}
    assert (found.makespan, found.lower_bound) == (7, 7)
    assert found.unplaced == (Unplaced("d", "no-room"),)


def test_an_empty_plan_has_an_empty_schedule() -> None:
    found = schedule(plan())
    assert (found.starts, found.makespan, found.optimal) == ({}, 0, True)


@pytest.mark.parametrize("seed", range(3))
def test_a_large_plan_is_scheduled_soundly_and_says_how_far_it_may_be_from_the_shortest(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    names = [f"i{number}" for number in range(150)]
    source = plan(
        *(
            initiative(
                name,
                *chance.sample(names[max(0, number - 20) : number], k=min(number, chance.choice((0, 0, 0, 1, 2)))),
                body=chance.choice("ABC"),
                quarters=chance.randint(1, 4),
                load=chance.choice((0.5, 1.0, 1.5)),
            )
            for number, name in enumerate(names)
        ),
        years=6,
        limits=dict.fromkeys("ABC", 9.0),
    )
    found = schedule(source)
    assert problems(placed(source, dict(found.starts))) == ()
    assert found.unplaced == ()
    assert found.gap in {0, 1}
