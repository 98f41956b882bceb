"""The form in which an organisation sets its targets: a quadrant, and for each axis a score, a date and a reason."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import lru_cache

from wtforms import Field, Form, HiddenField, StringField, TextAreaField, ValidationError

from radar.answer_form import plain_lines, printable
from radar.forms import one_line
from radar.i18n import decimal
from radar.i18n import gettext as _
from radar.models import MAX_TARGET_REASON
from radar.operations.targets import QUADRANT, Change
from scoring.questionnaire import Questionnaire
from scoring.targets import AxisTarget, QuadrantTarget, TargetFault, Targets

SCORE = re.compile(r"\d{1,2}(?:[.,]\d{1,2})?", re.ASCII)
MOST_SHOWN = 20


class TargetsForm(Form):
    """The targets as they are typed; `targets_form` adds three fields for the quadrant and for each axis."""

    questionnaire: Questionnaire
    seen = HiddenField()

    def show(self, targets: Targets, seen: datetime | None) -> None:
        """Fill the fields with what is in force, and note up to when that is known."""
        self.seen.data = seen.isoformat() if seen else ""
        for key, aim in ((QUADRANT, targets.quadrant), *targets.axes.items()):
            if aim is not None:
                value = aim.id if isinstance(aim, QuadrantTarget) else decimal(aim.score)
                self.aim_of(key).data = value
                self.due_of(key).data = aim.due_on.isoformat() if aim.due_on else ""
                self.reason_of(key).data = aim.reason

    def seen_at(self) -> datetime | None:
        """Return up to when the page knew the targets, None where there were none; raises ValueError."""
        return datetime.fromisoformat(self.seen.data) if self.seen.data else None

    def aim_of(self, key: str) -> Field:
        """Return the field of what is aimed at on an axis, or of the quadrant."""
        return self[_named("target", key)]

    def due_of(self, key: str) -> Field:
        """Return the field of the date."""
        return self[_named("due", key)]

    def reason_of(self, key: str) -> Field:
        """Return the field of the reason."""
        return self[_named("reason", key)]

    def read(self) -> Targets:
        """Return what was entered, once it is found valid."""
        axes = {
            axis.id: AxisTarget(_score(self.aim_of(axis.id).data), *self._when_and_why(axis.id))
            for axis in self.questionnaire.axes
            if self.aim_of(axis.id).data
        }
        quadrant = self.aim_of(QUADRANT).data
        return Targets(axes, QuadrantTarget(quadrant, *self._when_and_why(QUADRANT)) if quadrant else None)

    def refuse(self, fault: TargetFault) -> None:
        """Put what is wrong with a target beside its field."""
        field = self.aim_of(fault.axis)
        field.errors = [*field.errors, _sentence(self.questionnaire, fault)]

    def refuse_past(self, changes: Sequence[Change], today: date) -> None:
        """Refuse a date that has passed, in what was changed."""
        for key, _aim in changes:
            field = self.due_of(key)
            if field.data and date.fromisoformat(field.data) < today:
                field.errors = [*field.errors, _("Cette date est passée; choisissez une date à venir.")]

    def faults(self) -> Iterator[tuple[str, str, str]]:
        """Yield what is wrong: the name of the field, what it is about, and the sentence."""
        names = {QUADRANT: _("Cadran visé")} | {axis.id: axis.name for axis in self.questionnaire.axes}
        for key, name in names.items():
            for field in (self.aim_of(key), self.due_of(key), self.reason_of(key)):
                yield from ((field.name, name, str(error)) for error in field.errors)

    def _when_and_why(self, key: str) -> tuple[date | None, str]:
        due = self.due_of(key).data
        return date.fromisoformat(due) if due else None, self.reason_of(key).data or ""


@lru_cache(maxsize=64)
def targets_form(questionnaire: Questionnaire) -> type[TargetsForm]:
    """Return the form class for a questionnaire."""
    fields: dict[str, object] = {"questionnaire": questionnaire}
    for key in (QUADRANT, *(axis.id for axis in questionnaire.axes)):
        check = _known_quadrant if key == QUADRANT else _known_score
        fields[_named("target", key)] = StringField(filters=[one_line], validators=[check, _needed])
        fields[_named("due", key)] = StringField(filters=[one_line], validators=[_known_day])
        fields[_named("reason", key)] = TextAreaField(filters=[plain_lines], validators=[printable, _short])
    return type("QuestionnaireTargetsForm", (TargetsForm,), fields)


def changed(changes: Sequence[Change]) -> Targets:
    """Return the targets among changes, for only those have to hold against today's score."""
    axes = {key: aim for key, aim in changes if isinstance(aim, AxisTarget)}
    return Targets(axes, next((aim for _key, aim in changes if isinstance(aim, QuadrantTarget)), None))


