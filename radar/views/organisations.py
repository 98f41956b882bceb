"""Organisations: one's own, and the members of each."""

import uuid
from datetime import UTC, datetime

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from radar import access, mail, operations, queries
from radar.access import Permission
from radar.config import Config
from radar.extensions import database
from radar.i18n import gettext as _
from radar.operations.organisations import LastResponsableError
from radar.views.follow_up_words import reminders
from radar.views.people_forms import InvitationForm, RoleForm, TitleForm

blueprint = Blueprint("organisations", __name__, url_prefix="/organisations")

NEW_LINK = "new-link"


@blueprint.get("")
@access.needs(Permission.SIGNED_IN)
def index() -> ResponseReturnValue:
    """Show one's organisations, or all of them to an administrator."""
    return _index(TitleForm())


@blueprint.post("")
@access.needs(Permission.ADMINISTER)
def create() -> ResponseReturnValue:
    """Create an organisation."""
    form = TitleForm(request.form)
    if not form.validate():
        return _index(form), 422
    created = operations.organisations.create_organisation(database.connection, form.name.data or "", datetime.now(UTC))
    flash(_("L'organisme est créé; invitez maintenant les personnes qui en sont responsables."))
    return redirect(url_for("organisations.show", organisation_id=created), 303)


@blueprint.get("/<uuid:organisation_id>")
@access.needs(Permission.READ)
def show(organisation_id: uuid.UUID) -> ResponseReturnValue:
    """Show the assessments of an organisation, and its members to those who manage them."""
    return _page(TitleForm(name=access.organisation().name), InvitationForm(role="reader"))


@blueprint.post("/<uuid:organisation_id>/nom")
@access.needs(Permission.MANAGE)
def rename(organisation_id: uuid.UUID) -> ResponseReturnValue:
    """Change the name of an organisation."""
    form = TitleForm(request.form)
    if not form.validate():
        return _page(form, InvitationForm(role="reader")), 422
    operations.organisations.rename_organisation(database.connection, organisation_id, form.name.data or "")
    flash(_("Le nom est enregistré."))
    return _back(organisation_id)


@blueprint.post("/<uuid:organisation_id>/invitations")
@access.needs(Permission.MANAGE)
def invite(organisation_id: uuid.UUID) -> ResponseReturnValue:
    """Invite one person by a link, which is sent if it can be and shown in any case."""
    form = InvitationForm(request.form)
    if not form.validate():
        return _page(TitleForm(name=access.organisation().name), form), 422
    role, email = form.role.data or "", form.email.data or ""
    token = operations.invitations.invite(
        database.connection, organisation_id, role, email, access.signed_in().id, datetime.now(UTC)
    )
    return _hand_over(organisation_id, email, token)


@blueprint.post("/<uuid:organisation_id>/invitations/<uuid:invitation_id>/renvoi")
@access.needs(Permission.MANAGE)
def renew_invitation(organisation_id: uuid.UUID, invitation_id: uuid.UUID) -> ResponseReturnValue:
    """Replace the link of an invitation, for somebody who has lost theirs or come too late."""
    email = queries.organisations.invited_address(database.connection, organisation_id, invitation_id)
    token = operations.invitations.renew(database.connection, organisation_id, invitation_id, datetime.now(UTC))
    if token is None:
        return _refuse(_("Cette invitation a déjà servi ou a été retirée; faites-en une autre s'il le faut."))
    return _hand_over(organisation_id, email, token)


@blueprint.post("/<uuid:organisation_id>/invitations/<uuid:invitation_id>/retrait")
@access.needs(Permission.MANAGE)
def withdraw_invitation(organisation_id: uuid.UUID, invitation_id: uuid.UUID) -> ResponseReturnValue:
    """Make the link of an invitation useless."""
    operations.invitations.withdraw(database.connection, organisation_id, invitation_id)
    flash(_("L'invitation est retirée; son lien n'ouvre plus rien."))
    return _back(organisation_id)


@blueprint.post("/<uuid:organisation_id>/membres/<uuid:account_id>/role")
@access.needs(Permission.MANAGE)
def change_role(organisation_id: uuid.UUID, account_id: uuid.UUID) -> ResponseReturnValue:
    """Give a member another role."""
    form = RoleForm(request.form)
    if not form.validate():
        abort(400)
    try:
        operations.organisations.change_role(database.connection, organisation_id, account_id, form.role.data or "")
    except LastResponsableError:
        return _refuse_last()
    flash(_("Le rôle est changé."))
    return _back(organisation_id)


