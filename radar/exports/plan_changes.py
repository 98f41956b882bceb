"""What changed from one plan to another, in words: shown before an import, and in each yearly update."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from radar.formats import day, decimal
from scoring.plan_difference import Change, FieldChange, Kind, difference
from scoring.sheets.plan_columns import AFTER_QUARTERS, AFTER_THEMES, BEFORE_THEMES, BY_KEY, CHOICES, Column
from scoring.sheets.plan_rows import objective_labels
from scoring.transformation import BenefitExpected, Trace, TransformationPlan

NOTHING = "–"
LONGEST = 160

KINDS: Mapping[Kind, tuple[str, str]] = {
    "plan": ("Plan", "Plan"),
    "ambition": ("Ambition d’affaires", "Business ambition"),
    "orientation": ("Orientation", "Direction"),
    "objective": ("Objectif", "Objective"),
    "theme": ("Thème", "Theme"),
    "initiative": ("Initiative", "Initiative"),
    "risk": ("Risque", "Risk"),
    "capacity": ("Capacité", "Capacity"),
    "text": ("Texte", "Text"),
}
CHANGES: Mapping[str, tuple[str, str]] = {
    "added": ("Ajout", "Added"),
    "removed": ("Retrait", "Removed"),
    "changed": ("Changement", "Changed"),
    "moved": ("Nouvel ordre", "New order"),
}
FURTHER: Mapping[str, tuple[str, str]] = {
    "name": ("Nom", "Name"),
    "start": ("Premier trimestre", "First quarter"),
    "themes": ("Thèmes", "Themes"),
    "benefits": ("Bénéfices", "Benefits"),
    "trace": ("Trace", "Trace"),
    "orientation": ("Orientation", "Direction"),
    "initiative": ("Initiative", "Initiative"),
}


@dataclass(frozen=True, slots=True)
class FieldSaid:
    """A field in words, with its value before and after."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangeSaid:
    """A change in words: of what, what it is called, what happened to it, and its fields."""

    kind: str
    name: str
    change: str
    fields: tuple[FieldSaid, ...] = ()


def changes(old: TransformationPlan, new: TransformationPlan, language: str = "fr") -> tuple[ChangeSaid, ...]:
    """Return every change from the old plan to the new one, in words."""
    before, after = _Reader(old, language), _Reader(new, language)
    return tuple(_said(change, before, after, language) for change in difference(old, new))


def _said(change: Change, before: "_Reader", after: "_Reader", language: str) -> ChangeSaid:
    place = 0 if language == "fr" else 1
    name = change.name
    if change.kind == "initiative" and change.id:
        name = (before if change.change == "removed" else after).initiative(change.id)
    fields = tuple(_field(change.kind, each, before, after, place) for each in change.fields)
    return ChangeSaid(KINDS[change.kind][place], name, CHANGES[change.change][place], fields)


def _field(kind: Kind, each: FieldChange, before: "_Reader", after: "_Reader", place: int) -> FieldSaid:
    name = _titles(kind).get(each.field, (each.field, each.field))[place]
    return FieldSaid(name, before.value(each.field, each.before), after.value(each.field, each.after))


def _titles(kind: Kind) -> Mapping[str, tuple[str, str]]:
    """Return what the fields of a kind are called: as in the spreadsheet, wherever it has them."""
    sheets = {"plan": "plan", "risk": "risks", "capacity": "capacities", "text": "texts", "initiative": "details"}
    columns: tuple[Column, ...] = BY_KEY[sheets.get(kind, "ambitions")].columns
    columns += (*BEFORE_THEMES, *AFTER_THEMES, *AFTER_QUARTERS) if kind == "initiative" else ()
    return {**FURTHER, **{each.key: (each.french, each.english) for each in columns if each.key != "name"}}


class _Reader:
    """Says the values of one plan, which knows the names of what they refer to."""

    def __init__(self, plan: TransformationPlan, language: str) -> None:
        self.plan, self.language = plan, language
        self.place = 0 if language == "fr" else 1
        self.names = {
            "ambition": {each.id: f"{each.code} {each.name}".strip() for each in plan.ambitions},
            "objective": objective_labels(plan),
            "orientation": {each.id: f"{each.code} {each.name}".strip() for each in plan.orientations},
            "themes": {each.id: each.name for each in plan.themes},
        }

    def initiative(self, key: str) -> str:
        """Return what an initiative is called."""
        found = self.plan.by_id.get(key)
        return f"{found.code} {found.title}".strip() if found else key

    def value(self, field: str, value: object) -> str:
        """Return a value in words, on one line and not endless."""
        said = " ".join(self._value(field, value).split())
        return f"{said[: LONGEST - 1].rstrip()}…" if len(said) > LONGEST else said or NOTHING

    def _value(self, field: str, value: object) -> str:
        if value is None or value in ("", ()):
            return NOTHING
        if isinstance(value, tuple):
            return ", ".join(self._value(field, each) for each in value)
        if field in CHOICES and isinstance(value, str):
            return CHOICES[field][value][self.place]
        if isinstance(value, str):
            known = self.initiative(value) if field in {"needs", "initiative"} else value
            return self.names.get(field, {}).get(value, known)
        return self._other(field, value)

    def _other(self, field: str, value: object) -> str:
        """Return a value that is not text."""
        if isinstance(value, bool):
            return (("oui", "non"), ("yes", "no"))[self.place][0 if value else 1]
        if field == "start" and isinstance(value, int):
            year, quarter = self.plan.year_and_quarter(value)
            return f"{'TQ'[self.place]}{quarter} {year}"
        if isinstance(value, (int, float)):
            return decimal(value, self.language).rstrip("0").rstrip(",.")
        if isinstance(value, dt.date):
            return day(value, self.language)
        if isinstance(value, BenefitExpected):
            told = [self._value("amount", value.amount) if value.amount is not None else "", value.horizon]
            about = ", ".join(each for each in told if each)
            return f"{value.code} ({about})" if about else value.code
        return self._trace(value) if isinstance(value, Trace) else str(value)

    def _trace(self, trace: Trace) -> str:
        statements = ", ".join(each.statement for each in trace.evidence)
        dots = self._value("dots", trace.dots) if trace.dots is not None else ""
        return " ".join(each for each in (trace.campaign, statements, dots) if each) or NOTHING
