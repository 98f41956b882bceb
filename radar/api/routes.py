"""The table of routes: what there is, in one place."""

from radar.api import assessments, library, plans, shapes
from radar.api.route import Route
from scoring.transformation import TransformationPlan

ROUTES = (
    Route("GET", "/organisation", library.show_organisation, "The organisation of the token", shapes.Body),
    Route(
        "GET",
        "/questionnaires",
        library.list_questionnaires,
        "The questionnaires to choose from",
        shapes.Questionnaires,
    ),
    Route(
        "GET",
        "/questionnaires/{identifier}/{version}",
        library.show_questionnaire,
        "A questionnaire with its questions",
        shapes.QuestionnaireAsked,
    ),
    Route(
        "GET",
        "/assessments",
        assessments.list_assessments,
        "The assessments of the organisation",
        shapes.Assessments,
        listed=True,
    ),
    Route(
        "POST",
        "/assessments",
        assessments.start_assessment,
        "Start an assessment as a draft",
        shapes.Assessment,
        shapes.NewAssessment,
        creates=True,
        marked=True,
    ),
    Route(
        "GET",
        "/assessments/{assessment_id}",
        assessments.show_assessment,
        "An assessment with its answers",
        shapes.Assessment,
        marked=True,
    ),
    Route(
        "PUT",
        "/assessments/{assessment_id}/answers",
        assessments.put_answers,
        "Store answers of a draft; questions that are not named keep theirs",
        shapes.Assessment,
        shapes.AnswersGiven,
        marked=True,
        refusals=(409,),
    ),
    Route(
        "GET",
        "/assessments/{assessment_id}/result",
        assessments.show_result,
        "What the answers of an assessment come to",
        shapes.ResultFigures,
    ),
    Route("GET", "/plans", plans.list_plans, "The plans of the organisation", shapes.Plans, listed=True),
    Route(
        "POST",
        "/plans",
        plans.start_plan,
        "Start a plan",
        TransformationPlan,
        TransformationPlan,
        creates=True,
        marked=True,
    ),
    Route("GET", "/plans/{plan_id}", plans.show_plan, "A plan as its file", TransformationPlan, marked=True),
    Route(
        "PUT",
        "/plans/{plan_id}",
        plans.put_plan,
        "Make a plan what the file says",
        TransformationPlan,
        TransformationPlan,
        marked=True,
        refusals=(409,),
    ),
)
