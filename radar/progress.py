"""How far an assessment is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from radar.answers import AgreedAnswer
from scoring.questionnaire import Axis, Question, Questionnaire


@dataclass(frozen=True, slots=True)
class AxisProgress:
    """An axis with the number of its questions that have an answer, a level or not applicable."""

    axis: Axis
    answered: int
    total: int

    @property
    def complete(self) -> bool:
        """Return whether nothing is left."""
        return self.answered == self.total


@dataclass(frozen=True, slots=True)
class Progress:
    """The progress of every axis."""

    axes: tuple[AxisProgress, ...]

    @property
    def answered(self) -> int:
        """Return the number of answered questions."""
        return sum(axis.answered for axis in self.axes)

    @property
    def total(self) -> int:
        """Return the number of questions."""
        return sum(axis.total for axis in self.axes)

    @property
    def complete(self) -> bool:
        """Return whether nothing is left."""
        return self.answered == self.total

    @property
    def next_axis(self) -> Axis | None:
        """Return the first axis with something left."""
        return next((axis.axis for axis in self.axes if not axis.complete), None)


def progress_of(questionnaire: Questionnaire, answers: Mapping[str, AgreedAnswer]) -> Progress:
    """Return the progress of an assessment with these answers."""
    return Progress(
        tuple(_axis_progress(axis, questionnaire.questions_of(axis), answers) for axis in questionnaire.axes)
    )


def _axis_progress(axis: Axis, questions: Sequence[Question], answers: Mapping[str, AgreedAnswer]) -> AxisProgress:
    answered = sum(
        1 for question in questions if (answer := answers.get(question.id)) is not None and answer.code is not None
    )
    return AxisProgress(axis, answered, len(questions))
