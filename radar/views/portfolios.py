"""Portfolios: the list of them, and running one: its name, its organisations, and who leads or observes it."""

import uuid
from datetime import UTC, datetime

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from radar import access, operations, queries
from radar.access import Permission
from radar.extensions import database
from radar.i18n import gettext as _
from radar.models import PORTFOLIO_ROLES
from radar.views import portfolio_page
from radar.views.people_forms import TitleForm
from radar.views.portfolio_forms import PortfolioPersonForm, PortfolioRoleForm

blueprint = Blueprint("portfolios", __name__, url_prefix="/portefeuilles")


@blueprint.get("")
@access.needs(Permission.SIGNED_IN)
def index() -> ResponseReturnValue:
    """Show the portfolios that one leads or observes, or all of them to an administrator."""
    return _index(TitleForm())


@blueprint.post("")
@access.needs(Permission.ADMINISTER)
def create() -> ResponseReturnValue:
    """Create a portfolio."""
    form = TitleForm(request.form)
    if not form.validate():
        return _index(form), 422
    created = operations.portfolios.create_portfolio(database.connection, form.name.data or "", datetime.now(UTC))
    flash(_("Le portefeuille est créé; ajoutez-y maintenant des organismes et la personne qui le dirige."))
    return back(created)


@blueprint.get("/<uuid:portfolio_id>/gestion")
@access.needs(Permission.MANAGE)
def manage(portfolio_id: uuid.UUID) -> ResponseReturnValue:
    """Show how a portfolio is run."""
    del portfolio_id
    return portfolio_page.page()


@blueprint.post("/<uuid:portfolio_id>/nom")
@access.needs(Permission.MANAGE)
def rename(portfolio_id: uuid.UUID) -> ResponseReturnValue:
    """Change the name of a portfolio."""
    form = TitleForm(request.form)
    if not form.validate():
        return portfolio_page.page(name=form), 422
    operations.portfolios.rename_portfolio(database.connection, portfolio_id, form.name.data or "")
    flash(_("Le nom est enregistré."))
    return back(portfolio_id)


@blueprint.post("/<uuid:portfolio_id>/organismes")
@access.needs(Permission.MANAGE)
def put_in(portfolio_id: uuid.UUID) -> ResponseReturnValue:
    """Put an organisation into a portfolio, whose figures of groups then open to its members."""
    somebody = _administrator()
    known = {one.id.hex: one.id for one in queries.organisations.every_organisation(database.connection, somebody)}
    chosen = known.get(request.form.get("organisation", ""))
    if chosen is None:
        return portfolio_page.page(fault=_("Choisissez un organisme de la liste.")), 422
    operations.portfolios.put_into_portfolio(database.connection, portfolio_id, chosen)
    flash(_("L'organisme est dans le portefeuille."))
    return back(portfolio_id)


@blueprint.post("/<uuid:portfolio_id>/organismes/<uuid:organisation_id>/retrait")
@access.needs(Permission.MANAGE)
def take_out(portfolio_id: uuid.UUID, organisation_id: uuid.UUID) -> ResponseReturnValue:
    """Take an organisation out of a portfolio."""
    operations.portfolios.take_out_of_portfolio(
        database.connection, portfolio_id, organisation_id, _administrator(), datetime.now(UTC)
    )
    flash(_("L'organisme n'est plus dans le portefeuille et ne partage plus rien avec lui."))
    return back(portfolio_id)


@blueprint.post("/<uuid:portfolio_id>/personnes")
@access.needs(Permission.MANAGE)
def add_person(portfolio_id: uuid.UUID) -> ResponseReturnValue:
    """Let a person who has an account lead or observe the portfolio."""
    form = PortfolioPersonForm(request.form)
    if not form.validate():
        return portfolio_page.page(person=form), 422
    found = queries.people.credentials_of(database.connection, form.email.data or "")
    if found is None:
        form.email.errors = [
            _("Personne n'a de compte à cette adresse; faites d'abord inviter la personne par son organisme.")
        ]
        return portfolio_page.page(person=form), 422
    return _set_role(portfolio_id, found.account_id, form.role.data or "")


@blueprint.post("/<uuid:portfolio_id>/personnes/<uuid:account_id>/role")
@access.needs(Permission.MANAGE)
def change_role(portfolio_id: uuid.UUID, account_id: uuid.UUID) -> ResponseReturnValue:
    """Let a person lead instead of observe, or the reverse."""
    form = PortfolioRoleForm(request.form)
    if not form.validate():
        abort(400)
    if account_id not in {one.account_id for one in queries.portfolios.members_of(database.connection, portfolio_id)}:
        return portfolio_page.page(
            fault=_("Cette personne n'est plus dans le portefeuille; ajoutez-la de nouveau.")
        ), 409
    return _set_role(portfolio_id, account_id, form.role.data or "")


@blueprint.post("/<uuid:portfolio_id>/personnes/<uuid:account_id>/retrait")
@access.needs(Permission.MANAGE)
def remove_person(portfolio_id: uuid.UUID, account_id: uuid.UUID) -> ResponseReturnValue:
    """Let a person neither lead nor observe the portfolio any more."""
    operations.portfolios.remove_member(database.connection, portfolio_id, account_id)
    flash(_("La personne ne dirige ni n'observe plus ce portefeuille."))
    return back(portfolio_id, gone=account_id)


def back(portfolio_id: uuid.UUID, gone: uuid.UUID | None = None) -> ResponseReturnValue:
    """Return to the page by which the portfolio is run, unless one has just lost the right to it."""
    somebody = access.signed_in()
    if gone == somebody.id and not somebody.administrator:
        return redirect(url_for("portfolios.index"), 303)
    return redirect(url_for("portfolios.manage", portfolio_id=portfolio_id), 303)


def _set_role(portfolio_id: uuid.UUID, account_id: uuid.UUID, role: str) -> ResponseReturnValue:
    operations.portfolios.set_role(database.connection, portfolio_id, account_id, role, datetime.now(UTC))
    flash(_("Le rôle est enregistré."))
    return back(portfolio_id, gone=None if role == "lead" else account_id)


def _administrator() -> uuid.UUID:
    """Return who is signed in, if they look after the installation; leads do not choose who is in a portfolio."""
    somebody = access.signed_in()
    return somebody.id if somebody.administrator else abort(403)


def _index(form: TitleForm) -> str:
    somebody, connection = access.signed_in(), database.connection
    mine = queries.portfolios.portfolios_for(connection, somebody.id)
    found = (
        queries.portfolios.portfolios(connection)
        if somebody.administrator
        else [p for p in mine if p.role in PORTFOLIO_ROLES]
    )
    roles = {one.id: one.role for one in mine}
    return render_template("portfolios/index.html", somebody=somebody, portfolios=found, roles=roles, form=form)
