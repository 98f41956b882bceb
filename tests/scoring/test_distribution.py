"""What a room is shown of its votes, and from how many on."""

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.distribution import RECORD, ROOM, Distribution, Spread, Strength, distribution
from scoring.scores import NOT_APPLICABLE

ballots = st.lists(st.integers(0, NOT_APPLICABLE), max_size=40)


def of(codes: list[int]) -> Distribution:
    return Distribution(tuple(codes.count(code) for code in range(NOT_APPLICABLE + 1)))


@pytest.mark.parametrize(("minimum", "voters"), [(ROOM, 3), (RECORD, 5)])
def test_fewer_voters_than_the_minimum_are_not_shown(minimum: int, voters: int) -> None:
    assert distribution({1: voters - 1}, minimum) is None
    shown = distribution({1: voters - 1, NOT_APPLICABLE: 1}, minimum)
    assert shown is not None
    assert shown.counts == (0, voters - 1, 0, 0, 0, 1)


@given(ballots, st.integers(1, 10))
def test_what_is_shown_counts_every_ballot_once(codes: list[int], minimum: int) -> None:
    shown = distribution({code: codes.count(code) for code in set(codes)}, minimum)
    assert (shown is None) == (len(codes) < minimum)
    assert shown is None or shown == of(codes)
    assert shown is None or shown.voters == len(codes)


@given(ballots)
def test_the_suggested_level_is_the_lower_median_unless_most_say_not_applicable(codes: list[int]) -> None:
    levels = [code for code in codes if code != NOT_APPLICABLE]
    if len(codes) - len(levels) > len(levels):
        assert of(codes).suggested == NOT_APPLICABLE
    else:
        assert of(codes).suggested == (statistics.median_low(levels) if levels else None)


@given(ballots)
def test_the_spread_and_the_agreement_say_the_same(codes: list[int]) -> None:
    found = of(codes)
    assert (found.spread is Spread.NONE) == (not found.levels)
    assert found.spread is not Spread.SAME or found.strength in {Strength.STRONG, None}
    assert found.spread is not Spread.OPPOSED or found.strength is Strength.WEAK


@pytest.mark.parametrize(
    ("codes", "spread", "strength"),
    [
        ([3, 3, 3], Spread.SAME, Strength.STRONG),
        ([1, 2, 2, 1], Spread.NEIGHBOURS, Strength.STRONG),
        ([0, 1, 1, 2, 2, 2, 2, 3, 3, 4], Spread.WIDE, Strength.FAIR),
        ([0, 1, 2, 3, 4], Spread.WIDE, Strength.WEAK),
        ([0, 0, 0, 4, 4, 4], Spread.OPPOSED, Strength.WEAK),
        ([2, NOT_APPLICABLE, NOT_APPLICABLE], Spread.SAME, None),
        ([NOT_APPLICABLE] * 3, Spread.NONE, None),
    ],
)
def test_known_rooms(codes: list[int], spread: Spread, strength: Strength | None) -> None:
    assert (of(codes).spread, of(codes).strength) == (spread, strength)
