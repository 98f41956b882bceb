"""Pulses: one question, answered by a stage of a scale of its own, from 1 up; never turned into levels 0 to 4."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Annotated, Literal

from pydantic import Field

from scoring.distribution import RECORD
from scoring.questionnaire import Assumption, Model, OptionalText, Slug, Text

FEWEST_STAGES, MOST_STAGES = 2, 9


class Stage(Model):
    """A stage (stade) that somebody may choose."""

    id: Slug
    number: Annotated[int, Field(strict=True, ge=1, le=MOST_STAGES)]
    name: Text
    description: OptionalText = ""


class PulseFile(Model):
    """What `pulse.yaml` holds: the question and its stages in its own language."""

    format: Literal[1] = 1
    id: Slug
    version: Annotated[str, Field(pattern=r"^(0|[1-9]\d{0,5})(\.(0|[1-9]\d{0,5})){2}$")]
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")]
    title: Text
    description: OptionalText = ""
    question: Text
    stages: Annotated[tuple[Stage, ...], Field(min_length=1)]
    assumptions: tuple[Assumption, ...] = ()


class PulseQuestion(PulseFile):
    """A published version of the question of a pulse, with its texts in one language."""

    languages: tuple[str, ...] = ()
    hash: str = ""

    @cached_property
    def reference(self) -> str:
        """Return `id@version`."""
        return f"{self.id}@{self.version}"

    @property
    def top(self) -> int:
        """Return the number of the last stage, at which the scale ends."""
        return len(self.stages)


@dataclass(frozen=True, slots=True)
class PulseResult:
    """What a pulse came to, on the stages' own scale; a published one may be known by its mean only."""

    mean: float
    counts: tuple[int, ...] = ()

    @property
    def respondents(self) -> int | None:
        """Return how many answered, where that is known."""
        return sum(self.counts) or None

    @property
    def shares(self) -> tuple[float, ...]:
        """Return the share of each stage, from 0 to 1."""
        return tuple(count / sum(self.counts) for count in self.counts)

    @property
    def median(self) -> int | None:
        """Return the median stage, the lower of two in the middle.

        >>> PulseResult(2.5, (1, 2, 2, 1)).median
        2
        """
        reached = enumerate(accumulate(self.counts), start=1)
        return next((stage for stage, count in reached if count * 2 >= sum(self.counts)), None)

    def share_from(self, stage: int) -> float | None:
        """Return the share of those who chose a stage or a later one, where the answers are known."""
        return sum(self.counts[stage - 1 :]) / sum(self.counts) if self.counts else None

    def gap(self, target: float) -> float:
        """Return how far the mean is below a target; nothing once it is reached.

        >>> round(PulseResult(2.3).gap(3), 2), PulseResult(3.2).gap(3)
        (0.7, 0.0)
        """
        return max(0.0, target - self.mean)


def pulse_result(answers: Mapping[int, int], stages: int) -> PulseResult | None:
    """Return what the answers come to, given how many chose each stage; nothing where so few could be recognised.

    >>> pulse_result({1: 1, 2: 5, 3: 4}, 4)
    PulseResult(mean=2.3, counts=(1, 5, 4, 0))
    >>> pulse_result({2: 4}, 4) is None
    True
    """
    counts = tuple(answers.get(stage, 0) for stage in range(1, stages + 1))
    if sum(counts) < RECORD:
        return None
    return PulseResult(sum(stage * count for stage, count in enumerate(counts, start=1)) / sum(counts), counts)
