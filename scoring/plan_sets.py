"""Sets of ambitions and themes that a plan may start from, as data."""

from typing import Annotated, Literal

from pydantic import Field

from scoring.plan_sections import Bilingual
from scoring.questionnaire import Model, Slug
from scoring.transformation import Ambition, Code, Theme


class SetAmbition(Model):
    """An ambition of a set."""

    id: Slug
    code: Code = ""
    name: Bilingual


class SetTheme(Model):
    """A theme of a set."""

    id: Slug
    name: Bilingual


class PlanSet(Model):
    """Ambitions and themes under the name of the plan they come from."""

    id: Slug
    name: Bilingual
    ambitions: tuple[SetAmbition, ...] = ()
    themes: tuple[SetTheme, ...] = ()

    def ambitions_in(self, language: str) -> tuple[Ambition, ...]:
        """Return the ambitions in a language."""
        return tuple(Ambition(id=each.id, code=each.code, name=each.name[language]) for each in self.ambitions)

    def themes_in(self, language: str) -> tuple[Theme, ...]:
        """Return the themes in a language."""
        return tuple(Theme(id=each.id, name=each.name[language]) for each in self.themes)


class PlanSets(Model):
    """The sets, and the levels of mutualisation to choose among."""

    format: Literal[1] = 1
    sets: Annotated[tuple[PlanSet, ...], Field(min_length=1)]
    sharing_levels: tuple[Bilingual, ...] = ()
