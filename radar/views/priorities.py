"""Which initiatives of a plan come first, why, and how firm that is."""

import uuid
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from radar import access, paths
from radar.access import Permission
from radar.charts.matrix import MatrixPicture, MatrixPoint, matrix_description
from radar.charts.request import Format
from radar.i18n import current_language
from radar.i18n import gettext as _
from radar.views import plan_words, priorities_words
from radar.views.pictures import picture
from radar.views.plan_basis import PlanBasis, initiative_change, plan_basis, save
from radar.views.priorities_form import GRADES, JudgementForm, WeightsForm, criterion_names
from scoring.loading.criteria import CRITERIA_FILE, load_weights
from scoring.priorities import CRITERIA, Ranked, Weights, ranking

blueprint = Blueprint("priorities", __name__, url_prefix="/ptn/<uuid:plan_id>")


@blueprint.get("/priorites")
@access.needs(Permission.READ)
def page(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Show the ranking with its trace, by the weights that the address gives."""
    del plan_id
    return _page(plan_basis())


@blueprint.get("/priorites.<any(svg, png):kind>")
@access.needs(Permission.READ)
def chart(plan_id: uuid.UUID, kind: Format) -> Response:
    """Draw impact against effort."""
    del plan_id
    basis = plan_basis()
    weights = (WeightsForm(request.args).read() if _given() else None) or _usual_weights()
    return picture(_drawing(basis, ranking(basis.plan, *basis.standing, weights), kind))


@blueprint.post("/priorites")
@access.needs(Permission.FACILITATE)
def judge(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Save what people say of an initiative."""
    basis, form = plan_basis(), JudgementForm(request.form)
    initiative = basis.plan.by_id.get(form.initiative.data or "") or abort(404)
    if not form.validate():
        return _page(basis, form), 422
    if not (form.seen.data or "").isdecimal():
        abort(400)
    refused = save([initiative_change(form.read(initiative), int(form.seen.data or 0))])
    if refused is not None:
        return refused
    flash(_("« %(title)s » est enregistrée.", title=initiative.title))
    values: dict[str, Any] = {**_given(), "_anchor": f"initiative-{initiative.id}"}
    return redirect(url_for("priorities.page", plan_id=plan_id, **values), 303)


def _page(basis: PlanBasis, refused: JudgementForm | None = None) -> str:
    weighing = WeightsForm(request.args)
    given = _given()
    weights = (weighing.read() if given else None) or _usual_weights()
    if not given:
        weighing.show(weights)
    ranked = ranking(basis.plan, *basis.standing, weights)
    titles = {each.id: each.title for each in basis.plan.initiatives}
    return render_template(
        "plans/priorities.html",
        basis=basis,
        plan=basis.plan,
        ranked=ranked,
        weighing=weighing,
        given=given,
        more="".join(f"&{name}={quote(weight)}" for name, weight in given.items()),
        description=matrix_description(_drawing(basis, ranked, "svg")),
        efforts=plan_words.efforts(),
        criteria=criterion_names(),
        grades=GRADES,
        forms={each.initiative: _form(basis, each.initiative, refused) for each in ranked},
        refused=refused,
        source=priorities_words.source,
        sensitivities=priorities_words.sensitivities(ranked, titles),
        notes=list(priorities_words.gaps_in_knowledge(ranked)),
    )


def _usual_weights() -> Weights:
    """Return what the criteria weigh as long as nobody says otherwise."""
    return load_weights(paths.QUESTIONNAIRES / CRITERIA_FILE)


def _given() -> dict[str, str]:
    """Return the weights that the address gives."""
    return {name: request.args[name] for name in CRITERIA if name in request.args}


def _drawing(basis: PlanBasis, ranked: Sequence[Ranked], kind: Format) -> MatrixPicture:
    points = []
    for each in ranked:
        initiative, impact = basis.plan.by_id[each.initiative], each.criteria[0].value
        if impact is not None:
            points.append(MatrixPoint(each.rank, initiative.title, initiative.effort, impact))
    return MatrixPicture(
        points=tuple(points),
        name=basis.plan.title,
        language=current_language(),
        format=kind,
        theme="dark" if request.args.get("theme") == "dark" else "light",
        heading=kind == "png",
    )


def _form(basis: PlanBasis, initiative: str, refused: JudgementForm | None) -> JudgementForm:
    """Return the form of an initiative as it was typed, or as it is stored."""
    if refused is not None and refused.initiative.data == initiative:
        return refused
    form = JudgementForm(initiative=initiative, seen=str(basis.seen(initiative)))
    form.show(basis.plan.by_id[initiative])
    return form
