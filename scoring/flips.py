"""The fewest single-level changes that put a dimension on the other side of its threshold, in exact arithmetic."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from scoring.plans import plan_of
from scoring.questionnaire import LEVELS, TOP_LEVEL, Questionnaire
from scoring.results import Result, assess

Codes = Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Change:
    """A statement that would be answered otherwise."""

    statement: str
    level: int
    to: int


@dataclass(frozen=True, slots=True)
class Flip:
    """What puts a dimension on the other side of its threshold.

    `high` is that side, `quadrant` where the changes lead, and `others` how many more statements could each stand in
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

    statement: str
    effect: Fraction


def flip_of(result: Result, answers: Codes, row: int) -> Flip | None:
    """Return the fewest changes that flip the dimension of that row, or None where no change would.

    Each change counts as one, so taking those of largest effect first cannot be bettered.
    """
    dimension, gains = result.questionnaire.dimensions[row], effects(result, row)
    levels = {name: code for name, code in answers.items() if code is not None and code < LEVELS}
    score = sum((levels[name] * gain for name, gain in gains.items()), Fraction())
    gap = Fraction(str(dimension.threshold)) - score
    up = gap > 0
    moves = sorted(_moves(levels, gains, up=up), key=lambda move: -move.effect)
    taken = _taken(moves, gap if up else -gap, up=up)
    if not taken:
        return None
    counts = Counter(move.statement for move in taken)
    sign = 1 if up else -1
    changes = tuple(Change(key, levels[key], levels[key] + sign * counts[key]) for key in gains if counts[key])
    needed = (gap if up else -gap) - sum(move.effect for move in taken[:-1])
    spare = {move.statement for move in moves if move.statement not in counts and _crosses(move.effect, needed, up=up)}
    return Flip(dimension.id, up, changes, len(spare), _after(result.questionnaire, answers, changes))


def effects(result: Result, row: int) -> Mapping[str, Fraction]:
    """Return what one level on each statement that has one adds to the dimension of that row."""
    asked = result.questionnaire
    weights = dict(zip(result.axes, plan_of(asked).weights[row + 1], strict=True))
    total = sum((weights[axis] for axis, group in result.axes.items() if group.score is not None), Fraction())
    return {
        statement.id: weights[axis.id] / (total * result.axes[axis.id].answered)
        for axis in asked.axes
        for statement in axis.statements
        if total and result.statements[statement.id].score is not None
    }


def _moves(levels: Mapping[str, int], gains: Mapping[str, Fraction], *, up: bool) -> Iterator[_Move]:
    """Yield every possible change, the first level of each statement before the second of any."""
    for step in range(TOP_LEVEL):
        for statement, effect in gains.items():
            room = TOP_LEVEL - levels[statement] if up else levels[statement]
            if effect and step < room:
                yield _Move(statement, effect)


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


def _after(questionnaire: Questionnaire, answers: Codes, changes: tuple[Change, ...]) -> str | None:
    return assess(questionnaire, {**answers, **{change.statement: change.to for change in changes}}).quadrant
