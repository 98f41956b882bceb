"""What a facilitator fills in."""

from collections.abc import Sequence

from wtforms import Field, Form, IntegerField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError

from radar.answer_form import plain_lines, printable
from radar.i18n import gettext as _
from radar.models import MAX_TITLE, MAX_UNIT
from radar.operations.workshops import WorkshopChoices
from scoring.questionnaire import Axis

LED, FREE = "led", "free"
MOST_DOTS = 20
MOST_UNITS = 40


class WorkshopForm(Form):
    """A session before it begins."""

    title = StringField(filters=[plain_lines], validators=[printable])
    axes = SelectMultipleField(choices=[], validate_choice=False)
    pace = StringField(default=LED, filters=[lambda pace: FREE if pace == FREE else LED])
    units = TextAreaField(filters=[plain_lines], validators=[printable])
    dots = IntegerField(default=0, validators=[Optional()])

    def validate_title(self, field: Field) -> None:
        """Refuse a title that is missing or too long."""
        if not field.data:
            raise ValidationError(_("Donnez un titre à la séance, par exemple sa date."))
        if len(field.data) > MAX_TITLE:
            raise ValidationError(_("Le titre est trop long; raccourcissez-le à %(most)s caractères.", most=MAX_TITLE))

    def validate_axes(self, field: Field) -> None:
        """Refuse a session about nothing."""
        if not field.data:
            raise ValidationError(_("Choisissez au moins un axe."))

    def validate_units(self, field: Field) -> None:
        """Refuse a list that phones could not show."""
        lines = unit_list(field.data)
        if len(lines) > MOST_UNITS or any(len(line) > MAX_UNIT for line in lines):
            raise ValidationError(
                _(
                    "La liste compte au plus %(most)s lignes de %(length)s caractères; raccourcissez-la.",
                    most=MOST_UNITS,
                    length=MAX_UNIT,
                )
            )

    def validate_dots(self, field: Field) -> None:
        """Refuse what is no number of dots."""
        if field.errors or not 0 <= (field.data or 0) <= MOST_DOTS:
            field.errors = []
            raise ValidationError(_("Le nombre de points va de 0 à %(most)s.", most=MOST_DOTS))

    def keep(self, axes: Sequence[Axis]) -> None:
        """Keep the chosen axes that the questionnaire has, in its order."""
        self.axes.data = [axis.id for axis in axes if axis.id in (self.axes.data or ())]

    def plan(self) -> WorkshopChoices:
        """Return what was chosen."""
        units = unit_list(self.units.data)
        return WorkshopChoices(
            self.title.data or "", self.axes.data or [], self.pace.data or LED, units, self.dots.data or 0
        )


class HeadCountForm(Form):
    """How many people are in the room."""

    people = IntegerField(validators=[InputRequired(), NumberRange(0, 9999)])


def unit_list(text: str | None) -> list[str]:
    """Return the units or roles of a list, each once."""
    return list(dict.fromkeys(line.strip() for line in (text or "").splitlines() if line.strip()))
