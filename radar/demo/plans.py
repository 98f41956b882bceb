"""The published plans that the demonstration shows, from their files."""

from pathlib import Path
from typing import Literal

from scoring.loading.plan_files import plan_from_yaml
from scoring.transformation import TransformationPlan

Published = Literal["famille", "mcc"]


def published_plan(name: Published) -> TransformationPlan:
    """Return the plan of a ministry as far as its publication can be read."""
    return plan_from_yaml(Path(__file__).with_name(f"plan-{name}.yaml"))
