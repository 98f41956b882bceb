"""The organisation of the token, and the questionnaires that its assessments may ask."""

from flask import Response, abort

from radar import library
from radar.api import shapes
from radar.api.calls import as_response
from radar.i18n import current_language
from radar.queries.tokens import Caller
from scoring.errors import Refused
from scoring.questionnaire import Axis, Practice, Question


def show_organisation(caller: Caller) -> Response:
    """Answer the organisation of the token."""
    return as_response(shapes.Body(id=caller.organisation_id, name=caller.organisation))


def list_questionnaires(_caller: Caller) -> Response:
    """Answer the questionnaires that an assessment may ask."""
    lines = [
        shapes.QuestionnaireLine(
            id=each.id, version=each.version, title=each.title, hash=each.hash, questions=len(each.question_by_id)
        )
        for each in library.offered(current_language())
    ]
    return as_response(shapes.Questionnaires(questionnaires=tuple(lines)))


def show_questionnaire(_caller: Caller, identifier: str, version: str) -> Response:
    """Answer a questionnaire with its questions."""
    try:
        found = library.questionnaire(f"{identifier}@{version}", current_language())
    except Refused:
        abort(404)
    return as_response(
        shapes.QuestionnaireAsked(
            id=found.id,
            version=found.version,
            title=found.title,
            hash=found.hash,
            axes={axis.id: axis.name for axis in found.axes},
            practices={practice.id: practice.name for practice in found.practices},
            questions=tuple(
                _question(axis, practice, question)
                for axis in found.axes
                for practice in axis.practices
                for statement in practice.statements
                for question in found.questions_to[statement.id]
            ),
        )
    )


def _question(axis: Axis, practice: Practice, question: Question) -> shapes.QuestionAsked:
    return shapes.QuestionAsked(
        id=question.id,
        number=question.statement.number,
        text=question.statement.text,
        levels=question.statement.levels,
        axis=axis.id,
        practice=practice.id,
        perspective=question.perspective.id if question.perspective else None,
    )
