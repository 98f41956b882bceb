"""Which weights would change the first five of a ranking, and from what value on; in exact arithmetic."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring.priorities import CriterionName, Ranked, exact, mean

FIRST = 5
BITS = 100  # of a square root that is not whole
BEYOND = Fraction(1, 10**9)

Values = Mapping[CriterionName, Fraction]
Terms = tuple[int, int, int]


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
    """The score of an initiative as a weight varies: (fixed + weight * value) / (share + weight * counts)."""

    fixed: int
    share: int
    value: int
    counts: int
    position: int

    @property
    def known(self) -> bool:
        """Tell whether some weight gives it a score."""
        return bool(self.share or self.counts)


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
    """Return the nearest crossing of a weight: one of the first is overtaken by one that is not."""
    now = weights[name]
    if not (now or up):
        return None
    turns = _turns(ranked, weights, name, first, up=up)
    if turns:
        at = min(turns) if up else max(turns)
        beyond = at + BEYOND * (at or 1) if up else at - BEYOND * at
    elif up:
        return None
    else:
        at = beyond = Fraction()  # only here may scores be lost, and ties come about
    before = [each.initiative for each in ranked[:first]]
    after = _first(ranked, {**weights, name: beyond}, first)
    enters, leaves = (tuple(e for e in one if e not in other) for one, other in ((after, before), (before, after)))
    return Crossing(name, float(now), float(at), up, enters, leaves) if enters else None


def _turns(ranked: Sequence[Ranked], weights: Values, name: CriterionName, first: int, *, up: bool) -> list[Fraction]:
    """Return the weights at which one of the first is overtaken by one that is not, for each two."""
    scale = math.lcm(*(weight.denominator for weight in weights.values()))
    fine = math.lcm(*(value.denominator for each in ranked for value in _known(each).values()))
    whole = {other: int(weight * scale) for other, weight in weights.items()}
    lines = [_line(each, whole, name, fine) for each in ranked]
    found = (_overtaken(member, other, whole[name], up=up) for member in lines[:first] for other in lines[first:])
    return [turn / scale for turn in found if turn is not None]


def _first(ranked: Sequence[Ranked], weights: Values, first: int) -> list[str]:
    """Return who is first with other weights, ties in the plan's order."""
    order = sorted(ranked, key=lambda each: each.position)
    scores = {each.initiative: mean(_known(each), weights) for each in order}
    names = sorted(scores, key=lambda each: -1 if (score := scores[each]) is None else score, reverse=True)
    return names[:first]


def _known(each: Ranked) -> Values:
    return exact({found.name: found.value for found in each.criteria if found.value is not None})


def _line(each: Ranked, weights: Mapping[CriterionName, int], name: CriterionName, fine: int) -> _Line:
    values = {other: int(value * fine) for other, value in _known(each).items()}
    return _Line(
        sum(weights[other] * value for other, value in values.items() if other != name),
        sum(weights[other] for other in values if other != name),
        values.get(name, 0),
        int(name in values),
        each.position,
    )


def _overtaken(member: _Line, other: _Line, now: int, *, up: bool) -> Fraction | None:
    """Return the nearest weight beyond which another, behind today, is ahead; a tie is broken by the plan's order."""
    terms = _difference(member, other)
    turns = [turn for turn in _turning(*terms) if (turn > now if up else 0 < turn < now)]
    nearest = (min(turns) if up else max(turns)) if turns else None
    if _lead(terms, now) <= 0:
        lead = _lead(terms, (now + (nearest if nearest is not None else now + 1 if up else 0)) / Fraction(2))
        if lead < 0 or (lead == 0 and other.position < member.position):
            return Fraction(now)
    return nearest


def _difference(member: _Line, other: _Line) -> Terms:
    """Return a polynomial that is below 0 where the other is ahead: the difference without its denominators."""
    if not (member.known and other.known):
        return 0, 0, member.known - other.known
    return (
        member.value * other.counts - other.value * member.counts,
        member.fixed * other.counts
        + member.value * other.share
        - other.fixed * member.counts
        - other.value * member.share,
        member.fixed * other.share - other.fixed * member.share,
    )


def _lead(terms: Terms, weight: Fraction | int) -> Fraction | int:
    square, single, alone = terms
    return (square * weight + single) * weight + alone


def _turning(square: int, single: int, alone: int) -> list[Fraction]:
    """Return where a polynomial changes its sign."""
    if not square:
        return [Fraction(-alone, single)] if single else []
    under = single * single - 4 * square * alone
    if under <= 0:
        return []
    root = math.isqrt(under << (2 * BITS))
    return [Fraction(sign * root - (single << BITS), (2 * square) << BITS) for sign in (-1, 1)]
