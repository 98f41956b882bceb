"""The home page, what is done with data, and the start of a trial."""

from datetime import UTC, datetime

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from radar import access, library, operations, queries
from radar.access import Permission
from radar.config import Config
from radar.exports import Report, sentences
from radar.extensions import database
from radar.forms import NameForm
from radar.i18n import current_language, today
from radar.views import seats
from scoring import distribution
from scoring.questionnaire import Questionnaire
from scoring.results import assess

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@access.needs(Permission.PUBLIC)
def index() -> ResponseReturnValue:
    """Say what this is and offer a trial."""
    return _index(NameForm())


@blueprint.post("/essai")
@access.needs(Permission.PUBLIC)
def start_trial() -> ResponseReturnValue:
    """Start an assessment without an account, open in this browser and through its private link."""
    if not _config().trial:
        abort(404)
    form = NameForm(request.form)
    if not form.validate():
        return _index(form), 422
    assessment_id, token = operations.assessments.start_assessment(
        database.connection, _questionnaire(), form.organisation.data or "", datetime.now(UTC)
    )
    access.remember_link(assessment_id, token)
    return redirect(url_for("assessments.overview", assessment_id=assessment_id), 303)


@blueprint.get("/lien/<token>")
@access.needs(Permission.PUBLIC)
def private_link(token: str) -> ResponseReturnValue:
    """Open the assessment of a private link in this browser."""
    found = queries.assessments.assessment_of_link(database.connection, operations.assessments.link_hash(token))
    if found is None:
        abort(404)
    access.remember_link(found.id, token)
    response = redirect(url_for("assessments.overview", assessment_id=found.id), 303)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/confidentialite")
@access.needs(Permission.PUBLIC)
def privacy() -> ResponseReturnValue:
    """Say what is kept, why, how long, and how to have it removed."""
    kept_in_devices, shown = seats.DAYS, {"room": distribution.ROOM, "record": distribution.RECORD}
    return render_template("home/privacy.html", config_radar=_config(), days=kept_in_devices, **shown)


@blueprint.get("/methode")
@access.needs(Permission.PUBLIC)
def method() -> ResponseReturnValue:
    """Say how scores are computed and what they assume."""
    questionnaire = _questionnaire()
    empty = Report(assess(questionnaire, {}), {}, (), today(), "en" if current_language() == "en" else "fr")
    return render_template("home/method.html", questionnaire=questionnaire, rules=sentences.method(empty))


def _index(form: NameForm) -> str:
    known = access.known_assessments()
    return render_template(
        "home/index.html",
        form=form,
        questionnaire=_questionnaire(),
        trial=_config().trial,
        last=known[-1] if known else None,
    )


def _questionnaire() -> Questionnaire:
    return library.questionnaire(_config().questionnaire, current_language())


def _config() -> Config:
    config: Config = current_app.config["RADAR"]
    return config
