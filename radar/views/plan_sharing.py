"""What the bodies of a portfolio could do together, for those who lead it: only bodies that show their names count."""

import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import ValidationError

from radar import access, queries
from radar.access import Permission
from radar.extensions import database
from radar.forms import one_line
from radar.i18n import gettext as _
from radar.views.comparison_scene import Scene, scene
from radar.views.plan_basis import PlanBasis, initiative_change, save
from scoring.plan_entries import entry, fitted
from scoring.sharing import SEVERAL, Body, Joiner, Shareable, Sharing, sharing
from scoring.transformation import PlannedInitiative

blueprint = Blueprint("plan_sharing", __name__, url_prefix="/portefeuilles/<uuid:portfolio_id>/mutualisation")

# An initiative of the portfolio's plan that names no body is the portfolio's own.
WHOLE = ""
AMOUNT = re.compile(r"\d{1,12}(?:[.,]\d{1,2})?", re.ASCII)
MOST_LEVEL = 80
MOST_PARTNERS = 300


@dataclass(frozen=True)
class Sharers:
    """The bodies that show their names in the newest campaign of a portfolio, and the portfolio's plan."""

    scene: Scene
    basis: PlanBasis | None

    @cached_property
    def bodies(self) -> list[Body]:
        """Return the bodies with where they stand and aim, and the portfolio with its plan."""
        named, asked = self.scene.bodies, self.scene.questionnaire
        ids = [body.organisation_id for body in named]
        aims = queries.targets.in_force(database.connection, ids, asked.id) if ids else {}
        found = [
            Body(result.organisation, result=result, targets=aims[body.organisation_id].within(asked))
            for body, result in zip(named, self.scene.results, strict=True)
        ]
        return [*found, Body(WHOLE, plan=self.basis.plan)] if self.basis else found

    def sharing(self, costs: Mapping[str, Mapping[str, float]]) -> Sharing:
        """Return what can be shared."""
        return sharing(self.scene.questionnaire, self.bodies, costs)

    def held(self, key: str) -> PlannedInitiative | None:
        """Return the initiative of the portfolio's plan that comes from an entry of the catalogue."""
        initiatives = self.basis.plan.initiatives if self.basis else ()
        return next((each for each in initiatives if key in {each.catalogue, each.id}), None)


@blueprint.get("")
@access.needs(Permission.MANAGE)
def page(portfolio_id: uuid.UUID) -> ResponseReturnValue:
    """Show what bodies could share, and what it would save with the costs that the address gives."""
    del portfolio_id
    found = _sharers()
    if found is None:
        return render_template("plans/sharing_empty.html", portfolio=access.portfolio())
    return _page(found)


@blueprint.post("")
@access.needs(Permission.MANAGE)
def keep(portfolio_id: uuid.UUID) -> ResponseReturnValue:
    """Keep a shared initiative in the plan of the portfolio, with its level and who joins."""
    found, key, level = _sharers(), request.form.get("initiative", ""), one_line(request.form.get("level"))
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


def joiners(shared: Shareable) -> Sequence[Joiner]:
    """Return the bodies that could join, without the portfolio itself."""
    return [joiner for joiner in shared.joiners if joiner.body != WHOLE]


def _sharers() -> Sharers | None:
    """Return who could share; None where nobody shows a name. Whoever only administers the site sees no result."""
    portfolio = access.portfolio()
    if portfolio.role != "lead":
        abort(404)
    found = scene(None)
    return Sharers(found, _plan(portfolio.id, found)) if found and found.bodies else None


def _plan(portfolio_id: uuid.UUID, found: Scene) -> PlanBasis | None:
    """Return the draft plan of a portfolio, else its newest, if it speaks of the same practices."""
    plans = [
        each
        for each in queries.plans.plans_of_portfolio(database.connection, portfolio_id)
        if each.questionnaire.partition("@")[0] == found.questionnaire.id
    ]
    record = next((each for each in plans if each.state == "draft"), plans[0] if plans else None)
    return PlanBasis(record, queries.plans.rows(database.connection, record.id)) if record else None


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
        practices={each.id: each.name for each in found.scene.questionnaire.practices},
        titles={each.id: each.title for each in found.basis.plan.initiatives} if found.basis else {},
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
