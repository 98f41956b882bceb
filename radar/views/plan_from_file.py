"""Starting a plan from the file of another one."""

import uuid
from datetime import UTC, datetime

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from radar import access, library, operations, security
from radar.access import Permission
from radar.extensions import database
from radar.i18n import current_language
from radar.i18n import gettext as _
from radar.operations.plans import Owner
from radar.views.plan_upload import LARGEST_REQUEST, file_of_form, form_of_file, of_questionnaire, plan_of_file
from scoring.errors import Refused

blueprint = Blueprint("plan_from_file", __name__, url_prefix="/organisations/<uuid:organisation_id>/ptn/fichier")


@blueprint.get("")
@access.needs(Permission.MANAGE)
def page(organisation_id: uuid.UUID) -> ResponseReturnValue:
    """Show where a file is chosen; who only administers the site sees no plan."""
    if access.organisation().role is None:
        return redirect(url_for("organisations.show", organisation_id=organisation_id), 303)
    return _page()


@blueprint.post("")
@access.needs(Permission.MANAGE)
@security.takes(LARGEST_REQUEST, signed=access.SIGN_IN)
def start(organisation_id: uuid.UUID) -> ResponseReturnValue:
    """Start the plan that a file holds."""
    file = file_of_form()
    if access.organisation().role is None:
        return redirect(url_for("organisations.show", organisation_id=organisation_id), 303)
    if file is None:
        return _page(fault=_("Choisissez un fichier .xlsx ou .json.")), 422
    try:
        plan = plan_of_file(file)
        questionnaire = library.questionnaire(plan.questionnaire, current_language())
        content = of_questionnaire(plan, questionnaire)
    except Refused as refused:
        return _page(faults=refused.faults), 422
    owner, author = Owner(organisation_id), access.signed_in().id
    plan_id = operations.plans.start(database.connection, owner, questionnaire, content, author, datetime.now(UTC))
    flash(_("Le plan est commencé."))
    return redirect(url_for("plans.show", plan_id=plan_id), 303)


def _page(**more: object) -> str:
    return render_template("plans/from_file.html", organisation=access.organisation(), **form_of_file(), **more)
