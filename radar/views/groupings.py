"""The groups of a portfolio, set in advance: their names, and which organisation is in which."""

import uuid

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from radar import access, operations, queries
from radar.access import Permission
from radar.extensions import database
from radar.i18n import gettext as _
from radar.operations.groupings import (
    MOST_GROUPINGS,
    ChangedGroupsError,
    FrozenGroupsError,
    TooManyGroupingsError,
)
from radar.views import groups_page
from radar.views.groups_page import NamesForm
from radar.views.portfolio_forms import GroupingForm

blueprint = Blueprint("groupings", __name__, url_prefix="/portefeuilles/<uuid:portfolio_id>")


@blueprint.get("/groupes")
@access.needs(Permission.MANAGE)
def page(portfolio_id: uuid.UUID) -> ResponseReturnValue:
    """Show the groups, and which organisation is in which."""
    del portfolio_id
    return groups_page.page()


@blueprint.post("/groupes")
@access.needs(Permission.MANAGE)
def place(portfolio_id: uuid.UUID) -> ResponseReturnValue:
    """Put every organisation into the groups chosen for it."""
    choices = groups_page.choices_of(request.form)
    if choices is None:
        fault = _("Le tableau ne correspond plus aux groupes ou aux organismes d'aujourd'hui; choisissez de nouveau.")
        return groups_page.page(fault=fault), 409
    try:
        operations.groupings.place(database.connection, portfolio_id, request.form.get("seen", ""), choices)
    except FrozenGroupsError:
        return _frozen()
    except ChangedGroupsError:
        fault = _("Quelqu'un a changé les groupes entre-temps; vos choix sont ci-dessous : relisez, puis enregistrez.")
        return groups_page.page(fault=fault, chosen=choices), 409
    flash(_("Les groupes sont enregistrés."))
    return _back(portfolio_id)


@blueprint.post("/groupements")
@access.needs(Permission.MANAGE)
def create(portfolio_id: uuid.UUID) -> ResponseReturnValue:
    """Divide the portfolio in one more way."""
    form = GroupingForm(request.form)
    if not form.validate():
        return groups_page.page(form=form), 422
    try:
        operations.groupings.create(database.connection, portfolio_id, form.name.data or "", form.names())
    except FrozenGroupsError:
        return _frozen()
    except TooManyGroupingsError:
        fault = _(
            "Un portefeuille compte au plus %(most)s regroupements; supprimez-en un d'abord.", most=MOST_GROUPINGS
        )
        return groups_page.page(form=form, fault=fault), 409
    flash(_("Le regroupement est créé; placez-y maintenant les organismes."))
    return _back(portfolio_id)


@blueprint.post("/groupements/<uuid:grouping_id>")
@access.needs(Permission.MANAGE)
def rename(portfolio_id: uuid.UUID, grouping_id: uuid.UUID) -> ResponseReturnValue:
    """Change the names of a grouping and of its groups."""
    form = NamesForm.read(queries.groupings.groupings_in(database.connection, portfolio_id), grouping_id, request.form)
    if form is None:
        return groups_page.page(fault=_gone()), 409
    if form.fault:
        return groups_page.page(fault=form.fault, names=form), 422
    try:
        operations.groupings.rename(database.connection, portfolio_id, grouping_id, form.name, form.groups)
    except FrozenGroupsError:
        return _frozen()
    flash(_("Les noms sont enregistrés."))
    return _back(portfolio_id)


@blueprint.post("/groupements/<uuid:grouping_id>/suppression")
@access.needs(Permission.MANAGE)
def remove(portfolio_id: uuid.UUID, grouping_id: uuid.UUID) -> ResponseReturnValue:
    """Remove a grouping with its groups."""
    try:
        operations.groupings.remove(database.connection, portfolio_id, grouping_id)
    except FrozenGroupsError:
        return _frozen()
    flash(_("Le regroupement est supprimé; ce qui en a été publié demeure."))
    return _back(portfolio_id)


def _frozen() -> ResponseReturnValue:
    return groups_page.page(fault=groups_page.frozen_sentence()), 409


def _gone() -> str:
    return _("Ce regroupement n'existe plus; quelqu'un l'a supprimé.")


def _back(portfolio_id: uuid.UUID) -> ResponseReturnValue:
    return redirect(url_for("groupings.page", portfolio_id=portfolio_id), 303)
