"""Starting a plan: its title and years, the ambitions and themes it starts from, and what comes in with it."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from radar import access, library, operations, paths
from radar.access import Permission
from radar.config import Config
from radar.extensions import database
from radar.i18n import current_language, today
from radar.i18n import gettext as _
from radar.operations.plans import Owner
from radar.queries.assessments import AssessmentSummary
from radar.views import plan_sources
from radar.views.plan_start_form import CATALOGUE, StartPlanForm
from scoring.loading.plan_sets import SETS, load_sets
from scoring.plan_entries import Source, fitted, recommended
from scoring.questionnaire import Questionnaire
from scoring.transformation import Ambition, PlannedInitiative, Theme, TransformationPlan

blueprint = Blueprint("plan_start", __name__)

FIRST_MONTH = 4  # the financial year of the government begins in April


@dataclass(frozen=True, slots=True)
class Place:
    """The organisation or the portfolio for which a plan is started; `open` tells whether one belongs to it."""

    owner: Owner
    name: str
    address: str
    open: bool


@blueprint.route("/organisations/<uuid:organisation_id>/ptn/nouveau", methods=["GET", "POST"])
@access.needs(Permission.MANAGE)
def of_organisation(organisation_id: uuid.UUID) -> ResponseReturnValue:
    """Start a plan of an organisation, from one of its assessments."""
    home = access.organisation()
    address = url_for("organisations.show", organisation_id=organisation_id)
    place = Place(Owner(organisation_id), home.name, address, home.role is not None)
    return _answer(place, plan_sources.assessments(organisation_id) if place.open else [])


@blueprint.route("/portefeuilles/<uuid:portfolio_id>/ptn/nouveau", methods=["GET", "POST"])
@access.needs(Permission.MANAGE)
def of_portfolio(portfolio_id: uuid.UUID) -> ResponseReturnValue:
    """Start a plan of a portfolio."""
    home = access.portfolio()
    address = url_for("comparisons.show", portfolio_id=portfolio_id)
    return _answer(Place(Owner(portfolio_id=portfolio_id), home.name, address, home.role is not None), [])


def next_first_day(after: date) -> date:
    """Return the next first day of a financial year."""
    year = after.year if after < date(after.year, FIRST_MONTH, 1) else after.year + 1
    return date(year, FIRST_MONTH, 1)


def set_names() -> Mapping[str, str]:
    """Return the sets of ambitions and themes to choose among, that of the questionnaire first."""
    spoken = current_language()
    sets = load_sets(paths.QUESTIONNAIRES / SETS).sets
    return {CATALOGUE: _("Ceux du questionnaire")} | {each.id: each.name[spoken] for each in sets}


def _answer(place: Place, assessments: Sequence[AssessmentSummary]) -> ResponseReturnValue:
    if not place.open:  # who only administers the site sees no plan
        return redirect(place.address, 303)
    form = StartPlanForm(request.form)
    form.offer({str(each.id): each for each in assessments}, set_names())
    if request.method == "GET":
        form.propose(_("Plan de transformation numérique"), next_first_day(today()))
        return _page(place, form)
    if not form.validate():
        return _page(place, form), 422
    plan_id = _start(place, form)
    flash(_("Le plan est commencé."))
    return redirect(url_for("plans.show", plan_id=plan_id), 303)


def _page(place: Place, form: StartPlanForm) -> str:
    return render_template("plans/new.html", place=place, form=form)


def _start(place: Place, form: StartPlanForm) -> uuid.UUID:
    source = _source(place, form)
    questionnaire = source.result.questionnaire if source else _usual()
    content = _content(form, questionnaire, _initiatives(place, form, questionnaire, source))
    account_id = access.signed_in().id
    return operations.plans.start(
        database.connection, place.owner, questionnaire, content, account_id, datetime.now(UTC)
    )


def _source(place: Place, form: StartPlanForm) -> Source | None:
    chosen = form.chosen()
    home = place.owner.organisation_id
    return plan_sources.source(chosen.id, home) if chosen and home else None


def _usual() -> Questionnaire:
    config: Config = current_app.config["RADAR"]
    return library.questionnaire(config.questionnaire, current_language())


def _initiatives(
    place: Place, form: StartPlanForm, questionnaire: Questionnaire, source: Source | None
) -> list[PlannedInitiative]:
    """Return what comes in with the plan: what was taken up before keeps the trace of what recommends it now."""
    proposed = {each.id: each for each in (recommended(source) if source and form.recommend.data else ())}
    home = place.owner.organisation_id
    taken = {each.id: each for each in (plan_sources.taken_up(home, questionnaire) if home else ())}
    for key, each in taken.items():
        trace = proposed[key].trace if key in proposed else None
        taken[key] = each.model_copy(update={"trace": trace})
    return list((proposed | taken).values())


def _content(
    form: StartPlanForm, questionnaire: Questionnaire, initiatives: Sequence[PlannedInitiative]
) -> TransformationPlan:
    ambitions, themes = _set(form.set.data or CATALOGUE, questionnaire)
    bare = TransformationPlan(
        title=form.title.data or "",
        first_day=form.day(),
        years=form.count(),
        questionnaire=questionnaire.reference,
        ambitions=ambitions,
        themes=themes,
    )
    among = {each.id for each in initiatives}
    rows = [fitted(each, bare, among).model_dump() for each in initiatives]
    return TransformationPlan.model_validate(bare.model_dump() | {"initiatives": rows})


def _set(chosen: str, questionnaire: Questionnaire) -> tuple[tuple[Ambition, ...], tuple[Theme, ...]]:
    """Return ambitions and themes of a set; what it lacks is that of the questionnaire."""
    catalogue = questionnaire.catalogue
    ambitions = tuple(Ambition(id=each.id, name=each.name[:200]) for each in catalogue.ambitions)
    themes = tuple(Theme(id=each.id, name=each.name[:200]) for each in catalogue.themes)
    for each in load_sets(paths.QUESTIONNAIRES / SETS).sets:
        if each.id == chosen:
            spoken = current_language()
            return each.ambitions_in(spoken) or ambitions, each.themes_in(spoken) or themes
    return ambitions, themes
