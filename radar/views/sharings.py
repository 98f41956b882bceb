"""Sharing less of an assessment with a portfolio than was agreed to at its start."""

import uuid
from datetime import UTC, datetime

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from radar import access, operations, queries
from radar.access import Permission
from radar.extensions import database
from radar.i18n import gettext as _
from radar.models import CONSENTS
from radar.operations.sharings import WideningError
from radar.views import overview

blueprint = Blueprint("sharings", __name__)


@blueprint.post("/evaluations/<uuid:assessment_id>/partage")
@access.needs(Permission.MANAGE)
def reduce(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Share less from now on."""
    assessment, consent = access.assessment(), request.form.get("consent", "")
    sharing = queries.sharings.sharing_of(database.connection, assessment_id)
    somebody = access.account()
    if sharing is None or somebody is None:
        abort(404)
    if consent not in CONSENTS:
        return overview.page(assessment, fault=_("Choisissez ce que l'organisme partage à partir de maintenant.")), 422
    try:
        operations.sharings.reduce(database.connection, sharing, assessment_id, consent, somebody.id, datetime.now(UTC))
    except WideningError:
        fault = _("Le partage se réduit, mais ne s'élargit pas : il a été convenu au début de la campagne.")
        return overview.page(assessment, fault=fault), 409
    flash(_("Le partage est réduit; le journal le dit."))
    return redirect(url_for("assessments.overview", assessment_id=assessment_id), 303)
