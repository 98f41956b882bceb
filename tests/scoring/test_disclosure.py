"""Attacks on published figures: readers solve for the scores of bodies, and must fail."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.optimize import linprog

from scoring.comparison import MEAN_DECIMALS
from scoring.disclosure import FEWEST, WIDTH, publishable

ROUNDING = 0.5 * 10**-MEAN_DECIMALS

Cells = NDArray[np.bool_]
Equations = NDArray[np.float64]


@st.composite
def divided(draw: st.DrawFn, partitions: int = 3, most: int = 16) -> tuple[list[Cells], int]:
    """Return partitions of some bodies, the first of which holds them all, and a minimum."""
    bodies = draw(st.integers(1, most))
    cells = [np.ones((1, bodies), np.bool_)]
    for _ in range(draw(st.integers(1, partitions))):
        labels = draw(st.lists(st.integers(-1, 3), min_size=bodies, max_size=bodies))
        cells.append(np.array([[label == group for label in labels] for group in range(4)], np.bool_))
    return cells, draw(st.integers(FEWEST, 6))


def scores(bodies: int, measures: int = 2) -> st.SearchStrategy[NDArray[np.float64]]:
    """Return scores that are often equal, often at an end of the scale."""
    score = st.sampled_from([0.0, 0.5, 2.0, 3.5, 4.0]) | st.floats(0, 4)
    return st.lists(score, min_size=bodies * measures, max_size=bodies * measures).map(
        lambda drawn: np.array(drawn, np.float64).reshape(bodies, measures)
    )


def shown(cells: list[Cells], values: NDArray[np.float64], named: NDArray[np.bool_], minimum: int) -> Equations:
    """Return the cells that are shown, as equations in the scores of the bodies."""
    chosen = publishable(cells, values, named, minimum)
    return np.vstack([partition[keep] for partition, keep in zip(cells, chosen, strict=True)]).astype(np.float64)


def solved(equations: NDArray[np.float64], known: set[int]) -> Iterator[int]:
    """Yield the bodies whose score follows from sums when some scores are known."""
    unit = np.eye(equations.shape[1])
    system = np.vstack([equations, unit[sorted(known)]])
    rank = np.linalg.matrix_rank(system)
    for body in set(range(len(unit))) - known:
        if np.linalg.matrix_rank(np.vstack([system, unit[body]])) == rank:
            yield body


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_no_score_follows_from_what_is_shown(data: st.DataObject) -> None:
    """Whoever asks knows one score at most, their own, or the scores of the named bodies and their own."""
    cells, minimum = data.draw(divided())
    bodies = cells[0].shape[1]
    values = data.draw(scores(bodies))
    named = np.array(data.draw(st.lists(st.booleans(), min_size=bodies, max_size=bodies)), np.bool_)
    equations = shown(cells, values, named, minimum)
    for known in (set[int](), set(np.flatnonzero(named).tolist())):
        for own in (set[int](), *({body} for body in range(bodies))):
            assert list(solved(equations, known | own)) == []


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_no_score_is_confined_to_less_than_a_level(data: st.DataObject) -> None:
    """With one grouping, the ends of the scale do not give a score away either."""
    cells, minimum = data.draw(divided(partitions=1, most=11))
    bodies = cells[0].shape[1]
    values = data.draw(scores(bodies, measures=1))
    equations = shown(cells, values, np.zeros(bodies, np.bool_), minimum)
    assume(len(equations))
    own = data.draw(st.integers(0, bodies - 1))
    counts = equations.sum(axis=1)
    means = (equations @ values[:, 0] / counts).round(MEAN_DECIMALS)
    limits = np.concatenate([(means + ROUNDING) * counts, -(means - ROUNDING) * counts])
    bounds = [(0.0, 4.0)] * bodies
    bounds[own] = (values[own, 0], values[own, 0])
    for body in set(np.flatnonzero(equations.any(axis=0)).tolist()) - {own}:
        aim = np.eye(bodies)[body]
        least, most = (
            linprog(sign * aim, A_ub=np.vstack([equations, -equations]), b_ub=limits, bounds=bounds) for sign in (1, -1)
        )
        assert -most.fun - least.fun >= WIDTH - 1e-6


@given(divided())
@settings(max_examples=100, deadline=None)
def test_small_groups_and_their_remainders_are_withheld(drawn: tuple[list[Cells], int]) -> None:
    cells, minimum = drawn
    bodies = cells[0].shape[1]
    values = np.random.default_rng(bodies).uniform(1, 3, (bodies, 1))
    chosen = publishable(cells, values, np.zeros(bodies, np.bool_), minimum)
    for partition, keep in zip(cells, chosen, strict=True):
        assert (partition[keep].sum(axis=1) >= minimum).all()
        left = bodies - partition[keep].sum()
        assert not keep.any() or not chosen[0].any() or left == 0 or left >= minimum


@example(12)
@given(st.integers(10, 40))
def test_two_large_groups_are_shown(bodies: int) -> None:
    """Suppression that hid everything would be safe and useless."""
    labels = np.arange(bodies) % 2
    cells = [np.ones((1, bodies), np.bool_), np.array([labels == 0, labels == 1])]
    values = np.random.default_rng(bodies).uniform(1, 3, (bodies, 3))
    chosen = publishable(cells, values, np.zeros(bodies, np.bool_), 5)
    assert [keep.tolist() for keep in chosen] == [[True], [True, True]]


def halves(first: int, second: int) -> list[Cells]:
    """Return everybody, and two groups of so many bodies."""
    labels = np.repeat([0, 1], [first, second])
    return [np.ones((1, first + second), np.bool_), np.array([labels == 0, labels == 1])]


def test_a_group_goes_when_the_total_would_uncover_the_other() -> None:
    values = np.linspace(1, 3, 13)[:, None]
    everybody, groups = publishable(halves(9, 4), values, np.zeros(13, np.bool_), 5)
    assert (everybody.tolist(), groups.tolist()) == ([True], [False, False])


def test_groups_that_all_have_the_same_extreme_score_are_withheld() -> None:
    values = np.concatenate([np.full(6, 4.0), np.linspace(1, 3, 8)])[:, None]
    everybody, groups = publishable(halves(6, 8), values, np.zeros(14, np.bool_), 5)
    assert (everybody.tolist(), groups.tolist()) == ([True], [False, False])


def test_what_is_left_without_the_named_bodies_is_a_group_of_its_own() -> None:
    values, named = np.linspace(1, 3, 14)[:, None], np.zeros(14, np.bool_)
    named[:3] = True
    everybody, groups = publishable(halves(7, 7), values, named, 5)
    assert (everybody.tolist(), groups.tolist()) == ([True], [False, False])
    named[:] = [number % 7 < 2 for number in range(14)]
    assert publishable(halves(7, 7), values, named, 5)[1].tolist() == [True, True]


def test_the_first_grouping_has_the_first_claim() -> None:
    """Two groupings that differ by one body would give its score away; only the first is shown."""
    one, other = np.arange(12) < 6, np.arange(12) < 7
    cells = [np.ones((1, 12), np.bool_), np.array([one, ~one]), np.array([other, ~other])]
    chosen = publishable(cells, np.linspace(1, 3, 12)[:, None], np.zeros(12, np.bool_), 5)
    assert [keep.tolist() for keep in chosen] == [[True], [True, True], [False, False]]


def test_bodies_without_a_score_do_not_hide_those_that_have_one() -> None:
    """The total of a measure, less a group where it is shown, leaves too few of those who have a score for it."""
    values = np.linspace(1, 3, 26).reshape(13, 2)
    values[0, 1] = np.nan
    _, groups = publishable(halves(7, 6), values, np.zeros(13, np.bool_), 6)
    assert groups.tolist() == [True, True]
    values[1, 1] = np.nan
    _, groups = publishable(halves(7, 6), values, np.zeros(13, np.bool_), 6)
    assert groups.tolist() == [True, False]


@pytest.mark.parametrize("minimum", [-1, 0, 1, 2])
def test_a_minimum_under_three_is_refused(minimum: int) -> None:
    with pytest.raises(ValueError, match="at least 3"):
        publishable(halves(5, 5), np.ones((10, 1)), np.zeros(10, np.bool_), minimum)


def test_a_body_in_two_groups_of_one_grouping_is_refused() -> None:
    overlapping = [np.ones((2, 10), np.bool_)]
    with pytest.raises(ValueError, match="two groups"):
        publishable(overlapping, np.ones((10, 1)), np.zeros(10, np.bool_), 5)
