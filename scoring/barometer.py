"""The public targets of the Baromètre numériQc as data, and how an organisation's own figures moved towards them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from scoring.plan_sections import Bilingual
from scoring.questionnaire import Model, Slug


class BarometerTarget(Model):
    """A public target: the share that it asks for, and what an organisation measures of its own."""

    id: Slug
    percent: Annotated[float, Field(ge=0, le=100)]
    text: Bilingual
    measure: Bilingual


class Barometer(Model):
    """The public targets, in order."""

    format: Literal[1] = 1
    targets: Annotated[tuple[BarometerTarget, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured on a day, in percent."""

    on: date
    percent: float


@dataclass(frozen=True, slots=True)
class Trend:
    """The figures of a target, the oldest first, the change since the one before the last, and whether it is met."""

    target: BarometerTarget
    figures: Sequence[Figure]

    @property
    def last(self) -> Figure | None:
        """Return the newest figure."""
        return self.figures[-1] if self.figures else None

    @property
    def change(self) -> float | None:
        """Return by how many points the newest figure differs from the one before."""
        return self.figures[-1].percent - self.figures[-2].percent if len(self.figures) > 1 else None

    @property
    def reached(self) -> bool:
        """Tell whether the newest figure is at the target."""
        return self.last is not None and self.last.percent >= self.target.percent
