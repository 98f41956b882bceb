"""The fast way through an answer sheet: blocks without quotes or stray spaces, read as arrays of bytes.

Whatever is not perfectly plain is left to `scoring.sheets.rows`, which alone decides what an unusual cell means.
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from scoring.scores import NOT_APPLICABLE, UNANSWERED
from scoring.sheets.blocks import Block
from scoring.sheets.rows import BAD, Batch, Cells

Places: TypeAlias = NDArray[np.int32]

CODES = bytearray([BAD] * 256)
CODES[ord("0") : ord("0") + NOT_APPLICABLE + 1] = bytes(range(NOT_APPLICABLE + 1))
LOWER_CASE = 0x20


class Plain:
    """Reads the plain blocks of one sheet of answers."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells
        self._columns = cells.columns
        self._values = _slice_of(cells.columns.values)
        self._ends = bytes(byte in cells.columns.separator.encode() + b"\n" for byte in range(256))
        self._rows_by_key: dict[bytes, int] = {}

    def batch(self, block: Block) -> Batch | None:
        """Return the rows of a block, or None when the block needs the careful way."""
        ends = self._cell_ends(block)
        if ends is None:
            return None
        starts = np.empty_like(ends)
        starts.ravel()[0] = 0
        np.add(ends.ravel()[:-1], 1, out=starts.ravel()[1:])
        answers = self._answers(block, starts, ends)
        name = self._columns.places["organisation"]
        if answers is None or (starts[:, name] == ends[:, name]).any():
            return None
        return Batch(
            answers,
            self._organisations(block, starts, ends),
            self._perspectives(block, starts, ends),
            self._weights(block, starts, ends),
        )

    def _cell_ends(self, block: Block) -> Places | None:
        """Return where each cell ends, a row for each line, or None when the lines differ in their cells."""
        if b'"' in block.data or b"\r" in block.data:
            return None
        ends = np.flatnonzero(np.frombuffer(block.data.translate(self._ends), np.bool_)).astype(np.int32)
        width = len(self._columns.names)
        if len(ends) != block.lines * width:
            return None
        table = ends.reshape(-1, width)
        # As many cells as there should be, and each last one ends its line: so do all of them.
        return table if (np.frombuffer(block.data, np.uint8)[table[:, -1]] == ord("\n")).all() else None

    def _answers(self, block: Block, starts: Places, ends: Places) -> NDArray[np.uint8] | None:
        """Return the codes of the answers, or None when a cell is neither empty, nor a level, nor `na`."""
        first = starts[:, self._values]
        length = ends[:, self._values] - first
        codes = np.frombuffer(block.data.translate(CODES), np.uint8)[first]
        if length.min() == 0:
            codes[length == 0] = UNANSWERED
        longest = length.max()
        if longest == len("na"):
            two = length == len("na")
            codes[two] = _codes_of_words(block, first[two])
        return None if longest > len("na") or BAD in codes else codes

    def _organisations(self, block: Block, starts: Places, ends: Places) -> NDArray[np.intp]:
        """Return the row of each line's organisation; only a pair of names met for the first time costs a look."""
        keys = self._slices(block, starts, ends, "organisation")
        if self._columns.place("group") is not None:
            groups = self._slices(block, starts, ends, "group")
            keys = [name + b"\n" + group for name, group in zip(keys, groups, strict=True)]
        known = self._rows_by_key
        rows = [
            row if (row := known.get(key)) is not None else self._met(block.line + offset, key)
            for offset, key in enumerate(keys)
        ]
        return np.array(rows, np.intp)

    def _met(self, line: int, key: bytes) -> int:
        name, _, group = key.decode().partition("\n")
        row = self._cells.register.row(name, group, line)
        if row is None:
            return -1
        self._rows_by_key[key] = row
        return row

    def _perspectives(self, block: Block, starts: Places, ends: Places) -> NDArray[np.intp]:
        if self._columns.place("perspective") is None:
            return np.zeros(len(ends), np.intp)
        cells = self._slices(block, starts, ends, "perspective")
        read = self._cells.perspective
        return np.array([read(block.line + offset, cell.decode()) for offset, cell in enumerate(cells)], np.intp)

    def _weights(self, block: Block, starts: Places, ends: Places) -> NDArray[np.float64]:
        if self._columns.place("weight") is None:
            return np.ones(len(ends))
        cells = self._slices(block, starts, ends, "weight")
        read = self._cells.weight
        return np.array([read(block.line + offset, cell.decode()) for offset, cell in enumerate(cells)])

    def _slices(self, block: Block, starts: Places, ends: Places, column: str) -> list[bytes]:
        place, data = self._columns.places[column], block.data
        bounds = zip(starts[:, place].tolist(), ends[:, place].tolist(), strict=True)
        return [data[start:end] for start, end in bounds]


def _codes_of_words(block: Block, first: Places) -> NDArray[np.uint8]:
    """Return the codes of cells of two letters: `na`, in any case, is the only word."""
    data = np.frombuffer(block.data, np.uint8)
    spelt = ((data[first] | LOWER_CASE) == ord("n")) & ((data[first + 1] | LOWER_CASE) == ord("a"))
    return np.where(spelt, NOT_APPLICABLE, BAD).astype(np.uint8)


def _slice_of(places: tuple[int, ...]) -> slice | list[int]:
    """Return columns as a slice where they stand side by side and in order: slices are not copied."""
    whole = range(places[0], places[0] + len(places))
    return slice(whole.start, whole.stop) if places == tuple(whole) else list(places)
