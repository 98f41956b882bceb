"""Opening and closing the campaigns of a portfolio."""

import uuid
from datetime import UTC, datetime

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from radar import access, library, operations, queries
from radar.access import Permission
from radar.extensions import database
from radar.i18n import current_language
from radar.i18n import gettext as _
from radar.operations.portfolio_campaigns import AlreadyClosedError, AlreadyOpenError
from radar.queries.comparisons import CampaignRecord, Participation
from radar.views import portfolio_page

blueprint = Blueprint("portfolio_campaigns", __name__, url_prefix="/portefeuilles/<uuid:portfolio_id>/campagnes")


@blueprint.post("")
@access.needs(Permission.MANAGE)
def begin(portfolio_id: uuid.UUID) -> ResponseReturnValue:
    """Open a campaign."""
    form = portfolio_page.opening_form(request.form)
    if not form.validate():
        return portfolio_page.page(opening=form), 422
    questionnaire = library.questionnaire(form.questionnaire.data or "", current_language())
    try:
        operations.portfolio_campaigns.begin(
            database.connection, questionnaire, portfolio_id, form.read(), datetime.now(UTC)
        )
    except AlreadyOpenError:
        fault = _("Une campagne avec ce questionnaire est déjà ouverte; fermez-la d'abord.")
        return portfolio_page.page(opening=form, fault=fault), 409
    flash(_("La campagne est ouverte : chaque organisme peut maintenant y prendre part, à partir de sa page."))
    return redirect(url_for("portfolios.manage", portfolio_id=portfolio_id), 303)


@blueprint.get("/<uuid:campaign_id>/fermeture")
@access.needs(Permission.MANAGE)
def closing(portfolio_id: uuid.UUID, campaign_id: uuid.UUID) -> ResponseReturnValue:
    """Say what closing a campaign does, and how far it has come, before it is done."""
    campaign = _campaign(portfolio_id, campaign_id)
    if campaign.closed_at:
        return portfolio_page.page(fault=_closed()), 409
    counts = queries.comparisons.participation(database.connection, portfolio_id)
    return render_template(
        "portfolios/campaign_close.html",
        portfolio=access.portfolio(),
        campaign=campaign,
        counts=counts.get(campaign_id, Participation()),
        minimum=portfolio_page.smallest_group(),
    )


@blueprint.post("/<uuid:campaign_id>/fermeture")
@access.needs(Permission.MANAGE)
def close(portfolio_id: uuid.UUID, campaign_id: uuid.UUID) -> ResponseReturnValue:
    """Close a campaign and publish the figures of its groups."""
    campaign = _campaign(portfolio_id, campaign_id)
    questionnaire = library.pinned_questionnaire(
        campaign.questionnaire, campaign.questionnaire_hash, current_language()
    )
    try:
        publication = operations.portfolio_campaigns.close(
            database.connection,
            questionnaire,
            portfolio_id,
            campaign_id,
            portfolio_page.smallest_group(),
            datetime.now(UTC),
        )
    except AlreadyClosedError:
        return portfolio_page.page(fault=_closed()), 409
    if publication.everybody.figures:
        flash(_("La campagne est fermée et les chiffres de groupes sont publiés."))
    else:
        flash(_("La campagne est fermée. Trop peu de résultats complets comptaient : aucun chiffre n'est publié."))
    return redirect(url_for("portfolios.manage", portfolio_id=portfolio_id), 303)


def _campaign(portfolio_id: uuid.UUID, campaign_id: uuid.UUID) -> CampaignRecord:
    campaigns = queries.comparisons.campaigns_of(database.connection, portfolio_id)
    return next((one for one in campaigns if one.id == campaign_id), None) or abort(404)


def _closed() -> str:
    return _("Cette campagne est déjà fermée; ce qui a été publié ne change plus.")