@blueprint.post("/<uuid:organisation_id>/membres/<uuid:account_id>/retrait")
@access.needs(Permission.MANAGE)
def remove_member(organisation_id: uuid.UUID, account_id: uuid.UUID) -> ResponseReturnValue:
    """Take a person out of the organisation."""
    try:
        operations.organisations.remove_member(database.connection, organisation_id, account_id)
    except LastResponsableError:
        return _refuse_last()
    flash(_("La personne n'est plus membre de cet organisme; ce qu'elle y a fait est conservé."))
    if account_id == access.signed_in().id:
        return redirect(url_for("organisations.index"), 303)
    return _back(organisation_id)


def _index(form: TitleForm) -> str:
    somebody = access.signed_in()
    find = (
        queries.organisations.every_organisation if somebody.administrator else queries.organisations.organisations_of
    )
    return render_template(
        "organisations/index.html",
        somebody=somebody,
        organisations=find(database.connection, somebody.id),
        form=form,
    )


def _page(form: TitleForm, invitation: InvitationForm, fault: str = "") -> str:
    """Administrators who are not members see no assessments; readers see no addresses of others."""
    organisation, connection = access.organisation(), database.connection
    manages = access.may(Permission.MANAGE)
    plans = queries.plans.plans_of_organisation(connection, organisation.id) if organisation.role else None
    return render_template(
        "organisations/show.html",
        organisation=organisation,
        somebody=access.signed_in(),
        form=form,
        invitation=invitation,
        fault=fault,
        link=_new_link(organisation.id),
        assessments=queries.assessments.assessments_of(connection, organisation.id) if organisation.role else None,
        pulses=queries.pulses.pulses_of(connection, organisation.id) if organisation.role else None,
        plans=plans,
        new_plan=url_for("plan_start.of_organisation", organisation_id=organisation.id),
        reminders=reminders(plans or ()),
        members=queries.organisations.members_of(connection, organisation.id) if manages else (),
        invitations=queries.organisations.invitations_to(connection, organisation.id, datetime.now(UTC))
        if manages
        else (),
    )


def _hand_over(organisation_id: uuid.UUID, email: str, token: str) -> ResponseReturnValue:
    """Send the link if there is a mail server and an address, and show it once on the next page."""
    session[NEW_LINK] = [organisation_id.hex, token]
    config: Config = current_app.config["RADAR"]
    if not email or not config.smtp_url:
        flash(_("L'invitation est prête; remettez le lien ci-dessous à la personne."))
    elif mail.send(config.smtp_url, config.mail_from, email, *_message(token)):
        flash(_("L'invitation est envoyée à %(email)s.", email=email))
    else:
        flash(_("L'invitation est prête, mais le courriel n'est pas parti; remettez le lien ci-dessous à la personne."))
    return _back(organisation_id)


def _message(token: str) -> tuple[str, str]:
    name, link = access.organisation().name, url_for("invitations.show", token=token, _external=True)
    subject = _("Invitation : %(organisation)s dans Radar numériQc", organisation=" ".join(name.split()))
    text = _(
        "Voici une invitation à évaluer la maturité numérique de %(organisation)s.\n\n"
        "Ouvrez ce lien pour accepter; il sert une fois, pendant 14 jours :\n%(link)s\n\n"
        "Si vous n'attendiez pas cette invitation, ignorez ce message.\n",
        organisation=name,
        link=link,
    )
    return subject, text


def _new_link(organisation_id: uuid.UUID) -> str | None:
    """Return the link that has just been made here, and forget it."""
    if request.method != "GET" or session.get(NEW_LINK, [""])[0] != organisation_id.hex:
        return None
    return url_for("invitations.show", token=session.pop(NEW_LINK)[1], _external=True)


def _refuse_last() -> ResponseReturnValue:
    return _refuse(_("L'organisme doit garder une personne responsable; donnez d'abord ce rôle à quelqu'un d'autre."))


def _refuse(fault: str) -> ResponseReturnValue:
    return _page(TitleForm(name=access.organisation().name), InvitationForm(role="reader"), fault), 409


def _back(organisation_id: uuid.UUID) -> ResponseReturnValue:
    return redirect(url_for("organisations.show", organisation_id=organisation_id), 303)
