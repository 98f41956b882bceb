"""The results of an assessment: the page, its downloads and its charts."""

import datetime as dt
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from radar import access, charts, library, queries
from radar.access import Permission
from radar.charts.descriptions import describe_request
from radar.charts.request import Format, Kind
from radar.exports import pictures
from radar.exports.as_csv import to_csv
from radar.exports.as_json import to_json
from radar.exports.as_pdf import build_pdf
from radar.exports.as_xlsx import build_xlsx
from radar.exports.document import document
from radar.exports.report import Answer, Language, Report
from radar.extensions import database
from radar.i18n import current_language, today
from radar.queries.assessments import AssessmentRecord
from radar.views import chance, initiatives
from radar.views.aims import targets_of
from radar.views.pictures import picture
from scoring.questionnaire import Questionnaire
from scoring.recommendations import AxisAdvice, recommend
from scoring.results import Result, assess, assess_perspectives
from scoring.targets import Targets, gaps

blueprint = Blueprint("results", __name__, url_prefix="/evaluations/<uuid:assessment_id>")

DOWNLOADS: Mapping[str, tuple[str, Callable[[Report], bytes]]] = {
    "json": ("application/json", to_json),
    "csv": ("text/csv; charset=utf-8", to_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", build_xlsx),
    "pdf": ("application/pdf", build_pdf),
}
CHARTS: Mapping[str, Kind] = {"radar": "radar", "cadran": "quadrant", "pratiques": "practices"}


@blueprint.get("/resultats")
@access.needs(Permission.READ)
def page(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Show where the organisation stands and what to do first."""
    assessment, outcome = _outcome(assessment_id)
    return render_template(
        "results/page.html",
        assessment=assessment,
        provisional=outcome.report.result.provisional,
        link=access.private_link(),
        chance=chance.part(assessment, outcome.report),
        adoption=initiatives.part(assessment),
        **outcome.words,
    )


@blueprint.get("/resultats.<any(json, csv, xlsx, pdf):kind>")
@access.needs(Permission.READ)
def download(assessment_id: uuid.UUID, kind: str) -> ResponseReturnValue:
    """Hand the results out as a file."""
    report = _outcome(assessment_id)[1].report
    mimetype, export = DOWNLOADS[kind]
    response = Response(export(report), content_type=mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="radar-{report.date:%Y-%m-%d}.{kind}"'
    response.headers["Cache-Control"] = "private, no-cache"
    return response


@blueprint.get("/<any(radar, cadran, pratiques):name>.<any(svg, png):kind>")
@access.needs(Permission.READ)
def chart(assessment_id: uuid.UUID, name: str, kind: Format) -> ResponseReturnValue:
    """Draw a chart."""
    report = _outcome(assessment_id)[1].report
    if not charts.can_draw(CHARTS[name], report.result):
        abort(404)
    drawing = replace(
        pictures.asked(report, CHARTS[name]),
        format=kind,
        theme="dark" if request.args.get("theme") == "dark" else "light",
        heading=kind == "png",  # on the page the heading stands above the picture
    )
    return picture(drawing)


@dataclass(frozen=True)
class Outcome:
    """A report, and what the page says of it once somebody asks."""

    report: Report

    @cached_property
    def words(self) -> Mapping[str, Any]:
        """Return figures and sentences, the same as on paper, and what each chart shows."""
        kinds = [kind for kind in CHARTS.values() if charts.can_draw(kind, self.report.result)]
        return {
            "doc": document(self.report, {}, {}),
            "descriptions": {kind: describe_request(pictures.asked(self.report, kind)) for kind in kinds},
        }


def _outcome(assessment_id: uuid.UUID) -> tuple[AssessmentRecord, Outcome]:
    assessment = access.assessment()
    language = current_language()
    questionnaire = library.pinned_questionnaire(assessment.questionnaire, assessment.questionnaire_hash, language)
    answers = queries.assessments.answers_of(database.connection, assessment_id)
    given = frozenset((statement, Answer(answer.code, answer.reason)) for statement, answer in answers.items())
    targets = targets_of(assessment, questionnaire)
    return assessment, _computed(questionnaire, assessment.organisation, given, targets, today(), language)


@lru_cache(maxsize=256)
def _computed(
    questionnaire: Questionnaire,
    organisation: str,
    given: frozenset[tuple[str, Answer]],
    targets: Targets,
    date: dt.date,
    language: str,
) -> Outcome:
    """Return what these answers come to: the page, its charts and its downloads ask for the same in a row."""
    answers = dict(given)
    codes = {question: answer.code for question, answer in answers.items()}
    result = assess(questionnaire, codes, organisation)
    spoken: Language = "en" if language == "en" else "fr"
    perspectives = assess_perspectives(questionnaire, codes, organisation)
    return Outcome(Report(result, answers, _advice(result, targets), date, spoken, perspectives, targets))


def _advice(result: Result, targets: Targets) -> tuple[AxisAdvice, ...]:
    """Return advice for the axes below their target; where none is, for the weakest."""
    return recommend(result, targets=targets.scores if any(gaps(result, targets).values()) else None)
