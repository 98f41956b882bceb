"""The tables of the workbook: one for each level of detail, with typed cells."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from radar.exports import perspectives, proposals, sentences
from radar.exports.report import Report
from radar.exports.targets import target_quadrant
from scoring.questionnaire import Axis
from scoring.recommendations import Recommendation
from scoring.results import GroupScore
from scoring.scores import NOT_APPLICABLE
from scoring.targets import gap


class Share(float):
    """A number from 0 to 1 that is read as a percentage."""

    __slots__ = ()


Cell = str | int | float | Share | dt.date


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: its name, the sentence that says what it is, and its columns with their widths in characters."""

    id: str
    sheet: str
    about: str
    columns: Mapping[str, int]
    rows: tuple[tuple[Cell, ...], ...]


def tables(report: Report) -> tuple[Table, ...]:
    """Return the tables of a report, from the summary to the method."""
    return (
        _table(report, "summary", {"item": 26, "value": 60}, _summary(report)),
        _table(report, "dimensions", DIMENSION_COLUMNS, _dimensions(report)),
        _table(report, "axes", {"axis": 36, **_axis_columns(report)}, _axes(report)),
        *(
            (_table(report, "perspectives", _perspective_columns(report), _perspectives(report)),)
            if report.perspectives
            else ()
        ),
        _table(report, "practices", {"axis": 32, "practice": 48, **GROUP_COLUMNS}, _practices(report)),
        _table(report, "statements", _statement_columns(report), _statements(report)),
        _table(report, "initiatives", INITIATIVE_COLUMNS, _initiatives(report)),
        _table(report, "method", {"kind": 14, "rule": 110}, _method(report)),
    )


GROUP_COLUMNS = {
    "score": 14,
    "percent": 14,
    "answered": 12,
    "not_applicable_count": 12,
    "unanswered_count": 12,
    "total": 12,
}
TARGET_COLUMNS = {"target": 14, "gap": 14}
DIMENSION_COLUMNS = {"dimension": 34, "score": 14, "percent": 14, "threshold": 10, "standing": 14, "rule": 80}
STATEMENT_COLUMNS = {
    "number": 8,
    "axis": 26,
    "practice": 34,
    "statement": 52,
    "level_column": 18,
    "answer": 22,
    "descriptor": 52,
    "reason": 52,
}
BALLOT_COLUMNS = {"ballots": 10, "agreement": 16}
INITIATIVE_COLUMNS = {
    "rank": 8,
    "axis": 26,
    "initiative": 40,
    "description": 60,
    "why": 50,
    "statements_behind": 60,
    "effort": 12,
    "quarters": 12,
    "gain_axis": 12,
    "gain_dimension": 14,
    "prerequisites": 36,
    "example": 44,
}


def _table(report: Report, key: str, columns: Mapping[str, int], rows: Iterator[tuple[Cell, ...]]) -> Table:
    say = sentences.words(report)
    return Table(
        id=key,
        sheet=say[f"sheet_{key}"],
        about=say[f"about_{key}"].format(organisation=sentences.organisation(report)),
        # The columns of perspectives bear their names.
        columns={say.get(column, column): width for column, width in columns.items()},
        # A table without a row would not open: it says instead that there is nothing.
        rows=tuple(rows) or ((say["nothing_here"], *[""] * (len(columns) - 1)),),
    )


def _known(report: Report, score: float | None) -> Cell:
    return sentences.words(report)["no_score"] if score is None else score


def _share(report: Report, percent: float | None) -> Cell:
    return sentences.words(report)["no_score"] if percent is None else Share(percent / 100)


def _summary(report: Report) -> Iterator[tuple[Cell, ...]]:
    result, say, found = report.result, sentences.words(report), sentences.quadrant(report)
    count, asked = sentences.tally(report), result.questionnaire
    yield say["organisation"], sentences.organisation(report)
    if result.group:
        yield say["group"], result.group
    yield say["date"], report.date
    yield say["quadrant"], found.name if found else say["no_quadrant"]
    if (wanted := target_quadrant(report)) is not None:
        yield say["target_quadrant"], wanted.name
    yield say["overall_label"], _known(report, result.overall)
    yield say["percent"], _share(report, result.percent)
    yield say["coverage"], Share(result.coverage)
    yield say["state"], sentences.state(report)
    yield say["firmness"], sentences.firmness(report)
    yield say["answered"], count.answered
    yield say["not_applicable_count"], count.not_applicable
    yield say["unanswered_count"], count.unanswered
    yield say["questionnaire"], asked.title
    yield say["version"], asked.version
    yield say["hash"], asked.hash


def _dimensions(report: Report) -> Iterator[tuple[Cell, ...]]:
    for dimension in report.result.questionnaire.dimensions:
        scored = report.result.dimensions[dimension.id]
        yield (
            dimension.name,
            _known(report, scored.score),
            _share(report, scored.percent),
            dimension.threshold,
            sentences.standing(report, dimension),
            sentences.rule(report, dimension),
        )


