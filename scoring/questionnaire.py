"""What a questionnaire is: frozen models, the same for the file, the engine and the pages.

The models describe the French file `questionnaire.yaml` and its companions; `scoring.loading` is the only reader of
files and overlays the texts of another language.  Everything is keyed on slugs, never on numbers, because published
sources number the axes in two ways.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal, NamedTuple
from uuid import UUID, uuid5

from pydantic import BaseModel, ConfigDict, Field

LEVELS = 5
TOP_LEVEL = LEVELS - 1
NAMESPACE = UUID("6f1c4f0e-5c1a-5d53-9d0b-6f2a6b1c0e48")

SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
VERSION = r"(0|[1-9]\d{0,5})(\.(0|[1-9]\d{0,5})){2}"
Slug = Annotated[str, Field(pattern=rf"^{SLUG}$", max_length=80)]
Text = Annotated[str, Field(min_length=1, max_length=2000)]
OptionalText = Annotated[str, Field(max_length=2000)]
Level = Annotated[int, Field(strict=True, ge=0, le=TOP_LEVEL)]
Weight = Annotated[float, Field(strict=True, ge=0, le=1000)]
Levels = Annotated[
    tuple[Text, ...], Field(min_length=LEVELS, max_length=LEVELS, description="One text per level, from 0 to 4.")
]
Effort = Literal["S", "M", "L"]
EFFORTS: Mapping[Effort, int] = {"S": 1, "M": 2, "L": 3}
ForeignId = Annotated[UUID | None, Field(description="Its identifier in the exchange format, if it came with one.")]


class Model(BaseModel):
    """A frozen record that refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, allow_inf_nan=False)


class Statement(Model):
    """A statement (énoncé), answered on five levels that each have an observable descriptor."""

    id: Slug
    number: Annotated[int, Field(strict=True, ge=1, le=9999, description="By which other tools know the statement.")]
    topic: Annotated[Text, Field(description="Short title, three to seven words, for tables and reports.")]
    text: Text
    help: Annotated[OptionalText, Field(description="What counts, what does not, what to look at.")] = ""
    levels: Levels
    uuid: ForeignId = None


class Practice(Model):
    """A practice (pratique): a handful of statements under one name."""

    id: Slug
    name: Text
    description: OptionalText = ""
    statements: Annotated[tuple[Statement, ...], Field(min_length=1)]
    uuid: ForeignId = None


