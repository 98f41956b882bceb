"""Opening a session of an assessment."""

import uuid
from datetime import UTC, datetime

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from radar import access, library, operations
from radar.access import Permission
from radar.extensions import database
from radar.i18n import current_language, day, today
from radar.i18n import gettext as _
from radar.views.workshop_forms import WorkshopForm
from radar.views.workshop_refusals import refusal
from scoring.questionnaire import Questionnaire

blueprint = Blueprint("workshop_opening", __name__, url_prefix="/evaluations/<uuid:assessment_id>/seances/nouvelle")


@blueprint.get("")
@access.needs(Permission.FACILITATE)
def new(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Ask what the session is about, with what most sessions want."""
    title = _("Séance du %(day)s", day=day(today()))
    return refusal(_questionnaire()) or _page(
        WorkshopForm(title=title, axes=[axis.id for axis in _questionnaire().axes])
    )


@blueprint.post("")
@access.needs(Permission.FACILITATE, hold=True)
def create(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Open a session."""
    form, questionnaire = WorkshopForm(request.form), _questionnaire()
    if refused := refusal(questionnaire):
        return refused
    form.keep(questionnaire.axes)
    if not form.validate():
        return _page(form), 422
    plan = form.plan()
    statements = [statement.id for axis in plan.axes for statement in questionnaire.axis_by_id[axis].statements]
    workshop_id = operations.workshops.create_workshop(
        database.connection, assessment_id, plan, statements, datetime.now(UTC), access.signed_in().id
    )
    return redirect(url_for("workshops.console", workshop_id=workshop_id), 303)


def _page(form: WorkshopForm) -> str:
    return render_template(
        "workshops/new.html", assessment=access.assessment(), questionnaire=_questionnaire(), form=form
    )


def _questionnaire() -> Questionnaire:
    assessment = access.assessment()
    return library.pinned_questionnaire(assessment.questionnaire, assessment.questionnaire_hash, current_language())
