"""Adding initiatives to a plan: those an assessment recommends, those a room voted for, those of the catalogue."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from radar import access, operations
from radar.access import Permission
from radar.extensions import database
from radar.i18n import gettext as _
from radar.operations.plans import AdoptedPlanError, StaleRowError
from radar.queries.assessments import AssessmentSummary
from radar.queries.workshops import WorkshopRecord
from radar.views import plan_sources, plan_words
from radar.views.plan_basis import PlanBasis, initiative_change, plan_basis, save
from radar.views.plan_board import why
from scoring.plan_entries import Source, axes_of, entry, fitted, recommended, voted
from scoring.transformation import PlannedInitiative

blueprint = Blueprint("plan_additions", __name__, url_prefix="/ptn/<uuid:plan_id>/ajout")

RECOMMENDED, VOTED, CATALOGUE = "recommandations", "points", "catalogue"


@dataclass(frozen=True)
class Choice:
    """Where initiatives are looked for: the kind of source, and which assessment, session or axis of it."""

    basis: PlanBasis
    kind: str
    assessment: uuid.UUID | None
    session: uuid.UUID | None
    axis: str

    @cached_property
    def assessments(self) -> Sequence[AssessmentSummary]:
        """Return the assessments to choose among; a portfolio has none of its own."""
        home = self.basis.record.organisation_id
        return plan_sources.assessments(home, self.basis.questionnaire.id) if home else []

    @cached_property
    def source(self) -> Source | None:
        """Return the assessment that was chosen, else the first."""
        home = self.basis.record.organisation_id
        known = [each.id for each in self.assessments]
        chosen = self.assessment if self.assessment in known else next(iter(known), None)
        return plan_sources.source(chosen, home) if chosen and home else None

    @cached_property
    def sessions(self) -> Sequence[WorkshopRecord]:
        """Return the sessions of the assessment in which a vote by dots was held."""
        return plan_sources.votes(uuid.UUID(self.source.assessment)) if self.source else []

    @cached_property
    def held(self) -> WorkshopRecord | None:
        """Return the session that was chosen, else the first."""
        return next((each for each in self.sessions if each.id == self.session), next(iter(self.sessions), None))

    def found(self) -> Sequence[PlannedInitiative]:
        """Return the initiatives to choose among, as they would come into the plan."""
        return [fitted(each, self.basis.plan) for each in self._found()]

    def _found(self) -> Sequence[PlannedInitiative]:
        if self.kind == CATALOGUE:
            return self._catalogue()
        if self.source is None:
            return ()
        if self.kind == RECOMMENDED:
            return recommended(self.source)
        return voted(self.source, plan_sources.dots_of(self.held.id)) if self.held else ()

    def _catalogue(self) -> list[PlannedInitiative]:
        asked = self.basis.questionnaire
        return [
            entry(asked, each, "catalogue")
            for each in asked.catalogue.initiatives
            if not self.axis or self.axis in axes_of(asked, each)
        ]


@blueprint.get("")
@access.needs(Permission.FACILITATE)
def page(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Show the initiatives of a source, with what would put each of them into the plan."""
    del plan_id
    choice = _choice()
    return render_template(
        "plans/additions.html",
        basis=choice.basis,
        plan=choice.basis.plan,
        choice=choice,
        found=[(each, why(choice.basis, each)) for each in choice.found()],
        words=plan_words,
        campaign_name=plan_sources.campaign_name,
    )


@blueprint.post("")
@access.needs(Permission.FACILITATE)
def add(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Add an initiative with what put it there; one that the plan already has stays as it is."""
    choice, key = _choice(), request.form.get("initiative", "")
    found = next((each for each in choice.found() if each.id == key), None) or abort(404)
    now = datetime.now(UTC)
    try:
        operations.plans.change(database.connection, plan_id, [initiative_change(found, 0)], access.signed_in().id, now)
    except StaleRowError:
        flash(_("Cette initiative est déjà au plan."))
    except AdoptedPlanError:
        return save([initiative_change(found, 0)]) or abort(409)
    else:
        flash(_("« %(title)s » est au plan, parmi les propositions.", title=found.title))
    return redirect(_back(choice, key), 303)


def _choice() -> Choice:
    basis, given = plan_basis(), request.values
    usual = RECOMMENDED if basis.record.organisation_id else CATALOGUE
    kind = given.get("source", usual)
    return Choice(
        basis,
        kind if kind in {RECOMMENDED, VOTED, CATALOGUE} else usual,
        given.get("evaluation", None, uuid.UUID),
        given.get("seance", None, uuid.UUID),
        given.get("axe", "") if given.get("axe", "") in basis.questionnaire.axis_by_id else "",
    )


def _back(choice: Choice, key: str) -> str:
    """Return the page from which the initiative was added."""
    if request.form.get("page") == "resultats" and choice.source:
        return url_for("results.page", assessment_id=choice.source.assessment, _anchor=f"initiative-{key}")
    return url_for(
        "plan_additions.page",
        plan_id=choice.basis.record.id,
        source=choice.kind,
        evaluation=choice.source.assessment if choice.source and choice.kind != CATALOGUE else None,
        seance=choice.held.id if choice.kind == VOTED and choice.held else None,
        axe=choice.axis or None,
        _anchor=f"initiative-{key}",
    )