def _named(kind: str, key: str) -> str:
    """Return the name of a field; no axis has a point in its id."""
    return f"{kind}.{key}" if key else kind


def _score(text: str) -> float:
    return float(text.replace(",", "."))


def _known_score(_form: Form, field: Field) -> None:
    if field.data and not SCORE.fullmatch(field.data):
        raise ValidationError(
            _(
                "« %(value)s » n'est pas un score; écrivez un nombre de 0 à 4, par exemple 2,5.",
                value=field.data[:MOST_SHOWN],
            )
        )


def _known_quadrant(form: TargetsForm, field: Field) -> None:
    if field.data and field.data not in {each.id for each in form.questionnaire.quadrants}:
        raise ValidationError(_("Choisissez un cadran de la liste, ou aucun."))


def _needed(form: TargetsForm, field: Field) -> None:
    """Refuse a date or a reason for nothing, rather than lose what was typed."""
    key = field.name.partition(".")[2]
    if not field.data and (form.due_of(key).data or form.reason_of(key).data):
        raise ValidationError(_("Indiquez la cible, ou effacez sa date et sa raison."))


def _known_day(_form: Form, field: Field) -> None:
    try:
        date.fromisoformat(field.data or "0001-01-01")
    except ValueError as error:
        raise ValidationError(
            _("« %(value)s » n'est pas une date; écrivez-la ainsi : 2026-11-21.", value=field.data[:MOST_SHOWN])
        ) from error


def _short(_form: Form, field: Field) -> None:
    if len(field.data or "") > MAX_TARGET_REASON:
        raise ValidationError(
            _(
                "La raison compte %(length)s caractères; raccourcissez-la à %(most)s.",
                length=len(field.data),
                most=MAX_TARGET_REASON,
            )
        )


def _sentence(questionnaire: Questionnaire, fault: TargetFault) -> str:
    """Return why a target cannot stand, and what to do."""
    if fault.kind == "off-the-scale":
        return _("La cible est de %(target)s; un score va de 0 à 4.", target=decimal(float(fault.target)))
    if fault.kind == "below-score":
        return _(
            "La cible de l'axe « %(axis)s » (%(target)s) est sous le score actuel (%(score)s); "
            "visez au moins ce score, ou ne mettez pas de cible à cet axe.",
            axis=questionnaire.axis_by_id[fault.axis].name,
            target=decimal(float(fault.target)),
            score=decimal(fault.score),
        )
    names = {each.id: each.name for each in questionnaire.quadrants}
    if fault.kind == "reached":
        return _(
            "Le cadran « %(quadrant)s » est déjà celui de l'organisme; visez-en un autre, ou aucun.",
            quadrant=names[str(fault.target)],
        )
    return _(
        "Le cadran « %(quadrant)s » demande moins que le cadran actuel, où la dimension « %(dimension)s » est élevée; "
        "visez-en un qui la garde élevée, ou aucun.",
        quadrant=names[str(fault.target)],
        dimension=next(each.name for each in questionnaire.dimensions if each.id == fault.dimension),
    )
