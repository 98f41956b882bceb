"""The form of an initiative: everything that a plan says of it, and what it refuses."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from wtforms import BooleanField, Field, Form, HiddenField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import ValidationError

from radar.answer_form import plain_lines, printable
from radar.forms import one_line
from radar.i18n import current_language
from radar.i18n import gettext as _
from radar.views.plan_basis import PlanBasis
from radar.views.plan_problems import cycle_sentence, too_long
from radar.views.plan_words import called, efforts, stages, statuses
from radar.views.priorities_form import GRADES
from scoring.roadmap import cycles
from scoring.transformation import BenefitExpected, PlannedInitiative, TransformationPlan

MOST = {"code": 20, "title": 200, "definition": 2000, "body": 300, "partners": 300}
MOST |= {"sharing_level": 80, "impact_reason": 2000}
NUMBER = re.compile(r"-?[0-9]{1,12}([.,][0-9]{1,6})?")
QUARTERS = re.compile(r"[1-9][0-9]{0,3}")
MOST_LOAD, MOST_IMPACT, MOST_AMOUNT = 1000, 4, 1e12
SPARE_BENEFITS = 2
LISTS = ("practices", "themes", "needs")


def _short(_form: Form, field: Field) -> None:
    most = MOST[field.name]
    if len(field.data or "") > most:
        raise ValidationError(
            _("Le texte compte %(length)s caractères; raccourcissez-le à %(most)s.", length=len(field.data), most=most)
        )


def _line() -> StringField:
    return StringField(filters=[one_line], validators=[printable, _short])


def _text() -> TextAreaField:
    return TextAreaField(filters=[plain_lines], validators=[printable, _short])


def _several() -> SelectMultipleField:
    return SelectMultipleField(validate_choice=False)


def number(text: str | None) -> float | None:
    """Return the number that was written, with a comma or a point, if any; raises ValueError."""
    if not text:
        return None
    if not NUMBER.fullmatch(text):
        raise ValueError(text)
    return float(text.replace(",", "."))


def shown(value: float | None) -> str:
    """Return a number as the fields show it."""
    text = "" if value is None else f"{value:.12g}"
    return text if current_language() == "en" else text.replace(".", ",")


class InitiativeForm(Form):
    """An initiative of a plan; what may be chosen depends on the plan, so `offer` comes before `validate`."""

    seen = HiddenField()
    code = _line()
    title = _line()
    definition = _text()
    body = _line()
    partners = _line()
    axis = StringField()
    practices = _several()
    ambition = StringField()
    objective = StringField()
    themes = _several()
    government_priority = BooleanField()
    effort = StringField()
    status = StringField()
    stage = StringField()
    quarters = StringField(filters=[one_line])
    start = StringField()
    load = StringField(filters=[one_line])
    needs = _several()
    sharing_level = _line()
    scope = StringField()
    ease = StringField()
    impact = StringField(filters=[one_line])
    impact_reason = _text()
    benefit_code = _several()
    benefit_amount = _several()
    benefit_horizon = _several()

    basis: PlanBasis
    current: PlannedInitiative

    def offer(self, basis: PlanBasis, current: PlannedInitiative) -> None:
        """Know the plan, and the initiative as it is stored."""
        self.basis, self.current = basis, current

    def show(self, initiative: PlannedInitiative, seen: int) -> None:
        """Fill the fields with an initiative."""
        for name, given in initiative:
            if name in self._fields:
                self[name].data = _as_field(given)
        self.seen.data = str(seen)
        self.benefit_code.data = [each.code for each in initiative.benefits]
        self.benefit_amount.data = [shown(each.amount) for each in initiative.benefits]
        self.benefit_horizon.data = [each.horizon for each in initiative.benefits]

    def options(self) -> Mapping[str, Mapping[str, str]]:
        """Return what may be chosen, by field; what is stored and no longer there may stay."""
        plan, asked, now = self.basis.plan, self.basis.questionnaire, self.current
        objectives = {key: f"{each.code} {each.name}".strip() for key, (_of, each) in plan.objectives.items()}
        return {
            "axis": _and_stored({each.id: each.name for each in asked.axes}, [now.axis]),
            "practices": _and_stored({each.id: each.name for each in asked.practices}, now.practices),
            "ambition": _and_stored({e.id: f"{e.code} {e.name}".strip() for e in plan.ambitions}, [now.ambition]),
            "objective": _and_stored(objectives, [now.objective]),
            "themes": _and_stored({each.id: each.name for each in plan.themes}, now.themes),
            "needs": _and_stored({e.id: called(e) for e in plan.initiatives if e.id != now.id}, now.needs),
            "effort": efforts(),
            "status": statuses(),
            "stage": stages(),
            **{name: {each: each for each in GRADES} for name in ("scope", "ease")},
            "start": {str(each): "" for each in range(plan.quarters)},
        }

    def validate_title(self, field: StringField) -> None:
        """Refuse a missing title."""
        if not field.data:
            raise ValidationError(_("Donnez un titre à l'initiative."))

    def validate_code(self, field: StringField) -> None:
        """Refuse a code that another initiative has."""
        for each in self.basis.plan.initiatives:
            if field.data and each.code == field.data and each.id != self.current.id:
                raise ValidationError(
                    _(
                        "Le code %(code)s est déjà celui de « %(title)s »; donnez-en un autre.",
                        code=field.data,
                        title=each.title,
                    )
                )

    def validate_quarters(self, field: StringField) -> None:
        """Refuse what is no number of quarters, and an initiative that the plan cannot hold."""
        if not QUARTERS.fullmatch(field.data or ""):
            raise ValidationError(_("Écrivez la durée en trimestres, par exemple 4."))
        if int(field.data or 0) > self.basis.plan.quarters:
            raise ValidationError(too_long(self.title.data or "", int(field.data or 0), self.basis.plan.quarters))

    def validate_start(self, field: StringField) -> None:
        """Refuse a start from which the initiative would not end within the plan."""
        quarters = self.quarters.data or ""
        if field.data and field.data in self.options()["start"] and QUARTERS.fullmatch(quarters):
            over = int(field.data) + int(quarters) - self.basis.plan.quarters
            if 0 < over < int(quarters):
                raise ValidationError(
                    _(
                        "L'initiative finirait après le plan (trimestres en trop : %(over)s); avancez son début ou "
                        "raccourcissez-la.",
                        over=over,
                    )
                )

    def validate_load(self, field: StringField) -> None:
        """Refuse what is no load."""
        _in_range(field, 0, MOST_LOAD, _("Écrivez la charge en nombre de 0 à 1000, par exemple 1 ou 0,5."), needed=True)

    def validate_impact(self, field: StringField) -> None:
        """Refuse what is no impact."""
        _in_range(field, 0, MOST_IMPACT, _("Écrivez l'impact en nombre de 0 à 4, ou laissez-le vide."))

    def validate_impact_reason(self, field: TextAreaField) -> None:
        """Ask why the impact is not the computed one."""
        if self.impact.data and not field.data:
            raise ValidationError(_("Dites pourquoi l'impact est fixé plutôt que calculé."))

    def validate_needs(self, field: SelectMultipleField) -> None:
        """Refuse that an initiative waits for itself, directly or through others."""
        key = self.current.id
        needs = {each.id: each.needs for each in self.basis.plan.initiatives if each.status != "cancelled"}
        needs[key] = tuple(field.data or ())
        for cycle in cycles(needs):
            if key in cycle:
                plan = _with(self.basis.plan, self.current.model_copy(update={"title": self.title.data or "?"}))
                raise ValidationError(cycle_sentence(plan, cycle))

    def validate_benefit_amount(self, field: SelectMultipleField) -> None:
        """Refuse what is no amount."""
        for each in field.data or ():
            try:
                number(one_line(each).replace(" ", "").replace("\u00a0", ""))
            except ValueError as error:
                raise ValidationError(
                    _(
                        "« %(value)s » n'est pas un montant; écrivez un nombre de dollars, par exemple 25000.",
                        value=each[:20],
                    )
                ) from error

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Refuse, too, what is not among the choices."""
        sound = super().validate(extra_validators)
        for name, known in self.options().items():
            field = self[name]
            chosen = field.data if isinstance(field.data, list) else [field.data] if field.data else []
            if any(each not in known for each in chosen):
                field.errors = [*field.errors, _("Choisissez dans la liste; ce choix n'existe plus.")]
                sound = False
        return sound

    def read(self) -> PlannedInitiative:
        """Return the initiative as it was entered, once it is found valid."""
        plain = {name: self[name].data or "" for name in MOST}
        keys = {name: self[name].data or None for name in ("axis", "ambition", "objective")}
        lists = {name: _in_their_order(self[name].data, getattr(self.current, name)) for name in LISTS}
        grades = {name: int(self[name].data) if self[name].data else None for name in ("scope", "ease", "start")}
        return PlannedInitiative.model_validate(
            self.current.model_dump()
            | plain
            | keys
            | lists
            | grades
            | {
                "government_priority": bool(self.government_priority.data),
                "effort": self.effort.data or "M",
                "status": self.status.data or "not-started",
                "stage": self.stage.data or "kept",
                "quarters": int(self.quarters.data or 1),
                "load": number(self.load.data) or 0.0,
                "impact": number(self.impact.data),
                "benefits": self._benefits(),
            }
        )

    def benefit_rows(self) -> list[tuple[str, str, str]]:
        """Return the benefits as the fields hold them, and some empty ones."""
        rows = list(
            zip(
                self.benefit_code.data or (),
                self.benefit_amount.data or (),
                self.benefit_horizon.data or (),
                strict=False,
            )
        )
        return [*rows, *[("", "", "")] * SPARE_BENEFITS]

    def _benefits(self) -> tuple[BenefitExpected, ...]:
        known = {each.code for each in self.basis.questionnaire.catalogue.benefits}
        known |= {each.code for each in self.current.benefits}
        return tuple(
            BenefitExpected(
                code=code,
                amount=number(one_line(amount).replace(" ", "").replace("\u00a0", "")),
                horizon=one_line(horizon)[:300],
            )
            for code, amount, horizon in self.benefit_rows()
            if code in known
        )


