"""One initiative of a plan: everything said of it, where it comes from, and its removal; nobody's change is lost."""

import re
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from radar import access, operations, paths
from radar.access import Permission
from radar.extensions import database
from radar.i18n import current_language
from radar.i18n import gettext as _
from radar.operations.plans import AdoptedPlanError, RowChange, StaleRowError
from radar.views import plan_sources, plan_words
from radar.views.plan_basis import INITIATIVE, PlanBasis, initiative_change, plan_basis, save
from radar.views.plan_board import is_gone, why
from radar.views.plan_initiative_form import InitiativeForm
from radar.views.plan_words import FieldWords, differences
from scoring.loading.plan_sets import SETS, load_sets
from scoring.transformation import PlannedInitiative

blueprint = Blueprint("plan_initiatives", __name__, url_prefix="/ptn/<uuid:plan_id>")

COUNT = re.compile(r"[0-9]{1,6}")


@blueprint.get("/initiatives/<key>")
@access.needs(Permission.READ)
def show(plan_id: uuid.UUID, key: str) -> ResponseReturnValue:
    """Show an initiative, as a form to who may change it."""
    del plan_id
    basis = plan_basis()
    found = basis.plan.by_id.get(key) or abort(404)
    form = InitiativeForm()
    form.offer(basis, found)
    form.show(found, basis.seen(key))
    return _page(basis, form, found)


@blueprint.get("/nouvelle-initiative")
@access.needs(Permission.FACILITATE)
def new(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Show the form of an initiative of one's own."""
    del plan_id
    basis, blank = plan_basis(), _blank()
    form = InitiativeForm()
    form.offer(basis, blank)
    form.show(blank, 0)
    form.title.data = ""
    return _page(basis, form, None)


@blueprint.post("/nouvelle-initiative")
@access.needs(Permission.FACILITATE)
def add(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Add an initiative of one's own."""
    del plan_id
    return _save(plan_basis(), _blank(), None)


@blueprint.post("/initiatives/<key>")
@access.needs(Permission.FACILITATE)
def change(plan_id: uuid.UUID, key: str) -> ResponseReturnValue:
    """Save an initiative; where somebody else has removed it since, it may come back as it was entered."""
    del plan_id
    basis = plan_basis()
    stored = basis.plan.by_id.get(key)
    current = stored or _removed(basis, key)
    return _save(basis, current, stored)


@blueprint.route("/initiatives/<key>/retrait", methods=["GET", "POST"])
@access.needs(Permission.FACILITATE)
def remove(plan_id: uuid.UUID, key: str) -> ResponseReturnValue:
    """Take an initiative out of the plan once that is confirmed; what waited for it waits no more."""
    basis = plan_basis()
    found = basis.plan.by_id.get(key) or abort(404)
    waiting = [each for each in basis.plan.initiatives if key in each.needs]
    if request.method == "GET":
        return render_template(
            "plans/remove.html", basis=basis, initiative=found, waiting=waiting, seen=basis.seen(key), words=plan_words
        )
    refused = save(_removal(basis, key, waiting, request.form.get("seen", basis.seen(key), int)))
    if refused:
        return refused
    flash(_("L'initiative « %(title)s » est retirée du plan.", title=found.title))
    return redirect(url_for("plans.show", plan_id=plan_id), 303)


def _removal(basis: PlanBasis, key: str, waiting: Sequence[PlannedInitiative], seen: int) -> list[RowChange]:
    freed = [each.model_copy(update={"needs": tuple(n for n in each.needs if n != key)}) for each in waiting]
    risks = [each.model_copy(update={"initiative": None}) for each in basis.plan.risks if each.initiative == key]
    return [
        RowChange(INITIATIVE, key, None, seen),
        *(initiative_change(each, basis.seen(each.id)) for each in freed),
        *(
            RowChange("risk", each.id, each.model_dump(mode="json"), basis.rows.changes.get(("risk", each.id), 0))
            for each in risks
        ),
    ]


def _blank() -> PlannedInitiative:
    return PlannedInitiative(id=uuid.uuid4().hex[:12], title="–")


def _removed(basis: PlanBasis, key: str) -> PlannedInitiative:
    """Return what stands for an initiative that is gone; from the catalogue, it keeps that."""
    try:
        known = key in basis.questionnaire.catalogue.by_id
        return PlannedInitiative(id=key, title="–", catalogue=key if known else None)
    except ValueError:
        abort(404)


def _save(basis: PlanBasis, current: PlannedInitiative, stored: PlannedInitiative | None) -> ResponseReturnValue:
    form = InitiativeForm(request.form)
    form.offer(basis, current)
    if not form.validate():
        return _page(basis, form, stored), 422
    entered, seen = form.read(), _whole(form.seen.data)
    wanted = [initiative_change(entered, seen)]
    try:
        operations.plans.change(database.connection, basis.record.id, wanted, access.signed_in().id, datetime.now(UTC))
    except StaleRowError:
        return _conflict(form, entered), 409
    except AdoptedPlanError:
        return save(wanted) or abort(409)
    flash(_("L'initiative est enregistrée."))
    return redirect(url_for("plans.show", plan_id=basis.record.id, _anchor=f"initiative-{entered.id}"), 303)


def _conflict(form: InitiativeForm, entered: PlannedInitiative) -> str:
    """Show what was entered beside what somebody else has saved since; saving again keeps what was entered."""
    basis = plan_basis()
    other = basis.plan.by_id.get(entered.id)
    form.offer(basis, other or entered)
    form.seen.data = str(basis.seen(entered.id))
    fields = differences(other.model_dump(mode="json"), entered.model_dump(mode="json"), basis) if other else []
    return _page(basis, form, other, conflict=fields, gone=other is None)


def _page(
    basis: PlanBasis,
    form: InitiativeForm,
    stored: PlannedInitiative | None,
    conflict: Sequence[FieldWords] | None = None,
    *,
    gone: bool = False,
) -> str:
    asked = basis.questionnaire
    levels = load_sets(paths.QUESTIONNAIRES / SETS).sharing_levels
    return render_template(
        "plans/initiative.html",
        basis=basis,
        plan=basis.plan,
        form=form,
        options=form.options(),
        initiative=stored,
        why=why(basis, stored) if stored else "",
        traced=plan_sources.traced(stored, basis.record.organisation_id) if stored else None,
        missing=stored is not None and is_gone(basis, stored),
        statements={each.id: (axis, each) for axis in asked.axes for each in axis.statements},
        questionnaire=asked,
        sharing_levels=[each[current_language()] for each in levels],
        words=plan_words,
        conflict=conflict,
        gone=gone,
        editable=basis.open and access.may(Permission.FACILITATE),
    )


def _whole(text: str | None) -> int:
    """Return how often the row had changed when the page was made; 0 where that was tampered with."""
    return int(text) if text and COUNT.fullmatch(text) else 0
