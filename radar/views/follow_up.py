"""How a plan comes along: status, delays, changes since the version before, effects, and the public targets."""

import uuid

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from radar import access, operations
from radar.access import Permission
from radar.extensions import database
from radar.i18n import current_language, today
from radar.i18n import gettext as _
from radar.views import follow_up_words, plan_words
from radar.views.barometer_panel import FigureForm, barometer, trends
from radar.views.plan_basis import plan_basis
from scoring.follow_up import by_status, late, quarter_on
from scoring.roadmap import in_roadmap

blueprint = Blueprint("follow_up", __name__, url_prefix="/ptn/<uuid:plan_id>/suivi")


@blueprint.get("")
@access.needs(Permission.READ)
def page(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Show how the plan comes along."""
    del plan_id
    return _page(FigureForm(on=today().isoformat()))


@blueprint.post("/barometre")
@access.needs(Permission.FACILITATE)
def note(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Keep what the organisation measured of a public target, or take it back."""
    form = FigureForm(request.form)
    if not form.validate():
        return _page(form), 422
    target, measured_on, percent = form.read()
    operations.barometer.note(database.connection, _owner(), target, measured_on, percent)
    flash(_("La mesure est enregistrée."))
    return _back(plan_id)


@blueprint.post("/barometre/retrait")
@access.needs(Permission.FACILITATE)
def withdraw(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Take a figure back."""
    form = FigureForm(request.form, percent="0")
    if not form.validate():
        abort(400)
    target, measured_on, _percent = form.read()
    operations.barometer.withdraw(database.connection, _owner(), target, measured_on)
    flash(_("La mesure est retirée."))
    return _back(plan_id)


def _page(form: FigureForm) -> str:
    basis = plan_basis()
    plan, owner = basis.plan, basis.record.organisation_id
    now = quarter_on(plan, today())
    return render_template(
        "plans/follow_up.html",
        basis=basis,
        plan=plan,
        today=today(),
        now=plan_words.quarter(plan, now) if 0 <= now < plan.quarters else "",
        statuses=plan_words.statuses(),
        counts=by_status(plan),
        unplaced=sum(in_roadmap(each) and each.start is None for each in plan.initiatives),
        late=[follow_up_words.late_sentence(plan, each) for each in late(plan, today())],
        changes=follow_up_words.version_changes(basis.record, plan),
        effects=follow_up_words.effects(basis.record, plan),
        trends=trends(owner) if owner else (),
        language=current_language(),
        targets=barometer().targets,
        form=form,
    )


def _owner() -> uuid.UUID:
    """Return the organisation of the plan; a portfolio measures nothing of its own."""
    return access.plan().organisation_id or abort(404)


def _back(plan_id: uuid.UUID) -> ResponseReturnValue:
    return redirect(url_for("follow_up.page", plan_id=plan_id, _anchor="barometer"), 303)
