"""The forms that do not come from a questionnaire."""

from wtforms import Form, StringField
from wtforms.validators import ValidationError

from radar.answer_form import plain_lines, printable
from radar.i18n import gettext as _
from radar.models import MAX_NAME


class NameForm(Form):
    """The name under which an assessment is shown; it may stay empty."""

    organisation = StringField(filters=[plain_lines], validators=[printable])

    def validate_organisation(self, field: StringField) -> None:
        """Refuse a name too long to be shown."""
        if len(field.data or "") > MAX_NAME:
            raise ValidationError(
                _("Le nom de l'organisme est trop long; raccourcissez-le à %(most)s caractères.", most=MAX_NAME)
            )
