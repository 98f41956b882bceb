"""Voting on a phone: the page, its votes, and whether anything has moved."""

import uuid
from datetime import UTC, datetime

from flask import Blueprint, Response, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from radar import access, operations
from radar.access import Permission
from radar.answers import CODES
from radar.extensions import database
from radar.i18n import clock, current_language
from radar.i18n import gettext as _
from radar.operations.ballots import Vote, VoteRefusedError, Why
from radar.queries.ballots import Seat
from radar.views import dots, seats
from radar.views.scenes import Scene, scene

blueprint = Blueprint("voting", __name__, url_prefix="/r/s/<uuid:workshop_id>")


@blueprint.get("")
@blueprint.get("/enonces/<statement_id>")
@access.needs(Permission.PUBLIC)
def page(workshop_id: uuid.UUID, statement_id: str | None = None) -> ResponseReturnValue:
    """Show what is open to votes, or what happens next."""
    seat = seats.seat(workshop_id)
    if seat is None:
        return _to_the_door()
    now = scene(database.connection, seat, statement_id, datetime.now(UTC), current_language())
    return _page(seat, now)


@blueprint.get("/etat")
@blueprint.get("/etat/<statement_id>")
@access.needs(Permission.PUBLIC)
def state(workshop_id: uuid.UUID, statement_id: str | None = None) -> ResponseReturnValue:
    """Answer the part of the page that changes; while nothing has, `polling` answers instead."""
    seat = seats.seat(workshop_id)
    if seat is None:
        abort(404)
    shown = scene(database.connection, seat, statement_id, datetime.now(UTC), current_language())
    response = Response(render_template("voting/_scene.html", **_texts(seat, shown)))
    response.headers["X-Seen"] = str(shown.workshop.changes)
    return response


@blueprint.post("/votes/<statement_id>")
@access.needs(Permission.PUBLIC)
def vote(workshop_id: uuid.UUID, statement_id: str) -> ResponseReturnValue:
    """Count the vote of a form."""
    try:
        _count(workshop_id, statement_id, request.form.get("level", ""), request.form.get("round", ""))
    except VoteRefusedError as refused:
        if refused.why is Why.NOT_JOINED:
            return _to_the_door()
        return _refused(workshop_id, statement_id, refused.why)
    return redirect(_address(workshop_id, statement_id), 303)


@blueprint.put("/votes/<statement_id>")
@access.needs(Permission.PUBLIC)
def send_vote(workshop_id: uuid.UUID, statement_id: str) -> ResponseReturnValue:
    """Count a vote sent by the page as it is given: `{"level", "round"}`."""
    sent = request.get_json(silent=True)
    if not isinstance(sent, dict):
        abort(400)
    now = datetime.now(UTC)
    try:
        _count(workshop_id, statement_id, sent.get("level"), sent.get("round"), now)
    except VoteRefusedError as refused:
        return jsonify(message=_sentence(refused.why)), STATUS[refused.why]
    return jsonify(saved=_("Vote enregistré à %(time)s", time=clock(now)), level=sent["level"])


STATUS = {
    Why.NOT_JOINED: 401,
    Why.FOREIGN: 404,
    Why.UNKNOWN: 422,
    Why.PAUSED: 409,
    Why.CLOSED: 409,
    Why.REVEALED: 409,
    Why.PASSED: 409,
}


def _count(
    workshop_id: uuid.UUID, statement_id: str, level: object, number: object, now: datetime | None = None
) -> None:
    """Store a vote; raises VoteRefusedError."""
    token_hash = seats.token_hash(workshop_id)
    if token_hash is None:
        raise VoteRefusedError(Why.NOT_JOINED)
    code = CODES.get(level) if isinstance(level, str) else None
    round_number = str(number)
    if code is None or not round_number.isascii() or not round_number.isdigit() or len(round_number) > 3:  # noqa: PLR2004
        raise VoteRefusedError(Why.UNKNOWN)
    wanted = Vote(workshop_id, token_hash, statement_id, int(round_number), code)
    operations.ballots.vote(database.connection, wanted, now or datetime.now(UTC))


def _refused(workshop_id: uuid.UUID, statement_id: str, why: Why) -> ResponseReturnValue:
    """Show the page as it stands now, with the reason why the vote is not counted."""
    seat = seats.seat(workshop_id)
    if seat is None:
        return _to_the_door()
    asked = statement_id if why in {Why.REVEALED, Why.UNKNOWN} else None
    shown = scene(database.connection, seat, asked, datetime.now(UTC), current_language())
    return _page(seat, shown, _sentence(why)), STATUS[why]


def _sentence(why: Why) -> str:
    sentences = {
        Why.NOT_JOINED: _("Cet appareil n'a pas rejoint la séance; entrez d'abord le code qui est à l'écran."),
        Why.FOREIGN: _("Cet énoncé n'est pas soumis au vote dans cette séance; actualisez la page."),
        Why.UNKNOWN: _("Ce niveau n'existe pas; choisissez un niveau de 0 à 4 ou « Ne s'applique pas »."),
        Why.PAUSED: _("La séance est en pause; votre vote n'est pas compté, redonnez-le à la reprise."),
        Why.CLOSED: _("La séance est terminée; votre vote n'est pas compté."),
        Why.REVEALED: _("Les votes sont fermés pour cet énoncé; ce vote est arrivé après le dévoilement."),
        Why.PASSED: _("La salle est passée à un autre énoncé; ce vote n'est pas compté."),
    }
    return sentences[why]


def _page(seat: Seat, shown: Scene, sentence: str = "") -> str:
    return render_template("voting/page.html", sentence=sentence, **_texts(seat, shown))


def _texts(seat: Seat, shown: Scene) -> dict[str, object]:
    """Return what the page and its part that changes are made of."""
    ballot = dots.ballot(seat, shown.questionnaire) if shown.kind == "dots" else None
    return {"scene": shown, "room": seat.room, "workshop": shown.workshop, "dots": ballot}


def _address(workshop_id: uuid.UUID, statement_id: str) -> str:
    return url_for("voting.page", workshop_id=workshop_id, statement_id=statement_id)


def _to_the_door() -> ResponseReturnValue:
    flash(_("Cet appareil n'a pas rejoint la séance. Entrez son code, ou ouvrez de nouveau le lien du sondage."))
    return redirect(url_for("joining.enter"), 303)
