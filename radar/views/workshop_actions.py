"""What the facilitator does in a session, one plain form for each."""

import uuid
from datetime import UTC, datetime, timedelta

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import ValidationError

from radar import access, operations
from radar.access import Permission
from radar.answer_form import read_change
from radar.answers import CODES
from radar.extensions import database
from radar.i18n import gettext as _
from radar.operations.assessments import Change
from radar.views import workshop_state
from radar.views.workshop_forms import HeadCountForm
from radar.views.workshops import console_page

blueprint = Blueprint("workshop_actions", __name__, url_prefix="/seances/<uuid:workshop_id>")

MINUTES = {"0": 0, "1": 1, "2": 2, "3": 3, "5": 5}
NOTHING_SEEN = ""  # what a room agrees on replaces any answer that stood before


@blueprint.before_request
def _workshops_only() -> None:
    """A survey is held elsewhere."""
    if access.workshop().kind != "workshop":
        abort(404)


@blueprint.post("/enonces/<statement_id>/ouverture")
@access.needs(Permission.FACILITATE)
def open_statement(workshop_id: uuid.UUID, statement_id: str) -> ResponseReturnValue:
    """Bring a statement before the room."""
    _check(statement_id)
    operation = operations.workshops.open_statement
    return _back(done=operation(database.connection, workshop_id, statement_id, datetime.now(UTC)))


@blueprint.post("/enonces/<statement_id>/devoilement")
@access.needs(Permission.FACILITATE)
def reveal(workshop_id: uuid.UUID, statement_id: str) -> ResponseReturnValue:
    """Show the votes to the room; when somebody else has just done so, they are shown all the same."""
    _check(statement_id)
    operations.workshops.reveal(database.connection, workshop_id, statement_id, _round(), datetime.now(UTC))
    return _back(done=True)


@blueprint.post("/enonces/<statement_id>/nouveau-tour")
@access.needs(Permission.FACILITATE)
def vote_again(workshop_id: uuid.UUID, statement_id: str) -> ResponseReturnValue:
    """Let the room vote again after its discussion."""
    _check(statement_id)
    operation = operations.workshops.vote_again
    return _back(done=operation(database.connection, workshop_id, statement_id, _round(), datetime.now(UTC)))


@blueprint.post("/enonces/<statement_id>/accord")
@access.needs(Permission.FACILITATE, hold=True)
def agree(workshop_id: uuid.UUID, statement_id: str) -> ResponseReturnValue:
    """Record the level that the room agreed on, and why."""
    _check(statement_id)
    level, reason = request.form.get("level", ""), request.form.get("reason", "")
    try:
        answer = _agreed(statement_id, level, reason)
    except ValidationError as error:
        return console_page({"level": level, "reason": reason}, str(error)), 422
    operation = operations.workshops.agree
    account = access.signed_in().id
    return _back(done=operation(database.connection, workshop_id, _round(), answer, datetime.now(UTC), account))


@blueprint.post("/enonces/<statement_id>/saisie")
@access.needs(Permission.FACILITATE)
def type_in(workshop_id: uuid.UUID, statement_id: str) -> ResponseReturnValue:
    """Enter the answer of a person without a phone."""
    _check(statement_id)
    code = CODES.get(request.form.get("answer", ""))
    if code is None:
        return console_page(error=_("Choisissez le niveau que la personne a donné, puis ajoutez-le.")), 422
    now, person = datetime.now(UTC), _person()
    number = _round()
    operation = operations.workshops.type_in
    return _back(done=operation(database.connection, workshop_id, statement_id, number, person, code, now))


@blueprint.post("/minuterie")
@access.needs(Permission.FACILITATE)
def timer(workshop_id: uuid.UUID) -> ResponseReturnValue:
    """Give the room some minutes, or take the clock away."""
    minutes = MINUTES.get(request.form.get("minutes", ""))
    if minutes is None:
        abort(400)
    ends_at = datetime.now(UTC) + timedelta(minutes=minutes) if minutes else None
    return _back(done=operations.workshops.set_timer(database.connection, workshop_id, ends_at))


@blueprint.post("/presences")
@access.needs(Permission.FACILITATE)
def head_count(workshop_id: uuid.UUID) -> ResponseReturnValue:
    """Note how many people are in the room."""
    form = HeadCountForm(request.form)
    if request.form.get("people", "").strip() and not form.validate():
        return console_page(error=_("Le nombre de personnes présentes est un nombre entier, comme 24.")), 422
    return _back(done=operations.workshops.set_head_count(database.connection, workshop_id, form.people.data))


@blueprint.post("/pause")
@access.needs(Permission.FACILITATE)
def pause(workshop_id: uuid.UUID) -> ResponseReturnValue:
    """Stop the session until it is resumed."""
    return _back(done=operations.workshops.pause(database.connection, workshop_id))


@blueprint.post("/reprise")
@access.needs(Permission.FACILITATE)
def resume(workshop_id: uuid.UUID) -> ResponseReturnValue:
    """Go on with the session under a new code."""
    return _back(done=operations.workshops.resume(database.connection, workshop_id, datetime.now(UTC)))


@blueprint.route("/fermeture", methods=["GET", "POST"])
@access.needs(Permission.FACILITATE)
def close(workshop_id: uuid.UUID) -> ResponseReturnValue:
    """Say what is left undone and ask, then end the session."""
    if request.method == "GET":
        session = workshop_state.session()
        if session.workshop.state == "closed":
            return _back(done=True)
        return render_template(
            "workshops/close.html", assessment=access.assessment(), session=session, workshop=session.workshop
        )
    done = operations.workshops.close(database.connection, workshop_id, datetime.now(UTC))
    if done:
        flash(_("La séance est fermée. En voici la trace."))
    return _back(done=done)


def _check(statement_id: str) -> None:
    """Refuse a statement that is not of this session."""
    axes = [workshop_state.questionnaire().axis_by_id[axis] for axis in access.workshop().axes]
    if not any(statement.id == statement_id for axis in axes for statement in axis.statements):
        abort(404)


def _agreed(statement_id: str, level: str, reason: str) -> Change:
    """Return what the room agreed on; raises ValidationError if it cannot be recorded."""
    if not level:
        raise ValidationError(_("Choisissez le niveau convenu, ou « Ne s'applique pas »."))
    if access.assessment().state == "closed":
        raise ValidationError(_("L'évaluation est fermée; rouvrez-la pour y inscrire un niveau."))
    return read_change(statement_id, level, reason, NOTHING_SEEN)


def _round() -> int:
    number = request.form.get("round", "")
    return int(number) if number.isdecimal() and len(number) < len("1000") else abort(400)


def _person() -> uuid.UUID | None:
    """Return who answers, if they are not new."""
    sent = request.form.get("person", "")
    try:
        return uuid.UUID(sent) if sent else None
    except ValueError:
        return abort(400)


def _back(*, done: bool) -> ResponseReturnValue:
    if not done:
        flash(_("La séance avait changé entre-temps; rien n'a été fait. Voici où elle en est."))
    return redirect(url_for("workshops.console", workshop_id=access.workshop().id), 303)