def _group(report: Report, group: GroupScore) -> tuple[Cell, ...]:
    return (
        _known(report, group.score),
        _share(report, group.percent),
        group.answered,
        group.not_applicable,
        group.total - group.answered - group.not_applicable,
        group.total,
    )


def _axes(report: Report) -> Iterator[tuple[Cell, ...]]:
    for axis in report.result.questionnaire.axes:
        yield axis.name, *_group(report, report.result.axes[axis.id]), *_aims(report, axis)


def _axis_columns(report: Report) -> Mapping[str, int]:
    return {**GROUP_COLUMNS, **TARGET_COLUMNS} if report.targets.axes else GROUP_COLUMNS


def _aims(report: Report, axis: Axis) -> tuple[Cell, ...]:
    if not report.targets.axes:
        return ()
    target = report.targets.axes.get(axis.id)
    missing = gap(report.result.axes[axis.id].score, target.score if target else None)
    return target.score if target else "", "" if missing is None else missing


def _practices(report: Report) -> Iterator[tuple[Cell, ...]]:
    for axis in report.result.questionnaire.axes:
        for practice in axis.practices:
            if practice.id in report.result.practices:
                yield axis.name, practice.name, *_group(report, report.result.practices[practice.id])


def _perspective_names(report: Report) -> list[str]:
    """Return the title of each perspective's column, which no other column bears."""
    title = sentences.words(report)["perspective_column"]
    asked = report.result.questionnaire.perspectives
    return [title.format(number=number, name=each.name) for number, each in enumerate(asked, start=1)]


def _perspective_columns(report: Report) -> Mapping[str, int]:
    return {"axis": 36, **dict.fromkeys(_perspective_names(report), 24), "combined": 14, "gap": 14}


def _perspectives(report: Report) -> Iterator[tuple[Cell, ...]]:
    for axis in report.result.questionnaire.axes:
        spread = perspectives.spread_of(report, axis)
        scores = (_known(report, score) for score in perspectives.scores_of(report, axis))
        yield axis.name, *scores, _known(report, spread.gap if spread else None)
    yield sentences.words(report)["overall_label"], *(_known(report, one) for one in perspectives.overalls(report)), ""


def _voted(report: Report) -> bool:
    return report.result.ballots > 1


def _statement_columns(report: Report) -> Mapping[str, int]:
    ballots = BALLOT_COLUMNS if _voted(report) else {}
    return {**STATEMENT_COLUMNS, **ballots, **dict.fromkeys(_perspective_names(report), 30)}


def _statements(report: Report) -> Iterator[tuple[Cell, ...]]:
    if report.result.statements:
        for axis in report.result.questionnaire.axes:
            yield from _axis_statements(report, axis)


def _axis_statements(report: Report, axis: Axis) -> Iterator[tuple[Cell, ...]]:
    for practice in axis.practices:
        for statement in practice.statements:
            scored = report.result.statements[statement.id]
            agreement = "" if scored.agreement is None else scored.agreement
            yield (
                statement.number,
                axis.name,
                practice.name,
                statement.text,
                _level(report, statement.id),
                sentences.level(report, statement),
                sentences.descriptor(report, statement),
                report.reason(statement.id),
                *((scored.ballots, agreement) if _voted(report) else ()),
                *(answer for _, answer in perspectives.answers_to(report, statement)),
            )


def _level(report: Report, statement: str) -> Cell:
    level = report.level(statement)
    if level is None:
        return sentences.words(report)["unanswered"]
    if level == NOT_APPLICABLE:
        return sentences.words(report)["not_applicable"]
    return int(level) if level == int(level) else level


def _initiatives(report: Report) -> Iterator[tuple[Cell, ...]]:
    advised = ((advice, each) for advice in report.advice for each in advice.initiatives)
    for rank, (advice, each) in enumerate(advised, start=1):
        initiative = each.initiative
        yield (
            rank,
            proposals.axis_name(report, advice),
            initiative.title,
            initiative.description,
            proposals.why(report, each),
            _statements_behind(report, each),
            proposals.effort(report, initiative),
            initiative.quarters,
            "" if each.axis_gain is None else each.axis_gain,
            "" if each.dimension_gain is None else each.dimension_gain,
            proposals.prerequisites(each),
            proposals.example(initiative),
        )


def _statements_behind(report: Report, advised: Recommendation) -> str:
    behind = ((proposals.statement(report, reason), reason) for reason in advised.reasons)
    return "\n".join(
        f"{statement.number}. {statement.topic} ({reason.level} → {reason.next_level}). {reason.next_descriptor}"
        for statement, reason in behind
    )


def _method(report: Report) -> Iterator[tuple[Cell, ...]]:
    asked, say = report.result.questionnaire, sentences.words(report)
    for line in sentences.method(report):
        yield say["kind_rule"], line
    for assumption in asked.assumptions:
        yield say["kind_assumption"], assumption.text
    yield say["kind_identity"], f"{asked.title} ({asked.reference})"
    yield say["hash"], asked.hash
