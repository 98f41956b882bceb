"""What the initiatives of a roadmap ask of their bodies, quarter by quarter."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.transformation import PlannedInitiative, TransformationPlan

SLACK = 1e-6  # loads are sums of decimals: a body that is full to a hair is not over its capacity


@dataclass(frozen=True, slots=True)
class Load:
    """The load of each body (a row) in each quarter of the plan (a column), and how much each can carry.

    Bodies stand in the order in which the plan names them; a capacity is None where there is no limit.
    """

    bodies: tuple[str, ...]
    load: NDArray[np.float64]
    capacities: tuple[float | None, ...]


def in_roadmap(initiative: PlannedInitiative) -> bool:
    """Tell whether an initiative is part of the roadmap: kept, and not cancelled."""
    return initiative.stage == "kept" and initiative.status != "cancelled"


def load_of(plan: TransformationPlan, starts: Mapping[str, int] | None = None) -> Load:
    """Return the load of a plan, with the places in `starts` in the place of its own where they are given.

    What lies after the last quarter is not counted.
    """
    bodies = bodies_of(plan)
    rows = {body: row for row, body in enumerate(bodies)}
    load = np.zeros((len(bodies), plan.quarters))
    for initiative in filter(in_roadmap, plan.initiatives):
        start = initiative.start if starts is None else starts.get(initiative.id)
        if start is not None:
            load[rows[initiative.body], start : start + initiative.quarters] += initiative.load
    capacities = capacities_of(plan)
    return Load(bodies, load, tuple(capacities.get(body) for body in bodies))


def bodies_of(plan: TransformationPlan) -> tuple[str, ...]:
    """Return the bodies that have an initiative in the roadmap or a capacity, in the plan's order."""
    named = [initiative.body for initiative in plan.initiatives if in_roadmap(initiative)]
    return tuple(dict.fromkeys([*named, *(capacity.body for capacity in plan.capacities)]))


def capacities_of(plan: TransformationPlan) -> dict[str, float]:
    """Return the capacity of each body that has a limit; of two for the same body, the smaller."""
    found: dict[str, float] = {}
    for capacity in plan.capacities:
        found[capacity.body] = min(capacity.each_quarter, found.get(capacity.body, capacity.each_quarter))
    return found


def clear(plan: TransformationPlan, starts: Mapping[str, int]) -> NDArray[Any]:
    """Return how much room each body has left beside what has those places; infinite where there is no limit."""
    taken = load_of(plan, starts)
    limits = [np.inf if limit is None else limit for limit in taken.capacities]
    room: NDArray[Any] = np.maximum(np.array(limits)[:, None] - taken.load, 0)
    return room
