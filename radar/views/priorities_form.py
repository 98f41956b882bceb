"""The forms of the priorities of a plan: what each criterion weighs, and what people say of an initiative."""

import re
from collections.abc import Mapping

from wtforms import Form, HiddenField, StringField, TextAreaField, ValidationError

from radar.answer_form import plain_lines, printable
from radar.forms import one_line
from radar.i18n import decimal
from radar.i18n import gettext as _
from scoring.priorities import CRITERIA, HIGHEST, CriterionName, Weights
from scoring.transformation import PlannedInitiative

NUMBER = re.compile(r"\d{1,9}(?:[.,]\d{1,3})?", re.ASCII)
GRADES = tuple(str(grade) for grade in range(HIGHEST + 1))
MOST_WEIGHT = 100
MOST_REASON = 1000
MOST_SHOWN = 20


def number(text: str | None) -> float:
    """Return the number that was written, with a point or a comma; raises ValidationError."""
    if not NUMBER.fullmatch(text or ""):
        raise ValidationError(
            _("« %(value)s » n'est pas un nombre; écrivez par exemple 1 ou 0,5.", value=(text or "")[:MOST_SHOWN])
        )
    return float((text or "").replace(",", "."))


def criterion_names() -> Mapping[CriterionName, str]:
    """Return what people call the criteria."""
    return {"impact": _("Impact"), "dependency": _("Dépendance"), "scope": _("Portée"), "ease": _("Facilité")}


class WeightsForm(Form):
    """What each criterion weighs, as it is typed in the address."""

    impact = StringField(filters=[one_line])
    dependency = StringField(filters=[one_line])
    scope = StringField(filters=[one_line])
    ease = StringField(filters=[one_line])

    def show(self, weights: Weights) -> None:
        """Fill the fields."""
        for name, weight in weights.by_name.items():
            self[name].data = decimal(weight, 3).rstrip("0").rstrip(",.")

    def read(self) -> Weights | None:
        """Return the weights; None, with the faults beside the fields, if they cannot be."""
        weights = {}
        for name in CRITERIA:
            try:
                weights[name] = number(self[name].data)
            except ValidationError as fault:
                self[name].errors = [str(fault)]
                continue
            if weights[name] > MOST_WEIGHT:
                self[name].errors = [_("Le poids va de 0 à %(most)s.", most=MOST_WEIGHT)]
        if any(self[name].errors for name in CRITERIA):
            return None
        if not any(weights.values()):
            self.impact.errors = [_("Donnez à un critère au moins un poids plus grand que 0.")]
            return None
        return Weights(**weights)


def _grade(_form: Form, field: StringField) -> None:
    if field.data and field.data not in GRADES:
        raise ValidationError(_("Choisissez une valeur de 0 à 4, ou aucune."))


class JudgementForm(Form):
    """What people say of an initiative: its scope, how easy it is, and an impact in place of the computed one."""

    initiative = HiddenField()
    seen = HiddenField()
    scope = StringField(filters=[one_line], validators=[_grade])
    ease = StringField(filters=[one_line], validators=[_grade])
    impact = StringField(filters=[one_line])
    reason = TextAreaField(filters=[plain_lines], validators=[printable])

    def show(self, initiative: PlannedInitiative) -> None:
        """Fill the fields with what is stored."""
        self.scope.data = "" if initiative.scope is None else str(initiative.scope)
        self.ease.data = "" if initiative.ease is None else str(initiative.ease)
        self.impact.data = "" if initiative.impact is None else decimal(initiative.impact)
        self.reason.data = initiative.impact_reason

    def validate_impact(self, field: StringField) -> None:
        """Refuse an impact that is off the scale, or that nobody explains."""
        if not field.data:
            return
        if number(field.data) > HIGHEST:
            raise ValidationError(_("L'impact est de %(value)s; il va de 0 à 4.", value=field.data[:MOST_SHOWN]))
        if not self.reason.data:
            raise ValidationError(_("Dites pourquoi cet impact remplace celui qui est calculé."))

    def validate_reason(self, field: TextAreaField) -> None:
        """Refuse a reason that is too long, or that explains nothing."""
        if len(field.data or "") > MOST_REASON:
            raise ValidationError(
                _("La raison est trop longue; raccourcissez-la à %(most)s caractères.", most=MOST_REASON)
            )
        if field.data and not self.impact.data:
            raise ValidationError(_("Donnez l'impact que cette raison explique, ou effacez-la."))

    def read(self, initiative: PlannedInitiative) -> PlannedInitiative:
        """Return the initiative with what was entered, once it is found valid."""
        return initiative.model_copy(
            update={
                "scope": int(self.scope.data) if self.scope.data else None,
                "ease": int(self.ease.data) if self.ease.data else None,
                "impact": number(self.impact.data) if self.impact.data else None,
                "impact_reason": self.reason.data or "",
            }
        )
