"""What the types cannot say about a glossary and a catalogue: references, cycles, practices left without advice."""

from collections.abc import Iterator, Mapping
from typing import Any

from scoring.errors import Fault
from scoring.loading.checks import Records, duplicates, ids, nested, unknown
from scoring.loading.documents import Document, Path_, records
from scoring.questionnaire import TOP_LEVEL


def glossary_faults(document: Document) -> Iterator[Fault]:
    """Yield the terms, and the forms of terms, that stand twice in a `glossary.yaml` or one of its translations."""
    terms = list(records(document, ("terms",))) or _by_key(document)
    yield from duplicates(document, terms, "id")
    first: dict[str, Path_] = {}
    for path, record in terms:
        forms = record.get("forms")
        for index, form in enumerate(forms if isinstance(forms, list) else ()):
            here = (*path, "forms", index)
            place = first.setdefault(str(form).casefold(), here)
            if place != here:
                yield document.fault("duplicate_form", here, value=form, first=document.place(place)[0])


def _by_key(document: Document) -> Records:
    """Return the terms of a translation, which stand under their ids."""
    terms = document.data.get("terms") if isinstance(document.data, dict) else None
    found = terms.items() if isinstance(terms, dict) else ()
    return [(("terms", key), record) for key, record in found if isinstance(record, dict)]


def catalogue_faults(document: Document, main: Document) -> Iterator[Fault]:
    """Yield what is wrong between the parts of an `initiatives.yaml`, and between it and its questionnaire."""
    initiatives = list(records(document, ("initiatives",)))
    yield from duplicates(document, list(records(document, ("benefits",))), "code")
    for section in ("ambitions", "themes", "initiatives"):
        yield from duplicates(document, list(records(document, (section,))), "id")
    known = _known(document, main)
    for path, record in initiatives:
        yield from _initiative_faults(document, path, record, known)
    yield from _cycle_faults(document, initiatives)
    # Without its practices the questionnaire is at fault, not the catalogue.
    if initiatives and not main.broken:
        yield from _coverage_faults(document, initiatives, known["practices"])


def _known(document: Document, main: Document) -> Mapping[str, list[str]]:
    """Return the ids that an initiative may refer to, by the field that does."""
    return {
        "practices": ids(nested(main, list(records(main, ("axes",))), "practices")),
        "prerequisites": ids(records(document, ("initiatives",))),
        "benefits": ids(records(document, ("benefits",)), "code"),
        "ambition": ids(records(document, ("ambitions",))),
        "theme": ids(records(document, ("themes",))),
    }


def _initiative_faults(
    document: Document, path: Path_, record: Mapping[str, Any], known: Mapping[str, list[str]]
) -> Iterator[Fault]:
    yield from unknown(document, "unknown_practice", (*path, "practices"), record.get("practices"), known["practices"])
    yield from unknown(document, "unknown_benefit", (*path, "benefits"), record.get("benefits"), known["benefits"])
    for index, name in _texts(record.get("prerequisites")):
        if name not in known["prerequisites"]:
            yield document.fault("unknown_prerequisite", (*path, "prerequisites", index), value=name)
    for field in ("ambition", "theme"):
        value = record.get(field)
        if isinstance(value, str) and value not in known[field]:
            yield document.fault(f"unknown_{field}", (*path, field), value=value, known=known[field])
    start, end = record.get("from"), record.get("to")
    if isinstance(start, int) and isinstance(end, int) and start >= end:
        yield document.fault("levels_reversed", (*path, "to"), start=start, end=end)


def _texts(values: object) -> list[tuple[int, str]]:
    """Return the texts of a list with their places in it."""
    return [(index, value) for index, value in enumerate(values if isinstance(values, list) else ())
            if isinstance(value, str)]  # fmt: skip


def _cycle_faults(document: Document, initiatives: Records) -> Iterator[Fault]:
    """Yield each cycle of prerequisites once, named in order from its first initiative in the file."""
    paths = {record["id"]: path for path, record in initiatives if isinstance(record.get("id"), str)}
    needs = {
        record["id"]: [name for _, name in _texts(record.get("prerequisites")) if name in paths]
        for _, record in initiatives
        if isinstance(record.get("id"), str)
    }
    done: set[str] = set()
    for start in needs:
        for cycle in _cycles_from(start, needs, done):
            yield document.fault("prerequisite_cycle", (*paths[cycle[0]], "prerequisites"), cycle=" → ".join(cycle))


def _cycles_from(start: str, needs: Mapping[str, list[str]], done: set[str]) -> Iterator[list[str]]:
    """Walk the prerequisites of `start` depth first; yield every way back to where the walk came from."""
    trail = [] if start in done else [start]
    waiting = [list(reversed(needs[name])) for name in trail]
    while trail:
        if not waiting[-1]:
            waiting.pop()
            done.add(trail.pop())
            continue
        name = waiting[-1].pop()
        if name in trail:
            yield [*trail[trail.index(name) :], name]
        elif name not in done:
            trail.append(name)
            waiting.append(list(reversed(needs[name])))


def _coverage_faults(document: Document, initiatives: Records, practices: list[str]) -> Iterator[Fault]:
    """Yield the practices that some level below the top leaves without any initiative."""
    covered: dict[str, set[int]] = {practice: set() for practice in practices}
    for _, record in initiatives:
        start, end = record.get("from"), record.get("to")
        if isinstance(start, int) and isinstance(end, int):
            for _, practice in _texts(record.get("practices")):
                covered.get(practice, set()).update(range(start, end))
    for practice, levels in covered.items():
        if missing := sorted(set(range(TOP_LEVEL)) - levels):
            yield document.fault("practice_without_initiative", ("initiatives",), value=practice, levels=missing)
