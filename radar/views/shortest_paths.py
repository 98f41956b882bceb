"""The shortest path of an assessment to a quadrant or to target scores: the page and its radar."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from radar import access, charts, library, queries
from radar.access import Permission
from radar.charts.descriptions import describe_request
from radar.charts.request import Format
from radar.extensions import database
from radar.i18n import current_language
from radar.views import path_words
from radar.views.aims import targets_of
from radar.views.path_form import Asked, aimed_at, offered, read
from radar.views.pictures import picture
from scoring.questionnaire import Questionnaire
from scoring.results import Result, assess
from scoring.shortest_path import NoPath, Path, shortest_path

blueprint = Blueprint("shortest_paths", __name__, url_prefix="/evaluations/<uuid:assessment_id>")

Codes = frozenset[tuple[str, int | None]]
Targets = frozenset[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an organisation stands, and what is asked of its path."""

    codes: Codes
    result: Result
    asked: Asked

    @property
    def path(self) -> Path | NoPath:
        """Return the path, or why there is none."""
        quadrant, targets = self.asked.quadrant or None, frozenset(self.asked.targets.items())
        return _found(self.result.questionnaire, self.codes, quadrant, targets)


@blueprint.get("/chemin")
@access.needs(Permission.READ)
def page(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Show the form, and the path once something is asked for."""
    standing = _standing(assessment_id)
    faults = dict(standing.asked.faults(standing.result))
    path = standing.path if request.args.keys() - {"lang"} and not faults else None
    refusal = path_words.refused(path) if isinstance(path, NoPath) else ""
    return _page(standing, faults, refusal, path if isinstance(path, Path) else None), 422 if faults or refusal else 200


@blueprint.get("/chemin.<any(svg, png):kind>")
@access.needs(Permission.READ)
def chart(assessment_id: uuid.UUID, kind: Format) -> ResponseReturnValue:
    """Draw the radar with the outline to which the path leads."""
    standing = _standing(assessment_id)
    path = None if any(standing.asked.faults(standing.result)) else standing.path
    if not isinstance(path, Path) or not _drawable(standing.result):
        abort(404)
    return picture(_drawing(standing.result, path, kind, dark=request.args.get("theme") == "dark"))


def _page(standing: Standing, faults: Mapping[str, str], refusal: str, path: Path | None) -> str:
    return render_template(
        "results/path.html",
        assessment=access.assessment(),
        result=standing.result,
        asked=standing.asked,
        offered=offered(standing.result),
        aims=aimed_at(standing.result, targets_of(access.assessment(), standing.result.questionnaire)),
        faults=faults,
        refusal=refusal,
        path=path,
        words=path_words.found(standing.result, path) if path else {},
        description=describe_request(_drawing(standing.result, path)) if path and _drawable(standing.result) else "",
    )


def _standing(assessment_id: uuid.UUID) -> Standing:
    about, language = access.assessment(), current_language()
    questionnaire = library.pinned_questionnaire(about.questionnaire, about.questionnaire_hash, language)
    answers = queries.assessments.answers_of(database.connection, assessment_id)
    codes: Mapping[str, int | None] = {question: answer.code for question, answer in answers.items()}
    result = assess(questionnaire, codes, about.organisation)
    return Standing(frozenset(codes.items()), result, read(questionnaire, request.args))


@lru_cache(maxsize=256)
def _found(questionnaire: Questionnaire, codes: Codes, quadrant: str | None, targets: Targets) -> Path | NoPath:
    """Return the path from these answers: the page and its radar ask for the same in a row."""
    try:
        return shortest_path(questionnaire, dict(codes), quadrant, dict(sorted(targets)))
    except NoPath as refusal:
        return refusal.with_traceback(None)


def _drawable(result: Result) -> bool:
    return charts.can_draw("radar", result)


def _drawing(result: Result, path: Path, kind: Format = "svg", *, dark: bool = False) -> charts.Request:
    after = {axis: group.score for axis, group in path.result.axes.items() if group.score is not None}
    return charts.Request(
        kind="radar",
        results=(result,),
        target=after,
        language=current_language(),
        format=kind,
        theme="dark" if dark else "light",
        heading=kind == "png",
    )
