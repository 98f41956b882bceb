"""Plans in and out, as the same JSON as their file."""

import uuid
from datetime import UTC, datetime

from flask import Response, abort, url_for

from radar import library, operations, queries
from radar.api import shapes
from radar.api.calls import as_response, check_seen, etag_of, page_of, read_document, refuse, refuse_faults
from radar.database import begin_write
from radar.extensions import database
from radar.i18n import current_language
from radar.i18n import gettext as _
from radar.operations.plans import Owner
from radar.queries.plans import PlanRecord
from radar.queries.tokens import Caller
from scoring.errors import Refused
from scoring.loading.plan_files import plan_of
from scoring.questionnaire import Questionnaire
from scoring.transformation import TransformationPlan


def list_plans(caller: Caller) -> Response:
    """Answer a part of the list of plans."""
    found = queries.plans.plans_of_organisation(database.connection, caller.organisation_id)
    fields = set(shapes.PlanLine.model_fields)
    lines = [
        shapes.PlanLine.model_validate({name: getattr(each, name) for name in fields}) for each in page_of(list(found))
    ]
    return as_response(shapes.Plans(total=len(found), plans=tuple(lines)))


def show_plan(caller: Caller, plan_id: uuid.UUID) -> Response:
    """Answer a plan, and the mark of this version."""
    return _answered(_content(_record(caller, plan_id)))


def start_plan(caller: Caller) -> Response:
    """Start a plan of the organisation."""
    plan = _read()
    owner = Owner(organisation_id=caller.organisation_id)
    questionnaire, now = _questionnaire(plan.questionnaire), datetime.now(UTC)
    started = operations.plans.start(database.connection, owner, questionnaire, plan, caller.account_id, now)
    place = url_for("api.show_plan", plan_id=started)
    return _answered(_content(_record(caller, started)), 201, Location=place)


def put_plan(caller: Caller, plan_id: uuid.UUID) -> Response:
    """Make a plan what the body says, if nobody has changed it since the caller read it."""
    plan = _read()
    record = _record(caller, plan_id, hold=True)
    found = queries.plans.rows(database.connection, plan_id)
    if record.state == "adopted":
        refuse(409, _("Ce plan est adopté et ne change plus; commencez-en une nouvelle version."))
    check_seen(etag_of(queries.plans.assembled(record, found)))
    if plan.questionnaire != record.questionnaire:
        refuse(
            422,
            _("Le plan repose sur le questionnaire %(reference)s, qui ne change pas.", reference=record.questionnaire),
        )
    operations.plans.replace(database.connection, plan_id, found.changes, plan, caller.account_id, datetime.now(UTC))
    return _answered(_content(_record(caller, plan_id)))


def _record(caller: Caller, plan_id: uuid.UUID, *, hold: bool = False) -> PlanRecord:
    """Return a plan of the caller's organisation; any other does not exist for them."""
    if hold:
        begin_write(database.connection)
    found = queries.plans.plan(database.connection, plan_id, hold=hold)
    if found is None or found.organisation_id != caller.organisation_id:
        abort(404)
    return found


def _content(record: PlanRecord) -> TransformationPlan:
    return queries.plans.assembled(record, queries.plans.rows(database.connection, record.id))


def _answered(content: TransformationPlan, status: int = 200, **headers: str) -> Response:
    return as_response(content, status, ETag=f'"{etag_of(content)}"', **headers)


def _read() -> TransformationPlan:
    try:
        return plan_of(read_document(), strict=True)
    except Refused as refused:
        refuse_faults(refused.faults)


def _questionnaire(reference: str) -> Questionnaire:
    try:
        return library.questionnaire(reference, current_language())
    except Refused as refused:
        refuse_faults(refused.faults)
