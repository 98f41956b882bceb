"""Plans as files: JSON in and out, and YAML for those that are written by hand."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scoring.errors import Fault, Refused
from scoring.loading.checks import Records, duplicates, ids, nested, unknown
from scoring.loading.documents import Document, Path_, records
from scoring.loading.json_reader import read_json
from scoring.loading.structure import validated
from scoring.loading.yaml_reader import read
from scoring.transformation import TransformationPlan

NONE = ("–",)


def plan_to_json(plan: TransformationPlan) -> bytes:
    """Return a plan as the bytes of its file; what is as usual is left out."""
    data = {"format": plan.format, **plan.model_dump(mode="json", exclude_defaults=True)}
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def plan_from_json(content: bytes, name: str = "") -> TransformationPlan:
    """Return the plan of a JSON file; raises Refused with every fault and its place."""
    return plan_of(read_json(content, name))


def plan_from_yaml(path: Path) -> TransformationPlan:
    """Return the plan of a YAML file; raises Refused with every fault and its place."""
    return plan_of(read(path))


def plan_of(document: Document, *, strict: bool = False) -> TransformationPlan:
    """Return the plan that a document holds; raises Refused."""
    plan = validated(TransformationPlan, document, strict=strict)
    faults = [*document.faults, *(() if document.broken else plan_faults(document))]
    if plan is None or faults:
        raise Refused(sorted(faults, key=lambda fault: (fault.line or 0, fault.column or 0)))
    return plan


def plan_faults(document: Document) -> Iterator[Fault]:
    """Yield what the types cannot say of a plan: ids used twice, and names that lead nowhere."""
    parts = {name: list(records(document, (name,))) for name in ("ambitions", "orientations", "themes", "initiatives")}
    parts["objectives"] = nested(document, parts["orientations"], "objectives")
    risks = list(records(document, ("risks",)))
    for group in (*parts.values(), risks):
        yield from duplicates(document, group, "id")
    yield from duplicates(document, list(records(document, ("capacities",))), "body")
    yield from _initiative_faults(document, parts)
    for path, risk in risks:
        yield from _led(document, "unknown_initiative", path, risk, "initiative", ids(parts["initiatives"]))


def _initiative_faults(document: Document, parts: dict[str, Records]) -> Iterator[Fault]:
    known = {name: ids(group) for name, group in parts.items()}
    initiatives = set(known["initiatives"])
    for path, initiative in parts["initiatives"]:
        yield from _led(document, "unknown_ambition", path, initiative, "ambition", known["ambitions"])
        yield from _led(document, "unknown_objective", path, initiative, "objective", known["objectives"])
        yield from unknown(document, "unknown_theme", (*path, "themes"), initiative.get("themes"), known["themes"])
        needs = initiative.get("needs")
        for index, value in enumerate(needs if isinstance(needs, list) else ()):
            if isinstance(value, str) and value not in initiatives:
                yield document.fault("unknown_initiative", (*path, "needs", index), value=value)


def _led(
    document: Document, code: str, path: Path_, record: dict[str, Any], field: str, known: list[str]
) -> Iterator[Fault]:
    """Yield a fault where the one name in a field leads nowhere."""
    value = record.get(field)
    if isinstance(value, str) and value not in known:
        yield document.fault(code, (*path, field), value=value, known=known or NONE)
