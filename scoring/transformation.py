"""The plan de transformation numérique (PTN) as data: the shape of its JSON file, of its spreadsheet and of its pages.

A plan has ambitions, orientations with objectives, themes and initiatives, each known by an id of its own that never
changes.  Quarters are counted from 0, the first quarter of the plan; people read them as T1 to T4 of a year.
"""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from scoring.questionnaire import Model, OptionalText, Slug, Text

QUARTERS_A_YEAR = 4
MOST_YEARS = 6

KEY = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$"
Key = Annotated[str, Field(pattern=KEY, description="Known by this for good.")]
Code = Annotated[str, Field(max_length=20, description="As people number it, like 1.2.1.")]
Title = Annotated[str, Field(min_length=1, max_length=200)]
Line = Annotated[str, Field(max_length=300)]
Grade = Annotated[int, Field(strict=True, ge=0, le=4)]
Quarter = Annotated[int, Field(strict=True, ge=0, le=MOST_YEARS * QUARTERS_A_YEAR - 1)]
Amount = Annotated[float, Field(ge=-1e12, le=1e12, description="Dollars.")]
Effort = Literal["S", "M", "L"]
Status = Literal["not-started", "under-way", "done", "cancelled"]
Stage = Literal["proposed", "kept"]
Origin = Literal["recommendation", "dots", "catalogue", "own", "file"]


def _as_set(keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(keys)))


class Ambition(Model):
    """A business ambition."""

    id: Key
    code: Code = ""
    name: Title


class Objective(Model):
    """An objective of the strategic plan."""

    id: Key
    code: Code = ""
    name: Title


class Orientation(Model):
    """An orientation of the strategic plan with its objectives."""

    id: Key
    code: Code = ""
    name: Title
    objectives: tuple[Objective, ...] = ()


class Theme(Model):
    """A theme by which initiatives are marked."""

    id: Key
    name: Title


class BenefitExpected(Model):
    """A benefit of an initiative, by its code in the catalogue; amount and horizon where they are known."""

    code: Annotated[str, Field(pattern=r"^[A-Z][0-9]{1,2}$")]
    amount: Amount | None = None
    horizon: Line = ""


class Evidence(Model):
    """A statement that put an initiative into the plan: its level, the reason given for it, and the next level."""

    statement: Key
    level: Annotated[float, Field(ge=0, le=4)]
    reason: Annotated[str, Field(max_length=4000)] = ""
    next_level: Grade


class Trace(Model):
    """Where an initiative comes from: the assessment and its statements, or the votes it had."""

    assessment: Key | None = None
    campaign: Line = ""
    axis_score: Annotated[float, Field(ge=0, le=4)] | None = None
    axis_target: Annotated[float, Field(ge=0, le=4)] | None = None
    evidence: tuple[Evidence, ...] = ()
    dots: Annotated[int, Field(strict=True, ge=0)] | None = None


class Risk(Model):
    """A risk of the plan, or of one of its initiatives, and how it is mitigated."""

    id: Key
    initiative: Key | None = None
    text: Text
    mitigation: OptionalText = ""


class PlannedInitiative(Model):
    """An initiative of the plan; `start` is its first quarter, none until it has a place in the roadmap."""

    id: Key
    code: Code = ""
    title: Title
    definition: OptionalText = ""
    body: Line = ""
    partners: Line = ""
    axis: Slug | None = None
    practices: tuple[Slug, ...] = ()
    ambition: Key | None = None
    objective: Key | None = None
    themes: Annotated[tuple[Key, ...], AfterValidator(_as_set), Field(description="In no order.")] = ()
    government_priority: Annotated[bool, Field(description="Counted in the 3PGTN.")] = False
    benefits: tuple[BenefitExpected, ...] = ()
    effort: Effort = "M"
    status: Status = "not-started"
    stage: Stage = "kept"
    quarters: Annotated[int, Field(strict=True, ge=1, le=MOST_YEARS * QUARTERS_A_YEAR)] = 4
    start: Quarter | None = None
    load: Annotated[float, Field(ge=0, le=1000, description="Of the capacity of its body, each quarter.")] = 1.0
    needs: Annotated[tuple[Key, ...], Field(description="Initiatives that must end before it starts.")] = ()
    sharing_level: Annotated[str, Field(max_length=80, description="The level of mutualisation.")] = ""
    scope: Grade | None = None
    ease: Grade | None = None
    impact: Annotated[float, Field(ge=0, le=4, description="In place of the computed one.")] | None = None
    impact_reason: OptionalText = ""
    origin: Origin = "own"
    catalogue: Slug | None = None
    trace: Trace | None = None

    @property
    def end(self) -> int | None:
        """Return the quarter after its last, none while it has no place."""
        return None if self.start is None else self.start + self.quarters


class Capacity(Model):
    """How much a body can carry in a quarter."""

    body: Line = ""
    each_quarter: Annotated[float, Field(ge=0, le=100_000)]


class TransformationPlan(Model):
    """A plan of an organisation or of a portfolio."""

    format: Literal[1] = 1
    title: Title
    first_day: Annotated[date, Field(description="The first day of its first quarter.")]
    years: Annotated[int, Field(strict=True, ge=1, le=MOST_YEARS)] = 4
    questionnaire: Annotated[str, Field(description="The `id@version` that names its axes and practices.")]
    ambitions: tuple[Ambition, ...] = ()
    orientations: tuple[Orientation, ...] = ()
    themes: tuple[Theme, ...] = ()
    initiatives: tuple[PlannedInitiative, ...] = ()
    risks: tuple[Risk, ...] = ()
    capacities: tuple[Capacity, ...] = ()
    texts: Annotated[Mapping[Slug, Annotated[str, Field(max_length=20_000)]], Field(description="By section.")] = {}

    @property
    def quarters(self) -> int:
        """Return how many quarters the plan has."""
        return self.years * QUARTERS_A_YEAR

    @cached_property
    def by_id(self) -> Mapping[str, PlannedInitiative]:
        """Return the initiatives by id."""
        return {initiative.id: initiative for initiative in self.initiatives}

    @cached_property
    def objectives(self) -> Mapping[str, tuple[Orientation, Objective]]:
        """Return each objective with its orientation, by id."""
        return {each.id: (orientation, each) for orientation in self.orientations for each in orientation.objectives}

    def year_and_quarter(self, quarter: int) -> tuple[int, int]:
        """Return the calendar year in which the plan's year of a quarter begins, and the quarter of it, from 1.

        >>> plan = TransformationPlan(title="PTN", first_day=date(2026, 4, 1), questionnaire="radar-numeriqc@1.0.0")
        >>> plan.year_and_quarter(0), plan.year_and_quarter(7)
        ((2026, 1), (2027, 4))
        """
        return self.first_day.year + quarter // QUARTERS_A_YEAR, quarter % QUARTERS_A_YEAR + 1
