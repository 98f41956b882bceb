"""Which figures of groups may be shown without giving any body's score away.

A mean over a group is an equation in the scores of its bodies.  Before figures go out, the tool tries to solve these
equations as a reader could, and withholds groups until it cannot:

- a group counts at least `minimum` bodies, and so does whatever is left of a group when the groups inside it, or those
  that cover it, are taken away (complementary suppression);
- no body's score follows from the equations, not even for a reader who knows the score of one body: their own;
- whoever sees some bodies by name learns nothing of the others: without the named bodies, the same holds;
- no mean is so close to an end of the scale that it would tell every body's score within one level.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from scoring.questionnaire import TOP_LEVEL

NOISE = 1e-9
WIDTH = 1.0
FEWEST = 3

Cells = NDArray[np.bool_]
Values = NDArray[np.float64]


def publishable(
    partitions: Sequence[Cells], values: Values, named: NDArray[np.bool_], minimum: int
) -> list[NDArray[np.bool_]]:
    """Return for each partition which of its cells may be shown, the first partitions having the first claim.

    A partition is an array (cells x bodies) in which a body is in one cell at most; `values` holds the scores (bodies
    x measures, NaN for none), `named` who is known by name to some readers.  Of the cells that together would give
    something away, the smallest goes first.  Raises ValueError for a `minimum` under three, and for a body in two
    cells.
    """
    if minimum < FEWEST:
        raise ValueError(f"the smallest group is {minimum}; it must be at least {FEWEST}, or single scores follow")
    if any((cells.sum(axis=0) > 1).any() for cells in partitions):
        raise ValueError("a body is in two groups of one grouping; keep it in one")
    shown: list[Cells] = []
    chosen = []
    for cells in partitions:
        sizes = cells.sum(axis=1)
        keep = sizes >= minimum
        while keep.any() and _gives_away([*shown, cells[keep]], values, named, minimum):
            keep[_smallest(sizes, keep)] = False
        shown.append(cells[keep])
        chosen.append(keep)
    return chosen


def _smallest(sizes: NDArray[np.int64], keep: NDArray[np.bool_]) -> int:
    """Return the smallest cell that is still kept, the last of equals."""
    places = np.flatnonzero(keep)[::-1]
    return int(places[np.argmin(sizes[places])])


def _gives_away(shown: Sequence[Cells], values: Values, named: NDArray[np.bool_], minimum: int) -> bool:
    """Tell whether cells give a score away; bodies without a score take no part in the equations of a measure."""
    present = ~np.isnan(values)
    for pattern in np.unique(present, axis=1).T:
        measures = (present == pattern[:, None]).all(axis=0)
        some = values[np.ix_(pattern, measures)]
        for known in (np.zeros(pattern.sum(), np.bool_), named[pattern]):
            views = [_countable(cells[:, pattern], minimum)[:, ~known] for cells in shown]
            if not known.all() and _exposes([view[view.any(axis=1)] for view in views], some[~known], minimum):
                return True
    return False


def _countable(cells: Cells, minimum: int) -> Cells:
    """Return the cells whose mean would be shown: those with enough scores."""
    enough: NDArray[np.bool_] = cells.sum(axis=1) >= minimum
    return np.compress(enough, cells, axis=0)


def _exposes(partitions: Sequence[Cells], values: Values, minimum: int) -> bool:
    sets = np.unique(np.vstack([*partitions, *_left_over(partitions)]), axis=0)
    return (
        bool((sets.sum(axis=1) < minimum).any())
        or _solvable(np.vstack(list(partitions)))
        or any(_pinned(values[members]) for members in sets)
    )


def _left_over(partitions: Sequence[Cells]) -> Iterator[Cells]:
    """Yield what is left of each cell without the cells of a partition inside it, and of those that cover it."""
    for cells in partitions:
        for cell in np.vstack(list(partitions)):
            inside = cells[(cells <= cell).all(axis=1)].any(axis=0)
            touching = cells[(cells & cell).any(axis=1)].any(axis=0)
            for whole, part in ((cell, inside), (touching, cell)):
                rest = whole & ~part
                if part.any() and (part <= whole).all() and rest.any():
                    yield rest[None]


def _solvable(cells: Cells) -> bool:
    """Tell whether some body's score follows from the sums of the cells, given the score of at most one other body.

    A score can be told from the sums if its unit vector is in their row space, that is, if it vanishes in the
    orthogonal complement; with another score known, if the two are parallel there.
    """
    if not len(cells):
        return False
    equations = cells[:, cells.any(axis=0)].astype(np.float64)
    free = np.eye(equations.shape[1]) - np.linalg.pinv(equations) @ equations
    lengths = free.diagonal()
    if (lengths < NOISE).any():
        return True
    parallel = free**2 >= np.outer(lengths, lengths) * (1 - NOISE)
    np.fill_diagonal(parallel, val=False)
    return bool(parallel.any())


def _pinned(values: Values) -> bool:
    """Tell whether the sum of some scores leaves less than a level to one of them, its reader knowing one other."""
    others = len(values) - 1
    rest = values.sum(axis=0) - values
    room = np.minimum(TOP_LEVEL, rest) - np.maximum(0, rest - TOP_LEVEL * (others - 1))
    return bool((room < WIDTH - NOISE).any())
