"""What changed from one plan to another, record by record and field by field: shown before an import, and each year."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from scoring.questionnaire import Model
from scoring.transformation import TransformationPlan

Kind = Literal[
    "plan", "ambition", "orientation", "objective", "theme", "initiative", "risk", "capacity", "text"
]  # fmt: skip
PLAN_FIELDS = ("title", "first_day", "years", "questionnaire")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that has another value than before."""

    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Change:
    """A record that came, went or changed; or records of a kind that stand in another order, without an id."""

    kind: Kind
    change: Literal["added", "removed", "changed", "moved"]
    id: str = ""
    name: str = ""
    fields: tuple[FieldChange, ...] = ()


def difference(old: TransformationPlan, new: TransformationPlan) -> tuple[Change, ...]:
    """Return every change from the old plan to the new one; none only if they are equal."""
    before, after = _parts(old), _parts(new)
    return tuple(change for kind in before for change in _changes(kind, before[kind], after[kind]))


Records = Mapping[str, tuple[str, Mapping[str, Any]]]


def _parts(plan: TransformationPlan) -> dict[Kind, Records]:
    """Return the records of a plan by kind and id, each with what people call it."""
    objectives = {
        each.id: (each.name, {**_fields(each), "orientation": orientation.id})
        for orientation, each in plan.objectives.values()
    }
    return {
        "plan": {"": (plan.title, {field: getattr(plan, field) for field in PLAN_FIELDS})},
        "ambition": _records(plan.ambitions, "name"),
        "orientation": _records(plan.orientations, "name", {"objectives"}),
        "objective": objectives,
        "theme": _records(plan.themes, "name"),
        "initiative": _records(plan.initiatives, "title"),
        "risk": _records(plan.risks, "text"),
        "capacity": {each.body: (each.body, _fields(each)) for each in plan.capacities},
        "text": {section: (section, {"text": text}) for section, text in plan.texts.items()},
    }


def _records(models: Iterable[Any], name: str, without: Iterable[str] = ()) -> Records:
    return {each.id: (getattr(each, name), _fields(each, without)) for each in models}


def _fields(model: Model, without: Iterable[str] = ()) -> Mapping[str, Any]:
    return {field: value for field, value in model if field != "id" and field not in without}


def _changes(kind: Kind, before: Records, after: Records) -> Iterator[Change]:
    for key, (name, _) in before.items():
        if key not in after:
            yield Change(kind, "removed", key, name)
    for key, (name, values) in after.items():
        if key not in before:
            yield Change(kind, "added", key, name)
        elif fields := tuple(_field_changes(before[key][1], values)):
            yield Change(kind, "changed", key, name, fields)
    orders = [key for key in before if key in after], [key for key in after if key in before]
    if orders[0] != orders[1] and kind != "text":
        yield Change(kind, "moved")


def _field_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[FieldChange]:
    for field, value in after.items():
        if before[field] != value:
            yield FieldChange(field, before[field], value)
