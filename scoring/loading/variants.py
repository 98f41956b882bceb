"""A questionnaire that builds on a published one: it says what differs, and the rest is that of its base.

The two are merged field by field before anything is checked, so that a variant is read like any other questionnaire.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from scoring.errors import Fault, Refused
from scoring.loading.documents import Document
from scoring.loading.folder import CATALOGUE, GLOSSARY, MAIN, files_of, mapping_of, translation_of
from scoring.loading.published import published

# What every questionnaire says for itself.
OWN = frozenset({"id", "version", "title", "extends"})
# The texts of these stand in sections of their own.
WITHIN = {"axes": ("axes", "practices", "statements")}


def base_files(main: Document, roots: Sequence[Path]) -> dict[str, Path]:
    """Return the files of the questionnaire on which `main` builds; none if it builds on no other."""
    reference = mapping_of(main).get("extends")
    if reference is None:
        return {}
    known = {f"{key}@{version}": folder for root in reversed(roots) for key, version, folder in published(root)}
    if not isinstance(reference, str) or reference not in known:
        names = sorted(name for name in known if name != _reference(main))
        raise Refused([main.fault("unknown_base", ("extends",), value=reference, known=names)])
    return files_of(known[reference])


def refuse_base(main: Document, base: Mapping[str, Document], faults: Sequence[Fault]) -> None:
    """Refuse a base that is no questionnaire by itself: it has faults, builds on another or speaks otherwise."""
    asked, given = mapping_of(main), mapping_of(base[MAIN])
    if given.get("extends") is not None:
        raise Refused([main.fault("base_is_variant", ("extends",), value=asked["extends"], base=given["extends"])])
    if faults:
        raise Refused([main.fault("unsound_base", ("extends",), value=asked["extends"]), *faults])
    if asked.get("language", given["language"]) != given["language"]:
        raise Refused([main.fault("base_language", ("language",), value=asked["language"], expected=given["language"])])


def inherit(documents: dict[str, Document], base: Mapping[str, Document], languages: Sequence[str]) -> None:
    """Add to the documents of a variant what it does not say itself and its base does."""
    main = documents[MAIN]
    said = mapping_of(main)
    replaced = OWN | {section for field in said for section in WITHIN.get(field, (field,))}
    for name in (MAIN, *(translation_of(MAIN, language) for language in languages)):
        if name in documents and isinstance(documents[name].data, dict):
            documents[name].data = _merged(mapping_of(base.get(name)), documents[name], replaced)
    for companion in (GLOSSARY, CATALOGUE):
        if companion not in documents:
            names = (companion, *(translation_of(companion, language) for language in languages))
            documents.update({name: base[name] for name in names if name in base and name not in documents})


def _merged(base: Mapping[str, Any], own: Document, replaced: frozenset[str]) -> dict[str, Any]:
    return {**{field: value for field, value in base.items() if field not in replaced}, **mapping_of(own)}


def _reference(main: Document) -> str:
    said = mapping_of(main)
    return f"{said.get('id')}@{said.get('version')}"
