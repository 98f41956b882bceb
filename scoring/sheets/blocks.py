"""The bytes of an answer sheet, in blocks of whole lines, so that memory does not grow with the file."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from scoring.sheets.faults import SheetFaults

# The arrays made of a block of this size fit in a processor's cache: twice as fast as with a megabyte.
BLOCK = 1 << 17
LONGEST_LINE = 1 << 19
LONGEST_HEADER = 1 << 16
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Block:
    """Some whole lines of a sheet, each ended by a line feed, proved to be UTF-8; `line` is the number of the first."""

    line: int
    lines: int
    data: bytes


class SheetBytes:
    """A sheet as it is read, once, from its first line to its last."""

    def __init__(self, stream: BinaryIO, faults: SheetFaults) -> None:
        self._stream = stream
        self._faults = faults
        self._line = 1

    def header(self) -> tuple[int, str] | None:
        """Return the number and the text of the first line that is not blank, or None when there is none to read."""
        while raw := self._stream.readline(LONGEST_HEADER + 1):
            line, self._line = self._line, self._line + 1
            if len(raw) > LONGEST_HEADER:
                self._faults.add("sheet_header_too_long", line, limit=LONGEST_HEADER // 1024)
                return None
            text = self._decoded(raw.removeprefix(BYTE_ORDER_MARK), line)
            if text is None or text.strip():
                return None if text is None else (line, text.rstrip("\r\n"))
        self._faults.add("sheet_empty")
        return None

    def blocks(self) -> Iterator[Block]:
        """Yield the lines that follow; stops at the first that cannot be read."""
        for data in self._whole_lines():
            if not data.isascii() and self._decoded(data, self._line) is None:
                return
            plain = data.replace(b"\r\n", b"\n") if b"\r" in data else data
            lines = plain.count(b"\n")
            yield Block(self._line, lines, plain)
            self._line += lines

    def _whole_lines(self) -> Iterator[bytes]:
        rest = b""
        while read := self._stream.read(BLOCK):
            data = rest + read
            end = data.rfind(b"\n") + 1
            if not end and len(data) > LONGEST_LINE:
                self._faults.add("sheet_line_too_long", self._line, limit=LONGEST_LINE // 1024)
                return
            if end:
                yield data[:end]
            rest = data[end:]
        if rest:
            yield rest + b"\n"

    def _decoded(self, data: bytes, line: int) -> str | None:
        """Return the text of `data`, or None with a fault that says where it stops being UTF-8."""
        try:
            return data.decode()
        except UnicodeDecodeError as error:
            start = data.rfind(b"\n", 0, error.start) + 1
            line += data.count(b"\n", 0, error.start)
            self._faults.add("sheet_encoding", line, byte=error.start - start + 1, value=f"{data[error.start]:02X}")
            return None
