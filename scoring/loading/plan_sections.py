"""The reader of the sections of plans."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from scoring.errors import Fault, Refused
from scoring.loading.checks import duplicates, nested
from scoring.loading.documents import Document, records
from scoring.loading.structure import validated
from scoring.loading.yaml_reader import read
from scoring.plan_sections import PlanSections

SECTIONS = "plan-sections.yaml"


@lru_cache(maxsize=8)
def load_sections(path: Path) -> PlanSections:
    """Return the sections that a file holds; raises Refused with every fault and its place."""
    document = read(path)
    sections = validated(PlanSections, document)
    faults = [*document.faults, *(() if document.broken else _faults(document))]
    if sections is None or faults:
        raise Refused(faults)
    return sections


def _faults(document: Document) -> Iterator[Fault]:
    """Yield the ids used twice: the text of a section is kept under its id."""
    outer = list(records(document, ("sections",)))
    yield from duplicates(document, [*outer, *nested(document, outer, "sections")], "id")
