"""The reader of pulses: `pulses/<id>/<version>/pulse.yaml` in a folder of questionnaires, with `en.yaml` and so on."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from scoring.errors import Fault, Refused
from scoring.loading.checks import duplicates
from scoring.loading.documents import Document, records
from scoring.loading.folder import LANGUAGE_FILE, VERSION, language_of, mapping_of
from scoring.loading.hashing import hash_of
from scoring.loading.published import published
from scoring.loading.structure import validated
from scoring.loading.translations import PulseTexts, translated, translation_faults
from scoring.loading.yaml_reader import read
from scoring.pulse import FEWEST_STAGES, MOST_STAGES, PulseFile, PulseQuestion

PULSES, PULSE = "pulses", "pulse.yaml"


def published_pulses(root: Path) -> tuple[tuple[str, str, Path], ...]:
    """Return id, version and folder of every pulse in a folder of questionnaires, the newest version of each last."""
    return published(root / PULSES, PULSE)


def find_pulse(reference: str, *roots: Path) -> Path:
    """Return the folder of `id` (its newest version) or of `id@version`, in the first of the folders that has it."""
    identifier, at, version = reference.partition("@")
    known = [published_pulses(root) for root in roots]
    for entries in known:
        found = [folder for key, number, folder in entries if key == identifier and (not at or number == version)]
        if found:
            return found[-1]
    names = [f"{key}@{number}" for entries in known for key, number, _ in entries]
    raise Refused([Fault("unknown_pulse", params={"reference": reference, "known": names})])


@lru_cache(maxsize=64)
def load_pulse(folder: Path, language: str = "fr") -> PulseQuestion:
    """Return the pulse of a folder with its texts in `language`, or in its own where it lacks that language."""
    documents = _documents(folder)
    if faults := _faults(documents):
        raise Refused(faults)
    main, spoken = documents[PULSE], [name.removesuffix(".yaml") for name in documents if name != PULSE]
    texts = documents.get(f"{language}.yaml")
    data = translated(main, texts) if texts else mapping_of(main)
    facts = {"languages": (language_of(main), *spoken), "hash": hash_of({name: folder / name for name in documents})}
    return PulseQuestion.model_validate({**data, **facts})


def check_pulse(folder: Path) -> tuple[Fault, ...]:
    """Return every fault of the pulse in a folder."""
    try:
        return _faults(_documents(folder))
    except Refused as refused:
        return refused.faults


def _documents(folder: Path) -> dict[str, Document]:
    """Return the files of a pulse as read, its own language first."""
    if not (folder / PULSE).exists():
        raise Refused([Fault("no_pulse", str(folder))])
    others = sorted(path.name for path in folder.glob("*.yaml") if LANGUAGE_FILE.fullmatch(path.name))
    return {name: read(folder / name) for name in (PULSE, *others)}


def _faults(documents: Mapping[str, Document]) -> tuple[Fault, ...]:
    """Return every fault of a pulse's files, by file and line."""
    main = documents[PULSE]
    validated(PulseFile, main)
    faults = [*main.faults, *_main_faults(main)]
    for name, document in documents.items():
        if document is not main:
            validated(PulseTexts, document)
            faults += [*document.faults, *_text_faults(main, document, name)]
    files = [document.file for document in documents.values()]
    return tuple(sorted(faults, key=lambda fault: (files.index(fault.file), fault.line or 0, fault.column or 0)))


def _main_faults(main: Document) -> Iterator[Fault]:
    if main.broken:
        return
    stages = list(records(main, ("stages",)))
    yield from duplicates(main, stages, "id")
    yield from duplicates(main, list(records(main, ("assumptions",))), "id")
    if stages and not FEWEST_STAGES <= len(stages) <= MOST_STAGES:
        yield main.fault("stage_count", ("stages",), fewest=FEWEST_STAGES, most=MOST_STAGES, count=len(stages))
    for expected, (path, stage) in enumerate(stages, start=1):
        number = stage.get("number")
        if isinstance(number, int) and number != expected:
            yield main.fault("stage_number", (*path, "number"), value=number, expected=expected)
    yield from _folder_faults(main)


def _folder_faults(main: Document) -> Iterator[Fault]:
    """Yield a folder named unlike its content."""
    folder = Path(main.file).resolve().parent
    if VERSION.fullmatch(folder.name):
        for field, name in (("version", folder.name), ("id", folder.parent.name)):
            value = mapping_of(main).get(field)
            if isinstance(value, str) and value != name:
                yield main.fault("folder_name", (field,), folder=name, value=value)


def _text_faults(main: Document, texts: Document, name: str) -> Iterator[Fault]:
    yield from translation_faults(main, texts)
    expected, given = name.removesuffix(".yaml"), language_of(texts)
    if given and given != expected:
        yield texts.fault("wrong_language", ("language",), value=given, expected=expected)
