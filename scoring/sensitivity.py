"""Which weights would change the first five of a ranking, and from what value on."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring.priorities import CriterionName, Ranked, exact, mean

FIRST = 5
BITS = 100  # of a square root that is not whole
BEYOND = Fraction(1, 10**9)

Values = Mapping[CriterionName, Fraction]


@dataclass(frozen=True, slots=True)
class Crossing:
    """The nearest value of a weight, upward or downward, beyond which others are the first five.

    The other weights stay as they are.  As only proportions count, keeping them in proportion would be the same.
    """

    criterion: CriterionName
    weight: float
    at: float
    up: bool
    enters: tuple[str, ...]
    leaves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """The score of an initiative as a weight varies: (fixed + weight * value) / (share + weight), or without value."""

    fixed: Fraction
    share: Fraction
    value: Fraction | None
    position: int

    @property
    def known(self) -> bool:
        """Tell whether some weight gives it a score."""
        return bool(self.share) or self.value is not None


def sensitivity(ranked: Sequence[Ranked], first: int = FIRST) -> tuple[Crossing, ...]:
    """Return by weight the nearest crossing below it and above it, as far as there are any.

    Who is among the first counts, not in which order.
    """
    weights = exact({each.name: each.weight for each in ranked[0].criteria}) if ranked else {}
    return tuple(
        crossing
        for name in weights
        if any(weight for other, weight in weights.items() if other != name)
        for up in (False, True)
        if (crossing := _crossing(ranked, weights, name, first, up=up)) is not None
    )


def _crossing(
    ranked: Sequence[Ranked], weights: Values, name: CriterionName, first: int, *, up: bool
) -> Crossing | None:
    """Return the nearest crossing of a weight: a member of the first is overtaken by one that is not."""
    now, lines = weights[name], [_line(each, weights, name) for each in ranked]
    turns = [
        turn
        for member in lines[:first]
        for other in lines[first:]
        if (turn := _overtaken(member, other, now, up=up)) is not None
    ]
    if turns:
        at = min(turns) if up else max(turns)
        beyond = at + BEYOND * (at or 1) if up else at - BEYOND * at
    elif now and not up:
        at = beyond = Fraction()  # only here may scores be lost, and ties come about
    else:
        return None
    before = [each.initiative for each in ranked[:first]]
    after = _first(ranked, {**weights, name: beyond}, first)
    enters, leaves = (tuple(e for e in one if e not in other) for one, other in ((after, before), (before, after)))
    return Crossing(name, float(now), float(at), up, enters, leaves) if enters else None


def _first(ranked: Sequence[Ranked], weights: Values, first: int) -> list[str]:
    """Return who is first with other weights, ties in the plan's order."""
    order = sorted(ranked, key=lambda each: each.position)
    scores = {each.initiative: mean(_known(each), weights) for each in order}
    names = sorted(scores, key=lambda each: -1 if (score := scores[each]) is None else score, reverse=True)
    return names[:first]


def _known(each: Ranked) -> Values:
    return exact({found.name: found.value for found in each.criteria if found.value is not None})


def _line(each: Ranked, weights: Values, name: CriterionName) -> _Line:
    values = _known(each)
    others = {other: value for other, value in values.items() if other != name}
    return _Line(
        sum((weights[other] * value for other, value in others.items()), Fraction()),
        sum((weights[other] for other in others), Fraction()),
        values.get(name),
        each.position,
    )


def _overtaken(member: _Line, other: _Line, now: Fraction, *, up: bool) -> Fraction | None:
    """Return the nearest weight beyond which another has the higher score."""
    terms = _difference(member, other)
    turns = sorted((turn for turn in _roots(*terms) if (turn > now if up else 0 < turn < now)), reverse=not up)
    for turn, following in zip([now, *turns], [*turns, None], strict=True):
        middle = _between(turn, following, up=up)
        if middle is None:
            break
        lead = _at(terms, middle)
        if lead < 0 or (lead == 0 and other.position < member.position):
            return turn
    return None


def _between(turn: Fraction, following: Fraction | None, *, up: bool) -> Fraction | None:
    if following is not None:
        return (turn + following) / 2
    if up:
        return turn + 1
    return turn / 2 if turn else None


def _difference(member: _Line, other: _Line) -> tuple[Fraction, Fraction, Fraction]:
    """Return the polynomial that is below 0 where the other is ahead: the difference without its denominators."""
    if not (member.known and other.known):
        return Fraction(), Fraction(), Fraction(member.known - other.known)
    (above, under), (theirs, below) = _fraction(member), _fraction(other)
    products = [
        tuple(one[row] * two[column] for row, column in ((1, 1), (0, 1), (1, 0), (0, 0)))
        for one, two in ((above, below), (theirs, under))
    ]
    square, cross, again, alone = (ours - others for ours, others in zip(*products, strict=True))
    return square, cross + again, alone


def _fraction(line: _Line) -> tuple[tuple[Fraction, Fraction], tuple[Fraction, Fraction]]:
    """Return numerator and denominator of a score, each as what stands alone and what the weight multiplies."""
    if line.value is None:
        return (line.fixed, Fraction()), (line.share, Fraction())
    return (line.fixed, line.value), (line.share, Fraction(1))


def _at(terms: tuple[Fraction, Fraction, Fraction], weight: Fraction) -> Fraction:
    square, single, alone = terms
    return (square * weight + single) * weight + alone


def _roots(square: Fraction, single: Fraction, alone: Fraction) -> Iterator[Fraction]:
    """Yield where a polynomial is 0."""
    if square:
        under = single * single - 4 * square * alone
        if under >= 0:
            yield from ((sign * _square_root(under) - single) / (2 * square) for sign in (-1, 1))
    elif single:
        yield -alone / single


def _square_root(number: Fraction) -> Fraction:
    """Return a square root, exactly where it is a fraction and to a hundred bits elsewhere."""
    whole = math.isqrt((number.numerator * number.denominator) << (2 * BITS))
    return Fraction(whole, number.denominator << BITS)
