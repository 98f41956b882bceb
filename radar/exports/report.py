"""What every export of a result is made from."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from scoring.recommendations import AxisAdvice
from scoring.results import Result
from scoring.scores import NOT_APPLICABLE
from scoring.targets import Targets

Language = Literal["fr", "en"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to a statement: its code (0 to 5, None while unanswered) and why."""

    code: int | None
    reason: str = ""


UNANSWERED = Answer(None)


@dataclass(frozen=True, slots=True)
class Report:
    """A result on its date, with the answers it rests on and what is advised; texts in one language.

    Where the questionnaire has perspectives, the result is the combined one, and `perspectives` has that of each.
    """

    result: Result
    answers: Mapping[str, Answer]
    advice: tuple[AxisAdvice, ...]
    date: dt.date
    language: Language = "fr"
    perspectives: Mapping[str, Result] = field(default_factory=dict)
    targets: Targets = field(default_factory=Targets)

    def code(self, question: str) -> int | None:
        """Return the code of the agreed answer to a question."""
        return self.answers.get(question, UNANSWERED).code

    def reason(self, question: str) -> str:
        """Return why a question was answered as it was."""
        return self.answers.get(question, UNANSWERED).reason

    def level(self, statement: str) -> float | None:
        """Return the code of a statement's agreed answer, else the mean of its ballots, else None."""
        code = self.code(statement)
        scored = self.result.statements.get(statement)
        if code is not None or scored is None:
            return code
        return NOT_APPLICABLE if scored.not_applicable else scored.score
