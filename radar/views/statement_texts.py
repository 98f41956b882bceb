"""The part of a statement's HTML that is the same for everyone, made once for each language and kept."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from flask import get_template_attribute
from markupsafe import Markup

from radar.answers import CODES
from radar.glossary import explained
from scoring.questionnaire import Question, Questionnaire, Statement, Term


@dataclass(frozen=True, slots=True)
class QuestionTexts:
    """The perspective of a question, if it has one, its choices and the name of its reason's field.

    `choices` holds the radio buttons once for each value that can be the chosen one.
    """

    id: str
    perspective: str
    choices: Mapping[str, Markup]
    reason_label: Markup


@dataclass(frozen=True, slots=True)
class StatementTexts:
    """What a statement says, the definitions that its words open, and the questions that ask it."""

    head: Markup
    definitions: Markup
    questions: tuple[QuestionTexts, ...]


@lru_cache(maxsize=256)
def statement_texts(questionnaire: Questionnaire, axis_id: str, language: str) -> Mapping[str, StatementTexts]:
    """Return the texts of every statement of an axis by statement id."""
    del language  # it is in the key because the pieces hold words of the page
    return {
        statement.id: _texts(statement, questionnaire.questions_to[statement.id], questionnaire.glossary)
        for statement in questionnaire.axis_by_id[axis_id].statements
    }


def _texts(statement: Statement, questions: Sequence[Question], glossary: tuple[Term, ...]) -> StatementTexts:
    text, help_text = explained(statement, glossary)
    words, definitions = _macros("macros/glossary.html", "words", "definitions")
    (head,) = _macros("assessments/_statement.html", "head")
    return StatementTexts(
        head=head(statement, words(text, statement.id), words(help_text, statement.id)),
        definitions=definitions((*text, *help_text), statement.id),
        questions=tuple(map(_question_texts, questions)),
    )


def _question_texts(question: Question) -> QuestionTexts:
    choices, reason_label = _macros("assessments/_statement.html", "choices", "reason_label")
    return QuestionTexts(
        id=question.id,
        perspective=question.perspective.name if question.perspective else "",
        choices={value: choices(question, value) for value in CODES},
        reason_label=reason_label(question),
    )


def _macros(template: str, *names: str) -> list[Callable[..., Markup]]:
    return [get_template_attribute(template, name) for name in names]
