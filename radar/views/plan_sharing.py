"""What the bodies of a portfolio could do together, for those who lead it: only bodies that show their names count."""

import re
import uuid
from collections.abc import Sequence

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import ValidationError

from radar import access
from radar.access import Permission
from radar.forms import one_line
from radar.i18n import gettext as _
from radar.views import plan_sharing_words as words
from radar.views.plan_basis import PlanBasis, initiative_change, save
from radar.views.plan_sharers import Sharers, joiners, sharers
from scoring.plan_entries import entry, fitted
from scoring.sharing import SEVERAL, Joiner, Shareable
from scoring.transformation import PlannedInitiative

blueprint = Blueprint("plan_sharing", __name__, url_prefix="/portefeuilles/<uuid:portfolio_id>/mutualisation")

AMOUNT = re.compile(r"\d{1,12}(?:[.,]\d{1,2})?", re.ASCII)
MOST_LEVEL = 80
MOST_PARTNERS = 300


@blueprint.get("")
@access.needs(Permission.MANAGE)
def page(portfolio_id: uuid.UUID) -> ResponseReturnValue:
    """Show what bodies could share, and what it would save with the costs that the address gives."""
    del portfolio_id
    found = sharers()
    if found is None:
        return render_template("plans/sharing_empty.html", portfolio=access.portfolio())
    return _page(found)


@blueprint.post("")
@access.needs(Permission.MANAGE)
def keep(portfolio_id: uuid.UUID) -> ResponseReturnValue:
    """Keep a shared initiative in the plan of the portfolio, with its level and who joins."""
    found, key, level = sharers(), request.form.get("initiative", ""), one_line(request.form.get("level"))
    if found is None or found.basis is None:
        abort(404)
    shared = next((each for each in found.sharing({}).shareable if each.key == key and each.initiative), None)
    if shared is None or not request.form.get("seen", "").isdecimal():
        abort(404)
    if len(level) > MOST_LEVEL:
        fault = _("Le niveau est trop long; raccourcissez-le à %(most)s caractères.", most=MOST_LEVEL)
        return _page(found, fault), 422
    kept = _kept(found, found.basis, shared, level)
    refused = save([initiative_change(kept, int(request.form["seen"]))], found.basis.record.id)
    if refused is not None:
        return refused
    flash(_("« %(title)s » est retenue dans le PTN du portefeuille.", title=kept.title))
    return redirect(url_for("plan_sharing.page", portfolio_id=portfolio_id, _anchor=f"shared-{key}"), 303)


def _kept(found: Sharers, basis: PlanBasis, shared: Shareable, level: str) -> PlannedInitiative:
    """Return the initiative as the plan keeps it; what the plan already says of it stays."""
    assert shared.initiative is not None  # noqa: S101 (the caller has looked)
    new = fitted(entry(basis.questionnaire, shared.initiative, "catalogue"), basis.plan)
    partners = ", ".join(joiner.body for joiner in joiners(shared))
    held = found.held(shared.key) or new.model_copy(update={"partners": partners[:MOST_PARTNERS]})
    return held.model_copy(update={"stage": "kept", "sharing_level": level or held.sharing_level})


def _page(found: Sharers, fault: str = "") -> str:
    asked, costs = request.args.get("initiative", ""), {}
    plain = found.sharing({})
    chosen = next((each for each in plain.shareable if each.key == asked), None)
    if chosen:
        try:
            costs = {asked: _costs(joiners(chosen), request.args.getlist("cost"))}
        except ValidationError as refused:
            fault = str(refused)
    shown = found.sharing(costs) if costs else plain
    return render_template(
        "plans/sharing.html",
        portfolio=access.portfolio(),
        found=found,
        sharing=shown,
        shared=[each for each in shown.shareable if len(joiners(each)) >= SEVERAL],
        joiners=joiners,
        title=words.title,
        practices=words.practices,
        levels=words.levels,
        amount=words.amount,
        asked=asked,
        given=request.args.getlist("cost"),
        fault=fault,
    )


def _costs(those: Sequence[Joiner], texts: Sequence[str]) -> dict[str, float]:
    """Return the costs that were written, by body; raises ValidationError."""
    found = {}
    for joiner, text in zip(those, texts, strict=False):
        bare = re.sub(r"[\s$]", "", text)
        if bare and not AMOUNT.fullmatch(bare):
            raise ValidationError(
                _(
                    "« %(text)s » n'est pas un montant pour %(body)s; écrivez par exemple 25000.",
                    text=text[:20],
                    body=joiner.body,
                )
            )
        if bare:
            found[joiner.body] = float(bare.replace(",", "."))
    return found
