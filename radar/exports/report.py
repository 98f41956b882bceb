"""What every export of a result is made from."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from scoring.recommendations import AxisAdvice
from scoring.results import Result
from scoring.scores import NOT_APPLICABLE

Language = Literal["fr", "en"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to a statement: its code (0 to 5, None while unanswered) and why."""

    code: int | None
    reason: str = ""


UNANSWERED = Answer(None)


@dataclass(frozen=True, slots=True)
class Report:
    """A result on its date, with the answers it rests on and what is advised; texts in one language."""

    result: Result
    answers: Mapping[str, Answer]
    advice: tuple[AxisAdvice, ...]
    date: dt.date
    language: Language = "fr"

    def reason(self, statement: str) -> str:
        """Return why a statement was answered as it was."""
        return self.answers.get(statement, UNANSWERED).reason

    def level(self, statement: str) -> float | None:
        """Return the code of a statement's agreed answer, else the mean of its ballots, else None."""
        code = self.answers.get(statement, UNANSWERED).code
        scored = self.result.statements.get(statement)
        if code is not None or scored is None:
            return code
        return NOT_APPLICABLE if scored.not_applicable else scored.score
