"""The only reader of questionnaires: a folder in; a frozen questionnaire out, or every fault at once.

A folder holds `questionnaire.yaml` (structure, and texts in the questionnaire's own language) and, if it likes,
`glossary.yaml` and `initiatives.yaml`; `en.yaml`, `glossary.en.yaml` and `initiatives.en.yaml` hold the texts in
English, and so on for any other language.
"""

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from scoring.errors import Fault, Refused
from scoring.loading.documents import Document
from scoring.loading.folder import (
    KINDS,
    LANGUAGE_FILE,
    MAIN,
    VERSION,
    faults_of,
    folder_faults,
    mapping_of,
    names_in,
    translation_of,
)
from scoring.loading.translations import translated
from scoring.loading.yaml_reader import read
from scoring.questionnaire import Questionnaire, QuestionnaireFile


def load(path: Path, language: str = "fr") -> Questionnaire:
    """Return the questionnaire of a folder with its texts in `language`, or in its own where it lacks that language."""
    return _load(path.resolve(), language)


@lru_cache(maxsize=64)
def _load(path: Path, language: str) -> Questionnaire:
    # A published version never changes, so what was read once is read for good.
    files = _files(path)
    wanted = {*KINDS, *(translation_of(name, language) for name in KINDS)}
    documents = {name: read(file) for name, file in files.items() if name in wanted}
    if faults := faults_of(documents):
        raise Refused(faults)
    main = mapping_of(documents[MAIN])
    spoken = [main["language"], *(name.removesuffix(".yaml") for name in files if LANGUAGE_FILE.fullmatch(name))]
    for name, document in documents.items():
        if texts := documents.get(translation_of(name, language)):
            document.data = translated(document, texts)
    return _assembled(documents, {"languages": spoken, "hash": _hash(files)})


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


def check(path: Path) -> tuple[Fault, ...]:
    """Return every fault of a questionnaire: a folder, its `questionnaire.yaml`, or such a file under another name."""
    try:
        files = _files(path)
    except Refused as refused:
        return refused.faults
    documents = {name: read(file) for name, file in files.items()}
    faults = faults_of(documents)
    return faults if files[MAIN] == path and path.name != MAIN else (*faults, *folder_faults(path, documents[MAIN]))


def _files(path: Path) -> dict[str, Path]:
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


def content_hash(directory: Path) -> str:
    """Return the SHA-256 of a questionnaire's files, the same whatever their line ends and their order."""
    return _hash(_files(directory))


def _hash(files: Mapping[str, Path]) -> str:
    digest = hashlib.sha256()
    for name, path in sorted(files.items()):
        try:
            content = path.read_bytes().replace(b"\r\n", b"\n").removeprefix(b"\xef\xbb\xbf")
        except OSError as error:
            raise Refused([Fault("unreadable_file", str(path))]) from error
        digest.update(b"%s\0%d\0%s" % (name.encode(), len(content), content))
    return digest.hexdigest()


def published(root: Path) -> tuple[tuple[str, str, Path], ...]:
    """Return id, version and folder of every questionnaire under `root`, the newest version of each last."""
    folders = (path.parent for path in root.glob(f"*/*/{MAIN}"))
    versions = ((folder.parent.name, folder.name, folder) for folder in folders if VERSION.fullmatch(folder.name))
    return tuple(sorted(versions, key=lambda entry: (entry[0], [int(part) for part in entry[1].split(".")])))


def find(root: Path, reference: str) -> Path:
    """Return the folder of `id` (its newest version) or of `id@version`."""
    identifier, at, version = reference.partition("@")
    known = published(root)
    found = [folder for key, number, folder in known if key == identifier and (not at or number == version)]
    if not found:
        names = [f"{key}@{number}" for key, number, _ in known]
        raise Refused([Fault("unknown_questionnaire", params={"reference": reference, "known": names})])
    return found[-1]


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of `questionnaire.yaml`."""
    described = QuestionnaireFile.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **described, "title": "questionnaire.yaml"}
