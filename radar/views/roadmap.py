"""The roadmap of a plan: its table by quarter, its bars, its load, its conflicts, and moving what is in it."""

import uuid

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import ValidationError

from radar import access
from radar.access import Permission
from radar.charts.gantt import GanttPicture, gantt_description
from radar.charts.load import LoadPicture, load_description
from radar.charts.request import Format, ThemeName
from radar.charts.style import WIDTH
from radar.i18n import current_language, today
from radar.i18n import gettext as _
from radar.operations.plans import body_key
from radar.views import plan_words, roadmap_words
from radar.views.pictures import picture
from radar.views.plan_basis import PlanBasis, initiative_change, plan_basis, save
from radar.views.plan_problems import problem_sentences
from radar.views.roadmap_form import PlaceForm, capacity_change, earliest, moves
from scoring.follow_up import quarter_on
from scoring.priorities import ranking
from scoring.roadmap import load_of, schedule
from scoring.transformation import PlannedInitiative

blueprint = Blueprint("roadmap", __name__, url_prefix="/ptn/<uuid:plan_id>")

# Of a drawing: bars stand beside the names of initiatives, or on a narrow screen under them.
WIDE, NARROW = 1100.0, WIDTH


@blueprint.get("/feuille-de-route")
@access.needs(Permission.READ)
def page(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Show the roadmap, with the form of the initiative that the address names."""
    del plan_id
    basis = plan_basis()
    chosen = request.args.get("initiative")
    if chosen is None:
        return _page(basis)
    initiative = basis.plan.by_id.get(chosen) or abort(404)
    form = PlaceForm(initiative=initiative.id, seen=str(basis.seen(initiative.id)))
    form.show(initiative)
    return _page(basis, form)


@blueprint.get("/feuille-de-route.<any(svg, png):kind>")
@access.needs(Permission.READ)
def chart(plan_id: uuid.UUID, kind: Format) -> Response:
    """Draw the bars, theme by theme."""
    del plan_id
    return picture(_drawing(plan_basis(), kind))


@blueprint.get("/feuille-de-route/charge.<any(svg, png):kind>")
@access.needs(Permission.READ)
def load_chart(plan_id: uuid.UUID, kind: Format) -> Response:
    """Draw the load of each body."""
    del plan_id
    return picture(_load(plan_basis(), kind))


@blueprint.post("/feuille-de-route/place")
@access.needs(Permission.FACILITATE)
def place(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Give an initiative another place, length or status."""
    basis, form = plan_basis(), PlaceForm(request.form)
    initiative = basis.plan.by_id.get(form.initiative.data or "") or abort(404)
    form.plan = basis.plan
    if not form.validate():
        return _page(basis, form), 422
    changed = form.read(initiative)
    refused = save([initiative_change(changed, _whole(form.seen.data))])
    if refused is not None:
        return refused
    flash(_placed(basis, changed))
    return redirect(url_for("roadmap.page", plan_id=plan_id), 303)


@blueprint.post("/feuille-de-route/proposition")
@access.needs(Permission.FACILITATE)
def propose(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Show what a schedule by needs, capacities and priorities would move; nothing is saved."""
    del plan_id
    basis = plan_basis()
    plan = basis.plan
    scores = {each.initiative: each.score for each in ranking(plan, *basis.standing) if each.score is not None}
    first = earliest(plan, request.form.get("earliest"), quarter_on(plan, today()))
    found = schedule(plan, priorities=scores, not_before=first)
    without = {each.id for each in found.unplaced}
    moved = [
        each
        for each in plan.initiatives
        if (each.id in found.starts or each.id in without) and found.starts.get(each.id) != each.start
    ]
    return render_template(
        "plans/roadmap_proposal.html",
        basis=basis,
        plan=plan,
        found=found,
        first=first,
        moved=moved,
        length=roadmap_words.length(plan, found),
        unplaced=roadmap_words.unplaced_sentences(plan, found),
        quarter=plan_words.quarter,
    )


@blueprint.post("/feuille-de-route/calendrier")
@access.needs(Permission.FACILITATE)
def keep(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Save the schedule that was shown."""
    try:
        wanted = list(moves(plan_basis(), request.form.getlist("move")))
    except ValueError:
        abort(400)
    refused = save(wanted)
    if refused is not None:
        return refused
    flash(_("Le calendrier est enregistré."))
    return redirect(url_for("roadmap.page", plan_id=plan_id), 303)


@blueprint.post("/feuille-de-route/capacite")
@access.needs(Permission.FACILITATE)
def capacity(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Set what a body can carry each quarter."""
    basis, body = plan_basis(), request.form.get("body", "")
    if body not in load_of(basis.plan).bodies:
        abort(404)
    try:
        wanted = capacity_change(basis, body, request.form.get("capacity", ""), _whole(request.form.get("seen")))
    except ValidationError as fault:
        return _page(basis, fault=str(fault)), 422
    refused = save([wanted])
    if refused is not None:
        return refused
    flash(_("La capacité est enregistrée."))
    return redirect(url_for("roadmap.page", plan_id=plan_id, _anchor="load"), 303)


def _page(basis: PlanBasis, form: PlaceForm | None = None, fault: str = "") -> str:
    plan = basis.plan
    return render_template(
        "plans/roadmap.html",
        basis=basis,
        plan=plan,
        kept=[each for each in plan.initiatives if each.stage == "kept"],
        ambitions={each.id: each for each in plan.ambitions},
        themes={each.id: each.name for each in plan.themes},
        statuses=plan_words.statuses(),
        years=[roadmap_words.year_name(plan, year) for year in range(plan.years)],
        quarter=plan_words.quarter,
        conflicts=problem_sentences(plan),
        description=gantt_description(_drawing(basis, "svg")),
        load=load_of(plan),
        body_key=body_key,
        earliest=earliest(plan, None, quarter_on(plan, today())),
        load_words=load_description(_load(basis, "svg")),
        form=form,
        fault=fault,
    )


def _drawing(basis: PlanBasis, kind: Format) -> GanttPicture:
    kept = tuple(each for each in basis.plan.initiatives if each.stage == "kept")
    return GanttPicture(
        plan=basis.plan.model_copy(update={"initiatives": kept}),
        language=current_language(),
        format=kind,
        theme=_theme(),
        heading=kind == "png",
        width=NARROW if request.args.get("narrow") else WIDE,
    )


def _load(basis: PlanBasis, kind: Format) -> LoadPicture:
    return LoadPicture(
        load=load_of(basis.plan),
        first_year=basis.plan.first_day.year,
        name=basis.plan.title,
        language=current_language(),
        format=kind,
        theme=_theme(),
        heading=kind == "png",
    )


def _theme() -> ThemeName:
    return "dark" if request.args.get("theme") == "dark" else "light"


def _placed(basis: PlanBasis, changed: PlannedInitiative) -> str:
    if changed.start is None:
        return _("« %(title)s » est enregistrée, sans trimestre.", title=changed.title)
    start = plan_words.quarter(basis.plan, changed.start)
    return _("« %(title)s » est enregistrée; elle commence au %(start)s.", title=changed.title, start=start)


def _whole(text: str | None) -> int:
    if not (text or "").isdecimal():
        abort(400)
    return int(text or 0)
