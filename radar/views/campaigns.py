"""The campaigns of an organisation: starting one, naming it, closing it, and taking a trial over."""

import uuid
from datetime import UTC, datetime

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from radar import access, library, operations, queries
from radar.access import Permission
from radar.extensions import database
from radar.forms import CampaignForm, ClaimForm, StartForm
from radar.i18n import current_language
from radar.i18n import gettext as _
from radar.operations.sharings import NotOfferedError
from radar.queries.assessments import AssessmentRecord
from radar.views import overview
from scoring.errors import Refused
from scoring.questionnaire import Questionnaire
from scoring.results import Result, assess

blueprint = Blueprint("campaigns", __name__)

STATES = {"draft", "workshop", "closed"}


@blueprint.app_template_global()
def questionnaire_size(reference: str) -> int | None:
    """Return how many answers a questionnaire asks for, if this installation still holds it."""
    try:
        return len(library.questionnaire(reference, current_language()).question_by_id)
    except Refused:
        return None


@blueprint.route("/organisations/<uuid:organisation_id>/campagnes/nouvelle", methods=["GET", "POST"])
@access.needs(Permission.MANAGE)
def new(organisation_id: uuid.UUID) -> ResponseReturnValue:
    """Ask for the name of a campaign, then start its assessment; who only administers the site would not see it."""
    if access.organisation().role is None:
        return redirect(url_for("organisations.show", organisation_id=organisation_id), 303)
    form = StartForm(request.form)
    form.ask(library.offered(current_language()))
    form.offer(queries.sharings.offers_to(database.connection, organisation_id))
    if request.method == "GET" or not form.validate():
        return _new(form), 200 if request.method == "GET" else 422
    somebody, now, participation = access.signed_in().id, datetime.now(UTC), form.participation()
    try:
        assessment_id = operations.campaigns.start(
            database.connection, _questionnaire(form), organisation_id, form.read(), somebody, now, participation
        )
    except NotOfferedError:
        form.offer(queries.sharings.offers_to(database.connection, organisation_id))
        form.validate()
        return _new(form), 409
    return redirect(url_for("assessments.overview", assessment_id=assessment_id), 303)


@blueprint.post("/evaluations/<uuid:assessment_id>/campagne")
@access.needs(Permission.MANAGE, hold=True)
def change(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Change the name and the date of a campaign, and whether it is official."""
    assessment = _of_an_organisation()
    if assessment.state == "closed":
        abort(409)
    form = CampaignForm(request.form)
    if not form.validate():
        return overview.page(assessment, campaign=form), 422
    operations.campaigns.change(database.connection, assessment, form.read(), access.signed_in().id, datetime.now(UTC))
    flash(_("La campagne est enregistrée."))
    return redirect(url_for("assessments.overview", assessment_id=assessment_id), 303)


@blueprint.post("/evaluations/<uuid:assessment_id>/etat")
@access.needs(Permission.FACILITATE, hold=True)
def change_state(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Close the assessment, or move it between draft and workshop; only who is responsible opens it again."""
    assessment, wanted = _of_an_organisation(), request.form.get("state")
    if wanted not in STATES:
        abort(400)
    if assessment.state == "closed" and wanted != "closed" and not access.may(Permission.MANAGE):
        abort(403)
    connection, somebody, now = database.connection, access.signed_in().id, datetime.now(UTC)
    if wanted == "closed":
        operations.campaigns.close(connection, assessment, _result(assessment), somebody, now)
    else:
        operations.campaigns.change_state(connection, assessment, wanted, somebody, now)
    flash(_state_sentence(wanted))
    return redirect(url_for("assessments.overview", assessment_id=assessment_id), 303)


@blueprint.post("/evaluations/<uuid:assessment_id>/rattachement")
@access.needs(Permission.MANAGE, hold=True)
def claim(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Make a trial an assessment of an organisation for which the reader is responsible."""
    assessment, somebody = access.assessment(), access.account()
    if assessment.organisation_id:
        abort(404)
    if somebody is None:
        return redirect(
            url_for("people.sign_in", then=url_for("assessments.overview", assessment_id=assessment_id)), 303
        )
    form = ClaimForm(request.form)
    form.offer(queries.organisations.organisations_of(database.connection, somebody.id))
    if not form.places:
        abort(403)
    if not form.validate():
        return overview.page(assessment, claim=form), 422
    operations.campaigns.claim(
        database.connection,
        assessment,
        uuid.UUID(form.organisation_id.data or ""),
        form.read(),
        somebody.id,
        datetime.now(UTC),
    )
    access.forget_link(assessment_id)
    flash(_("L'évaluation appartient maintenant à l'organisme. Le lien privé n'ouvre plus rien."))
    return redirect(url_for("assessments.overview", assessment_id=assessment_id), 303)


def _new(form: StartForm) -> str:
    titles = {
        key: library.pinned_questionnaire(one.questionnaire, one.questionnaire_hash, current_language()).title
        for key, one in form.offers.items()
    }
    return render_template("campaigns/new.html", organisation=access.organisation(), form=form, titles=titles)


def _questionnaire(form: StartForm) -> Questionnaire:
    """Return the questionnaire of the campaign that is joined, else the one that was chosen."""
    if common := form.joined():
        return library.pinned_questionnaire(common.questionnaire, common.questionnaire_hash, current_language())
    return form.questionnaires[form.questionnaire.data or ""]


def _result(assessment: AssessmentRecord) -> Result:
    """Return what the answers of an assessment come to; it is held, so that none can move before it is closed."""
    questionnaire = library.pinned_questionnaire(
        assessment.questionnaire, assessment.questionnaire_hash, current_language()
    )
    answers = queries.assessments.answers_of(database.connection, assessment.id)
    return assess(questionnaire, {question: answer.code for question, answer in answers.items()})


def _of_an_organisation() -> AssessmentRecord:
    """Return the assessment that the address leads to; a trial has no campaign."""
    assessment = access.assessment()
    return assessment if assessment.organisation_id else abort(404)


def _state_sentence(state: str) -> str:
    return {
        "draft": _("L'évaluation est en brouillon : les réponses peuvent changer."),
        "workshop": _("L'évaluation est en séance."),
        "closed": _("L'évaluation est fermée : plus rien n'y change."),
    }[state]
