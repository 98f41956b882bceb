"""From questions of the questionnaire to the form that answers them."""

import re
from collections.abc import Mapping
from functools import lru_cache

from wtforms import Field, Form, HiddenField, StringField, TextAreaField, ValidationError

from radar.answers import CODES, UNANSWERED, AgreedAnswer
from radar.i18n import gettext as _
from radar.models import MAX_REASON
from radar.operations.assessments import Change

REASON = "-reason"
SEEN = "-seen"
# Control characters but for tabs and line ends, halves of characters, and the two that XML leaves out.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class AnswerForm(Form):
    """The answers to some questions; `answer_form` adds three fields for each of them."""

    questions: tuple[str, ...]

    def show(self, answers: Mapping[str, AgreedAnswer]) -> None:
        """Fill the fields of every question that is not in error with what is stored."""
        for question in self.questions:
            answer = answers.get(question, UNANSWERED)
            self[question + SEEN].data = answer.stamp
            if not self.errors_of(question):
                self[question].data = answer.value
                self[question + REASON].data = answer.reason

    def errors_of(self, question: str) -> list[str]:
        """Return what is wrong with the answer to a question."""
        return [*map(str, self[question].errors), *map(str, self[question + REASON].errors)]

    def unknown_fields(self, names: list[str]) -> list[str]:
        """Return the submitted names that are no field of this form."""
        return [name for name in names if name not in self._fields]

    def valid_changes(self) -> list[Change]:
        """Return what was entered, but for the questions in error."""
        return [
            Change(
                question,
                CODES[self[question].data or ""],
                self[question + REASON].data or "",
                self[question + SEEN].data or UNANSWERED.stamp,
            )
            for question in self.questions
            if not self.errors_of(question)
        ]


@lru_cache(maxsize=512)
def answer_form(*questions: str) -> type[AnswerForm]:
    """Return the form class for questions: a level and a reason for each, and the stamp of what was shown."""
    fields: dict[str, object] = {"questions": questions}
    for question in questions:
        fields[question] = StringField(validators=[known_level])
        fields[question + REASON] = TextAreaField(filters=[plain_lines], validators=[not_too_long, printable])
        fields[question + SEEN] = HiddenField()
    return type("QuestionnaireForm", (AnswerForm,), fields)


def plain_lines(text: str | None) -> str:
    """Return the text with the line ends of the database, without blanks around it."""
    return (text or "").replace("\r\n", "\n").replace("\r", "\n").strip()


def read_change(question: str, level: str, reason: str, seen: str) -> Change:
    """Return one answer as the page sends it by itself; raises ValidationError if it cannot be stored."""
    reason = plain_lines(reason)
    _check_level(level)
    _check_length(reason)
    _check_characters(reason)
    return Change(question, CODES[level], reason, seen or UNANSWERED.stamp)


def known_level(_form: Form, field: Field) -> None:
    """Refuse what is neither a level, nor `na`, nor nothing."""
    _check_level(field.data or "")


def not_too_long(_form: Form, field: Field) -> None:
    """Refuse a text longer than a reason may be."""
    _check_length(field.data)


def printable(_form: Form, field: Field) -> None:
    """Refuse control characters, which no export could hold."""
    _check_characters(field.data)


def _check_level(value: str) -> None:
    if value not in CODES:
        raise ValidationError(
            _("Le niveau « %(value)s » n'existe pas; choisissez un niveau de 0 à 4.", value=value[:20])
        )


def _check_length(text: str) -> None:
    if len(text) > MAX_REASON:
        raise ValidationError(
            _(
                "Le texte compte %(length)s caractères; raccourcissez-le à %(most)s.",
                length=len(text),
                most=MAX_REASON,
            )
        )


def _check_characters(text: str) -> None:
    if CONTROL.search(text):
        raise ValidationError(_("Le texte contient des caractères de contrôle; retapez-le au lieu de le coller."))