class Axis(Model):
    """An axis (axe) of the radar."""

    id: Slug
    name: Text
    description: OptionalText = ""
    practices: Annotated[tuple[Practice, ...], Field(min_length=1)]
    uuid: ForeignId = None

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Return the statements of the axis, in order."""
        return tuple(statement for practice in self.practices for statement in practice.statements)


class Perspective(Model):
    """A point of view from which every statement is asked, with its weight."""

    id: Slug
    name: Text
    weight: Weight = 1.0


class Question(NamedTuple):
    """What is answered at once: a statement, from one perspective where the questionnaire has several."""

    id: str
    statement: Statement
    perspective: Perspective | None = None


class Dimension(Model):
    """A weighted mean of axes, and the threshold from which it counts as high."""

    id: Slug
    name: Text
    description: OptionalText = ""
    direction: Literal["vertical", "horizontal"]
    threshold: Annotated[
        float, Field(strict=True, ge=0, le=TOP_LEVEL, description="The score from which the dimension counts as high.")
    ]
    weights: Annotated[Mapping[str, Weight], Field(description="Weight of each axis in the mean, by its id.")]


class Quadrant(Model):
    """A quadrant (cadran), known by the dimensions that are high in it."""

    id: Slug
    name: Text
    high: Annotated[tuple[Slug, ...], Field(description="The ids of the dimensions that are high in it.")] = ()
    description: OptionalText = ""
    next: Annotated[OptionalText, Field(description="One sentence of advice for a body there.")] = ""


class Assumption(Model):
    """A rule that the public sources do not settle; said beside the figures that rest on it."""

    id: Slug
    text: Text


class Term(Model):
    """A glossary term and the lower-case forms under which running text uses it."""

    id: Slug
    term: Text
    forms: tuple[Text, ...] = ()
    definition: Text


class Named(Model):
    """An ambition or a theme of the catalogue."""

    id: Slug
    name: Text


class Benefit(Model):
    """A benefit by its code, as plans count them."""

    code: Annotated[str, Field(pattern=r"^[A-Z][0-9]{1,2}$")]
    kind: Literal["financial", "service"]
    name: Text


class Example(Model):
    """Who did it: a public body and the document that says so."""

    body: Text
    document: Text
    detail: OptionalText = ""


class Initiative(Model):
    """Something a plan can hold: it leads the practices it serves from one level to a higher one."""

    id: Slug
    title: Text
    description: Text
    practices: Annotated[tuple[Slug, ...], Field(min_length=1)]
    from_level: Annotated[Level, Field(alias="from")]
    to_level: Annotated[Level, Field(alias="to")]
    effort: Effort
    quarters: Annotated[int, Field(strict=True, ge=1, le=24)]
    prerequisites: tuple[Slug, ...] = ()
    ambition: Slug
    theme: Slug
    benefits: tuple[str, ...] = ()
    example: Example | None = None


class Catalogue(Model):
    """The initiatives that may be recommended, and the names they refer to."""

    ambitions: tuple[Named, ...] = ()
    themes: tuple[Named, ...] = ()
    benefits: tuple[Benefit, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    efforts: Annotated[
        Mapping[Effort, Annotated[int, Field(strict=True, ge=1, le=100)]],
        Field(description="What each effort costs beside the others, where that is not 1, 2 and 3."),
    ] = {}

    @cached_property
    def by_id(self) -> Mapping[str, Initiative]:
        """Return the initiatives by id."""
        return {initiative.id: initiative for initiative in self.initiatives}

    @cached_property
    def costs(self) -> Mapping[Effort, int]:
        """Return what each effort costs."""
        return {**EFFORTS, **self.efforts}


class QuestionnaireFile(Model):
    """What `questionnaire.yaml` holds: the structure and the texts in the questionnaire's own language."""

    format: Literal[1] = 1
    id: Slug
    version: Annotated[str, Field(pattern=rf"^{VERSION}$")]
    extends: Annotated[
        str | None,
        Field(pattern=rf"^{SLUG}@{VERSION}$", description="The published `id@version` that fills in what is not said."),
    ] = None
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")]
    title: Text
    description: OptionalText = ""
    levels: Levels
    assumptions: tuple[Assumption, ...] = ()
    perspectives: tuple[Perspective, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    quadrants: tuple[Quadrant, ...] = ()
    axes: Annotated[tuple[Axis, ...], Field(min_length=1)]


class Questionnaire(QuestionnaireFile):
    """A published version of a questionnaire, with its texts in one language.  Never edited once published."""

    languages: tuple[str, ...] = ()
    glossary: tuple[Term, ...] = ()
    catalogue: Catalogue = Catalogue()
    hash: str = ""

    def __hash__(self) -> int:
        """Return a hash of what names a version, so that caches can be keyed on a questionnaire."""
        return hash((self.id, self.version, self.language, self.hash))

    @cached_property
    def practices(self) -> tuple[Practice, ...]:
        """Return every practice, in order."""
        return tuple(practice for axis in self.axes for practice in axis.practices)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Return every statement, in order: the columns of every array of answers."""
        return tuple(statement for axis in self.axes for statement in axis.statements)

    @cached_property
    def statement_index(self) -> Mapping[str, int]:
        """Return the column of each statement id."""
        return {statement.id: column for column, statement in enumerate(self.statements)}

    @cached_property
    def questions_to(self) -> Mapping[str, tuple[Question, ...]]:
        """Return the questions that ask each statement: one, or one from each perspective.

        No slug holds a dot, so that `statement.perspective` can be nothing else.
        """
        return {
            statement.id: tuple(Question(f"{statement.id}.{each.id}", statement, each) for each in self.perspectives)
            or (Question(statement.id, statement),)
            for statement in self.statements
        }

    @cached_property
    def question_by_id(self) -> Mapping[str, Question]:
        """Return every question, in order, by the id under which its answer is kept."""
        return {question.id: question for questions in self.questions_to.values() for question in questions}

    def questions_of(self, axis: Axis) -> tuple[Question, ...]:
        """Return the questions of an axis, in order."""
        return tuple(question for statement in axis.statements for question in self.questions_to[statement.id])

    @cached_property
    def axis_by_id(self) -> Mapping[str, Axis]:
        """Return the axes by slug."""
        return {axis.id: axis for axis in self.axes}

    @cached_property
    def reference(self) -> str:
        """Return `id@version`, as people name it on the command line."""
        return f"{self.id}@{self.version}"

    def uuid_of(self, *parts: str) -> UUID:
        """Return the stable identifier of an axis, practice or statement in the exchange format."""
        return uuid5(NAMESPACE, "/".join((self.id, *parts)))
