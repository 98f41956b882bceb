"""What a facilitator fills in to open a pulse."""

from collections.abc import Sequence
from datetime import date

from wtforms import Form, StringField, TextAreaField
from wtforms.validators import ValidationError

from radar.answer_form import plain_lines, printable
from radar.forms import one_line
from radar.i18n import gettext as _
from radar.i18n import today
from radar.models import MAX_PULSE_TITLE
from radar.operations.pulses import PulsePlan
from scoring.pulse import PulseQuestion

MAX_TARGET_REASON = 500


class PulseForm(Form):
    """A pulse before it is opened."""

    title = StringField(filters=[one_line], validators=[printable])
    question = StringField()
    target_stage = StringField(filters=[one_line])
    target_on = StringField(filters=[one_line])
    target_reason = TextAreaField(filters=[plain_lines], validators=[printable])
    questions: Sequence[PulseQuestion] = ()

    def offer(self, questions: Sequence[PulseQuestion]) -> None:
        """Offer the questions of this installation, the first one chosen unless another is."""
        self.questions = questions
        if not self.question.data and questions:
            self.question.data = questions[0].reference

    @property
    def chosen(self) -> PulseQuestion | None:
        """Return the question that was chosen."""
        return next((one for one in self.questions if one.reference == self.question.data), None)

    def validate_title(self, field: StringField) -> None:
        """Refuse a title that is missing or too long."""
        if not field.data:
            raise ValidationError(_("Donnez un titre au pouls, par exemple le mois où il est pris."))
        if len(field.data) > MAX_PULSE_TITLE:
            sentence = _("Le titre est trop long; raccourcissez-le à %(most)s caractères.", most=MAX_PULSE_TITLE)
            raise ValidationError(sentence)

    def validate_question(self, _field: StringField) -> None:
        """Refuse a question that was not offered."""
        if self.chosen is None:
            raise ValidationError(_("Choisissez une question de la liste."))

    def validate_target_stage(self, field: StringField) -> None:
        """Refuse a stage that the question does not have, and a date or a reason without a stage."""
        if not field.data and (self.target_on.data or self.target_reason.data):
            raise ValidationError(_("Choisissez le stade visé, ou videz la date et la raison."))
        if field.data and self.chosen and field.data not in {str(stage.number) for stage in self.chosen.stages}:
            raise ValidationError(_("Cette question va du stade 1 au stade %(top)s.", top=self.chosen.top))

    def validate_target_on(self, field: StringField) -> None:
        """Refuse what is no date to come."""
        try:
            aim = self._day()
        except ValueError as error:
            value = (field.data or "")[:20]
            sentence = _("« %(value)s » n'est pas une date; écrivez-la ainsi : 2026-11-21.", value=value)
            raise ValidationError(sentence) from error
        if aim and aim < today():
            raise ValidationError(_("Cette date est passée; choisissez-en une à venir."))

    def validate_target_reason(self, field: TextAreaField) -> None:
        """Refuse a reason too long to be shown."""
        if len(field.data or "") > MAX_TARGET_REASON:
            sentence = _("La raison est trop longue; raccourcissez-la à %(most)s caractères.", most=MAX_TARGET_REASON)
            raise ValidationError(sentence)

    def plan(self) -> PulsePlan:
        """Return what was entered, once it is found valid."""
        stage = int(self.target_stage.data) if self.target_stage.data else None
        return PulsePlan(self.title.data or "", stage, self._day(), self.target_reason.data or "")

    def _day(self) -> date | None:
        return date.fromisoformat(self.target_on.data) if self.target_on.data else None
