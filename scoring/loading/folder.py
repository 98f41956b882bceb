"""The files of a questionnaire's folder: what they are called, what each must hold, and every fault between them."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from scoring.errors import Fault, Refused
from scoring.loading.catalogue_checks import catalogue_faults, glossary_faults
from scoring.loading.checks import questionnaire_faults
from scoring.loading.documents import Document
from scoring.loading.structure import validated
from scoring.loading.translations import CatalogueTexts, GlossaryTexts, QuestionnaireTexts, translation_faults
from scoring.questionnaire import Catalogue, Model, QuestionnaireFile, Term

MAIN, GLOSSARY, CATALOGUE = "questionnaire.yaml", "glossary.yaml", "initiatives.yaml"
TRANSLATION = re.compile(r"(?:(glossary|initiatives)\.)?([a-z]{2})\.yaml")
LANGUAGE_FILE = re.compile(r"[a-z]{2}\.yaml")
VERSION = re.compile(r"\d{1,6}(\.\d{1,6}){2}")


class GlossaryFile(Model):
    """What `glossary.yaml` holds."""

    language: str
    terms: tuple[Term, ...]


class CatalogueFile(Catalogue):
    """What `initiatives.yaml` holds."""

    language: str


class Kind(NamedTuple):
    """The models of a file and of its translations."""

    original: type[Model]
    texts: type[Model]


KINDS: Mapping[str, Kind] = {
    MAIN: Kind(QuestionnaireFile, QuestionnaireTexts),
    GLOSSARY: Kind(GlossaryFile, GlossaryTexts),
    CATALOGUE: Kind(CatalogueFile, CatalogueTexts),
}


def faults_of(documents: Mapping[str, Document]) -> tuple[Fault, ...]:
    """Return every fault of some files of one folder, by file and line."""
    for name, document in documents.items():
        validated(KINDS[name].original if name in KINDS else KINDS[_original_of(name)].texts, document)
    faults = [fault for document in documents.values() for fault in document.faults]
    files = [document.file for document in documents.values()]
    faults += _faults_between(documents)
    return tuple(sorted(faults, key=lambda fault: (files.index(fault.file), fault.line or 0, fault.column or 0)))


def _faults_between(documents: Mapping[str, Document]) -> Iterator[Fault]:
    """Yield the faults that only show between the parts of a file or between files."""
    sound = {name: document for name, document in documents.items() if not document.broken}
    main = sound.get(MAIN)
    for name, document in sound.items():
        original = sound.get(_original_of(name))
        if name == MAIN:
            yield from questionnaire_faults(document)
        if name == CATALOGUE and main:
            yield from catalogue_faults(document, main)
        if _original_of(name) == GLOSSARY:
            yield from glossary_faults(document)
        if name not in KINDS and original:
            yield from translation_faults(original, document)
        if name != MAIN and main:
            yield from _language_faults(document, name, language_of(main))


def _language_faults(document: Document, name: str, own: str) -> Iterator[Fault]:
    found = TRANSLATION.fullmatch(name)
    expected, given = found[2] if found else own, language_of(document)
    if given and given != expected:
        yield document.fault("wrong_language", ("language",), value=given, expected=expected)


def files_of(path: Path) -> dict[str, Path]:
    """Return the files of a questionnaire by the names they have in its folder, in the order of reading."""
    if not path.exists():
        raise Refused([Fault("no_such_path", str(path))])
    if path.is_file() and path.name != MAIN:
        return {MAIN: path}
    directory = path if path.is_dir() else path.parent
    files = {name: directory / name for name in names_in(directory) if (directory / name).exists()}
    if MAIN not in files:
        raise Refused([Fault("no_questionnaire", str(directory))])
    return files


def folder_faults(directory: Path, main: Document) -> Iterator[Fault]:
    """Yield the files that are missing or have no place in the folder, and a folder named unlike its content."""
    directory = directory if directory.is_dir() else directory.parent
    own, known = language_of(main), names_in(directory)
    for path in sorted((*directory.glob("*.yaml"), *directory.glob("*.yml"))):
        if path.name not in known or path.name in {translation_of(name, own) for name in KINDS}:
            yield Fault("unknown_file", str(path), params={"known": known})
    for name in known:
        if name not in KINDS and (directory / _original_of(name)).exists() and not (directory / name).exists():
            language = name.split(".")[-2]
            yield Fault("missing_file", str(directory), params={"name": name, "language": language})
    version, identifier = (mapping_of(main).get(field) for field in ("version", "id"))
    resolved = directory.resolve()
    if VERSION.fullmatch(resolved.name):
        for field, folder, value in (("version", resolved.name, version), ("id", resolved.parent.name, identifier)):
            if isinstance(value, str) and folder != value:
                yield main.fault("folder_name", (field,), folder=folder, value=value)


def names_in(directory: Path) -> list[str]:
    """Return the names a folder may hold, in the order of reading: each file, then its translations."""
    languages = sorted({language for found in translations_in(directory).values() for language in found})
    return [name for kind in KINDS for name in (kind, *(translation_of(kind, language) for language in languages))]


def translations_in(directory: Path) -> Mapping[str, list[str]]:
    """Return the languages into which each file of the folder is translated."""
    found: dict[str, list[str]] = {name: [] for name in KINDS}
    for path in sorted(directory.glob("*.yaml")):
        if match := TRANSLATION.fullmatch(path.name):
            found[_original_of(path.name)].append(match[2])
    return found


def translation_of(name: str, language: str) -> str:
    """Return the name of the file that holds the texts of `name` in another language."""
    return f"{language}.yaml" if name == MAIN else f"{name.removesuffix('.yaml')}.{language}.yaml"


def _original_of(name: str) -> str:
    """Return the name of the file that `name` translates; its own name if it is no translation."""
    found = TRANSLATION.fullmatch(name)
    return name if not found else f"{found[1]}.yaml" if found[1] else MAIN


def mapping_of(document: Document | None) -> dict[str, Any]:
    """Return the fields of a document; none if it has another shape or there is none."""
    return document.data if document and isinstance(document.data, dict) else {}


def language_of(document: Document) -> str:
    """Return the language that a document declares."""
    language = mapping_of(document).get("language")
    return language if isinstance(language, str) else ""
