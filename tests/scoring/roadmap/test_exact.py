"""Bounds and the whole-number program are true, as trying everything shows."""

from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scoring.roadmap.bounds import lower_bound
from scoring.roadmap.exact import COLUMNS, Patience, Undecided
from scoring.roadmap.generation import within
from scoring.roadmap.load import SLACK
from scoring.roadmap.tasks import Tasks
from scoring.roadmap.waiting import standing, tasks_of
from scoring.transformation import TransformationPlan
from tests.scoring.planned import initiative, plan, plans


def tasks(source: TransformationPlan) -> Tasks:
    return tasks_of(source, standing(source, ()), {}, 0)[0]


def sound(found: Tasks, starts: tuple[int, ...], end: int) -> bool:
    room = found.room.copy()
    for task, start in enumerate(starts):
        ready = [found.released[task], *(starts[need] + found.lengths[need] for need in found.needs[task])]
        if start < max(ready) or start + found.lengths[task] > min(end, found.due[task]):
            return False
        room[found.bodies[task], start : start + found.lengths[task]] -= found.loads[task]
    return all(
        room[found.bodies[task], start : start + found.lengths[task]].min() >= -SLACK
        for task, start in enumerate(starts)
        if found.loads[task]
    )


@settings(max_examples=60, deadline=None)
@given(source=plans(), end=st.integers(1, 4))
def test_the_program_finds_a_schedule_just_where_there_is_one(source: TransformationPlan, end: int) -> None:
    wanted = tasks(source)
    assume(wanted.ids)
    exists = any(sound(wanted, starts, end) for starts in product(range(4), repeat=len(wanted.ids)))
    found = Patience().decided(wanted, end)
    quick = within(wanted, end)

    assert (found is not None) == exists
    assert found is None or sound(wanted, tuple(found), end)
    assert quick is None or sound(wanted, tuple(quick), end)
    assert not exists or lower_bound(wanted) <= end


def test_bodies_that_can_carry_only_one_at_a_time_are_bounded_by_lengths() -> None:
    heavy = [initiative(f"i{number}", load=2, quarters=2) for number in range(4)]
    assert lower_bound(tasks(plan(*heavy, years=3, limits={"": 3}))) == 8


def test_a_program_too_large_or_without_seconds_is_left_undecided() -> None:
    small = tasks(plan(initiative("a"), limits={"": 1}))
    with pytest.raises(Undecided):
        Patience(seconds=0).decided(small, 4)
    large = tasks(plan(*(initiative(f"i{number}") for number in range(COLUMNS // 4 + 1)), limits={"": 1000}))
    with pytest.raises(Undecided):
        Patience().decided(large, 4)
