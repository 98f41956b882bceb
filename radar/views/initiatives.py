"""The initiatives that an organisation takes up, from the results of one of its campaigns."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from radar import access, library, operations, queries
from radar.access import Permission
from radar.extensions import database
from radar.i18n import current_language, today
from radar.i18n import gettext as _
from radar.queries.assessments import AssessmentRecord
from radar.queries.initiatives import AdoptedRecord
from radar.queries.plans import PlanRecord

blueprint = Blueprint("initiatives", __name__, url_prefix="/organisations/<uuid:organisation_id>/initiatives")


@dataclass(frozen=True, slots=True)
class Adoption:
    """What results say of the initiatives that were taken up, by id, and how many campaigns there are.

    `plan` is the organisation's plan in the making with the same questionnaire, and `planned` what it holds.
    """

    adopted: Mapping[str, AdoptedRecord]
    campaigns: int
    plan: PlanRecord | None
    planned: frozenset[str]


def part(assessment: AssessmentRecord) -> Adoption | None:
    """Return what the results of an organisation's assessment say of its initiatives; a trial takes none up."""
    if assessment.organisation_id is None:
        return None
    questionnaire_id = assessment.questionnaire.partition("@")[0]
    records = queries.initiatives.adopted_by(database.connection, assessment.organisation_id)
    plan = _plan(assessment.organisation_id, questionnaire_id)
    return Adoption(
        {one.initiative_id: one for one in records if one.questionnaire_id == questionnaire_id},
        queries.assessments.count_campaigns(database.connection, assessment.organisation_id),
        plan,
        frozenset(key for _kind, key in queries.plans.rows(database.connection, plan.id).changes)
        if plan
        else frozenset(),
    )


def _plan(organisation_id: uuid.UUID, questionnaire_id: str) -> PlanRecord | None:
    """Return the newest plan in the making to which initiatives of a questionnaire may be added."""
    plans = queries.plans.plans_of_organisation(database.connection, organisation_id)
    drafts = (each for each in plans if each.state == "draft")
    return next((each for each in drafts if each.questionnaire.partition("@")[0] == questionnaire_id), None)


@blueprint.post("")
@access.needs(Permission.MANAGE)
def change(organisation_id: uuid.UUID) -> ResponseReturnValue:
    """Take up, end or forget an initiative that the results of a campaign propose."""
    assessment, initiative_id = _assessment(organisation_id), request.form.get("initiative", "")
    questionnaire = library.pinned_questionnaire(
        assessment.questionnaire, assessment.questionnaire_hash, current_language()
    )
    if initiative_id not in questionnaire.catalogue.by_id:
        abort(404)
    key = (organisation_id, questionnaire.id, initiative_id)
    wanted = request.form.get("action")
    if wanted == "adopt":
        operations.initiatives.adopt(database.connection, *key, today())
        flash(_("L'initiative est retenue."))
    elif wanted == "end":
        operations.initiatives.end(database.connection, *key, today())
        flash(_("L'initiative est terminée."))
    elif wanted == "withdraw":
        operations.initiatives.withdraw(database.connection, *key)
        flash(_("L'initiative n'est plus retenue."))
    else:
        abort(400)
    return redirect(url_for("results.page", assessment_id=assessment.id, _anchor=f"initiative-{initiative_id}"), 303)


def _assessment(organisation_id: uuid.UUID) -> AssessmentRecord:
    """Return the campaign from whose results the form comes, if the reader may see it."""
    try:
        assessment_id = uuid.UUID(request.form.get("assessment", ""))
    except ValueError:
        abort(404)
    found = queries.assessments.assessment_of_an_organisation(database.connection, assessment_id)
    if found is None or found.organisation_id != organisation_id or access.organisation().role is None:
        abort(404)
    return found
