"""What the document of a plan shows beside its rows: where its organisation stood, and the groups of its portfolio."""

from radar import library, paths, queries
from radar.charts.comparison import ComparisonPicture
from radar.exports.plan_report import PlanReport
from radar.exports.report import Answer, Language, Report
from radar.extensions import database
from radar.i18n import current_language, local_date, today
from radar.queries.assessments import AssessmentSummary
from radar.queries.plans import PlanRecord
from radar.views.aims import targets_of
from radar.views.plan_basis import PlanBasis
from scoring import comparison
from scoring.comparison import Publication
from scoring.loading.plan_sections import SECTIONS, load_sections
from scoring.plan_sections import PlanSections
from scoring.results import assess
from scoring.transformation import TransformationPlan


def plan_report(basis: PlanBasis) -> PlanReport:
    """Return what the document of a plan is made from, in the reader's language."""
    return PlanReport(
        plan=basis.plan,
        organisation=basis.record.owner,
        date=today(),
        questionnaire=basis.questionnaire,
        sections=plan_sections(),
        language=_spoken(),
        result=_portrait(basis),
        comparison=_groups(basis.record),
    )


def plan_sections() -> PlanSections:
    """Return the sections of the document."""
    return load_sections(paths.QUESTIONNAIRES / SECTIONS)


def starting_assessment(record: PlanRecord, plan: TransformationPlan) -> AssessmentSummary | None:
    """Return the newest assessment that initiatives come from; where none does, the newest with this questionnaire.

    A portfolio's plan has none: what bodies answered is theirs.
    """
    if record.organisation_id is None:
        return None
    found = queries.assessments.assessments_of(database.connection, record.organisation_id)
    traced = {each.trace.assessment for each in plan.initiatives if each.trace}
    asked = record.questionnaire.partition("@")[0]
    alike = (each for each in found if each.answered and each.questionnaire.partition("@")[0] == asked)
    return next((each for each in found if str(each.id) in traced), next(alike, None))


def _portrait(basis: PlanBasis) -> Report | None:
    """Return the result of the assessment that the plan answers."""
    chosen = starting_assessment(basis.record, basis.plan)
    if chosen is None:
        return None
    record = queries.assessments.assessment_of_an_organisation(database.connection, chosen.id)
    if record is None:
        return None
    questionnaire = library.pinned_questionnaire(record.questionnaire, record.questionnaire_hash, current_language())
    given = queries.assessments.answers_of(database.connection, record.id)
    answers = {key: Answer(answer.code, answer.reason) for key, answer in given.items()}
    result = assess(questionnaire, {key: answer.code for key, answer in answers.items()}, record.organisation)
    date = record.campaign_on or local_date(record.created_at)
    return Report(result, answers, (), date, _spoken(), targets=targets_of(record, questionnaire))


def _groups(record: PlanRecord) -> ComparisonPicture | None:
    """Return the bars of the groups that the portfolio of a plan last published, unless none may be shown."""
    found = queries.comparisons.last_publication(database.connection, record.organisation_id, record.portfolio_id)
    if found is None:
        return None
    own = (comparison.QUADRANTS, comparison.TOP_QUADRANT)
    published = Publication.from_json(found.publication).groupings
    shown = (one for one in published if one.id not in own and any(group.bodies for group in one.groups))
    grouping = next(shown, None)
    if grouping is None:
        return None
    return ComparisonPicture(
        kind="groups",
        questionnaire=library.pinned_questionnaire(found.questionnaire, found.questionnaire_hash, current_language()),
        label=f"{found.portfolio} – {found.campaign} – {grouping.name}",
        groups=grouping.groups,
        language=current_language(),
        heading=False,
    )


def _spoken() -> Language:
    return "en" if current_language() == "en" else "fr"
