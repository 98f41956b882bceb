"""Answer sheets for tests, written as a spreadsheet would."""

from collections.abc import Iterator, Sequence
from io import BytesIO, RawIOBase

from scoring.errors import Fault, Refused
from scoring.questionnaire import Questionnaire
from scoring.results import Result
from scoring.sheets import score_sheet


def header(questionnaire: Questionnaire, *about: str) -> list[str]:
    """Return the titles of a sheet of answers."""
    return ["organisation", *about, *questionnaire.statement_index]


def axis_header(questionnaire: Questionnaire) -> list[str]:
    """Return the titles of a sheet of axis scores."""
    return ["organisation", *questionnaire.axis_by_id]


def text(*rows: Sequence[str], separator: str = ",") -> str:
    """Return rows as CSV without quotes."""
    return "".join(separator.join(row) + "\n" for row in rows)


def results(content: str | bytes, questionnaire: Questionnaire) -> list[Result]:
    """Return the results of a sheet held in memory."""
    raw = content.encode() if isinstance(content, str) else content
    return list(score_sheet(BytesIO(raw), questionnaire))


def faults(content: str | bytes, questionnaire: Questionnaire) -> tuple[Fault, ...]:
    """Return the faults of a sheet that must be refused."""
    try:
        results(content, questionnaire)
    except Refused as refused:
        return refused.faults
    raise AssertionError("the sheet was not refused")


def places(content: str | bytes, questionnaire: Questionnaire) -> list[tuple[int | None, int | None, str]]:
    """Return line, column and title of each fault."""
    return [(fault.line, fault.column, fault.path) for fault in faults(content, questionnaire)]


class Repeated(RawIOBase):
    """A long file that is made while it is read: a header, then the same lines over and over."""

    def __init__(self, head: bytes, lines: bytes, times: int) -> None:
        self._parts: Iterator[bytes] = iter([head, *[lines] * times])
        self._rest = b""
        self.given = 0

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Give the next bytes."""
        self._rest = self._rest or next(self._parts, b"")
        piece, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(piece)] = piece
        self.given += len(piece)
        return len(piece)
