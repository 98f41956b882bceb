"""The form that starts a plan."""

from collections.abc import Mapping
from datetime import date

from wtforms import BooleanField, Form, StringField
from wtforms.validators import ValidationError

from radar.answer_form import printable
from radar.forms import as_day, is_day, one_line
from radar.i18n import gettext as _
from radar.models import MAX_PLAN_TITLE
from radar.queries.assessments import AssessmentSummary
from scoring.transformation import MOST_YEARS

CATALOGUE = "catalogue"
USUAL_YEARS = 4
FIRST_YEAR, LAST_YEAR = 2015, 2100


def plan_title(_form: Form, field: StringField) -> None:
    """Refuse a title that is missing or too long."""
    if not field.data:
        raise ValidationError(_("Donnez un titre au plan, par exemple « Plan de transformation numérique 2027-2031 »."))
    if len(field.data) > MAX_PLAN_TITLE:
        raise ValidationError(_("Le titre est trop long; raccourcissez-le à %(most)s caractères.", most=MAX_PLAN_TITLE))


class StartPlanForm(Form):
    """Title, years, the assessment and the set that a plan starts from."""

    title = StringField(filters=[one_line], validators=[printable, plan_title])
    first_day = StringField(filters=[one_line], validators=[is_day])
    years = StringField(filters=[one_line])
    assessment = StringField()
    set = StringField()
    recommend = BooleanField()
    assessments: Mapping[str, AssessmentSummary] = {}
    sets: Mapping[str, str] = {}

    def offer(self, assessments: Mapping[str, AssessmentSummary], sets: Mapping[str, str]) -> None:
        """Offer assessments and sets to choose among."""
        self.assessments, self.sets = assessments, sets

    def propose(self, title: str, first_day: date) -> None:
        """Propose what most plans start from."""
        self.title.data = f"{title} {first_day.year}-{first_day.year + USUAL_YEARS}"
        self.first_day.data = first_day.isoformat()
        self.years.data = str(USUAL_YEARS)
        self.assessment.data = next(iter(self.assessments), "")
        self.set.data = CATALOGUE
        self.recommend.data = True

    def validate_first_day(self, field: StringField) -> None:
        """Refuse a missing day, and years in which no plan can be."""
        if field.errors:
            return
        day = as_day(field.data)
        if day is None:
            raise ValidationError(_("Indiquez le premier jour du plan, par exemple 2027-04-01."))
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValidationError(
                _(
                    "Le premier jour est hors des années %(first)s à %(last)s; corrigez l'année.",
                    first=FIRST_YEAR,
                    last=LAST_YEAR,
                )
            )

    def validate_years(self, field: StringField) -> None:
        """Refuse what is no number of years."""
        if field.data not in {str(count) for count in range(1, MOST_YEARS + 1)}:
            raise ValidationError(_("Un plan compte de 1 à %(most)s ans; choisissez dans la liste.", most=MOST_YEARS))

    def validate_assessment(self, field: StringField) -> None:
        """Refuse an assessment that is not offered."""
        if field.data and field.data not in self.assessments:
            raise ValidationError(_("Choisissez une évaluation de la liste, ou aucune."))

    def validate_set(self, field: StringField) -> None:
        """Refuse a set that is not offered."""
        if field.data not in self.sets:
            raise ValidationError(_("Choisissez des ambitions de la liste."))

    def chosen(self) -> AssessmentSummary | None:
        """Return the assessment to start from, if any."""
        return self.assessments.get(self.assessment.data or "")

    def day(self) -> date:
        """Return the first day, once it is found valid."""
        return date.fromisoformat(self.first_day.data or "")

    def count(self) -> int:
        """Return the number of years, once it is found valid."""
        return int(self.years.data or 0)
