"""The reader of the public targets of the Baromètre numériQc."""

from functools import lru_cache
from pathlib import Path

from scoring.barometer import Barometer
from scoring.errors import Refused
from scoring.loading.checks import duplicates
from scoring.loading.documents import records
from scoring.loading.structure import validated
from scoring.loading.yaml_reader import read

BAROMETER = "barometer.yaml"


@lru_cache(maxsize=8)
def load_barometer(path: Path) -> Barometer:
    """Return the targets that a file holds; raises Refused with every fault and its place."""
    document = read(path)
    found = validated(Barometer, document)
    faults = list(document.faults)
    if not document.broken:
        faults += duplicates(document, list(records(document, ("targets",))), "id")
    if found is None or faults:
        raise Refused(faults)
    return found
