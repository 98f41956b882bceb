"""The public exchange format as it comes in: a JSON array of statements, every fault of it told at once."""

import json
import re
from collections.abc import Iterator
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from scoring.errors import Fault, Refused
from scoring.loading.checks import duplicates
from scoring.loading.documents import FORBIDDEN, Document, Path_, Place, decoded, hidden, records
from scoring.loading.structure import validated
from scoring.questionnaire import Levels, Model, Text

ROOT = "enonces"
BETWEEN = re.compile(r"[\s,]*")


class Foreign(BaseModel):
    """A record of another tool: what we do not know in it is none of our business."""

    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)

    id: UUID | None = None


class ForeignAxis(Foreign):
    """An axis as the exchange format names it."""

    nom: Text


class ForeignPractice(Foreign):
    """A practice as the exchange format names it."""

    nom: Text
    axe: ForeignAxis


class ForeignStatement(Foreign):
    """A statement as the exchange format holds it."""

    numero: Annotated[int, Field(strict=True, ge=1, le=9999)]
    texte: Text
    reponses: Levels
    pratique: ForeignPractice


class ForeignFile(Model):
    """The whole file."""

    enonces: Annotated[tuple[ForeignStatement, ...], Field(min_length=1)]


def read_file(content: bytes, name: str) -> tuple[Document, tuple[ForeignStatement, ...]]:
    """Return the statements of a file beside the document that knows their places; raises Refused."""
    document = Document(name)
    text = decoded(content, document)
    document.broken = text is None
    if text is not None:
        _parse(text, document)
    file = validated(ForeignFile, document)
    document.faults += _further_faults(document)
    if file is None or document.faults:
        raise Refused(sorted(document.faults, key=lambda fault: (fault.line or 0, fault.column or 0)))
    return document, file.enonces


def _parse(text: str, document: Document) -> None:
    """Fill the document with the array and the place of each of its items."""
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        document.faults.append(Fault("json_syntax", document.file, error.lineno, error.colno))
    except (RecursionError, ValueError):
        # Nested beyond reason, or a number of thousands of digits.
        document.faults.append(Fault("json_syntax", document.file, 1, 1))
    else:
        if isinstance(data, list):
            document.data = {ROOT: data}
            document.values.update({(ROOT, index): place for index, place in enumerate(_places(text))})
        else:
            document.faults.append(Fault("json_array_expected", document.file, 1, 1))
    document.broken = bool(document.faults)


def _places(text: str) -> Iterator[Place]:
    """Yield line and column of each item of the array that `text` holds."""
    decoder = json.JSONDecoder()
    position, line, counted = _item_after(text, text.index("[") + 1), 1, 0
    while text[position] != "]":
        line += text.count("\n", counted, position)
        counted = position
        yield line, position - text.rfind("\n", 0, position)
        position = _item_after(text, decoder.raw_decode(text, position)[1])


def _item_after(text: str, position: int) -> int:
    """Return where the next item of an array starts, or its closing bracket stands."""
    found = BETWEEN.match(text, position)
    return found.end() if found else position


def _further_faults(document: Document) -> Iterator[Fault]:
    """Yield what the types cannot say: hidden characters, and numbers or identifiers used twice."""
    statements = list(records(document, (ROOT,)))
    for path, record in statements:
        for inner, value in _texts(path, record):
            if found := FORBIDDEN.search(value):
                yield hidden(found[0], document, document.place(path), inner)
    yield from duplicates(document, statements, "numero")
    yield from duplicates(document, statements, "id")


def _texts(path: Path_, value: Any) -> Iterator[tuple[Path_, str]]:  # noqa: ANN401 (JSON of any shape)
    """Yield every text inside a value with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, (dict, list)):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts((*path, key), item)
