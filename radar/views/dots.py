"""Dots on initiatives: the participants put them, the facilitator opens and closes the vote and sees the ranking."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from radar import access, library, operations, queries
from radar.access import Permission
from radar.extensions import database
from radar.i18n import current_language, ngettext
from radar.i18n import gettext as _
from radar.operations.dots import DotsRefusedError, WhyNot
from radar.queries.ballots import Seat
from radar.views import seats
from scoring.questionnaire import Initiative, Questionnaire
from scoring.recommendations import recommend
from scoring.results import assess

blueprint = Blueprint("dots", __name__)


@dataclass(frozen=True, slots=True)
class DotBallot:
    """The initiatives on which a participant may put dots, with theirs."""

    initiatives: Sequence[Initiative]
    given: Mapping[str, int]
    most: int

    @property
    def left(self) -> int:
        """Return how many dots the participant still has."""
        return self.most - sum(self.given.values())


def proposed(questionnaire: Questionnaire, assessment_id: uuid.UUID) -> Sequence[Initiative]:
    """Return the initiatives that the agreed answers call for, those of the weakest axis first."""
    answers = queries.assessments.answers_of(database.connection, assessment_id)
    result = assess(questionnaire, {statement: answer.code for statement, answer in answers.items()})
    return [found.initiative for advice in recommend(result) for found in advice.initiatives]


def ballot(seat: Seat, questionnaire: Questionnaire) -> DotBallot:
    """Return what a participant's phone shows of the vote."""
    workshop = seat.room.workshop
    given = queries.dots.own(database.connection, workshop.id, seat.participant_id)
    return DotBallot(proposed(questionnaire, workshop.assessment_id), given, workshop.dots)


@blueprint.post("/r/s/<uuid:workshop_id>/points")
@access.needs(Permission.PUBLIC)
def place(workshop_id: uuid.UUID) -> ResponseReturnValue:
    """Store the dots of a participant."""
    seat = seats.seat(workshop_id)
    token_hash = seats.token_hash(workshop_id)
    if seat is None or token_hash is None:
        return redirect(url_for("joining.enter"), 303)
    room = seat.room
    questionnaire = library.pinned_questionnaire(room.questionnaire, room.questionnaire_hash, current_language())
    given = _given(proposed(questionnaire, room.workshop.assessment_id))
    try:
        operations.dots.place_dots(database.connection, workshop_id, token_hash, given)
    except DotsRefusedError as refused:
        flash(_sentence(refused.why, room.workshop.dots))
        return redirect(url_for("voting.page", workshop_id=workshop_id), 303)
    flash(_("Vos points sont enregistrés. Vous pouvez les déplacer jusqu'à la fin du vote."))
    return redirect(url_for("voting.page", workshop_id=workshop_id), 303)


@blueprint.get("/seances/<uuid:workshop_id>/points")
@access.needs(Permission.READ)
def ranking(workshop_id: uuid.UUID) -> ResponseReturnValue:
    """Show the state of the vote, and its ranking once it is closed."""
    return _ranking("")


@blueprint.post("/seances/<uuid:workshop_id>/points")
@access.needs(Permission.FACILITATE)
def switch(workshop_id: uuid.UUID) -> ResponseReturnValue:
    """Open or close the vote."""
    workshop, connection = access.workshop(), database.connection
    if request.form.get("action") == "close":
        operations.dots.close_dots(connection, workshop_id)
    elif workshop.state != "open" or not workshop.dots:
        return _ranking(_("Le vote par points s'ouvre dans une séance en cours, si elle donne des points.")), 409
    elif not proposed(_questionnaire(), workshop.assessment_id):
        return _ranking(_("Aucune initiative n'est encore proposée; convenez d'abord de quelques niveaux.")), 409
    else:
        operations.dots.open_dots(connection, workshop_id, datetime.now(UTC))
    return redirect(url_for("dots.ranking", workshop_id=workshop_id), 303)


def _given(initiatives: Sequence[Initiative]) -> Mapping[str, int]:
    """Return the dots that the form puts on the proposed initiatives; what is no number counts as none."""
    fields = {initiative.id: request.form.get(initiative.id, "") for initiative in initiatives}
    return {key: int(text) for key, text in fields.items() if text.isascii() and text.isdigit() and len(text) <= 2}  # noqa: PLR2004


def _sentence(why: WhyNot, most: int) -> str:
    if why is WhyNot.TOO_MANY:
        return ngettext(
            "Vous avez %(num)s point en tout; retirez-en ailleurs. Rien n'est changé.",
            "Vous avez %(num)s points en tout; retirez-en ailleurs. Rien n'est changé.",
            most,
        )
    return _("Le vote par points est fermé; vos derniers points ne sont pas comptés.")


def _ranking(sentence: str) -> str:
    workshop, connection = access.workshop(), database.connection
    closed = workshop.dots_open_at is None
    return render_template(
        "voting/dots.html",
        workshop=workshop,
        assessment=access.assessment(),
        initiatives=_questionnaire().catalogue.by_id,
        ranking=queries.dots.ranking(connection, workshop.id) if closed else [],
        voters=queries.dots.voters(connection, workshop.id),
        sentence=sentence,
    )


def _questionnaire() -> Questionnaire:
    found = access.assessment()
    return library.pinned_questionnaire(found.questionnaire, found.questionnaire_hash, current_language())
