"""Answer sheets: a CSV file of ballots, or of published axis scores, becomes the results of its organisations.

A sheet is read once, from start to end; memory grows with its organisations, not with its lines.  Nothing is scored
unless the whole sheet is free of faults.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from scoring.questionnaire import Questionnaire
from scoring.results import Result, from_axis_scores
from scoring.scores import Scores
from scoring.sheets.blocks import SheetBytes
from scoring.sheets.columns import read_columns
from scoring.sheets.faults import SheetFaults
from scoring.sheets.opening import opened
from scoring.sheets.plain import Plain
from scoring.sheets.register import Register
from scoring.sheets.rows import Batch, Cells, read_rows
from scoring.tallies import Tally


class AxisScores:
    """Published axis scores, a row for each organisation and NaN where there is none; the counterpart of a tally."""

    def __init__(self, questionnaire: Questionnaire, values: NDArray[np.float64]) -> None:
        self.questionnaire = questionnaire
        self.values = values

    def results(self, names: Sequence[str], groups: Sequence[str | None]) -> Iterator[Result]:
        """Yield the result of each organisation."""
        axes = tuple(self.questionnaire.axis_by_id)
        for name, group, row in zip(names, groups, self.values.tolist(), strict=True):
            scores = {axis: score for axis, score in zip(axes, row, strict=True) if not math.isnan(score)}
            yield from_axis_scores(self.questionnaire, scores, name, group)

    def scores(self, organisations: int) -> Scores:
        """Return the scores of the organisations as arrays; practices have none."""
        results = list(self.results([""] * organisations, [None] * organisations))
        quadrants = {quadrant.id: place for place, quadrant in enumerate(self.questionnaire.quadrants)}
        dimensions = [[each.score for each in result.dimensions.values()] for result in results]
        return Scores(
            practices=np.full((organisations, len(self.questionnaire.practices)), np.nan),
            axes=self.values,
            dimensions=np.array(dimensions, float).reshape(organisations, -1),
            overall=np.array([result.overall for result in results], float),
            coverage=np.array([result.coverage for result in results]),
            provisional=np.array([result.provisional for result in results]),
            quadrants=np.array([quadrants.get(result.quadrant or "", -1) for result in results], np.int8),
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that was read to its end without a fault: its organisations, in order, and their figures."""

    questionnaire: Questionnaire
    organisations: Sequence[str]
    groups: Sequence[str | None]
    figures: Tally | AxisScores

    def results(self) -> Iterator[Result]:
        """Yield the result of each organisation."""
        return self.figures.results(self.organisations, self.groups)

    def scores(self) -> Scores:
        """Return the scores of all the organisations as arrays, for lists too long for a Result each."""
        return self.figures.scores(len(self.organisations))


def score_sheet(source: BinaryIO | Path, questionnaire: Questionnaire) -> Iterator[Result]:
    """Return the results of a sheet, one organisation at a time; raises Refused, before the first, if it has faults."""
    return read_sheet(source, questionnaire).results()


def read_sheet(source: BinaryIO | Path, questionnaire: Questionnaire) -> Sheet:
    """Return a sheet, read to its end; raises Refused with its faults if it has any."""
    return opened(source, lambda stream, faults: _read(stream, questionnaire, faults))


def _read(stream: BinaryIO, questionnaire: Questionnaire, faults: SheetFaults) -> Sheet:
    content = SheetBytes(stream, faults)
    header = content.header()
    columns = read_columns(*header, questionnaire, faults) if header else None
    if columns is None:
        raise faults.refusal()
    register = Register(faults, columns)
    cells = Cells(columns, questionnaire, register, faults)
    figures = _axis_scores(content, cells) if columns.axes else _tally(content, cells)
    if not faults.count and not register.organisations:
        faults.add("sheet_no_rows")
    if faults.count:
        raise faults.refusal()
    return Sheet(questionnaire, register.organisations, register.groups, figures)


def _axis_scores(content: SheetBytes, cells: Cells) -> AxisScores:
    batches = [batch.values for batch in read_rows(content.blocks(), cells)]
    values = np.concatenate(batches) if batches else np.empty((0, len(cells.columns.values)))
    return AxisScores(cells.questionnaire, values)


def _tally(content: SheetBytes, cells: Cells) -> Tally:
    tally = Tally(cells.questionnaire)
    weights = cells.columns.place("weight") is not None
    weighed: set[int] = set()
    for batch in _ballots(content, cells):
        if not cells.faults.count:
            tally.add(batch.values, batch.organisations, batch.perspectives, batch.weights)
            weighed.update(batch.organisations[batch.weights > 0].tolist() if weights else ())
    if weights and not cells.faults.count:
        _check_weights(weighed, cells)
    return tally


def _ballots(content: SheetBytes, cells: Cells) -> Iterator[Batch]:
    """Yield the rows of a sheet, each block the fast way if it is plain and the careful way if not."""
    if not cells.columns.values:
        return
    plain = Plain(cells)
    blocks = content.blocks()
    for block in blocks:
        batch = plain.batch(block)
        if batch is not None:
            yield batch
        elif b'"' in block.data:
            # A quoted cell may hold line feeds and so run over into the next block.
            yield from read_rows(chain([block], blocks), cells)
        else:
            yield from read_rows([block], cells)


def _check_weights(weighed: set[int], cells: Cells) -> None:
    """Note the organisations whose ballots all weigh nothing."""
    register = cells.register
    for row, (name, line) in enumerate(zip(register.organisations, register.lines, strict=True)):
        if row not in weighed:
            cells.fault("sheet_no_weight", line, "weight", organisation=name)
