"""Accepting an invitation: with the account one has, or with a new one."""

from datetime import UTC, datetime

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from radar import access, operations, passwords, queries
from radar.access import Permission
from radar.errors import refusal
from radar.extensions import database
from radar.i18n import gettext as _
from radar.operations.assessments import link_hash
from radar.operations.invitations import Newcomer, UnusableInvitationError
from radar.operations.people import EmailTakenError
from radar.queries.organisations import InvitationRecord
from radar.views.people import begin_session
from radar.views.people_forms import FirstAdministratorForm, NewcomerForm

blueprint = Blueprint("invitations", __name__)


@blueprint.get("/invitations/<token>")
@access.needs(Permission.PUBLIC)
def show(token: str) -> ResponseReturnValue:
    """Say into what one is invited, and ask for an account of those who have none."""
    invitation = _invitation(token)
    if invitation is None:
        return _unusable()
    form = _form_of(invitation)(email=invitation.email)
    return _page(token, invitation, form)


@blueprint.post("/invitations/<token>")
@access.needs(Permission.PUBLIC)
def accept(token: str) -> ResponseReturnValue:
    """Accept the invitation, once."""
    invitation = _invitation(token)
    if invitation is None:
        return _unusable()
    somebody = access.account()
    try:
        if somebody is None:
            return _accept_as_newcomer(token, invitation)
        organisation_id = operations.invitations.join(
            database.connection, link_hash(token), somebody.id, datetime.now(UTC)
        )
    except UnusableInvitationError:
        return _unusable()
    flash(_("Vous êtes maintenant membre de cet organisme."))
    return redirect(url_for("organisations.show", organisation_id=organisation_id), 303)


def _accept_as_newcomer(token: str, invitation: InvitationRecord) -> ResponseReturnValue:
    form = _form_of(invitation)(request.form)
    if not form.validate():
        return _page(token, invitation, form), 422
    newcomer = Newcomer(form.email.data or "", form.name.data or "", passwords.hashed(form.password.data or ""))
    connection, key, now = database.connection, link_hash(token), datetime.now(UTC)
    organisation_id = invitation.organisation_id
    try:
        if isinstance(form, FirstAdministratorForm):
            name = form.organisation.data or ""
            account_id, organisation_id = operations.invitations.become_first_administrator(
                connection, key, newcomer, name, now
            )
        else:
            account_id = operations.invitations.join_as_newcomer(connection, key, newcomer, now)
    except EmailTakenError:
        form.email.errors = [_("Un compte existe déjà à cette adresse; connectez-vous d'abord avec ce compte.")]
        return _page(token, invitation, form), 409
    begin_session(account_id)
    flash(_("Votre compte est créé."))
    if organisation_id is None:
        return redirect(url_for("organisations.index"), 303)
    return redirect(url_for("organisations.show", organisation_id=organisation_id), 303)


def _invitation(token: str) -> InvitationRecord | None:
    return queries.organisations.invitation_of_token(database.connection, link_hash(token), datetime.now(UTC))


def _form_of(invitation: InvitationRecord) -> type[NewcomerForm]:
    return FirstAdministratorForm if invitation.organisation_id is None else NewcomerForm


def _page(token: str, invitation: InvitationRecord, form: NewcomerForm) -> Response:
    page = render_template(
        "people/invitation.html", token=token, invitation=invitation, form=form, least=passwords.LEAST
    )
    response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response


def _unusable() -> ResponseReturnValue:
    return refusal(
        410,
        _("Cette invitation ne sert plus"),
        _(
            "Le lien a déjà servi, a été retiré ou remplacé, ou son délai est passé; demandez-en un autre à la "
            "personne qui vous l'a remis, ou connectez-vous si vous avez déjà un compte."
        ),
    )
