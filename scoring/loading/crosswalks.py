"""The only reader of crosswalks: a YAML file in, the statements that two questionnaires share out."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from scoring.crosswalk import Crosswalk
from scoring.errors import Fault, Refused
from scoring.loading.documents import Document
from scoring.loading.structure import validated
from scoring.loading.yaml_reader import read
from scoring.questionnaire import Questionnaire

FOLDER = "crosswalks"


def read_crosswalk(path: Path, find: Callable[[str], Questionnaire]) -> Crosswalk:
    """Return a crosswalk between questionnaires that `find` knows by `id@version`, or raise Refused with each fault."""
    document = read(path)
    found = validated(Crosswalk, document)
    faults = [*document.faults, *(_faults(found, document, find) if found else ())]
    if found is None or faults:
        raise Refused(sorted(faults, key=lambda fault: (fault.line or 0, fault.column or 0)))
    return found


def read_crosswalks(
    roots: Iterable[Path], find: Callable[[str], Questionnaire]
) -> tuple[tuple[Crosswalk, ...], tuple[Fault, ...]]:
    """Return the crosswalks beside the questionnaires of some folders, and the faults of those that cannot serve."""
    found: dict[frozenset[str], tuple[Path, Crosswalk]] = {}
    faults: list[Fault] = []
    for path in [path for root in roots for path in sorted((root / FOLDER).glob("*.yaml"))]:
        try:
            walk = read_crosswalk(path, find)
        except Refused as refused:
            faults += refused.faults
            continue
        first, _ = found.setdefault(frozenset((walk.older, walk.newer)), (path, walk))
        if first != path:
            faults.append(Fault("crosswalk_pair", str(path), params={"first": str(first)}))
    return tuple(walk for _, walk in found.values()), tuple(faults)


def _faults(found: Crosswalk, document: Document, find: Callable[[str], Questionnaire]) -> Iterator[Fault]:
    """Yield what is wrong between the crosswalk and its questionnaires."""
    if found.older == found.newer:
        yield document.fault("crosswalk_same", ("to",), value=found.newer)
    sides = {"from": (found.older, True), "to": (found.newer, False)}
    for field, (reference, at_key) in sides.items():
        try:
            known = find(reference).statement_index
        except Refused as refused:
            for fault in refused.faults:
                yield Fault(fault.code, document.file, *document.place((field,)), field, fault.params)
            continue
        for old, new in found.statements.items():
            statement = old if at_key else new
            if statement not in known:
                path = ("statements", old)
                yield document.fault(
                    "crosswalk_statement", path, at_key=at_key, value=statement, questionnaire=reference
                )
    yield from _twice(found, document)


def _twice(found: Crosswalk, document: Document) -> Iterator[Fault]:
    """Yield a fault for each newer statement that is said to be the same as two older ones."""
    first: dict[str, str] = {}
    for old, new in found.statements.items():
        if first.setdefault(new, old) != old:
            line = document.place(("statements", first[new]))[0]
            yield document.fault("crosswalk_twice", ("statements", old), value=new, first=line)
