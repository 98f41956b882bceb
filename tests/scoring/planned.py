"""Plans for tests: small ones, and any."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from hypothesis import strategies as st

from scoring.transformation import Capacity, PlannedInitiative, Status, TransformationPlan


def initiative(name: str, *needs: str, **fields: Any) -> PlannedInitiative:
    """Return an initiative of one quarter, or as the fields say."""
    return PlannedInitiative.model_validate(
        {"id": name, "title": f"Initiative {name}", "quarters": 1, "needs": needs} | fields
    )


def plan(
    *initiatives: PlannedInitiative, years: int = 1, limits: Mapping[str, float] | None = None
) -> TransformationPlan:
    """Return a plan of those initiatives, with the capacity of each body by its name."""
    return TransformationPlan(
        title="Plan d'essai",
        first_day=date(2026, 4, 1),
        years=years,
        questionnaire="radar-numeriqc@1.0.0",
        initiatives=initiatives,
        capacities=tuple(Capacity(body=body, each_quarter=most) for body, most in (limits or {}).items()),
    )


def placed(source: TransformationPlan, starts: dict[str, int]) -> TransformationPlan:
    """Return the plan with other places."""
    moved = tuple(each.model_copy(update={"start": starts.get(each.id)}) for each in source.initiatives)
    return source.model_copy(update={"initiatives": moved})


@st.composite
def plans(draw: st.DrawFn, most: int = 5) -> TransformationPlan:
    """Draw a plan of one year with two bodies, one of which may have no limit; needs lead back, never in a circle."""
    names = [f"i{number}" for number in range(draw(st.integers(1, most)))]
    initiatives = [
        initiative(
            name,
            *draw(st.lists(st.sampled_from(names[:number]), unique=True, max_size=2) if number else st.just([])),
            body=draw(st.sampled_from(("A", "B"))),
            quarters=draw(st.integers(1, 3)),
            load=draw(st.sampled_from((0.0, 0.1, 0.2, 0.5, 1.0, 1.5))),
            status=draw(statuses),
            start=draw(st.none() | st.integers(0, 3)),
        )
        for number, name in enumerate(names)
    ]
    limits = {body: draw(st.sampled_from((0.3, 1.0, 2.0))) for body in draw(st.sampled_from(("A", "AB")))}
    return plan(*draw(st.permutations(initiatives)), limits=limits)


statuses: st.SearchStrategy[Status] = st.sampled_from(
    ("not-started", "not-started", "not-started", "under-way", "done", "cancelled")
)
