"""What the page of an organisation's evolution says: the table, what moved, and what was in place meanwhile."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from radar import library
from radar.i18n import current_language
from radar.i18n import gettext as _
from radar.queries.initiatives import AdoptedRecord
from radar.views.timeline import Timeline
from scoring.crosswalk import Comparison
from scoring.errors import Refused
from scoring.questionnaire import Axis, Initiative, Questionnaire
from scoring.results import Result


@dataclass(frozen=True, slots=True)
class Cell:
    """A score of a campaign and its change since the one before; `note` says why there is none."""

    score: float | None
    change: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: a cell for each campaign, the oldest first; `axis` is the id of an axis, else empty."""

    name: str
    cells: tuple[Cell, ...]
    axis: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """The quadrant of a campaign, and how much its scores rest on."""

    quadrant: str
    coverage: float
    provisional: bool


@dataclass(frozen=True, slots=True)
class Move:
    """A statement that moved, with the axis it belongs to."""

    number: int
    topic: str
    axis: str
    before: float
    after: float
    change: float


@dataclass(frozen=True, slots=True)
class InPlace:
    """An initiative that was in place, with the axes it serves and how these moved."""

    title: str
    since: date
    until: date | None
    axes: tuple[tuple[str, float | None], ...]


@dataclass(frozen=True, slots=True)
class Interval:
    """The time between two campaigns that follow each other."""

    before: str
    after: str
    moves: tuple[Move, ...]
    in_place: tuple[InPlace, ...]


def rows(timeline: Timeline) -> list[Row]:
    """Return the scores of the whole, the axes and the dimensions in every compared campaign."""
    newest, results, comparisons = timeline.newest, timeline.results, timeline.comparisons
    if newest is None:
        return []
    whole = _row(_("Score global"), [result.overall for result in results], [each.overall for each in comparisons])
    axes = (_axis(timeline, axis) for axis in newest.axes)
    dimensions = (
        _row(
            dimension.name,
            [r.dimensions[dimension.id].score if dimension.id in r.dimensions else None for r in results],
            [each.dimensions.get(dimension.id) for each in comparisons],
        )
        for dimension in newest.dimensions
    )
    return [whole, *axes, *dimensions]


def _axis(timeline: Timeline, axis: Axis) -> Row:
    scores = [result.axes[axis.id].score if axis.id in result.axes else None for result in timeline.results]
    notes = ["" if axis.id in steady else _("ne se compare pas") for steady in timeline.steady]
    row = _row(axis.name, scores, [each.axes.get(axis.id) for each in timeline.comparisons], notes)
    return replace(row, axis=axis.id)


def _row(
    name: str, scores: Sequence[float | None], changes: Sequence[float | None], notes: Sequence[str] | None = None
) -> Row:
    return Row(name, tuple(map(Cell, scores, [None, *changes], notes or [""] * len(scores))))


def standings(results: Sequence[Result]) -> list[Standing]:
    """Return the quadrant of each campaign and how much it rests on; what lacks an answer is never said complete."""
    return [
        Standing(
            next((one.name for one in result.questionnaire.quadrants if one.id == result.quadrant), ""),
            math.floor(result.coverage * 100 + 1e-9),
            result.provisional,
        )
        for result in results
    ]


def intervals(timeline: Timeline, adopted: Sequence[AdoptedRecord]) -> list[Interval]:
    """Return what moved and what was in place between campaigns that follow each other, the latest first."""
    initiatives = list(_known(adopted))
    found = [
        Interval(
            before=earlier.name,
            after=later.name,
            moves=tuple(_moves(comparison)),
            in_place=tuple(
                _in_place(record, initiative, questionnaire, comparison)
                for record, initiative, questionnaire in initiatives
                if record.in_place(earlier.on, later.on)
            ),
        )
        for (earlier, later), comparison in zip(pairwise(timeline.compared), timeline.comparisons, strict=True)
    ]
    return found[::-1]


def _moves(comparison: Comparison) -> Iterator[Move]:
    questionnaire = comparison.new.questionnaire
    axes = {statement.id: axis.name for axis in questionnaire.axes for statement in axis.statements}
    for moved in comparison.moved:
        statement = questionnaire.statements[questionnaire.statement_index[moved.statement]]
        yield Move(statement.number, statement.topic, axes[statement.id], moved.before, moved.after, moved.change)


def _known(adopted: Sequence[AdoptedRecord]) -> Iterator[tuple[AdoptedRecord, Initiative, Questionnaire]]:
    """Yield the initiatives that the newest version of their questionnaire still has."""
    for record in adopted:
        try:
            questionnaire = library.questionnaire(record.questionnaire_id, current_language())
        except Refused:
            continue
        initiative = questionnaire.catalogue.by_id.get(record.initiative_id)
        if initiative:
            yield record, initiative, questionnaire


def _in_place(
    record: AdoptedRecord, initiative: Initiative, questionnaire: Questionnaire, comparison: Comparison
) -> InPlace:
    served = [axis for axis in questionnaire.axes if {one.id for one in axis.practices} & set(initiative.practices)]
    axes = tuple((axis.name, comparison.axes.get(axis.id)) for axis in served)
    return InPlace(initiative.title, record.since, record.until, axes)
