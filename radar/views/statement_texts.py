"""The part of a statement's HTML that is the same for everyone, made once for each language and kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from flask import get_template_attribute
from markupsafe import Markup

from radar.answers import CODES
from radar.glossary import explained
from scoring.questionnaire import Axis, Statement, Term


@dataclass(frozen=True, slots=True)
class StatementTexts:
    """What a statement says, the definitions that its words open, its choices and the name of its reason's field.

    `choices` holds the radio buttons once for each value that can be the chosen one.
    """

    head: Markup
    definitions: Markup
    choices: Mapping[str, Markup]
    reason_label: Markup


@lru_cache(maxsize=256)
def statement_texts(axis: Axis, glossary: tuple[Term, ...], language: str) -> Mapping[str, StatementTexts]:
    """Return the texts of every statement of an axis by statement id."""
    del language  # it is in the key because the pieces hold words of the page
    return {statement.id: _texts(statement, glossary) for statement in axis.statements}


def _texts(statement: Statement, glossary: tuple[Term, ...]) -> StatementTexts:
    text, help_text = explained(statement, glossary)
    words, definitions = _macros("macros/glossary.html", "words", "definitions")
    head, choices, reason_label = _macros("assessments/_statement.html", "head", "choices", "reason_label")
    return StatementTexts(
        head=head(statement, words(text, statement.id), words(help_text, statement.id)),
        definitions=definitions((*text, *help_text), statement.id),
        choices={value: choices(statement, value) for value in CODES},
        reason_label=reason_label(statement),
    )


def _macros(template: str, *names: str) -> list[Callable[..., Markup]]:
    return [get_template_attribute(template, name) for name in names]
