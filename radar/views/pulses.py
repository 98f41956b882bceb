"""The pulses of an organisation: opening one, its link, and what people answered once it is closed."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Blueprint, Response, abort, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from radar import access, library, operations, queries
from radar.access import Permission
from radar.charts.pulse import PulsePicture, pulse_chart, pulse_description, stage_figure
from radar.charts.request import Format
from radar.exports import pulses as exports
from radar.extensions import database
from radar.i18n import current_language, day, local_date, today
from radar.i18n import gettext as _
from radar.queries.pulses import PulseRecord
from radar.views.pictures import PICTURES
from radar.views.pulse_forms import PulseForm
from scoring.distribution import RECORD
from scoring.pulse import PulseQuestion, PulseResult, pulse_result

blueprint = Blueprint("pulses", __name__, url_prefix="/organisations/<uuid:organisation_id>/pouls")

LINK = "pulse-link"
MIMETYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed pulse of the same question, with its result where enough people answered."""

    pulse: PulseRecord
    result: PulseResult | None


@blueprint.route("/nouveau", methods=["GET", "POST"])
@access.needs(Permission.FACILITATE)
def new(organisation_id: uuid.UUID) -> ResponseReturnValue:
    """Ask what the pulse is about, then open it and show its link."""
    _members_only()
    form = PulseForm(request.form, title=_("Pouls du %(day)s", day=day(today())))
    form.offer(library.pulse_questions(current_language()))
    if request.method == "GET" or not form.validate() or form.chosen is None:
        page = render_template("pulses/new.html", organisation=access.organisation(), form=form, minimum=RECORD)
        return page, 200 if request.method == "GET" else 422
    pulse_id, token = operations.pulses.open_pulse(
        database.connection, organisation_id, form.chosen, form.plan(), datetime.now(UTC)
    )
    return _show_link(organisation_id, pulse_id, token)


@blueprint.get("/<uuid:pulse_id>")
@access.needs(Permission.READ)
def show(organisation_id: uuid.UUID, pulse_id: uuid.UUID) -> ResponseReturnValue:
    """Show how many have answered an open pulse; what they answered once it is closed."""
    pulse = _pulse(pulse_id)
    question = _question(pulse)
    closed = _closed(pulse, question) if pulse.closed_at else []
    result = next((one.result for one in closed if one.pulse.id == pulse_id), None)
    kept: list[str] = session.get(LINK, [])
    token = session.pop(LINK)[1] if kept and kept[0] == pulse_id.hex else None
    return render_template(
        "pulses/show.html",
        organisation=access.organisation(),
        pulse=pulse,
        question=question,
        responses=0 if pulse.closed_at else queries.pulses.responses(database.connection, pulse_id),
        link=token and url_for("pulse_answers.page", token=token, _external=True),
        result=result,
        description=pulse_description(_picture(pulse, question, result)) if result else "",
        trend=closed,
        figure=lambda value: stage_figure(value, current_language()),
        minimum=RECORD,
    )


@blueprint.post("/<uuid:pulse_id>/lien")
@access.needs(Permission.FACILITATE)
def renew(organisation_id: uuid.UUID, pulse_id: uuid.UUID) -> ResponseReturnValue:
    """Replace the link; the old one no longer leads anywhere."""
    if _pulse(pulse_id).closed_at:
        return _back(organisation_id, pulse_id)
    return _show_link(organisation_id, pulse_id, operations.pulses.renew_link(database.connection, pulse_id))


@blueprint.post("/<uuid:pulse_id>/fermeture")
@access.needs(Permission.FACILITATE)
def close(organisation_id: uuid.UUID, pulse_id: uuid.UUID) -> ResponseReturnValue:
    """End the pulse for good."""
    _pulse(pulse_id)
    operations.pulses.close_pulse(database.connection, pulse_id, datetime.now(UTC))
    return _back(organisation_id, pulse_id)


