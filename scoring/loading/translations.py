"""The texts of another language: what such a file holds, how it is laid over the structure, what is missing in it."""

from collections.abc import Iterator, Mapping
from typing import Any

from scoring.errors import Fault
from scoring.loading.documents import Document, Path_, records
from scoring.questionnaire import Example, Levels, Model, OptionalText, Text

# In the order of the files; the nested ones (axes, practices, statements) follow.
LISTS = ("assumptions", "perspectives", "dimensions", "quadrants", "terms", "ambitions", "themes", "benefits",
         "initiatives", "stages")  # fmt: skip
OWN = ("title", "description", "question", "levels", "language")
OPTIONAL = ("description", "help", "next", "example")


class WordedText(Model):
    """The text of an assumption."""

    text: Text


class NamedText(Model):
    """The texts of an axis, a practice, a dimension or a perspective."""

    name: Text
    description: OptionalText = ""


class QuadrantText(NamedText):
    """The texts of a quadrant."""

    next: OptionalText = ""


class StatementText(Model):
    """The texts of a statement."""

    topic: Text
    text: Text
    help: OptionalText = ""
    levels: Levels


class TermText(Model):
    """The texts of a glossary term."""

    term: Text
    forms: tuple[Text, ...] = ()
    definition: Text


class InitiativeText(Model):
    """The texts of an initiative."""

    title: Text
    description: Text
    example: Example | None = None


class QuestionnaireTexts(Model):
    """What `en.yaml` holds: texts by id."""

    language: str
    title: Text
    description: OptionalText = ""
    levels: Levels
    assumptions: Mapping[str, WordedText] = {}
    perspectives: Mapping[str, NamedText] = {}
    dimensions: Mapping[str, NamedText] = {}
    quadrants: Mapping[str, QuadrantText] = {}
    axes: Mapping[str, NamedText] = {}
    practices: Mapping[str, NamedText] = {}
    statements: Mapping[str, StatementText] = {}


class PulseTexts(Model):
    """What `en.yaml` holds beside a `pulse.yaml`."""

    language: str
    title: Text
    description: OptionalText = ""
    question: Text
    stages: Mapping[str, NamedText] = {}
    assumptions: Mapping[str, WordedText] = {}


class GlossaryTexts(Model):
    """What `glossary.en.yaml` holds."""

    language: str
    terms: Mapping[str, TermText] = {}


class CatalogueTexts(Model):
    """What `initiatives.en.yaml` holds."""

    language: str
    ambitions: Mapping[str, Text] = {}
    themes: Mapping[str, Text] = {}
    benefits: Mapping[str, Text] = {}
    initiatives: Mapping[str, InitiativeText] = {}


def translated(original: Document, texts: Document) -> dict[str, Any]:
    """Return the data of `original` with the texts laid over it; both must have been checked."""
    data: dict[str, Any] = dict(original.data) if isinstance(original.data, dict) else {}
    overlay: dict[str, Any] = texts.data if isinstance(texts.data, dict) else {}
    for section, _, key, record in _translatable(original):
        record.update(_fields(overlay.get(section, {}).get(key)))
    data.update({field: overlay[field] for field in OWN if field in overlay})
    return data


def translation_faults(original: Document, texts: Document) -> Iterator[Fault]:
    """Yield what one language holds and the other does not."""
    if original.broken or texts.broken or not isinstance(texts.data, dict):
        return
    known: dict[str, dict[str, tuple[Path_, dict[str, Any]]]] = {}
    for section, path, key, record in _translatable(original):
        known.setdefault(section, {})[key] = (path, record)
    yield from _field_faults(original, texts, (), original.data, texts.data)
    for section in dict.fromkeys((*known, *texts.data)):
        given = texts.data.get(section, {})
        if isinstance(given, dict):
            yield from _section_faults(original, texts, section, known.get(section, {}), given)


def _section_faults(
    original: Document,
    texts: Document,
    section: str,
    known: Mapping[str, tuple[Path_, dict[str, Any]]],
    given: Mapping[str, Any],
) -> Iterator[Fault]:
    for key in given:
        if key not in known:
            yield texts.fault("translation_without_original", (section, key), at_key=True, id=key, file=original.name)
    for key, (path, record) in known.items():
        if key not in given:
            line = original.place(path)[0]
            yield texts.fault("missing_translation", (section, key), id=key, file=original.name, line=line)
        else:
            yield from _field_faults(original, texts, (section, key), record, given[key])


def _field_faults(original: Document, texts: Document, path: Path_, record: object, given: object) -> Iterator[Fault]:
    """Compare the fields that may be left out, so that they are left out in both languages or in none."""
    if not isinstance(record, dict) or not isinstance(given, dict):
        return
    for field in OPTIONAL:
        if record.get(field) and field not in given:
            # A field that every translation must hold has been asked for already.
            if not (field == "description" and path[:1] == ("initiatives",)):
                yield texts.fault("missing_translated_field", (*path, field), field=field, file=original.name)
        elif given.get(field) and not record.get(field):
            yield texts.fault("translated_field_without_original", (*path, field), field=field, file=original.name)


def _translatable(document: Document) -> Iterator[tuple[str, Path_, str, dict[str, Any]]]:
    """Yield section, path, key and record of everything that has texts."""
    for section in LISTS:
        yield from _keyed(section, document, (section,))
    for path, _ in records(document, ("axes",)):
        yield from _keyed("practices", document, (*path, "practices"))
        for inner, _ in records(document, (*path, "practices")):
            yield from _keyed("statements", document, (*inner, "statements"))
    yield from _keyed("axes", document, ("axes",))


def _keyed(section: str, document: Document, path: Path_) -> Iterator[tuple[str, Path_, str, dict[str, Any]]]:
    for place, record in records(document, path):
        key = record.get("code" if section == "benefits" else "id")
        if isinstance(key, str):
            yield section, place, key, record


def _fields(texts: object) -> dict[str, Any]:
    """Return the texts of a record; a lone text is its name."""
    return texts if isinstance(texts, dict) else {"name": texts}
