"""The reader of what the criteria of priorities weigh."""

from functools import lru_cache
from pathlib import Path
from typing import Literal

from scoring.errors import Refused
from scoring.loading.structure import validated
from scoring.loading.yaml_reader import read
from scoring.priorities import Weights
from scoring.questionnaire import Model

CRITERIA_FILE = "plan-criteria.yaml"


class CriteriaFile(Model):
    """What `plan-criteria.yaml` holds."""

    format: Literal[1] = 1
    weights: Weights


@lru_cache(maxsize=8)
def load_weights(path: Path) -> Weights:
    """Return the weights that a file gives; raises Refused with every fault and its place."""
    document = read(path)
    found = validated(CriteriaFile, document)
    if found is None or document.faults:
        raise Refused(document.faults)
    return found.weights
