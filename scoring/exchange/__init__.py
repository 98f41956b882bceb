"""The public exchange format: our statements as other tools read them, and theirs as a questionnaire of ours.

A file of the format holds statements, practices and axes.  Dimensions, quadrants and thresholds come from a template
questionnaire, whose axes are recognised by their names; a file whose axes are not all recognised is refused.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from scoring.errors import Fault, Refused
from scoring.exchange.file import ROOT, ForeignAxis, ForeignPractice, ForeignStatement, read_file
from scoring.exchange.names import loose, matches, slug
from scoring.loading.documents import Document
from scoring.questionnaire import SLUG, Axis, Catalogue, Practice, Questionnaire, Statement

# The assumption that says whose words the statements are; it does not hold for the words of others.
OWN_WORDS = "statement-texts"
TOPIC = 80

Rows = list[tuple[int, ForeignStatement]]


def statements_as_dicts(questionnaire: Questionnaire) -> list[dict[str, Any]]:
    """Return every statement in the exchange format, ordered by number."""
    found = [
        _as_dict(questionnaire, axis, practice, statement)
        for axis in questionnaire.axes
        for practice in axis.practices
        for statement in practice.statements
    ]
    return sorted(found, key=lambda record: int(record["numero"]))


def _as_dict(questionnaire: Questionnaire, axis: Axis, practice: Practice, statement: Statement) -> dict[str, Any]:
    def identifier(kind: str, part: Axis | Practice | Statement) -> str:
        return str(part.uuid or questionnaire.uuid_of(kind, part.id))

    return {
        "id": identifier("statement", statement),
        "numero": statement.number,
        "texte": statement.text,
        "reponses": list(statement.levels),
        "pratique": {
            "id": identifier("practice", practice),
            "nom": practice.name,
            "axe": {"id": identifier("axis", axis), "nom": axis.name},
        },
    }


def read_enonces(content: bytes, identifier: str, template: Questionnaire, name: str = "") -> Questionnaire:
    """Return the questionnaire `identifier` that a file of the exchange format makes; raises Refused."""
    if not re.fullmatch(SLUG, identifier):
        raise Refused([Fault("bad_id", path="id", params={"value": identifier})])
    document, statements = read_file(content, name)
    rows = list(enumerate(statements))
    axes = _axes(document, rows, template)
    practices = {practice.id for axis in axes for practice in axis.practices}
    whole = practices == {practice.id for practice in template.practices}
    return Questionnaire.model_validate(
        {
            "id": identifier,
            "version": "1.0.0",
            "language": template.language,
            "languages": (template.language,),
            "title": f"Questionnaire {identifier}",
            "levels": template.levels,
            "assumptions": tuple(assumption for assumption in template.assumptions if assumption.id != OWN_WORDS),
            "perspectives": template.perspectives,
            "dimensions": template.dimensions,
            "quadrants": template.quadrants,
            "axes": axes,
            "glossary": template.glossary,
            # Every initiative speaks of practices: the catalogue holds for the same practices only.
            "catalogue": template.catalogue if whole else Catalogue(),
        }
    )


def _axes(document: Document, rows: Rows, template: Questionnaire) -> tuple[Axis, ...]:
    """Return the axes of the template, with the statements of the file."""
    placed = _placed(document, rows, template)
    faults = [*document.faults, *_identity_faults(document, rows, placed)]
    missing = [axis.name for axis in template.axes if axis.id not in placed.values()]
    if missing and not faults:
        faults.append(document.fault("exchange_axes_missing", missing=missing))
    if faults:
        raise Refused(sorted(faults, key=lambda fault: (fault.line or 0, fault.column or 0)))
    taken: set[str] = set()
    return tuple(
        _axis(axis, [(index, row) for index, row in rows if placed[index] == axis.id], template, taken)
        for axis in template.axes
    )


def _placed(document: Document, rows: Rows, template: Questionnaire) -> dict[int, str]:
    """Return the template's axis of each statement; a name that is not recognised is a fault, told once."""
    names = [axis.name for axis in template.axes]
    known = {axis.id: (axis.name, axis.id) for axis in template.axes}
    placed: dict[int, str] = {}
    told: set[str] = set()
    for index, row in rows:
        name = row.pratique.axe.nom
        found = matches(name, known)
        if len(found) == 1:
            placed[index] = found[0]
        elif name not in told:
            told.add(name)
            code = "exchange_ambiguous_axis" if found else "exchange_unknown_axis"
            document.faults.append(document.fault(code, _axis_path(index), value=name, known=names))
    return placed


