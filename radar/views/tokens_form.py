"""The form by which a token is made."""

from datetime import date, timedelta

from wtforms import Form, StringField
from wtforms.validators import ValidationError

from radar.answer_form import printable
from radar.forms import as_day, is_day, one_line
from radar.i18n import end_of_day, today
from radar.i18n import gettext as _
from radar.models import MAX_TOKEN_NAME
from radar.operations.tokens import NewToken

SCOPES = ("read", "write")
LONGEST = timedelta(days=3660)


class TokenForm(Form):
    """What a token is called, what it may do, and its last day, if any."""

    name = StringField(filters=[one_line], validators=[printable])
    scope = StringField(default="read")
    last_day = StringField(filters=[one_line], validators=[is_day])

    def validate_name(self, field: StringField) -> None:
        """Refuse a name that is missing or too long."""
        if not field.data:
            raise ValidationError(_("Nommez le jeton d'après le programme qui s'en servira."))
        if len(field.data) > MAX_TOKEN_NAME:
            raise ValidationError(
                _("Ce nom est trop long; raccourcissez-le à %(most)s caractères.", most=MAX_TOKEN_NAME)
            )

    def validate_scope(self, field: StringField) -> None:
        """Refuse what no token may do."""
        if field.data not in SCOPES:
            raise ValidationError(_("Choisissez ce que le jeton permet : lire, ou lire et écrire."))

    def validate_last_day(self, _field: StringField) -> None:
        """Refuse a last day that has passed, or that nobody will see."""
        day = self._day()
        if day and not today() <= day <= today() + LONGEST:
            raise ValidationError(_("Choisissez un dernier jour à partir d'aujourd'hui, d'ici dix ans."))

    def read(self) -> NewToken:
        """Return what was entered, once it is found valid."""
        day = self._day()
        return NewToken(self.name.data or "", self.scope.data or "", end_of_day(day) if day else None)

    def _day(self) -> date | None:
        try:
            return as_day(self.last_day.data)
        except ValueError:
            return None
