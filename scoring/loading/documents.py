"""A file as read: its data beside the place of every key and value, so that a fault can say where it stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scoring.errors import Fault

MAX_BYTES = 2_000_000
# C0 and C1 controls but tab and line ends; marks that reorder or hide text; code points that are no characters.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)

Path_ = tuple[str | int, ...]
Place = tuple[int, int]


@dataclass
class Document:
    """A file as read: its data, the place of every key and value, and the faults met.  Broken data is not whole."""

    file: str
    data: object = None
    values: dict[Path_, Place] = field(default_factory=dict)
    keys: dict[Path_, Place] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    broken: bool = False

    @property
    def name(self) -> str:
        """Return the name of the file without its folder."""
        return Path(self.file).name

    def fault(self, code: str, path: Path_ = (), *, at_key: bool = False, **params: object) -> Fault:
        """Return a fault at `path`, or at the nearest parent that the file holds."""
        line, column = self.place(path, at_key=at_key)
        return Fault(code, self.file, line, column, written(path), params)

    def place(self, path: Path_, *, at_key: bool = False) -> Place:
        """Return line and column of a value or its key, or of the nearest parent that the file holds."""
        first = self.keys if at_key else self.values
        nearest = [path[:size] for size in range(len(path), -1, -1)]
        return next((place for part in nearest if (place := first.get(part) or self.values.get(part))), (1, 1))


def written(path: Path_) -> str:
    """Return a path as people write it.

    >>> written(("axes", 2, "practices", 0, "name"))
    'axes[2].practices[0].name'
    """
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")


def content_of(path: Path, document: Document) -> str | None:
    """Return the text of a file, or None with a fault."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError:
        document.faults.append(Fault("unreadable_file", document.file))
        return None
    return decoded(content, document)


def decoded(content: bytes, document: Document, limit: int = MAX_BYTES) -> str | None:
    """Return UTF-8 bytes as text with plain line ends, or None with a fault at the first byte that is not UTF-8."""
    if len(content) > limit:
        document.faults.append(Fault("file_too_large", document.file, params={"limit": limit // 1_000_000}))
        return None
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        document.faults.append(Fault("not_utf8", document.file, line, column))
        return None


def hidden(char: str, document: Document, place: Place, path: Path_ = ()) -> Fault:
    """Return the fault for a character that nobody can see."""
    return Fault("control_character", document.file, *place, written(path), {"character": f"U+{ord(char):04X}"})


def records(document: Document, path: Path_ = ()) -> Iterator[tuple[Path_, dict[str, Any]]]:
    """Yield each mapping of the list at `path`, with its own path; nothing if there is no such list."""
    found = _at(document.data, path)
    for index, item in enumerate(found if isinstance(found, list) else ()):
        if isinstance(item, dict):
            yield (*path, index), item


def _at(value: Any, path: Path_) -> object:  # noqa: ANN401 (data of any shape)
    """Return what stands at `path`, or None."""
    for part in path:
        if isinstance(part, str):
            value = value.get(part) if isinstance(value, dict) else None
        else:
            value = value[part] if isinstance(value, list) else None
    return value