def _axis_path(index: int) -> tuple[str | int, ...]:
    return (ROOT, index, "pratique", "axe", "nom")


def _identity_faults(document: Document, rows: Rows, placed: Mapping[int, str]) -> Iterator[Fault]:
    """Yield the practices and axes that stand for two things, and the things that two axes stand for."""
    first: dict[tuple[str, str], tuple[int, str]] = {}
    for index, row in rows:
        practice, axis = row.pratique, row.pratique.axe
        if index not in placed:
            continue
        for code, key, value, shown in (
            ("exchange_practice_in_two_axes", _key(practice), placed[index], practice.nom),
            ("exchange_practice_renamed", _key(practice), loose(practice.nom), practice.nom),
            ("exchange_axis_renamed", _key(axis), placed[index], axis.nom),
            ("exchange_axes_merged", placed[index], _key(axis), axis.nom),
        ):
            other, known = first.setdefault((code, key), (index, value))
            if known != value:
                line = document.place((ROOT, other))[0]
                yield document.fault(code, (ROOT, index, "pratique"), value=shown, first=line)


def _key(part: ForeignPractice | ForeignAxis) -> str:
    """Return what tells a practice or an axis from another: its identifier, or its name where it has none."""
    return str(part.id) if part.id else loose(part.nom) or part.nom


def _axis(axis: Axis, rows: Rows, template: Questionnaire, taken: set[str]) -> Axis:
    """Return an axis of the template under the name, and with the practices, of the file."""
    practices: dict[str, list[ForeignStatement]] = {}
    for _, row in sorted(rows, key=lambda entry: entry[1].numero):
        practices.setdefault(_key(row.pratique), []).append(row)
    groups = list(practices.values())
    ids = _practice_ids(axis, groups, taken | {practice.id for practice in template.practices})
    taken.update(ids)
    foreign = rows[0][1].pratique.axe
    built = tuple(_practice(identifier, group) for identifier, group in zip(ids, groups, strict=True))
    return Axis(id=axis.id, name=foreign.nom, description=axis.description, practices=built, uuid=foreign.id)


def _practice_ids(axis: Axis, groups: list[list[ForeignStatement]], taken: set[str]) -> list[str]:
    """Return the id of each practice: the template's for the same name, or the same numbers; else one of its own."""
    named = {practice.id: (practice.name,) for practice in axis.practices}
    found = [matches(group[0].pratique.nom, named) for group in groups]
    ids = [names[0] if len(names) == 1 else "" for names in found]
    for place, group in enumerate(groups):
        if not ids[place]:
            ids[place] = _numbered(axis, group)
    unique = [identifier if ids.count(identifier) == 1 else "" for identifier in ids]
    for place, group in enumerate(groups):
        if not unique[place]:
            unique[place] = _free(slug(group[0].pratique.nom) or f"pratique-{group[0].numero}", taken | set(unique))
    return unique


def _numbered(axis: Axis, group: list[ForeignStatement]) -> str:
    """Return the practice of the template that asks the very same numbers, if there is one."""
    numbers = {row.numero for row in group}
    same = (p.id for p in axis.practices if numbers == {statement.number for statement in p.statements})
    return next(same, "")


def _free(wanted: str, taken: set[str]) -> str:
    """Return `wanted`, or the first of `wanted-2`, `wanted-3`... that is free."""
    names = (wanted if number == 1 else f"{wanted}-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def _practice(identifier: str, group: list[ForeignStatement]) -> Practice:
    first = group[0].pratique
    return Practice(id=identifier, name=first.nom, statements=tuple(map(_statement, group)), uuid=first.id)


def _statement(row: ForeignStatement) -> Statement:
    return Statement(
        id=f"e{row.numero:02d}",
        number=row.numero,
        topic=_short(row.texte),
        text=row.texte,
        levels=row.reponses,
        uuid=row.id,
    )


def _short(text: str) -> str:
    """Return the beginning of a text, cut between words."""
    line = " ".join(text.split())
    return line if len(line) <= TOPIC else line[: TOPIC - 1].rsplit(" ", 1)[0].rstrip(",;:. ") + "…"
