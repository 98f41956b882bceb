"""Assessments in and out: their answers, and the result to which they come."""

import uuid
from collections.abc import Mapping
from datetime import UTC, datetime

from flask import Response, abort, current_app, url_for

from radar import answers as codes
from radar import library, operations, queries
from radar.answers import AgreedAnswer
from radar.api import shapes
from radar.api.calls import as_response, check_seen, etag_of, page_of, read_body, refuse, refuse_faults
from radar.config import Config
from radar.extensions import database
from radar.i18n import current_language
from radar.i18n import gettext as _
from radar.operations.assessments import Change
from radar.operations.campaigns import Campaign
from radar.operations.tokens import Sender
from radar.queries.assessments import AssessmentRecord
from radar.queries.tokens import Caller
from scoring.errors import Refused
from scoring.questionnaire import Questionnaire
from scoring.results import assess, to_json

DRAFT = "draft"


def list_assessments(caller: Caller) -> Response:
    """Answer a part of the list of assessments."""
    found = queries.assessments.assessments_of(database.connection, caller.organisation_id)
    lines = [
        shapes.AssessmentLine.model_validate(
            {
                "id": each.id,
                "campaign": each.campaign,
                "on": each.campaign_on,
                "official": each.official,
                "state": each.state,
                "questionnaire": each.questionnaire,
                "created_at": each.created_at,
                "answered": each.answered,
            }
        )
        for each in page_of(list(found))
    ]
    return as_response(shapes.Assessments(total=len(found), assessments=tuple(lines)))


def show_assessment(caller: Caller, assessment_id: uuid.UUID) -> Response:
    """Answer an assessment with its answers, and the mark of this version."""
    return _answered(_shape(_record(caller, assessment_id)))


def show_result(caller: Caller, assessment_id: uuid.UUID) -> Response:
    """Answer what the answers of an assessment come to."""
    record = _record(caller, assessment_id)
    given = queries.assessments.answers_of(database.connection, record.id)
    result = assess(_pinned(record), {question: each.code for question, each in given.items()}, record.organisation)
    return as_response(shapes.ResultFigures.model_validate(to_json(result)))


def start_assessment(caller: Caller) -> Response:
    """Start an assessment as a draft."""
    wanted = read_body(shapes.NewAssessment)
    questionnaire = _asked(wanted.questionnaire)
    campaign = Campaign(" ".join(wanted.campaign.split()), wanted.on, wanted.official)
    changes = _changes(questionnaire, wanted.answers, {})
    started = operations.tokens.start_assessment(
        database.connection, questionnaire, campaign, changes, _sender(caller), datetime.now(UTC)
    )
    place = url_for("api.show_assessment", assessment_id=started)
    return _answered(_shape(_record(caller, started)), 201, Location=place)


def put_answers(caller: Caller, assessment_id: uuid.UUID) -> Response:
    """Store answers of a draft that nobody has changed since the caller read it."""
    wanted = read_body(shapes.AnswersGiven)
    record = _record(caller, assessment_id, hold=True)
    if record.state != DRAFT:
        refuse(
            409,
            _(
                "Cette évaluation n'est plus un brouillon, et rien n'y est changé; remettez-la en brouillon dans son "
                "aperçu."
            ),
        )
    check_seen(etag_of(_shape(record)))
    stored = queries.assessments.answers_of(database.connection, record.id)
    changes = _changes(_pinned(record), wanted.answers, stored)
    operations.tokens.put_answers(database.connection, record.id, changes, _sender(caller), datetime.now(UTC))
    return _answered(_shape(_record(caller, assessment_id)))


def _record(caller: Caller, assessment_id: uuid.UUID, *, hold: bool = False) -> AssessmentRecord:
    """Return an assessment of the caller's organisation; any other does not exist for them."""
    find = queries.assessments.assessment_of_an_organisation
    found = find(database.connection, assessment_id, hold=hold)
    if found is None or found.organisation_id != caller.organisation_id:
        abort(404)
    return found


def _shape(record: AssessmentRecord) -> shapes.Assessment:
    given = queries.assessments.answers_of(database.connection, record.id)
    return shapes.Assessment.model_validate(
        {
            "id": record.id,
            "campaign": record.campaign,
            "on": record.campaign_on,
            "official": record.official,
            "state": record.state,
            "questionnaire": record.questionnaire,
            "created_at": record.created_at,
            "answers": {question: _given(given[question]) for question in sorted(given)},
        }
    )


def _given(answer: AgreedAnswer) -> dict[str, object]:
    value = answer.value
    return {"level": int(value) if value.isdigit() else value or None, "reason": answer.reason}


def _answered(content: shapes.Assessment, status: int = 200, **headers: str) -> Response:
    return as_response(content, status, ETag=f'"{etag_of(content)}"', **headers)


def _changes(
    questionnaire: Questionnaire, given: Mapping[str, shapes.AnswerGiven], stored: Mapping[str, AgreedAnswer]
) -> list[Change]:
    """Return the answers as they are stored; a question that the questionnaire does not ask is refused."""
    unknown = next((question for question in given if question not in questionnaire.question_by_id), None)
    if unknown is not None:
        refuse(
            422,
            _(
                "Le questionnaire %(reference)s n'a pas de question « %(question)s »; lisez ses questions et reprenez "
                "leurs identifiants.",
                reference=questionnaire.reference,
                question=unknown[:80],
            ),
        )
    unanswered = AgreedAnswer()
    return [
        Change(question, _code(answer), answer.reason, stored.get(question, unanswered).stamp)
        for question, answer in given.items()
    ]


def _code(answer: shapes.AnswerGiven) -> int | None:
    return codes.CODES["" if answer.level is None else str(answer.level)]


def _asked(reference: str | None) -> Questionnaire:
    config: Config = current_app.config["RADAR"]
    try:
        return library.questionnaire(reference or config.questionnaire, current_language())
    except Refused as refused:
        refuse_faults(refused.faults)


def _pinned(record: AssessmentRecord) -> Questionnaire:
    return library.pinned_questionnaire(record.questionnaire, record.questionnaire_hash, current_language())


def _sender(caller: Caller) -> Sender:
    return Sender(caller.organisation_id, caller.account_id, caller.token_name)
