"""The sections of a plan's document as data: what each is for, what the tool fills in, what the organisation writes."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from scoring.questionnaire import Model, Slug, Text

Fill = Literal[
    "portrait", "orientations", "ambitions", "benefits", "roadmap", "gantt", "initiatives", "steps", "risks",
    "government-priorities", "definitions", "approach",
]  # fmt: skip


class Bilingual(Model):
    """A text in French and in English."""

    fr: Text
    en: Text

    def __getitem__(self, language: str) -> str:
        """Return the text in a language."""
        return self.fr if language == "fr" else self.en


class Step(Model):
    """A step of a training or change plan, with the practices whose initiatives serve it."""

    name: Bilingual
    text: Bilingual
    practices: tuple[Slug, ...] = ()


class Section(Model):
    """A section of the document; the text that a plan holds under its id takes the place of its prompts."""

    id: Slug
    title: Bilingual
    purpose: Bilingual
    fills: tuple[Fill, ...] = ()
    prompts: tuple[Bilingual, ...] = ()
    practices: Annotated[tuple[Slug, ...], Field(description="Its initiatives serve one of these practices,")] = ()
    words: Annotated[tuple[Text, ...], Field(description="or hold one of these words.")] = ()
    steps: tuple[Step, ...] = ()
    sections: "tuple[Section, ...]" = ()

    def all(self) -> "Iterator[Section]":
        """Yield the section and those inside it."""
        yield self
        for each in self.sections:
            yield from each.all()


class PlanSections(Model):
    """The sections of the document, in order."""

    format: Literal[1] = 1
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]

    def all(self) -> Iterator[Section]:
        """Yield every section, in order."""
        for each in self.sections:
            yield from each.all()
