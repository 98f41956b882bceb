"""Joining a workshop by its code, or a survey by its link, without an account or a name."""

import re
from datetime import UTC, datetime, timedelta

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from radar import access, operations, queries
from radar.access import Permission
from radar.extensions import database
from radar.i18n import gettext as _
from radar.operations.assessments import link_hash
from radar.queries.ballots import Room
from radar.queries.workshops import WorkshopRecord
from radar.views import seats
from scoring import distribution

blueprint = Blueprint("joining", __name__, url_prefix="/r")

SEPARATORS = re.compile(r"[\s.\-\u2010-\u2015]")
CODE = re.compile(r"[A-Z0-9]{6}")
WINDOW = timedelta(minutes=10)
MOST_WRONG = 30
REMEMBERED = timedelta(days=1)


@blueprint.get("")
@access.needs(Permission.PUBLIC)
def enter() -> ResponseReturnValue:
    """Ask for a code."""
    code = _plain(request.args.get("code", ""))
    if CODE.fullmatch(code):
        return redirect(url_for("joining.room", code=code), 303)
    if "code" not in request.args:
        return _enter("", "", 200)
    return _enter(code, _("Le code compte six lettres ou chiffres; recopiez celui qui est à l'écran de la salle."), 422)


@blueprint.route("/<code>", methods=["GET", "POST"])
@access.needs(Permission.PUBLIC)
def room(code: str) -> ResponseReturnValue:
    """Say what is collected and why, then give a place; whoever has one goes straight to the votes."""
    code, now = _plain(code), datetime.now(UTC)
    found = queries.ballots.room_with_code(database.connection, code)
    if found and seats.seat(found.workshop.id):
        return _to_the_votes(found.workshop)
    if _guesses(found, now):
        return _enter(
            code,
            _(
                "Trop de codes inexacts ont été essayés depuis cette adresse; attendez dix minutes, ou demandez à la "
                "personne qui anime de vérifier le code."
            ),
            429,
        )
    if found is None:
        operations.attempts.note_failure(database.connection, access.attempt_key("code", _address()), now)
        sentence = _("Aucune séance n'a le code « %(code)s »; recopiez celui qui est à l'écran de la salle.", code=code)
        return _enter(code, sentence, 404)
    ended = _ended(found.workshop, now)
    return _enter(code, ended, 410) if ended else _door(found, now)


@blueprint.route("/lien/<token>", methods=["GET", "POST"])
@access.needs(Permission.PUBLIC)
def survey(token: str) -> ResponseReturnValue:
    """Open a survey by its link."""
    found = queries.ballots.room_of_link(database.connection, link_hash(token))
    if found is None:
        sentence = _("Ce lien de sondage est inexact ou a été remplacé; demandez le nouveau à qui vous l'a envoyé.")
        return _enter("", sentence, 404)
    if seats.seat(found.workshop.id):
        return _to_the_votes(found.workshop)
    now = datetime.now(UTC)
    ended = _ended(found.workshop, now)
    return _enter("", ended, 410) if ended else _door(found, now)


def _door(found: Room, now: datetime) -> ResponseReturnValue:
    """Show the joining page, or let the device in."""
    if request.method == "GET":
        response = make_response(
            render_template(
                "voting/join.html",
                room=found,
                workshop=found.workshop,
                minimum=distribution.ROOM if found.workshop.kind == "workshop" else distribution.RECORD,
                days=seats.DAYS[found.workshop.kind],
            )
        )
        response.headers["Referrer-Policy"] = "same-origin" if found.workshop.code else "no-referrer"
        return response
    unit = request.form.get("unit", "")
    _participant, token = operations.ballots.join(
        database.connection,
        found.workshop.id,
        unit if unit in found.workshop.units else "",
        _joined_key(found.workshop),
        now,
    )
    response = make_response(_to_the_votes(found.workshop))
    seats.keep(response, found.workshop, token)
    return response


def _to_the_votes(workshop: WorkshopRecord) -> ResponseReturnValue:
    return redirect(url_for("voting.page", workshop_id=workshop.id), 303)


def _enter(code: str, sentence: str, status: int) -> ResponseReturnValue:
    return render_template("voting/enter.html", code=code[:12], sentence=sentence), status


def _guesses(found: Room | None, now: datetime) -> bool:
    """Return whether codes are being guessed from here; a room that has begun to join goes on joining."""
    connection, key = database.connection, access.attempt_key("code", _address())
    if queries.attempts.failures_since(connection, key, now - WINDOW) < MOST_WRONG:
        return False
    return not found or not queries.attempts.failures_since(connection, _joined_key(found.workshop), now - REMEMBERED)


def _joined_key(workshop: WorkshopRecord) -> bytes:
    return access.attempt_key("joined", f"{workshop.id}:{_address()}")


def _ended(workshop: WorkshopRecord, now: datetime) -> str:
    if workshop.state == "closed":
        return _("Cette séance est terminée; il n'est plus possible de la rejoindre.")
    if workshop.code_ends_at is not None and workshop.code_ends_at <= now:
        return _("Ce code n'est plus valable; demandez le nouveau à la personne qui anime la séance.")
    return ""


def _plain(code: str) -> str:
    """Return a code as it is stored, however somebody has typed it."""
    return SEPARATORS.sub("", code).upper()


def _address() -> str:
    return request.remote_addr or ""
