"""What those who look after the installation do with its accounts."""

import uuid

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from radar import access, operations, queries
from radar.access import Permission
from radar.extensions import database
from radar.i18n import gettext as _
from radar.operations.people import LastAdministratorError

blueprint = Blueprint("administration", __name__)


@blueprint.get("/administration")
@access.needs(Permission.ADMINISTER)
def index() -> ResponseReturnValue:
    """Show the accounts, and where organisations and portfolios are."""
    return _index()


@blueprint.post("/administration/comptes/<uuid:account_id>")
@access.needs(Permission.ADMINISTER)
def set_administrator(account_id: uuid.UUID) -> ResponseReturnValue:
    """Make a person look after the installation, or no longer."""
    administrator = request.form.get("administrator") == "yes"
    try:
        operations.people.set_administrator(database.connection, account_id, administrator=administrator)
    except LastAdministratorError:
        fault = _("Le site doit garder une personne à l'administration; donnez d'abord ce droit à quelqu'un d'autre.")
        return _index(fault), 409
    flash(_("Le droit est enregistré."))
    leaves = account_id == access.signed_in().id and not administrator
    return redirect(url_for("organisations.index" if leaves else "administration.index"), 303)


def _index(fault: str = "") -> str:
    return render_template(
        "administration/index.html",
        somebody=access.signed_in(),
        people=queries.people.everyone(database.connection),
        organisations=queries.organisations.every_organisation(database.connection, access.signed_in().id),
        fault=fault,
    )
