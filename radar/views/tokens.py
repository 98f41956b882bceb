"""The tokens by which programs read and write what belongs to an organisation."""

import uuid
from datetime import UTC, datetime

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from radar import access, operations, queries
from radar.access import Permission
from radar.extensions import database
from radar.i18n import gettext as _
from radar.views.tokens_form import TokenForm

blueprint = Blueprint("tokens", __name__, url_prefix="/organisations/<uuid:organisation_id>/acces-api")

NEW_TOKEN = "new-token"  # noqa: S105 (the name under which the cookie holds it, once)


@blueprint.get("")
@access.needs(Permission.MANAGE)
def show(organisation_id: uuid.UUID) -> ResponseReturnValue:
    """Show the tokens of an organisation, and a new one this one time."""
    return _page(TokenForm(), _new_token(organisation_id))


@blueprint.post("")
@access.needs(Permission.MANAGE)
def create(organisation_id: uuid.UUID) -> ResponseReturnValue:
    """Make a token."""
    form = TokenForm(request.form)
    if not form.validate():
        return _page(form), 422
    token = operations.tokens.create(
        database.connection, organisation_id, form.read(), access.signed_in().id, datetime.now(UTC)
    )
    session[NEW_TOKEN] = [organisation_id.hex, token]
    flash(_("Le jeton est créé; copiez-le maintenant."))
    return _back(organisation_id)


@blueprint.post("/<uuid:token_id>/revocation")
@access.needs(Permission.MANAGE)
def revoke(organisation_id: uuid.UUID, token_id: uuid.UUID) -> ResponseReturnValue:
    """Make a token useless for good."""
    operations.tokens.revoke(database.connection, organisation_id, token_id, datetime.now(UTC))
    flash(_("Le jeton est révoqué; les programmes qui s'en servaient n'ont plus accès."))
    return _back(organisation_id)


def _page(form: TokenForm, token: str | None = None) -> str:
    organisation, now = access.organisation(), datetime.now(UTC)
    tokens = queries.tokens.tokens_of(database.connection, organisation.id)
    return render_template(
        "organisations/tokens.html",
        organisation=organisation,
        form=form,
        token=token,
        good=[each for each in tokens if each.is_good(now)],
        past=[each for each in tokens if not each.is_good(now)],
    )


def _new_token(organisation_id: uuid.UUID) -> str | None:
    """Return the token that has just been made here, and forget it."""
    if session.get(NEW_TOKEN, [""])[0] != organisation_id.hex:
        return None
    token: str = session.pop(NEW_TOKEN)[1]
    return token


def _back(organisation_id: uuid.UUID) -> ResponseReturnValue:
    return redirect(url_for("tokens.show", organisation_id=organisation_id), 303)
