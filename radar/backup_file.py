"""The file of a backup: compressed lines of JSON that do not depend on the kind of database.

The first line names the schema and the columns of each table, then comes one line per row, and the last holds the
number of rows and a checksum, by which a truncated file gives itself away.
"""

import gzip
import hashlib
import json
import uuid
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

from radar.refusals import RefusalError

FORMAT = "radar-backup-1"

# How a value is written to JSON and read from it, by the kind that the header gives for its column.
KINDS: Mapping[str, tuple[Callable[[Any], object], Callable[[Any], object]]] = {
    "str": (str, str),
    "int": (int, int),
    "float": (float, float),
    "UUID": (str, uuid.UUID),
    "bytes": (bytes.hex, bytes.fromhex),
    "bool": (bool, bool),
    "date": (date.isoformat, date.fromisoformat),
    "datetime": (datetime.isoformat, datetime.fromisoformat),
}


@dataclass(frozen=True, slots=True)
class Header:
    """What the file says of itself: who wrote it, the schema, and the kind of each column of each table."""

    version: str
    revision: str
    tables: Mapping[str, Mapping[str, str]]
    format: str = FORMAT


class Writer:
    """Writes a backup to an open file."""

    def __init__(self, raw: IO[bytes], header: Header) -> None:
        self.counts: Counter[str] = Counter()
        self._file = gzip.GzipFile(fileobj=raw, mode="wb", filename="", mtime=0)
        self._digest = hashlib.sha256()
        self._kinds = {table: [KINDS[kind][0] for kind in columns.values()] for table, columns in header.tables.items()}
        self._write(asdict(header))

    def add(self, table: str, row: Sequence[Any]) -> None:
        """Write a row, its values in the order of the header's columns."""
        pairs = zip(self._kinds[table], row, strict=True)
        self._write([table, *(None if value is None else write(value) for write, value in pairs)])
        self.counts[table] += 1

    def finish(self) -> None:
        """Write the last line."""
        self._write({"rows": self.counts, "sha256": self._digest.hexdigest()})
        self._file.close()

    def _write(self, line: object) -> None:
        data = json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        self._digest.update(data)
        self._file.write(data)


class Reader:
    """Reads the backup at `path`; whatever is wrong with the file is a RefusalError."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._digest = hashlib.sha256()
        self._lines = self._read_lines()
        self.counts: Counter[str] = Counter()
        self.header = self._read_header()
        self._kinds = {
            name: [KINDS[kind][1] for kind in columns.values()] for name, columns in self.header.tables.items()
        }

    def rows(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield each row with its table, and make sure at the end that nothing is missing."""
        for data, line in self._lines:
            if isinstance(line, dict):
                self._check_end(line)
                return
            self._digest.update(data)
            yield self._row(line)
        raise RefusalError("backup_damaged", path=self._path)

    def _row(self, line: list[Any]) -> tuple[str, dict[str, Any]]:
        try:
            table, *values = line
            pairs = zip(self._kinds[table], values, strict=True)
            decoded = [None if value is None else read(value) for read, value in pairs]
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise RefusalError("backup_damaged", path=self._path) from error
        self.counts[table] += 1
        return table, dict(zip(self.header.tables[table], decoded, strict=True))

    def _check_end(self, end: dict[str, Any]) -> None:
        if end.get("sha256") != self._digest.hexdigest() or end.get("rows") != self.counts or next(self._lines, None):
            raise RefusalError("backup_damaged", path=self._path)

    def _read_header(self) -> Header:
        try:
            data, fields = next(self._lines)
            header = Header(**fields)
            kinds = {kind for columns in header.tables.values() for kind in columns.values()}
        except (StopIteration, TypeError, AttributeError) as error:
            raise RefusalError("backup_foreign", path=self._path) from error
        if header.format != FORMAT or not kinds <= KINDS.keys():
            raise RefusalError("backup_foreign", path=self._path)
        self._digest.update(data)
        return header

    def _read_lines(self) -> Iterator[tuple[bytes, Any]]:
        started = False
        try:
            with gzip.open(self._path, "rb") as file:
                for data in file:
                    yield data, json.loads(data)
                    started = True
        except (gzip.BadGzipFile, zlib.error, EOFError, ValueError) as error:
            foreign = isinstance(error, gzip.BadGzipFile | ValueError) and not started
            raise RefusalError("backup_foreign" if foreign else "backup_damaged", path=self._path) from error
        except OSError as error:
            raise RefusalError("backup_unreadable", path=self._path, reason=error.strerror or error) from error
