"""What Tastle and Wierman's measure is known for."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.agreement import agreement

several = st.lists(st.integers(0, 40), min_size=5, max_size=5).filter(lambda counts: sum(counts) > 1)


def of(counts: list[int]) -> float:
    return float(agreement(np.array(counts)))


def by_the_book(counts: list[int]) -> float:
    ballots = sum(counts)
    mean = Fraction(sum(level * count for level, count in enumerate(counts)), ballots)
    return 1 + math.fsum(
        count / ballots * math.log2(1 - abs(level - mean) / 4) for level, count in enumerate(counts) if count
    )


@given(several)
def test_equal_to_the_formula_and_between_nought_and_one(counts: list[int]) -> None:
    assert of(counts) == pytest.approx(by_the_book(counts), abs=1e-12)
    assert 0 <= of(counts) <= 1


@given(st.integers(0, 4), st.integers(2, 1000))
def test_one_level_for_all_is_full_agreement(level: int, ballots: int) -> None:
    counts = [0] * 5
    counts[level] = ballots

    assert of(counts) == 1


@given(st.integers(1, 1000))
def test_half_at_each_extreme_is_none(half: int) -> None:
    assert of([half, 0, 0, 0, half]) == 0


@given(several)
def test_turning_the_scale_round_changes_nothing(counts: list[int]) -> None:
    assert of(counts) == pytest.approx(of(counts[::-1]), abs=1e-12)


@given(several, st.integers(2, 9))
def test_as_many_times_more_ballots_of_each_level_change_nothing(counts: list[int], times: int) -> None:
    assert of(counts) == pytest.approx(of([count * times for count in counts]), abs=1e-12)


@given(st.integers(0, 3), st.integers(1, 30), st.integers(1, 30))
def test_neighbours_agree_alike_anywhere_on_the_scale(level: int, some: int, others: int) -> None:
    counts = [0] * 5
    counts[level : level + 2] = some, others

    assert of(counts) == pytest.approx(of([some, others, 0, 0, 0]), abs=1e-12)


@pytest.mark.parametrize("counts", [[0, 0, 0, 0, 0], [0, 1, 0, 0, 0]])
def test_under_two_ballots_there_is_nothing_to_agree_on(counts: list[int]) -> None:
    assert math.isnan(of(counts))
