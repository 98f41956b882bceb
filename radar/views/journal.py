"""The journal of an organisation's assessment: who changed what, and when."""

import uuid
from collections.abc import Sequence

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from radar import access, library, queries
from radar.access import Permission
from radar.exports.as_csv import table_to_csv
from radar.extensions import database
from radar.i18n import current_language, machine_time
from radar.i18n import gettext as _
from radar.queries.journal import EventRecord
from radar.views.journal_words import Line, line

blueprint = Blueprint("journal", __name__, url_prefix="/evaluations/<uuid:assessment_id>")

PAGE = 100
LAST_PAGE = 10_000


@blueprint.get("/journal")
@access.needs(Permission.READ)
def page(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Show what was changed, the newest first, a hundred at a time."""
    _refuse_trials()
    number = min(max(request.args.get("page", 1, int), 1), LAST_PAGE)
    found = queries.journal.events_of(database.connection, assessment_id, most=PAGE + 1, skipped=(number - 1) * PAGE)
    return render_template(
        "campaigns/journal.html",
        assessment=access.assessment(),
        lines=_lines(found[:PAGE]),
        number=number,
        more=len(found) > PAGE,
    )


@blueprint.get("/journal.csv")
@access.needs(Permission.READ)
def download(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Hand the whole journal out as a sheet."""
    _refuse_trials()
    lines = _lines(queries.journal.events_of(database.connection, assessment_id))
    rows = [(machine_time(each.at), each.who, each.what) for each in lines]
    headings = (_("Moment"), _("Personne"), _("Changement"))
    response = Response(table_to_csv([headings, *rows], current_language()), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="journal.csv"'
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _refuse_trials() -> None:
    """A trial is changed by whoever has its link: nobody could be named."""
    if access.assessment().organisation_id is None:
        abort(404)


def _lines(events: Sequence[EventRecord]) -> list[Line]:
    assessment = access.assessment()
    questionnaire = library.pinned_questionnaire(
        assessment.questionnaire, assessment.questionnaire_hash, current_language()
    )
    return [line(event, questionnaire) for event in events]
