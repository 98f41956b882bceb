"""How firm a quadrant is: distances to the thresholds, what would flip it, and what is still open."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from scoring.flips import Flip, flip_of
from scoring.questionnaire import TOP_LEVEL, Questionnaire
from scoring.results import Result, assess
from scoring.scores import NOT_APPLICABLE

FRAGILE, FAIR = 2, 7


class Grip(StrEnum):
    """How firmly a result holds its quadrant."""

    OPEN = "open"
    FRAGILE = "fragile"
    FAIR = "fair"
    SOLID = "solid"


@dataclass(frozen=True, slots=True)
class Margin:
    """A dimension's distance to its threshold, and what would flip it, if anything can."""

    dimension: str
    score: float | None
    threshold: float
    flip: Flip | None

    @property
    def distance(self) -> float | None:
        """Return the score minus the threshold."""
        return None if self.score is None else self.score - self.threshold


@dataclass(frozen=True, slots=True)
class Bounds:
    """What so many open questions could make of a result: all of them at 0, and all of them at 4."""

    count: int
    worst: Result
    best: Result

    @property
    def settled(self) -> bool:
        """Tell whether the quadrant is the same either way, and hence in every case between."""
        return self.worst.quadrant == self.best.quadrant


@dataclass(frozen=True, slots=True)
class Firmness:
    """How firm a result's quadrant is; bounds are None where no question is unanswered, or none not applicable."""

    quadrant: str | None
    margins: tuple[Margin, ...]
    unanswered: Bounds | None
    not_applicable: Bounds | None

    @property
    def flip(self) -> Flip | None:
        """Return the fewest changes that flip the quadrant; without a quadrant there is nothing to flip."""
        flips = [margin.flip for margin in self.margins if margin.flip]
        return min(flips, key=lambda flip: flip.count, default=None) if self.quadrant else None

    @property
    def grip(self) -> Grip | None:
        """Return the firmness as one of four: open while unanswered questions could decide."""
        if self.quadrant is None:
            return None
        if self.unanswered and not self.unanswered.settled:
            return Grip.OPEN
        if self.flip is None or self.flip.count > FAIR:
            return Grip.SOLID
        return Grip.FRAGILE if self.flip.count <= FRAGILE else Grip.FAIR


def firmness(questionnaire: Questionnaire, answers: Mapping[str, int | None]) -> Firmness:
    """Return how firm the result of a sheet is: codes 0 to 5 by question id; None or missing is unanswered."""
    result = assess(questionnaire, answers)
    return Firmness(
        quadrant=result.quadrant,
        margins=tuple(
            Margin(dimension.id, score, dimension.threshold, None if score is None else flip_of(result, answers, row))
            for row, dimension in enumerate(questionnaire.dimensions)
            for score in (result.dimensions[dimension.id].score,)
        ),
        unanswered=_bounds(questionnaire, answers, None),
        not_applicable=_bounds(questionnaire, answers, NOT_APPLICABLE),
    )


def _bounds(questionnaire: Questionnaire, answers: Mapping[str, int | None], code: int | None) -> Bounds | None:
    """Return what the questions with a code could make of the result: scores only rise with levels."""
    found = [question for question in questionnaire.question_by_id if answers.get(question) == code]
    worst, best = (assess(questionnaire, {**answers, **dict.fromkeys(found, level)}) for level in (0, TOP_LEVEL))
    return Bounds(len(found), worst, best) if found else None
