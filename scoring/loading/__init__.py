"""The only reader of questionnaires: a folder in; a frozen questionnaire out, or every fault at once.

A folder holds `questionnaire.yaml` (structure, and texts in the questionnaire's own language) and, if it likes,
`glossary.yaml` and `initiatives.yaml`; `en.yaml`, `glossary.en.yaml` and `initiatives.en.yaml` hold the texts in
English, and so on for any other language.  A questionnaire that `extends` a published one says only what differs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from scoring.errors import Fault, Refused
from scoring.loading.documents import Document
from scoring.loading.folder import (
    KINDS,
    LANGUAGE_FILE,
    MAIN,
    faults_of,
    files_of,
    folder_faults,
    mapping_of,
    translation_of,
)
from scoring.loading.hashing import hash_of
from scoring.loading.published import find, published
from scoring.loading.translations import translated
from scoring.loading.variants import OWN, base_files, inherit, refuse_base
from scoring.loading.yaml_reader import read
from scoring.questionnaire import Questionnaire, QuestionnaireFile

__all__ = ["check", "content_hash", "find", "load", "published", "schema"]


@dataclass(frozen=True, slots=True)
class _Read:
    """The documents of a questionnaire with what they inherit, all its files by name, and the languages it speaks."""

    documents: dict[str, Document]
    files: Mapping[str, Path]
    languages: tuple[str, ...]


def load(path: Path, language: str = "fr", bases: Sequence[Path] = ()) -> Questionnaire:
    """Return the questionnaire of a folder with its texts in `language`, or in its own where it lacks that language.

    The questionnaire that it may build on is looked for beside it, then in the folders `bases`.
    """
    return _load(path.resolve(), language, tuple(bases))


@lru_cache(maxsize=64)
def _load(path: Path, language: str, bases: tuple[Path, ...]) -> Questionnaire:
    # A published version never changes, so what was read once is read for good.
    found = _read(path, bases, language)
    if faults := faults_of(found.documents):
        raise Refused(faults)
    documents = found.documents
    main = mapping_of(documents[MAIN])
    for name, document in documents.items():
        if texts := documents.get(translation_of(name, language)):
            document.data = translated(document, texts)
    return _assembled(documents, {"languages": (main["language"], *found.languages), "hash": hash_of(found.files)})


def _assembled(documents: Mapping[str, Document], facts: Mapping[str, object]) -> Questionnaire:
    """Return the questionnaire that sound documents make together."""
    main, glossary, catalogue = (mapping_of(documents.get(name)) for name in KINDS)
    return Questionnaire.model_validate(
        {
            **main,
            **facts,
            "glossary": glossary.get("terms", ()),
            "catalogue": {name: value for name, value in catalogue.items() if name != "language"},
        }
    )


def check(path: Path, bases: Sequence[Path] = ()) -> tuple[Fault, ...]:
    """Return every fault of a questionnaire: a folder, its `questionnaire.yaml`, or such a file under another name."""
    try:
        found = _read(path, tuple(bases))
    except Refused as refused:
        return refused.faults
    faults = faults_of(found.documents)
    main = found.documents[MAIN]
    return faults if found.files[MAIN] == path and path.name != MAIN else (*faults, *folder_faults(path, main))


def _read(path: Path, bases: Sequence[Path], language: str | None = None) -> _Read:
    """Return what a folder holds and inherits: in one language, or in every language that it speaks."""
    files = files_of(path)
    spoken = tuple(name.removesuffix(".yaml") for name in files if LANGUAGE_FILE.fullmatch(name))
    documents = _documents(files, language)
    beside = files[MAIN].absolute().parents
    inherited = base_files(documents[MAIN], (beside[min(2, len(beside) - 1)], *bases))
    if not inherited:
        return _Read(documents, files, spoken)
    base = _documents(inherited, language)
    refuse_base(documents[MAIN], base, faults_of(base))
    inherit(documents, base, spoken)
    return _Read(documents, {**files, **{f"base/{name}": file for name, file in inherited.items()}}, spoken)


def _documents(files: Mapping[str, Path], language: str | None) -> dict[str, Document]:
    """Return a questionnaire's files as read: in its own language and in `language`, or in every language."""
    wanted = {*KINDS, *(translation_of(name, language or "") for name in KINDS)}
    return {name: read(file) for name, file in files.items() if language is None or name in wanted}


def content_hash(directory: Path, bases: Sequence[Path] = ()) -> str:
    """Return the SHA-256 of a questionnaire's files and its base's, the same whatever their line ends and order."""
    return hash_of(_read(directory, bases).files)


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of `questionnaire.yaml`."""
    described = QuestionnaireFile.model_json_schema()
    always = [field for field in described["required"] if field in OWN]
    whole = {"if": {"not": {"required": ["extends"]}}, "then": {"required": described["required"]}}
    dialect = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": dialect, **described, "required": always, **whole, "title": "questionnaire.yaml"}
