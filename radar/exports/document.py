"""The report as plain data, every figure already in words: what the results page and the PDF lay out."""

from collections.abc import Mapping
from typing import Any

from radar.exports import firmness, perspectives, sentences, targets
from radar.exports.printable import shorten
from radar.exports.proposals import axes_to_improve, first_steps, weakest_lead
from radar.exports.report import Report
from radar.formats import day, decimal
from scoring.questionnaire import TOP_LEVEL, Axis, Practice, Statement
from scoring.results import GroupScore

HEADER_LENGTH = 60
TITLE_LENGTH = 160
HASH_LENGTH = 16

Data = dict[str, Any]


def document(report: Report, charts: Mapping[str, bytes], descriptions: Mapping[str, str]) -> Data:
    """Return the whole report as data that JSON can carry."""
    return {
        **_identity(report),
        "words": dict(sentences.words(report)),
        "summary": _summary(report),
        "figures": {name: {"svg": svg.decode(), "alt": descriptions[name]} for name, svg in charts.items()},
        "counted": bool(report.result.statements),
        "portrait": {"lead": sentences.extremes(report), "rows": [_axis_row(report, axis) for axis in _axes(report)]},
        "targets": targets.parts(report),
        "quadrant": {"lead": sentences.position(report), "rows": _dimension_rows(report)},
        "firmness": firmness.part(report),
        "perspectives": perspectives.part(report),
        "practices": _practice_rows(report),
        "strengths": _strengths(report),
        "weakest": axes_to_improve(report),
        "weakest_lead": weakest_lead(report),
        "answers": [_axis_answers(report, axis) for axis in _axes(report)] if report.result.statements else [],
        "method": sentences.method(report),
        "assumptions": [each.text for each in report.result.questionnaire.assumptions],
        "glossary": [
            {"term": each.name, "definition": each.description} for each in report.result.questionnaire.quadrants
        ],
    }


def _axes(report: Report) -> tuple[Axis, ...]:
    return report.result.questionnaire.axes


def _identity(report: Report) -> Data:
    asked, say = report.result.questionnaire, sentences.words(report)
    name, date = sentences.organisation(report), day(report.date, report.language)
    return {
        "language": report.language,
        "title": f"{asked.title} – {shorten(name, HEADER_LENGTH)} – {date}",
        "heading": asked.title,
        "organisation": shorten(name, TITLE_LENGTH),
        "group": report.result.group or "",
        "date": date,
        "day": [report.date.year, report.date.month, report.date.day],
        "header": f"{shorten(name, HEADER_LENGTH)} – {date}",
        "footer": say["footer"].format(title=asked.title, version=asked.version, hash=asked.hash[:HASH_LENGTH]),
        "identity": [
            [say["questionnaire"], f"{asked.title} ({asked.id})"],
            [say["version"], asked.version],
            [say["hash"], asked.hash],
        ],
    }


def _summary(report: Report) -> Data:
    result, found, say = report.result, sentences.quadrant(report), sentences.words(report)
    return {
        "empty": result.overall is None,
        "quadrant": found.name if found else "",
        "overall": sentences.score(report, result.overall),
        "of_top": say["of_top"].format(top=TOP_LEVEL),
        "percent": sentences.share(report, result.percent),
        "coverage": sentences.share(report, result.coverage * 100),
        "state": sentences.state(report),
        "sentences": [each for each in (sentences.position(report), sentences.overall(report)) if each],
        "firmness": sentences.firmness(report),
        "next": found.next if found else "",
        "first": first_steps(report),
    }


def _group_row(report: Report, name: str, group: GroupScore) -> Data:
    return {
        "name": name,
        "score": sentences.score(report, group.score),
        "percent": sentences.share(report, group.percent) if group.score is not None else "",
        "fill": group.percent,
        "answered": str(group.answered),
        "not_applicable": str(group.not_applicable),
        "unanswered": str(group.total - group.answered - group.not_applicable),
    }


def _axis_row(report: Report, axis: Axis) -> Data:
    return {"id": axis.id, **_group_row(report, axis.name, report.result.axes[axis.id])}


def _practice_rows(report: Report) -> list[Data]:
    scores = report.result.practices
    if not scores:
        return []
    return [
        {"name": axis.name, "rows": [_group_row(report, each.name, scores[each.id]) for each in axis.practices]}
        for axis in _axes(report)
    ]


def _dimension_rows(report: Report) -> list[list[str]]:
    return [
        [
            each.name,
            sentences.score(report, report.result.dimensions[each.id].score),
            sentences.share(report, report.result.dimensions[each.id].percent),
            decimal(each.threshold, report.language),
            sentences.standing(report, each),
        ]
        for each in report.result.questionnaire.dimensions
    ]


def _strengths(report: Report) -> Data:
    asked, result = report.result.questionnaire, report.result
    practices = {each.id: each for each in asked.practices}
    return {
        "axes": [
            [asked.axis_by_id[key].name, sentences.score(report, result.axes[key].score)]
            for key in sentences.strongest(report, result.axes)
        ],
        "practices": [
            [practices[key].name, sentences.score(report, result.practices[key].score)]
            for key in sentences.strongest(report, result.practices)
        ],
    }


def _axis_answers(report: Report, axis: Axis) -> Data:
    return {
        "id": axis.id,
        "name": axis.name,
        "score": sentences.score(report, report.result.axes[axis.id].score),
        "practices": [_practice_answers(report, practice) for practice in axis.practices],
    }


def _practice_answers(report: Report, practice: Practice) -> Data:
    return {
        "name": practice.name,
        "score": sentences.score(report, report.result.practices[practice.id].score),
        "statements": [_answer(report, statement) for statement in practice.statements],
    }


def _answer(report: Report, statement: Statement) -> Data:
    return {
        "number": str(statement.number),
        "topic": statement.topic,
        "text": statement.text,
        "level": sentences.level(report, statement),
        "descriptor": sentences.descriptor(report, statement),
        "reason": report.reason(statement.id),
        "perspectives": perspectives.answers_to(report, statement),
    }
