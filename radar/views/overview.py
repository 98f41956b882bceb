"""The overview of an assessment, with its forms as they were typed when one of them is refused."""

from collections.abc import Sequence

from flask import render_template

from radar import access, library, queries
from radar.access import Permission
from radar.extensions import database
from radar.forms import CampaignForm, ClaimForm, NameForm
from radar.i18n import current_language
from radar.progress import progress_of
from radar.queries.assessments import AssessmentRecord
from radar.queries.workshops import WorkshopRecord


def page(
    assessment: AssessmentRecord,
    *,
    name: NameForm | None = None,
    campaign: CampaignForm | None = None,
    claim: ClaimForm | None = None,
    fault: str = "",
) -> str:
    """Show how far each axis is and what comes next."""
    questionnaire = library.pinned_questionnaire(
        assessment.questionnaire, assessment.questionnaire_hash, current_language()
    )
    answers = queries.assessments.answers_of(database.connection, assessment.id)
    return render_template(
        "assessments/overview.html",
        assessment=assessment,
        questionnaire=questionnaire,
        progress=progress_of(questionnaire, answers),
        workshops=_workshops(assessment),
        sharing=assessment.organisation_id and queries.sharings.sharing_of(database.connection, assessment.id),
        form=name or NameForm(organisation=assessment.organisation),
        campaign=campaign or _campaign_form(assessment),
        claim=claim or _claim_form(assessment),
        editable=access.may(Permission.FACILITATE) and assessment.state != "closed",
        link=access.private_link(),
        fault=fault,
    )


def _campaign_form(assessment: AssessmentRecord) -> CampaignForm:
    day = assessment.campaign_on.isoformat() if assessment.campaign_on else ""
    return CampaignForm(campaign=assessment.campaign, campaign_on=day, official=assessment.official)


def _claim_form(assessment: AssessmentRecord) -> ClaimForm | None:
    """Return the form by which a trial joins an organisation, for whoever is responsible for one."""
    somebody = access.account()
    if assessment.organisation_id or somebody is None:
        return None
    form = ClaimForm()
    form.offer(queries.organisations.organisations_of(database.connection, somebody.id))
    return form if form.places else None


def _workshops(assessment: AssessmentRecord) -> Sequence[WorkshopRecord] | None:
    """Return the sessions of an organisation's assessment; a trial has none."""
    if assessment.organisation_id is None:
        return None
    return queries.workshops.workshops_of(database.connection, assessment.id)
