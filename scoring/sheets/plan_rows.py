"""A plan as the rows of its sheets."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from scoring.sheets.plan_columns import BY_KEY, Column, labels, roadmap_columns, theme_labels
from scoring.transformation import PlannedInitiative, TransformationPlan

Cell = str | float | date | bool | None
Row = Mapping[str, Cell]
LONGEST_CELL = 32_767
PLAIN = ("code", "title", "body", "status", "quarters", "government_priority")
DETAILS = (
    "definition", "partners", "axis", "effort", "stage", "load", "sharing_level", "scope", "ease", "impact",
    "impact_reason", "origin", "catalogue",
)  # fmt: skip
TRACE = ("assessment", "campaign", "axis_score", "axis_target", "dots")


def plan_columns(plan: TransformationPlan) -> dict[str, tuple[Column, ...]]:
    """Return the columns of each sheet of a plan."""
    starts = [each.start + 1 for each in plan.initiatives if each.start is not None]
    shown = max([plan.quarters, *starts])
    columns = roadmap_columns(theme_labels(plan.themes), plan.first_day.year, plan.quarters)
    kept = tuple(each for each in columns if not each.optional or int(each.key.partition(":")[2]) < shown)
    return {key: sheet.columns or kept for key, sheet in BY_KEY.items()}


def plan_rows(plan: TransformationPlan) -> dict[str, list[Row]]:
    """Return the rows of each sheet of a plan; marks are true."""
    known = labels([(each.id, each.code, each.title) for each in plan.initiatives])
    ambitions, themes = ambition_labels(plan), theme_labels(plan.themes)
    return {
        "roadmap": list(_roadmap(plan)),
        "details": [_details(each, known) for each in plan.initiatives],
        "benefits": [
            {"id": each.id, "label": known[each.id], **dict(benefit)}
            for each in plan.initiatives
            for benefit in each.benefits
        ],
        "risks": [{**dict(each), "label": known[each.initiative] if each.initiative else ""} for each in plan.risks],
        "capacities": [dict(each) for each in plan.capacities],
        "ambitions": [{**dict(each), "reference": ambitions[each.id]} for each in plan.ambitions],
        "orientations": list(_orientations(plan)),
        "themes": [{**dict(each), "reference": themes[each.id]} for each in plan.themes],
        "evidence": [
            {"id": each.id, "label": known[each.id], **dict(found)}
            for each in plan.initiatives
            for found in (each.trace.evidence if each.trace else ())
        ],
        "plan": [{field: getattr(plan, field) for field in ("title", "first_day", "years", "questionnaire")}],
        "texts": [{"section": section, "text": text} for section, text in plan.texts.items()],
    }


def ambition_labels(plan: TransformationPlan) -> dict[str, str]:
    """Return what each ambition is called."""
    return labels([(each.id, each.code, each.name) for each in plan.ambitions])


def objective_labels(plan: TransformationPlan) -> dict[str, str]:
    """Return what each objective is called, its orientation first."""
    named = [
        (each.id, orientation.code, f"{orientation.name} › {each.code} {each.name}")
        for orientation, each in plan.objectives.values()
    ]
    return labels(named)


def _roadmap(plan: TransformationPlan) -> Iterator[Row]:
    ambitions = ambition_labels(plan)
    objectives = objective_labels(plan)
    for each in plan.initiatives:
        start, end = (each.start, each.end) if each.start is not None and each.end is not None else (0, 0)
        yield {
            "id": each.id,
            "objective": objectives[each.objective] if each.objective else "",
            "ambition": ambitions[each.ambition] if each.ambition else "",
            **{field: getattr(each, field) for field in PLAIN},
            **{f"theme:{theme}": True for theme in each.themes},
            **{f"quarter:{number}": True for number in range(start, end)},
        }


def _details(each: PlannedInitiative, known: Mapping[str, str]) -> Row:
    trace = each.trace
    return {
        "id": each.id,
        "label": known[each.id],
        **{field: getattr(each, field) for field in DETAILS},
        "practices": ", ".join(each.practices),
        "needs": _listed([known[need] for need in each.needs], each.needs),
        "traced": trace is not None,
        **{field: getattr(trace, field) for field in TRACE if trace},
    }


def _listed(names: Sequence[str], ids: Sequence[str]) -> str:
    """Return names one a line, or ids where a cell cannot hold the names."""
    cell = "\n".join(names)
    return cell if len(cell) <= LONGEST_CELL else "\n".join(ids)


def _orientations(plan: TransformationPlan) -> Iterator[Row]:
    """Yield a row for each objective, and one for an orientation that has none."""
    names = objective_labels(plan)
    for each in plan.orientations:
        head = {"id": each.id, "code": each.code, "name": each.name}
        for objective in each.objectives or (None,):
            about = {**dict(objective), "reference": names[objective.id]} if objective else {}
            yield {**head, **{f"objective_{field}": value for field, value in about.items()}}
