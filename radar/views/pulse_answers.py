"""Answering a pulse by its link: one question, without an account or a name."""

import secrets
import uuid
from datetime import UTC, datetime, timedelta

from flask import Blueprint, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Connection

from radar import access, library, operations, queries
from radar.access import Permission
from radar.extensions import database
from radar.i18n import current_language
from radar.i18n import gettext as _
from radar.operations.assessments import LINK_BYTES, link_hash
from radar.operations.pulses import AnswerRefusedError, PulseAnswer, Why
from radar.queries.pulses import PulseRecord
from scoring.distribution import RECORD
from scoring.pulse import PulseQuestion

blueprint = Blueprint("pulse_answers", __name__, url_prefix="/p")

DEVICE = "device"
WINDOW = timedelta(minutes=10)
MOST_NEW = 500  # a whole organisation may answer from behind one address within minutes of the message that asks it to


@blueprint.get("/<token>")
@access.needs(Permission.PUBLIC)
def page(token: str) -> ResponseReturnValue:
    """Ask the question, or thank for the answer; say plainly when a link is wrong or the pulse is over."""
    pulse = queries.pulses.pulse_of_link(database.connection, link_hash(token))
    return _page(pulse) if pulse else _unknown()


@blueprint.post("/<token>")
@access.needs(Permission.PUBLIC)
def answer(token: str) -> ResponseReturnValue:
    """Count an answer, in place of the one before."""
    pulse = queries.pulses.pulse_of_link(database.connection, link_hash(token))
    if pulse is None:
        return _unknown()
    chosen = next((s.number for s in _question(pulse).stages if str(s.number) == request.form.get("stage")), None)
    if chosen is None:
        return _page(pulse, _("Touchez un des stades pour répondre."), 422)
    address = access.attempt_key("pulse", f"{pulse.id}:{request.remote_addr or ''}")
    given, now = PulseAnswer(pulse.id, _device(pulse.id) or _new_device(pulse.id), chosen, address), datetime.now(UTC)

    def crowded(connection: Connection, key: bytes) -> bool:
        return queries.attempts.failures_since(connection, key, now - WINDOW) >= MOST_NEW

    try:
        operations.pulses.answer(database.connection, given, now, crowded)
    except AnswerRefusedError as refused:
        return _page(pulse, _sentence(refused.why), 429 if refused.why is Why.CROWDED else 410)
    return redirect(url_for("pulse_answers.page", token=token), 303)


def _page(pulse: PulseRecord, sentence: str = "", status: int = 200) -> ResponseReturnValue:
    device = _device(pulse.id)
    chosen = queries.pulses.chosen_stage(database.connection, pulse.id, device) if device else None
    text = render_template(
        "pulses/answer.html",
        pulse=pulse,
        question=_question(pulse),
        chosen=chosen,
        sentence=sentence,
        minimum=RECORD,
    )
    response = make_response(text, 410 if pulse.closed_at else status)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _device(pulse_id: uuid.UUID) -> bytes | None:
    """Return what stands for this device in one pulse: nobody can tell that the same device answered two of them."""
    return link_hash(f"{session[DEVICE]}:{pulse_id.hex}") if DEVICE in session else None


def _new_device(pulse_id: uuid.UUID) -> bytes:
    session[DEVICE] = secrets.token_urlsafe(LINK_BYTES)
    session.permanent = True
    return link_hash(f"{session[DEVICE]}:{pulse_id.hex}")


def _question(pulse: PulseRecord) -> PulseQuestion:
    return library.pinned_pulse(pulse.reference, pulse.question_hash, current_language())


def _sentence(why: Why) -> str:
    if why is Why.CROWDED:
        return _("Beaucoup de réponses viennent d'arriver du même réseau; réessayez dans dix minutes.")
    return _("Le pouls vient d'être fermé; votre réponse n'a pas pu être comptée.")


def _unknown() -> ResponseReturnValue:
    return render_template("pulses/unknown.html"), 404
