"""The fewest single-level changes that put a dimension on the other side of its threshold, in exact arithmetic."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from scoring.effects import Answers, dimension_effects, levels_of, worth
from scoring.questionnaire import TOP_LEVEL, Questionnaire
from scoring.results import Result, assess


@dataclass(frozen=True, slots=True)
class Change:
    """A question (a statement, or a statement from one perspective) that would be answered otherwise."""

    question: str
    level: int
    to: int


@dataclass(frozen=True, slots=True)
class Flip:
    """What puts a dimension on the other side of its threshold.

    `high` is that side, `quadrant` where the changes lead, and `others` how many more questions could each stand in
    for one of the changes.
    """

    dimension: str
    high: bool
    changes: tuple[Change, ...]
    others: int
    quadrant: str | None

    @property
    def count(self) -> int:
        """Return the number of single-level changes."""
        return sum(abs(change.to - change.level) for change in self.changes)


@dataclass(frozen=True, slots=True)
class _Move:
    """A change of one level that is still possible, and what it does to the dimension."""

    question: str
    effect: Fraction


def flip_of(result: Result, answers: Answers, row: int) -> Flip | None:
    """Return the fewest changes that flip the dimension of that row, or None where no change would.

    Each change counts as one, so taking those of largest effect first cannot be bettered.
    """
    dimension, levels = result.questionnaire.dimensions[row], levels_of(answers)
    gains = dimension_effects(result, levels, row)
    gap = Fraction(str(dimension.threshold)) - worth(levels, gains)
    up = gap > 0
    moves = sorted(_moves(levels, gains, up=up), key=lambda move: -move.effect)
    taken = _taken(moves, gap if up else -gap, up=up)
    if not taken:
        return None
    counts = Counter(move.question for move in taken)
    sign = 1 if up else -1
    changes = tuple(Change(key, levels[key], levels[key] + sign * counts[key]) for key in gains if counts[key])
    needed = (gap if up else -gap) - sum(move.effect for move in taken[:-1])
    spare = {move.question for move in moves if move.question not in counts and _crosses(move.effect, needed, up=up)}
    return Flip(dimension.id, up, changes, len(spare), _after(result.questionnaire, answers, changes))


def _moves(levels: Mapping[str, int], gains: Mapping[str, Fraction], *, up: bool) -> Iterator[_Move]:
    """Yield every possible change, the first level of each question before the second of any."""
    for step in range(TOP_LEVEL):
        for question, effect in gains.items():
            room = TOP_LEVEL - levels[question] if up else levels[question]
            if effect and step < room:
                yield _Move(question, effect)


def _taken(moves: list[_Move], gap: Fraction, *, up: bool) -> list[_Move]:
    """Return the first moves that together cross a gap, none where all of them do not."""
    done = Fraction()
    for count, move in enumerate(moves, 1):
        done += move.effect
        if _crosses(done, gap, up=up):
            return moves[:count]
    return []


def _crosses(effect: Fraction, gap: Fraction, *, up: bool) -> bool:
    """Tell whether an effect leads to the other side: a score on the threshold is high."""
    return effect >= gap if up else effect > gap


def _after(questionnaire: Questionnaire, answers: Answers, changes: tuple[Change, ...]) -> str | None:
    return assess(questionnaire, {**answers, **{change.question: change.to for change in changes}}).quadrant
