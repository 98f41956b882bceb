"""The reader of the sets that plans may start from."""

from functools import lru_cache
from pathlib import Path

from scoring.errors import Refused
from scoring.loading.structure import validated
from scoring.loading.yaml_reader import read
from scoring.plan_sets import PlanSets

SETS = "plan-sets.yaml"


@lru_cache(maxsize=8)
def load_sets(path: Path) -> PlanSets:
    """Return the sets that a file holds; raises Refused with every fault and its place."""
    document = read(path)
    sets = validated(PlanSets, document)
    if sets is None or document.faults:
        raise Refused(list(document.faults))
    return sets
