"""Where the initiatives of a plan may come from: assessments of its organisation, votes held on them, the catalogue."""

import uuid
from collections.abc import Sequence

from radar import library, queries
from radar.extensions import database
from radar.i18n import current_language
from radar.i18n import gettext as _
from radar.queries.assessments import AssessmentRecord, AssessmentSummary
from radar.queries.workshops import WorkshopRecord
from radar.views.aims import targets_of
from scoring.plan_entries import Source, entry
from scoring.questionnaire import Questionnaire
from scoring.results import assess
from scoring.transformation import PlannedInitiative


def assessments(organisation_id: uuid.UUID, questionnaire_id: str = "") -> Sequence[AssessmentSummary]:
    """Return the answered assessments of an organisation, closed ones first, then the newest."""
    found = queries.assessments.assessments_of(database.connection, organisation_id)
    asked = [each for each in found if each.answered and questionnaire_id in {"", each.questionnaire.partition("@")[0]}]
    return sorted(asked, key=lambda each: each.state != "closed")


def source(assessment_id: uuid.UUID, organisation_id: uuid.UUID) -> Source | None:
    """Return an assessment of an organisation as a source of initiatives; None where the organisation has no such."""
    record = queries.assessments.assessment_of_an_organisation(database.connection, assessment_id)
    if record is None or record.organisation_id != organisation_id:
        return None
    asked = questionnaire_of(record)
    answers = queries.assessments.answers_of(database.connection, assessment_id)
    return Source(
        assessment=str(record.id),
        campaign=record.campaign,
        result=assess(asked, {question: answer.code for question, answer in answers.items()}),
        targets=targets_of(record, asked),
        reasons={question: answer.reason for question, answer in answers.items()},
    )


def traced(initiative: PlannedInitiative, organisation_id: uuid.UUID | None) -> uuid.UUID | None:
    """Return the assessment that an initiative comes from, if the organisation still has it."""
    try:
        assessment_id = uuid.UUID((initiative.trace and initiative.trace.assessment) or "")
    except ValueError:
        return None
    found = queries.assessments.assessment_of_an_organisation(database.connection, assessment_id)
    return found.id if found and found.organisation_id == organisation_id else None


def questionnaire_of(record: AssessmentRecord) -> Questionnaire:
    """Return the questionnaire of an assessment in the reader's language."""
    return library.pinned_questionnaire(record.questionnaire, record.questionnaire_hash, current_language())


def votes(assessment_id: uuid.UUID) -> Sequence[WorkshopRecord]:
    """Return the sessions of an assessment whose vote by dots is over."""
    held = queries.workshops.workshops_of(database.connection, assessment_id)
    return [each for each in held if each.dots and each.dots_open_at is None]


def dots_of(workshop_id: uuid.UUID) -> dict[str, int]:
    """Return the dots that the initiatives received in a session."""
    return {each.initiative_id: each.dots for each in queries.dots.ranking(database.connection, workshop_id)}


def taken_up(organisation_id: uuid.UUID, questionnaire: Questionnaire) -> list[PlannedInitiative]:
    """Return what an organisation had taken up from the catalogue, kept and under way or done."""
    catalogue = questionnaire.catalogue.by_id
    return [
        entry(questionnaire, catalogue[each.initiative_id], "recommendation").model_copy(
            update={"stage": "kept", "status": "done" if each.until else "under-way"}
        )
        for each in queries.initiatives.adopted_by(database.connection, organisation_id)
        if each.questionnaire_id == questionnaire.id and each.initiative_id in catalogue
    ]


def campaign_name(summary: AssessmentSummary) -> str:
    """Return what an assessment is called."""
    return summary.campaign or _("Sans nom")
