"""What goes in and out of the interface, from which its description is made."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from radar.models import MAX_CAMPAIGN, MAX_REASON
from scoring.questionnaire import Model

Reference = Annotated[str, Field(max_length=120, description="`id@version`, or `id` for its newest version.")]
Level = Annotated[
    Literal[0, 1, 2, 3, 4, "na"] | None,
    Field(description="A level from 0 to 4, `na` for not applicable, null while unanswered."),
]
Score = Annotated[float | None, Field(description="0 to 4 at full precision; null without a score.")]
Share = Annotated[float | None, Field(description="0 to 100; null without a score.")]


class Refusal(Model):
    """Why the call was refused, in one sentence."""

    message: str


class Body(Model):
    """The organisation that the token belongs to."""

    id: uuid.UUID
    name: str


class AnswerGiven(Model):
    """The agreed answer to a question, with the reason given for it."""

    level: Level = None
    reason: Annotated[str, Field(max_length=MAX_REASON)] = ""


Answers = Annotated[Mapping[str, AnswerGiven], Field(description="By the id of the question.")]


class AssessmentLine(Model):
    """An assessment in the list."""

    id: uuid.UUID
    campaign: str
    on: date | None
    official: bool
    state: Literal["draft", "workshop", "closed"]
    questionnaire: str
    created_at: datetime
    answered: Annotated[int, Field(description="How many questions have a level or `na`.")]


class Assessments(Model):
    """A part of the list of assessments, the newest campaign first."""

    total: int
    assessments: tuple[AssessmentLine, ...]


class Assessment(Model):
    """An assessment with its answers."""

    id: uuid.UUID
    campaign: str
    on: date | None
    official: bool
    state: Literal["draft", "workshop", "closed"]
    questionnaire: str
    created_at: datetime
    answers: Answers


class NewAssessment(Model):
    """An assessment to start, with the answers that are known already."""

    campaign: Annotated[str, Field(min_length=1, max_length=MAX_CAMPAIGN)]
    on: date | None = None
    official: bool = False
    questionnaire: Annotated[Reference | None, Field(description="The usual one of the site if left out.")] = None
    answers: Annotated[Answers, Field(default_factory=dict)]


class AnswersGiven(Model):
    """Answers to store; questions that are not named keep theirs."""

    answers: Answers


class QuestionnairePin(Model):
    """The very questionnaire that was answered."""

    id: str
    version: str
    hash: str


class GroupFigures(Model):
    """The figures of an axis or a practice."""

    score: Score
    percent: Share
    answered: int
    not_applicable: int
    total: int


class StatementFigures(Model):
    """The figures of a statement."""

    score: Score
    ballots: int
    agreement: Annotated[float | None, Field(description="0 to 1; null without ballots.")]


class DimensionFigures(Model):
    """The figures of a dimension."""

    score: Score
    percent: Share


class ResultFigures(Model):
    """The result of an assessment, as `radar score --format json` writes it."""

    organisation: str
    group: str | None
    questionnaire: QuestionnairePin
    overall: Score
    percent: Share
    coverage: Annotated[float, Field(description="The share of questions with an answer, 0 to 1.")]
    provisional: bool
    ballots: int
    axes: Mapping[str, GroupFigures]
    practices: Mapping[str, GroupFigures]
    statements: Mapping[str, StatementFigures]
    dimensions: Mapping[str, DimensionFigures]
    quadrant: str | None
    weakest_axes: tuple[str, ...]


class QuestionnaireLine(Model):
    """A questionnaire in the list."""

    id: str
    version: str
    title: str
    hash: str
    questions: int


class Questionnaires(Model):
    """The questionnaires that an assessment may ask; the first is the usual one."""

    questionnaires: tuple[QuestionnaireLine, ...]


class QuestionAsked(Model):
    """A question: a statement, from a perspective if the questionnaire has several."""

    id: str
    number: int
    text: str
    levels: tuple[str, ...]
    axis: str
    practice: str
    perspective: str | None


class QuestionnaireAsked(Model):
    """A questionnaire with its questions, in the language of the call."""

    id: str
    version: str
    title: str
    hash: str
    axes: Annotated[Mapping[str, str], Field(description="The name of each axis by its id.")]
    practices: Annotated[Mapping[str, str], Field(description="The name of each practice by its id.")]
    questions: tuple[QuestionAsked, ...]


class PlanLine(Model):
    """A plan in the list."""

    id: uuid.UUID
    title: str
    first_day: date
    years: int
    version: int
    state: Literal["draft", "adopted"]
    questionnaire: str
    changed_at: datetime


class Plans(Model):
    """A part of the list of plans, the newest first."""

    total: int
    plans: tuple[PlanLine, ...]
