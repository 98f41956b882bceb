"""The reader of YAML that keeps the place of everything and expands nothing.

It builds values from the parser's events, so that an alias is refused before it could be expanded, a duplicate key
is seen, and depth is bounded.  Only `true`, `false`, `null` and numbers are more than text: `no` stays a word.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from scoring.errors import Fault
from scoring.loading.documents import FORBIDDEN, Document, Path_, Place, content_of, hidden, written

MAX_DEPTH = 12
MAX_DIGITS = 18
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
INTEGER = re.compile(r"[-+]?[0-9]+")
NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]*)?([eE][-+]?[0-9]+)?")
WORDS: Mapping[str, object] = {"true": True, "false": False, "null": None, "~": None, "": None}


def read(path: Path) -> Document:
    """Read a YAML file; what is wrong with it stands in the document's faults."""
    document = Document(str(path))
    text = content_of(path, document)
    if text is not None:
        _refuse_controls(text, document)
        _parse(text, document)
    document.broken |= text is None
    return document


def _refuse_controls(text: str, document: Document) -> None:
    """Add a fault for every line that holds a character nobody can see."""
    if not FORBIDDEN.search(text):
        return
    document.broken = True
    for number, line in enumerate(text.split("\n"), start=1):
        if found := FORBIDDEN.search(line):
            document.faults.append(hidden(found[0], document, (number, found.start() + 1)))


def _parse(text: str, document: Document) -> None:
    """Fill the document from the events of the parser."""
    if document.broken:
        return
    builder = _Builder(document)
    try:
        for event in yaml.parse(text, Loader=LOADER):
            builder.take(event)
            if builder.stopped:
                break
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        document.faults.append(Fault("yaml_syntax", document.file, line, column))
        document.broken = True


@dataclass
class _Frame:
    """A mapping or a list being filled."""

    container: dict[str, object] | list[object]
    path: Path_
    key: str | None = None
    doubled: bool = False


class _Builder:
    """Turns events into values, one frame per open mapping or list."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.stack: list[_Frame] = []
        self.stopped = False
        self.documents = 0

    def take(self, event: yaml.Event) -> None:
        """Take one event of the parser."""
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._open(event, {} if isinstance(event, yaml.MappingStartEvent) else [])
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self.stack.pop()
        elif isinstance(event, yaml.AliasEvent):
            self._stop("yaml_alias", event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._stop("yaml_documents", event)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._refuse_marks(event)
        frame = self.stack[-1] if self.stack else None
        if frame and isinstance(frame.container, dict) and frame.key is None:
            self._key(frame, frame.container, event)
            return
        path = self._next_path(frame)
        place = _place(event)
        if found := FORBIDDEN.search(event.value):
            self.document.faults.append(hidden(found[0], self.document, place, path))
        self._put(frame, path, place, plain_value(event.value) if event.implicit[0] else event.value.strip())

    def _key(self, frame: _Frame, container: dict[str, object], event: yaml.ScalarEvent) -> None:
        frame.key = event.value
        path = (*frame.path, event.value)
        frame.doubled = event.value in container
        if frame.doubled:
            line = self.document.keys[path][0]
            fault = Fault("duplicate_key", self.document.file, *_place(event), written(path), {"first": line})
            self.document.faults.append(fault)
        else:
            self.document.keys.setdefault(path, _place(event))

    def _open(self, event: yaml.CollectionStartEvent, container: dict[str, object] | list[object]) -> None:
        self._refuse_marks(event)
        frame = self.stack[-1] if self.stack else None
        if len(self.stack) >= MAX_DEPTH:
            self._stop("yaml_depth", event, limit=MAX_DEPTH)
        elif frame and isinstance(frame.container, dict) and frame.key is None:
            self._stop("yaml_key", event)
        else:
            path = self._next_path(frame)
            self._put(frame, path, _place(event), container)
            self.stack.append(_Frame(container, path))

    def _next_path(self, frame: _Frame | None) -> Path_:
        if frame is None:
            return ()
        return (*frame.path, frame.key if frame.key is not None else len(frame.container))

    def _put(self, frame: _Frame | None, path: Path_, place: Place, value: object) -> None:
        """Store a value; of two under one key the first stays."""
        if frame is None:
            self.document.data = value
        elif isinstance(frame.container, list):
            frame.container.append(value)
        elif frame.key is not None and not frame.doubled:
            frame.container[frame.key] = value
        self.document.values.setdefault(path, place)
        if frame:
            frame.key = None

    def _refuse_marks(self, event: yaml.NodeEvent) -> None:
        if event.anchor is not None:
            self._stop("yaml_alias", event)
        elif getattr(event, "tag", None) is not None:
            self._stop("yaml_tag", event)

    def _stop(self, code: str, event: yaml.Event, **params: object) -> None:
        self.document.faults.append(Fault(code, self.document.file, *_place(event), params=params))
        self.document.broken = self.stopped = True


def _place(event: yaml.Event) -> Place:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def plain_value(text: str) -> object:
    """Return what a plain scalar stands for."""
    if text in WORDS:
        return WORDS[text]
    if INTEGER.fullmatch(text) and len(text) <= MAX_DIGITS:
        return int(text)
    if NUMBER.fullmatch(text):
        return float(text)
    return text