@blueprint.get("/<uuid:pulse_id>/resultats.<any(csv, json):kind>")
@access.needs(Permission.READ)
def download(organisation_id: uuid.UUID, pulse_id: uuid.UUID, kind: str) -> ResponseReturnValue:
    """Hand the result of a closed pulse out as a file."""
    pulse = _pulse(pulse_id)
    question = _question(pulse)
    asked_on = local_date(pulse.closed_at).isoformat() if pulse.closed_at else ""
    target = pulse.target_stage, pulse.target_on
    about = exports.PulseReport(question, _result(pulse, question), pulse.organisation, asked_on, *target)
    content = exports.to_json(about) if kind == "json" else exports.to_csv(about, current_language())
    response = Response(content, content_type=MIMETYPES[kind])
    response.headers["Content-Disposition"] = f'attachment; filename="pouls-{today():%Y-%m-%d}.{kind}"'
    response.headers["Cache-Control"] = "private, no-cache"
    return response


@blueprint.get("/<uuid:pulse_id>/pouls.<any(svg, png):kind>")
@access.needs(Permission.READ)
def chart(organisation_id: uuid.UUID, pulse_id: uuid.UUID, kind: Format) -> ResponseReturnValue:
    """Draw a closed pulse; a browser that holds the same drawing is told to keep it."""
    pulse = _pulse(pulse_id)
    question = _question(pulse)
    picture = _picture(pulse, question, _result(pulse, question), kind)
    response = Response(mimetype=PICTURES[kind])
    response.headers["Cache-Control"] = "private, no-cache"
    response.set_etag(picture.key())
    response.make_conditional(request)
    if response.status_code != 304:  # noqa: PLR2004 (not modified)
        response.set_data(pulse_chart(picture))
    return response


def _picture(pulse: PulseRecord, question: PulseQuestion, result: PulseResult, kind: Format = "svg") -> PulsePicture:
    return PulsePicture(
        question=question,
        result=result,
        name=f"{pulse.organisation} – {pulse.title}",
        target_stage=pulse.target_stage,
        target_on=pulse.target_on,
        language=current_language(),
        format=kind,
        theme="dark" if request.args.get("theme") == "dark" else "light",
        heading=kind == "png",  # on the page the heading stands above the picture
    )


def _closed(pulse: PulseRecord, question: PulseQuestion) -> Sequence[Closed]:
    """Return the closed pulses of the same question, newest first."""
    connection = database.connection
    tallies = queries.pulses.tallies(connection, pulse.organisation_id, question.hash)
    pulses = queries.pulses.pulses_of(connection, pulse.organisation_id)
    same = [one for one in pulses if one.question_hash == question.hash and one.closed_at]
    return [Closed(one, pulse_result(tallies.get(one.id, {}), question.top)) for one in same]


def _result(pulse: PulseRecord, question: PulseQuestion) -> PulseResult:
    """Return what a pulse came to; while it is open, or where too few answered, there is nothing to show."""
    tallies = queries.pulses.tallies(database.connection, pulse.organisation_id, question.hash)
    return pulse_result(tallies.get(pulse.id, {}), question.top) or abort(404)


def _pulse(pulse_id: uuid.UUID) -> PulseRecord:
    _members_only()
    return queries.pulses.pulse(database.connection, access.organisation().id, pulse_id) or abort(404)


def _question(pulse: PulseRecord) -> PulseQuestion:
    return library.pinned_pulse(pulse.reference, pulse.question_hash, current_language())


def _members_only() -> None:
    """Who only administers the site sees no pulse, as they see no assessment."""
    if access.organisation().role is None:
        abort(404)


def _show_link(organisation_id: uuid.UUID, pulse_id: uuid.UUID, token: str) -> ResponseReturnValue:
    """Keep the link in the facilitator's browser for the one page that shows it."""
    session[LINK] = [pulse_id.hex, token]
    return _back(organisation_id, pulse_id)


def _back(organisation_id: uuid.UUID, pulse_id: uuid.UUID) -> ResponseReturnValue:
    return redirect(url_for("pulses.show", organisation_id=organisation_id, pulse_id=pulse_id), 303)