def _as_field(given: object) -> object:
    """Return a value as its field holds it."""
    if isinstance(given, bool):
        return given
    if isinstance(given, tuple):
        return list(given)
    if isinstance(given, int | float):
        return shown(given)
    return given or ""


def _in_their_order(chosen: Sequence[str] | None, stored: tuple[str, ...]) -> tuple[str, ...]:
    """Return what was chosen; the same things as before stay in the order they had."""
    return stored if set(chosen or ()) == set(stored) else tuple(chosen or ())


def _and_stored(known: Mapping[str, str], stored: Iterable[str | None]) -> dict[str, str]:
    gone = {key: _("%(key)s (n'existe plus)", key=key) for key in stored if key and key not in known}
    return {**known, **gone}


def _in_range(field: StringField, least: float, most: float, sentence: str, *, needed: bool = False) -> None:
    try:
        given = number(field.data)
    except ValueError as error:
        raise ValidationError(sentence) from error
    if (given is None and needed) or (given is not None and not least <= given <= most):
        raise ValidationError(sentence)


def _with(plan: TransformationPlan, initiative: PlannedInitiative) -> TransformationPlan:
    """Return a plan with an initiative as it is about to be."""
    others = [each for each in plan.initiatives if each.id != initiative.id]
    return TransformationPlan.model_validate(plan.model_dump() | {"initiatives": [*others, initiative]})
