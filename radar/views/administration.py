"""What those who look after the installation do: accounts, and portfolios of organisations."""

import uuid
from datetime import UTC, datetime

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from radar import access, operations, queries
from radar.access import Permission
from radar.extensions import database
from radar.i18n import gettext as _
from radar.operations.people import LastAdministratorError
from radar.queries.portfolios import PortfolioRecord
from radar.views.people_forms import TitleForm

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


@blueprint.get("/portefeuilles")
@access.needs(Permission.ADMINISTER)
def portfolios() -> ResponseReturnValue:
    """Show the portfolios."""
    return _portfolios(TitleForm())


@blueprint.post("/portefeuilles")
@access.needs(Permission.ADMINISTER)
def create_portfolio() -> ResponseReturnValue:
    """Create a portfolio."""
    form = TitleForm(request.form)
    if not form.validate():
        return _portfolios(form), 422
    created = operations.portfolios.create_portfolio(database.connection, form.name.data or "", datetime.now(UTC))
    flash(_("Le portefeuille est créé; ajoutez-y maintenant des organismes."))
    return _back(created)


@blueprint.get("/portefeuilles/<uuid:portfolio_id>")
@access.needs(Permission.ADMINISTER)
def portfolio(portfolio_id: uuid.UUID) -> ResponseReturnValue:
    """Show a portfolio with its organisations."""
    found = _found(portfolio_id)
    return _portfolio(found, TitleForm(name=found.name))


@blueprint.post("/portefeuilles/<uuid:portfolio_id>/nom")
@access.needs(Permission.ADMINISTER)
def rename_portfolio(portfolio_id: uuid.UUID) -> ResponseReturnValue:
    """Change the name of a portfolio."""
    found, form = _found(portfolio_id), TitleForm(request.form)
    if not form.validate():
        return _portfolio(found, form), 422
    operations.portfolios.rename_portfolio(database.connection, portfolio_id, form.name.data or "")
    flash(_("Le nom est enregistré."))
    return _back(portfolio_id)


@blueprint.post("/portefeuilles/<uuid:portfolio_id>/organismes")
@access.needs(Permission.ADMINISTER)
def put_into_portfolio(portfolio_id: uuid.UUID) -> ResponseReturnValue:
    """Put an organisation into a portfolio."""
    found = _found(portfolio_id)
    known = {one.id.hex: one.id for one in _organisations()}
    chosen = known.get(request.form.get("organisation", ""))
    if chosen is None:
        return _portfolio(found, TitleForm(name=found.name), _("Choisissez un organisme de la liste.")), 422
    operations.portfolios.put_into_portfolio(database.connection, portfolio_id, chosen)
    flash(_("L'organisme est dans le portefeuille."))
    return _back(portfolio_id)


@blueprint.post("/portefeuilles/<uuid:portfolio_id>/organismes/<uuid:organisation_id>/retrait")
@access.needs(Permission.ADMINISTER)
def take_out_of_portfolio(portfolio_id: uuid.UUID, organisation_id: uuid.UUID) -> ResponseReturnValue:
    """Take an organisation out of a portfolio."""
    _found(portfolio_id)
    operations.portfolios.take_out_of_portfolio(database.connection, portfolio_id, organisation_id)
    flash(_("L'organisme n'est plus dans le portefeuille."))
    return _back(portfolio_id)


def _index(fault: str = "") -> str:
    return render_template(
        "administration/index.html",
        somebody=access.signed_in(),
        people=queries.people.everyone(database.connection),
        organisations=_organisations(),
        fault=fault,
    )


def _portfolios(form: TitleForm) -> str:
    found = queries.portfolios.portfolios(database.connection)
    return render_template("administration/portfolios.html", portfolios=found, form=form)


def _portfolio(found: PortfolioRecord, form: TitleForm, fault: str = "") -> str:
    inside = queries.portfolios.organisations_in(database.connection, found.id)
    known = _organisations()
    return render_template(
        "administration/portfolio.html",
        portfolio=found,
        form=form,
        fault=fault,
        inside=[one for one in known if one.id in inside],
        outside=[one for one in known if one.id not in inside],
    )


def _organisations() -> list[queries.people.OrganisationRecord]:
    return list(queries.organisations.every_organisation(database.connection, access.signed_in().id))


def _found(portfolio_id: uuid.UUID) -> PortfolioRecord:
    found = queries.portfolios.portfolio(database.connection, portfolio_id)
    return found or abort(404)


def _back(portfolio_id: uuid.UUID) -> ResponseReturnValue:
    return redirect(url_for("administration.portfolio", portfolio_id=portfolio_id), 303)
