"""The reader of JSON that keeps the place of everything, as the reader of YAML does."""

import json
import re
from bisect import bisect_right
from itertools import accumulate

from scoring.errors import Fault
from scoring.loading.documents import FORBIDDEN, Document, Path_, Place, decoded, hidden, written
from scoring.loading.yaml_reader import MAX_DEPTH

LARGEST = 20_000_000  # bytes: of hundreds of initiatives, each with the reasons that led to it
BETWEEN = re.compile(r"[\s,:]*")
DECODER = json.JSONDecoder()


def read_json(content: bytes, name: str = "") -> Document:
    """Read a JSON object; what is wrong with it stands in the document's faults."""
    document = Document(name)
    text = decoded(content, document, LARGEST)
    document.broken = text is None
    if text is not None:
        _parse(text, document)
    return document


def _parse(text: str, document: Document) -> None:
    """Fill the document with the object and the place of each of its parts."""
    try:
        whole = json.loads(text)
    except json.JSONDecodeError as error:
        document.faults.append(Fault("json_syntax", document.file, error.lineno, error.colno))
    except (RecursionError, ValueError):
        # Nested beyond reason, or a number of thousands of digits.
        document.faults.append(Fault("json_syntax", document.file, 1, 1))
    else:
        if isinstance(whole, dict):
            document.data = _Reader(text, document).value(0, ())[0]
        else:
            document.faults.append(Fault("json_object_expected", document.file, 1, 1))
    document.broken |= document.data is None


class _Reader:
    """Reads again what is known to be JSON, and notes where everything stands."""

    def __init__(self, text: str, document: Document) -> None:
        self.text = text
        self.document = document
        self.lines = list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))

    def value(self, at: int, path: Path_) -> tuple[object, int]:
        """Return the value that starts after `at`, and where it ends."""
        at = self._skip(at)
        self.document.values[path] = self._place(at)
        if len(path) > MAX_DEPTH:
            self._stop("yaml_depth", at, path)
        elif self.text[at] == "{":
            return self._object(at, path)
        elif self.text[at] == "[":
            return self._list(at, path)
        value, end = DECODER.raw_decode(self.text, at)
        if isinstance(value, str) and (found := FORBIDDEN.search(value)):
            self.document.faults.append(hidden(found[0], self.document, self._place(at), path))
        return value, end

    def _object(self, at: int, path: Path_) -> tuple[object, int]:
        found: dict[str, object] = {}
        at = self._skip(at + 1)
        while self.text[at] != "}":
            start = at
            key, at = DECODER.raw_decode(self.text, at)
            if key in found:
                first = self.document.keys[(*path, key)][0]
                place, name = self._place(start), written((*path, key))
                self.document.faults.append(Fault("duplicate_key", self.document.file, *place, name, {"first": first}))
            self.document.keys.setdefault((*path, key), self._place(start))
            value, at = self.value(at, (*path, key))
            found.setdefault(key, value)
            at = self._skip(at)
        return found, at + 1

    def _list(self, at: int, path: Path_) -> tuple[object, int]:
        found: list[object] = []
        at = self._skip(at + 1)
        while self.text[at] != "]":
            value, at = self.value(at, (*path, len(found)))
            found.append(value)
            at = self._skip(at)
        return found, at + 1

    def _skip(self, at: int) -> int:
        between = BETWEEN.match(self.text, at)
        return between.end() if between else at

    def _place(self, at: int) -> Place:
        line = bisect_right(self.lines, at) or 1
        return line, at - self.lines[line - 1] + 1

    def _stop(self, code: str, at: int, path: Path_) -> None:
        fault = Fault(code, self.document.file, *self._place(at), written(path), {"limit": MAX_DEPTH})
        self.document.faults.append(fault)
        self.document.broken = True
