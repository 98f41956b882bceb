"""The parts of a plan in words: the names of its fields, their values, and what differs between two versions."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from radar.i18n import decimal
from radar.i18n import gettext as _
from radar.views.plan_basis import PlanBasis
from scoring.transformation import PlannedInitiative, TransformationPlan

NOTHING = "—"


@dataclass(frozen=True, slots=True)
class FieldWords:
    """A field under its name, as it was and as it is."""

    label: str
    before: str
    after: str


def statuses() -> Mapping[str, str]:
    """Return the statuses as the template of the government names them."""
    return {
        "not-started": _("Non débuté"),
        "under-way": _("En cours"),
        "done": _("Terminé"),
        "cancelled": _("Annulé"),
    }


def stages() -> Mapping[str, str]:
    """Return what may become of an initiative."""
    return {"proposed": _("Proposée"), "kept": _("Retenue")}


def efforts() -> Mapping[str, str]:
    """Return the efforts."""
    return {"S": _("Petit"), "M": _("Moyen"), "L": _("Grand")}


def origins() -> Mapping[str, str]:
    """Return where an initiative may come from."""
    return {
        "recommendation": _("Recommandée"),
        "dots": _("Vote par points"),
        "catalogue": _("Catalogue"),
        "own": _("Ajoutée par l'organisme"),
        "file": _("Venue d'un fichier"),
    }


def labels() -> Mapping[str, str]:
    """Return the names of the fields of every kind of row."""
    return {
        "code": _("Code"),
        "title": _("Titre"),
        "definition": _("Définition"),
        "body": _("Organisme"),
        "partners": _("Partenaires"),
        "axis": _("Axe"),
        "practices": _("Pratiques"),
        "ambition": _("Ambition d'affaires"),
        "objective": _("Objectif du plan stratégique"),
        "themes": _("Thèmes"),
        "government_priority": _("Inscrite au 3PGTN"),
        "benefits": _("Bénéfices"),
        "effort": _("Effort"),
        "status": _("Statut"),
        "stage": _("Étape"),
        "quarters": _("Durée en trimestres"),
        "start": _("Premier trimestre"),
        "load": _("Charge par trimestre"),
        "needs": _("Dépend de"),
        "sharing_level": _("Niveau de mutualisation"),
        "scope": _("Portée"),
        "ease": _("Facilité"),
        "impact": _("Impact fixé"),
        "impact_reason": _("Raison de l'impact fixé"),
        "origin": _("Origine"),
        "catalogue": _("Initiative du catalogue"),
        "name": _("Nom"),
        "objectives": _("Objectifs"),
        "text": _("Texte"),
        "mitigation": _("Mesure d'atténuation"),
        "initiative": _("Initiative"),
        "each_quarter": _("Capacité par trimestre"),
        "trace": _("Trace"),
    }


def differences(before: object, after: object, basis: PlanBasis) -> list[FieldWords]:
    """Return the fields in which two versions of a row differ, in the order of the names; a text is one field."""
    if not isinstance(before, Mapping) or not isinstance(after, Mapping):
        return [] if before == after else [FieldWords(_("Texte"), written(before), written(after))]
    return [
        FieldWords(label, value(name, before.get(name), basis), value(name, after.get(name), basis))
        for name, label in labels().items()
        if before.get(name) != after.get(name)
    ]


def value(name: str, given: object, basis: PlanBasis) -> str:
    """Return the value of a field as people read it."""
    if given in (None, "", [], ()):
        return NOTHING
    if name == "start" and isinstance(given, int):
        return quarter(basis.plan, given)
    if isinstance(given, str):
        return _names(basis).get(name, dict)().get(given, given)
    if isinstance(given, list | tuple):
        return ", ".join(_items(name, given, basis))
    return written(given)


def written(given: object) -> str:
    """Return a plain value as people write it."""
    if isinstance(given, bool):
        return _("Oui") if given else _("Non")
    if isinstance(given, float):
        return decimal(given)
    if isinstance(given, Mapping):
        return NOTHING if not given else _("modifiée")
    return str(given) if given not in (None, "") else NOTHING


def quarter(plan: TransformationPlan, number: int) -> str:
    """Return a quarter as people read it, within a year of the plan, which may begin in any month."""
    year, place = plan.year_and_quarter(number)
    return _("T%(place)s de %(year)s", place=place, year=year if plan.first_day.month == 1 else f"{year}-{year + 1}")


def called(initiative: PlannedInitiative) -> str:
    """Return an initiative's code and title."""
    return f"{initiative.code} {initiative.title}".strip()


def _names(basis: PlanBasis) -> Mapping[str, Callable[[], Mapping[str, str]]]:
    """Return how the values of fields that hold keys are named, made only for the field that is asked for."""
    plan, asked = basis.plan, basis.questionnaire

    def titles() -> dict[str, str]:
        return {each.id: called(each) for each in plan.initiatives}

    return {
        "status": statuses,
        "stage": stages,
        "effort": efforts,
        "origin": origins,
        "axis": lambda: {each.id: each.name for each in asked.axes},
        "practices": lambda: {each.id: each.name for each in asked.practices},
        "ambition": lambda: {each.id: each.name for each in plan.ambitions},
        "objective": lambda: {key: each.name for key, (_orientation, each) in plan.objectives.items()},
        "themes": lambda: {each.id: each.name for each in plan.themes},
        "needs": titles,
        "initiative": titles,
    }


def _items(name: str, given: list[object] | tuple[object, ...], basis: PlanBasis) -> Iterator[str]:
    names = _names(basis).get(name, dict)()
    for each in given:
        yield _part(each) if isinstance(each, Mapping) else names.get(str(each), str(each))


def _part(given: Mapping[str, object]) -> str:
    """Return a benefit or an objective."""
    known = [given.get("code"), given.get("name"), given.get("amount"), given.get("horizon")]
    return " ".join(written(each) for each in known if each not in (None, ""))
