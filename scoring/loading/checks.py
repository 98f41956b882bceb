"""What the types cannot say about a questionnaire: ids that repeat, weights that sum to nothing, quadrants with holes.

The checks read the raw data beside its places and skip whatever has the wrong shape, which `structure` reports; so
every fault is found in one go.
"""

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

from scoring.errors import Fault
from scoring.loading.documents import Document, Path_, records

# The columns of an answer sheet that are no statements, and the suffix of the reasons in a form.
RESERVED = frozenset({"organisation", "group", "perspective", "respondent", "weight"})
REASON = "-reason"
# An answer is kept under the ids of its statement and its perspective, with a dot between them.
LONGEST_QUESTION = 80

Records = list[tuple[Path_, dict[str, Any]]]


def questionnaire_faults(document: Document) -> Iterator[Fault]:
    """Yield what is wrong between the parts of a `questionnaire.yaml`."""
    axes = list(records(document, ("axes",)))
    practices = nested(document, axes, "practices")
    statements = nested(document, practices, "statements")
    for section in ("assumptions", "perspectives", "dimensions", "quadrants"):
        yield from duplicates(document, list(records(document, (section,))), "id")
    for group in (axes, practices, statements):
        yield from duplicates(document, group, "id")
        yield from duplicates(document, group, "uuid")
    yield from duplicates(document, statements, "number")
    yield from _column_faults(document, axes, statements)
    yield from _perspective_faults(document, ids(statements))
    yield from _dimension_faults(document, ids(axes))
    yield from _quadrant_faults(document)


def nested(document: Document, parents: Records, field: str) -> Records:
    """Return the records in the list `field` of every parent."""
    return [record for path, _ in parents for record in records(document, (*path, field))]


def ids(group: Iterable[tuple[Path_, dict[str, Any]]], field: str = "id") -> list[str]:
    """Return the ids of the records, in order."""
    return [record[field] for _, record in group if isinstance(record.get(field), str)]


def duplicates(document: Document, group: Records, field: str) -> Iterator[Fault]:
    """Yield a fault for every record whose `field` was used before."""
    first: dict[object, Path_] = {}
    for path, record in group:
        value = record.get(field)
        if not isinstance(value, (str, int)):
            continue
        place = first.setdefault(value, (*path, field))
        if place != (*path, field):
            line = document.place(place)[0]
            yield document.fault("duplicate_id", (*path, field), field=field, value=value, first=line)


def unknown(document: Document, code: str, path: Path_, values: object, known: list[str]) -> Iterator[Fault]:
    """Yield a fault for each name of the list `values` that is not known."""
    for index, value in enumerate(values if isinstance(values, list) else ()):
        if isinstance(value, str) and value not in known:
            yield document.fault(code, (*path, index), value=value, known=known)


def _column_faults(document: Document, axes: Records, statements: Records) -> Iterator[Fault]:
    """Yield the statement ids that an answer sheet or a form could not tell from something else."""
    taken = RESERVED | set(ids(axes))
    for path, record in statements:
        name = record.get("id")
        if isinstance(name, str) and (name in taken or name.endswith(REASON)):
            yield document.fault("reserved_id", (*path, "id"), value=name)


def _perspective_faults(document: Document, statements: list[str]) -> Iterator[Fault]:
    perspectives = list(records(document, ("perspectives",)))
    weights = [record.get("weight", 1) for _, record in perspectives]
    if weights and _nothing(weights):
        yield document.fault("perspectives_without_weight", ("perspectives",))
    room = LONGEST_QUESTION - 1 - max(map(len, statements), default=0)
    for path, record in perspectives:
        name = record.get("id")
        if isinstance(name, str) and name.endswith(REASON):
            yield document.fault("reserved_perspective", (*path, "id"), value=name)
        elif isinstance(name, str) and len(name) > room:
            yield document.fault("perspective_too_long", (*path, "id"), value=name, limit=room)


def _dimension_faults(document: Document, axes: list[str]) -> Iterator[Fault]:
    directions: dict[object, Path_] = {}
    for path, record in records(document, ("dimensions",)):
        weights = record.get("weights")
        if isinstance(weights, dict):
            for axis in weights:
                if axis not in axes:
                    yield document.fault("unknown_axis", (*path, "weights", axis), at_key=True, value=axis, known=axes)
            if _nothing(weights.values()):
                yield document.fault("dimension_without_weight", (*path, "weights"), id=record.get("id"))
        direction = record.get("direction")
        place = directions.setdefault(direction, (*path, "direction"))
        if direction is not None and place != (*path, "direction"):
            yield document.fault(
                "same_direction", (*path, "direction"), value=direction, first=document.place(place)[0]
            )


def _nothing(weights: Iterable[object]) -> bool:
    """Tell whether weights, all numbers, sum to nothing."""
    numbers = [weight for weight in weights if isinstance(weight, (int, float))]
    return not any(numbers) and len(numbers) == len(list(weights))


def _quadrant_faults(document: Document) -> Iterator[Fault]:
    """Yield what keeps the quadrants from covering each combination of high and low exactly once."""
    dimensions = ids(records(document, ("dimensions",)))
    quadrants = list(records(document, ("quadrants",)))
    if not quadrants:
        return
    if len(list(records(document, ("dimensions",)))) != 2:  # noqa: PLR2004 (a plane has two axes)
        yield document.fault("quadrants_without_plane", ("quadrants",), count=len(dimensions))
        return
    wrong = [
        fault
        for path, record in quadrants
        for fault in unknown(document, "unknown_dimension", (*path, "high"), record.get("high"), dimensions)
    ]
    yield from wrong or _coverage_faults(document, dimensions, quadrants)


def _coverage_faults(document: Document, dimensions: list[str], quadrants: Records) -> Iterator[Fault]:
    first: dict[frozenset[str], Path_] = {}
    for path, record in quadrants:
        high = record.get("high", [])
        if not isinstance(high, list) or not all(isinstance(name, str) for name in high):
            return
        place = first.setdefault(frozenset(high), path)
        if place != path:
            yield document.fault("quadrant_twice", (*path, "high"), value=_listed(high), first=document.place(place)[0])
    for size in range(len(dimensions) + 1):
        for high in combinations(dimensions, size):
            if frozenset(high) not in first:
                yield document.fault("quadrant_missing", ("quadrants",), value=_listed(high))


def _listed(names: Iterable[str]) -> str:
    """Return names as YAML writes a list."""
    return f"[{', '.join(names)}]"
