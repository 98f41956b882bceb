"""The panel of the public targets of the Baromètre numériQc, with an organisation's own figures, and its form."""

import uuid
from collections.abc import Sequence
from datetime import date

from wtforms import Form, StringField, ValidationError

from radar import paths, queries
from radar.extensions import database
from radar.forms import as_day, is_day, one_line
from radar.i18n import gettext as _
from radar.i18n import today
from radar.views.priorities_form import number
from scoring.barometer import Barometer, Trend
from scoring.loading.barometer import BAROMETER, load_barometer

WHOLE = 100


class FigureForm(Form):
    """What was measured of a target on a day."""

    target = StringField(filters=[one_line])
    on = StringField(filters=[one_line])
    percent = StringField(filters=[one_line])

    def validate_target(self, field: StringField) -> None:
        """Refuse a target that is none."""
        if field.data not in {each.id for each in barometer().targets}:
            raise ValidationError(_("Choisissez une cible de la liste."))

    def validate_on(self, field: StringField) -> None:
        """Refuse no date, and one that is still to come."""
        is_day(self, field)
        if not field.data:
            raise ValidationError(_("Donnez le jour de la mesure."))
        if date.fromisoformat(field.data) > today():
            raise ValidationError(_("Le jour de la mesure est à venir; donnez celui où elle a été faite."))

    def validate_percent(self, field: StringField) -> None:
        """Refuse what is no share."""
        if number((field.data or "").removesuffix("%").strip()) > WHOLE:
            raise ValidationError(_("Le pourcentage va de 0 à 100."))

    def read(self) -> tuple[str, date, float]:
        """Return the target, the day and the percentage, once they are found valid."""
        measured_on = as_day(self.on.data) or today()
        return self.target.data or "", measured_on, number((self.percent.data or "").removesuffix("%").strip())


def barometer() -> Barometer:
    """Return the public targets."""
    return load_barometer(paths.QUESTIONNAIRES / BAROMETER)


def trends(organisation_id: uuid.UUID) -> Sequence[Trend]:
    """Return each target with an organisation's figures."""
    figures = queries.barometer.figures_of(database.connection, organisation_id)
    return [Trend(each, figures.get(each.id, ())) for each in barometer().targets]
