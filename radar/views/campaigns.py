"""The campaigns of an organisation: starting one, naming it, closing it, and taking a trial over."""

import uuid
from datetime import UTC, datetime

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from radar import access, library, operations
from radar.access import Permission
from radar.config import Config
from radar.extensions import database
from radar.forms import CampaignForm
from radar.i18n import current_language
from scoring.errors import Refused

blueprint = Blueprint("campaigns", __name__)


@blueprint.app_template_global()
def questionnaire_size(reference: str) -> int | None:
    """Return how many statements a questionnaire has, if this installation still holds it."""
    try:
        return len(library.questionnaire(reference, current_language()).statements)
    except Refused:
        return None


@blueprint.route("/organisations/<uuid:organisation_id>/campagnes/nouvelle", methods=["GET", "POST"])
@access.needs(Permission.MANAGE)
def new(organisation_id: uuid.UUID) -> ResponseReturnValue:
    """Ask for the name of a campaign, then start its assessment."""
    form = CampaignForm(request.form)
    if request.method == "GET" or not form.validate():
        page = render_template("campaigns/new.html", organisation=access.organisation(), form=form)
        return page, 200 if request.method == "GET" else 422
    settings: Config = current_app.config["RADAR"]
    questionnaire = library.questionnaire(settings.questionnaire, current_language())
    assessment_id = operations.campaigns.start(
        database.connection, questionnaire, organisation_id, form.read(), access.signed_in().id, datetime.now(UTC)
    )
    return redirect(url_for("assessments.overview", assessment_id=assessment_id), 303)
