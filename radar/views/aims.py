"""What the organisation of an assessment aims at, for every page that shows its scores."""

from radar import queries
from radar.extensions import database
from radar.queries.assessments import AssessmentRecord
from scoring.questionnaire import Questionnaire
from scoring.targets import Targets


def targets_of(assessment: AssessmentRecord, questionnaire: Questionnaire) -> Targets:
    """Return what the organisation aims at in this version of the questionnaire; a trial aims at nothing."""
    home = assessment.organisation_id
    if home is None:
        return Targets()
    return queries.targets.in_force(database.connection, [home], questionnaire.id)[home].within(questionnaire)
