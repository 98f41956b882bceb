"""Surveys as their facilitator holds them: a link to send, how many have answered, and the result once closed."""

import csv
import io
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from radar import access, library, operations, queries
from radar.access import Permission
from radar.extensions import database
from radar.i18n import current_language, day, today
from radar.i18n import gettext as _
from radar.operations.surveys import SurveyPlan
from radar.queries.workshops import WorkshopRecord
from radar.views.aims import targets_of
from radar.views.scenes import chosen_axes
from radar.views.workshop_forms import WorkshopForm
from radar.views.workshop_refusals import refusal
from scoring.distribution import RECORD, Distribution
from scoring.questionnaire import Axis, Questionnaire
from scoring.results import Result, to_json
from scoring.targets import Targets, gaps
from scoring.together import distributions, together

blueprint = Blueprint("surveys", __name__)

LINK = "survey-link"


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed survey as a whole."""

    axes: tuple[Axis, ...]
    result: Result
    spread: Mapping[str, Distribution | None]
    targets: Targets

    @property
    def gaps(self) -> Mapping[str, float | None]:
        """Return by axis how much the mean is missing to the target."""
        return gaps(self.result, self.targets)


@blueprint.get("/evaluations/<uuid:assessment_id>/sondages/nouveau")
@access.needs(Permission.FACILITATE)
def new(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Ask what the survey is about."""
    title = _("Sondage du %(day)s", day=day(today()))
    return refusal(_questionnaire()) or _new(
        WorkshopForm(title=title, axes=[axis.id for axis in _questionnaire().axes])
    )


@blueprint.post("/evaluations/<uuid:assessment_id>/sondages/nouveau")
@access.needs(Permission.FACILITATE)
def create(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Open a survey and show its link."""
    form, questionnaire = WorkshopForm(request.form), _questionnaire()
    if refused := refusal(questionnaire):
        return refused
    form.keep(questionnaire.axes)
    if not form.validate():
        return _new(form), 422
    chosen = form.plan()
    plan = SurveyPlan(chosen.title, chosen.axes, chosen.units)
    statements = [statement.id for axis in plan.axes for statement in questionnaire.axis_by_id[axis].statements]
    workshop_id, token = operations.surveys.create_survey(
        database.connection, assessment_id, plan, statements, datetime.now(UTC)
    )
    return _show_link(workshop_id, token)


@blueprint.get("/sondages/<uuid:workshop_id>")
@access.needs(Permission.READ)
def show(workshop_id: uuid.UUID) -> ResponseReturnValue:
    """Show how many have answered; the answers as a whole once the survey is closed."""
    workshop = _survey()
    kept: list[str] = session.get(LINK, [])
    token = session.pop(LINK)[1] if kept and kept[0] == workshop_id.hex else None
    return render_template(
        "voting/survey.html",
        workshop=workshop,
        assessment=access.assessment(),
        respondents=queries.surveys.respondents(database.connection, workshop_id),
        link=token and url_for("joining.survey", token=token, _external=True),
        closed=_closed(workshop) if workshop.state == "closed" else None,
        minimum=RECORD,
    )


@blueprint.post("/sondages/<uuid:workshop_id>/lien")
@access.needs(Permission.FACILITATE)
def renew(workshop_id: uuid.UUID) -> ResponseReturnValue:
    """Replace the link; the old one no longer lets anybody in."""
    if _survey().state == "closed":
        return redirect(url_for("surveys.show", workshop_id=workshop_id), 303)
    return _show_link(workshop_id, operations.surveys.renew_link(database.connection, workshop_id))


@blueprint.post("/sondages/<uuid:workshop_id>/fermeture")
@access.needs(Permission.FACILITATE)
def close(workshop_id: uuid.UUID) -> ResponseReturnValue:
    """End the survey."""
    _survey()
    operations.surveys.close_survey(database.connection, workshop_id, datetime.now(UTC))
    return redirect(url_for("surveys.show", workshop_id=workshop_id), 303)


@blueprint.get("/sondages/<uuid:workshop_id>/resultats.<any(json, csv):kind>")
@access.needs(Permission.READ)
def download(workshop_id: uuid.UUID, kind: str) -> ResponseReturnValue:
    """Hand the result of a closed survey out as a file."""
    workshop = _survey()
    if workshop.state != "closed":
        abort(404)
    closed = _closed(workshop)
    response = jsonify(_json(closed)) if kind == "json" else Response(_csv(closed), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="sondage-{today():%Y-%m-%d}.{kind}"'
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _json(closed: Closed) -> dict[str, Any]:
    """Return the contract's result, with the distributions that may be shown."""
    spread = {key: list(found.counts) for key, found in closed.spread.items() if found}
    return {**to_json(closed.result), "distributions": spread}


def _csv(closed: Closed) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(["axis", "statement", "score", "ballots", "agreement", *(f"level_{n}" for n in range(5)), "na"])
    writer.writerows(_rows(closed))
    return "\ufeff" + text.getvalue()


def _rows(closed: Closed) -> Iterator[list[object]]:
    """Yield a row for each axis and each statement; what may not be shown is empty."""
    for axis in closed.axes:
        yield [axis.id, "", closed.result.axes[axis.id].score, "", "", *[""] * 6]
        for statement in axis.statements:
            score, found = closed.result.statements[statement.id], closed.spread[statement.id]
            known = [score.score, score.ballots, score.agreement, *found.counts] if found else [""] * 9
            yield [axis.id, statement.id, *known]


def _closed(workshop: WorkshopRecord) -> Closed:
    questionnaire = _questionnaire()
    tallies = queries.surveys.tallies(database.connection, workshop.id)
    respondents = queries.surveys.respondents(database.connection, workshop.id)
    return Closed(
        chosen_axes(questionnaire, workshop),
        together(questionnaire, tallies, respondents, access.assessment().organisation),
        distributions(questionnaire, tallies),
        targets_of(access.assessment(), questionnaire),
    )


def _show_link(workshop_id: uuid.UUID, token: str) -> ResponseReturnValue:
    """Keep the link in the facilitator's browser for the one page that shows it."""
    session[LINK] = [workshop_id.hex, token]
    return redirect(url_for("surveys.show", workshop_id=workshop_id), 303)


def _survey() -> WorkshopRecord:
    workshop = access.workshop()
    return workshop if workshop.kind == "survey" else abort(404)


def _new(form: WorkshopForm) -> str:
    return render_template(
        "voting/survey_new.html", assessment=access.assessment(), questionnaire=_questionnaire(), form=form
    )


def _questionnaire() -> Questionnaire:
    found = access.assessment()
    return library.pinned_questionnaire(found.questionnaire, found.questionnaire_hash, current_language())
