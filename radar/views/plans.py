"""The page of a plan: its board, what to do next, its adoption and the version that follows."""

import uuid
from datetime import UTC, datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from radar import access, operations, queries
from radar.access import Permission
from radar.errors import refusal
from radar.extensions import database
from radar.i18n import gettext as _
from radar.operations.plans import AdoptedPlanError
from radar.queries.plans import PlanRecord
from radar.views import plan_words
from radar.views.plan_basis import initiative_change, plan_basis, save
from radar.views.plan_board import board
from radar.views.plan_problems import problem_sentences

blueprint = Blueprint("plans", __name__, url_prefix="/ptn/<uuid:plan_id>")


@blueprint.get("")
@access.needs(Permission.READ)
def show(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Show the initiatives of a plan by how far they are, and what to do next."""
    del plan_id
    basis = plan_basis()
    versions = _versions(basis.record)
    return render_template(
        "plans/show.html",
        basis=basis,
        plan=basis.plan,
        board=board(basis),
        problems=problem_sentences(basis.plan),
        previous=next((each for each in versions if each.id == basis.record.previous_id), None),
        following=_following(basis.record, versions),
        words=plan_words,
    )


@blueprint.post("/initiatives/<key>/etape")
@access.needs(Permission.FACILITATE)
def put(plan_id: uuid.UUID, key: str) -> ResponseReturnValue:
    """Keep an initiative, or put it back among the proposals; it then leaves the roadmap."""
    basis, stage = plan_basis(), request.form.get("stage", "")
    found = basis.plan.by_id.get(key)
    if found is None or stage not in plan_words.stages():
        return refusal(
            404,
            _("Cette initiative n'est plus au plan"),
            _("Quelqu'un l'a retirée entre-temps; rechargez la page du plan."),
        )
    start = found.start if stage == "kept" else None
    changed = found.model_copy(update={"stage": stage, "start": start})
    refused = save([initiative_change(changed, request.form.get("seen", basis.seen(key), int))])
    if refused:
        return refused
    flash(_("L'initiative est retenue.") if stage == "kept" else _("L'initiative est de nouveau une proposition."))
    return redirect(url_for("plans.show", plan_id=plan_id, _anchor=f"initiative-{key}"), 303)


@blueprint.route("/adoption", methods=["GET", "POST"])
@access.needs(Permission.MANAGE)
def adopt(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Adopt a plan, after a look at what is left to put right."""
    basis = plan_basis()
    if request.method == "GET":
        return render_template("plans/adopt.html", basis=basis, problems=problem_sentences(basis.plan))
    try:
        operations.plans.adopt(database.connection, plan_id, access.signed_in().id, datetime.now(UTC))
    except AdoptedPlanError:
        flash(_("Le plan était déjà adopté."))
    else:
        flash(_("Le plan est adopté; il ne change plus."))
    return redirect(url_for("plans.show", plan_id=plan_id), 303)


@blueprint.route("/suite", methods=["GET", "POST"])
@access.needs(Permission.MANAGE)
def take_further(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Start the next version of an adopted plan; a second one would part the work in two."""
    basis = plan_basis()
    following = _following(basis.record, _versions(basis.record))
    if following:
        flash(_("La version suivante est déjà commencée : la voici."))
        return redirect(url_for("plans.show", plan_id=following.id), 303)
    if basis.open:
        return refusal(
            409,
            _("Ce plan n'est pas encore adopté"),
            _("Il peut encore changer : adoptez-le d'abord, puis commencez sa mise à jour."),
        )
    if request.method == "GET":
        return render_template("plans/further.html", basis=basis)
    started = operations.plans.take_further(
        database.connection, basis.record, basis.questionnaire, basis.plan, access.signed_in().id, datetime.now(UTC)
    )
    flash(_("La version %(version)s est commencée.", version=basis.record.version + 1))
    return redirect(url_for("plans.show", plan_id=started), 303)


def _versions(record: PlanRecord) -> list[PlanRecord]:
    """Return the plans of the same organisation or portfolio."""
    connection = database.connection
    if record.organisation_id:
        return list(queries.plans.plans_of_organisation(connection, record.organisation_id))
    return list(queries.plans.plans_of_portfolio(connection, record.portfolio_id)) if record.portfolio_id else []


def _following(record: PlanRecord, versions: list[PlanRecord]) -> PlanRecord | None:
    return next((each for each in versions if each.previous_id == record.id), None)
