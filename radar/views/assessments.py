"""An assessment: its overview, the form of each axis, and what goes with it."""

import uuid
from collections.abc import Mapping
from datetime import UTC, datetime

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import ValidationError

from radar import access, library, operations, queries
from radar.access import Permission
from radar.answer_form import AnswerForm, answer_form, read_change
from radar.answers import AgreedAnswer
from radar.extensions import database
from radar.forms import NameForm
from radar.i18n import clock, current_language, day
from radar.i18n import gettext as _
from radar.operations.assessments import Change, Saved
from radar.progress import progress_of
from radar.queries.assessments import AssessmentRecord
from radar.views import overview as overviews
from radar.views.statement_texts import statement_texts
from scoring.questionnaire import Axis, Questionnaire

blueprint = Blueprint("assessments", __name__, url_prefix="/evaluations/<uuid:assessment_id>")


@blueprint.get("")
@access.needs(Permission.READ)
def overview(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Show how far each axis is and what comes next."""
    return overviews.page(access.assessment())


@blueprint.post("/nom")
@access.needs(Permission.MANAGE)
def rename(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Change the name under which a trial is shown; that of an organisation is known."""
    assessment = access.assessment()
    if assessment.organisation_id:
        abort(404)
    form = NameForm(request.form)
    if not form.validate():
        return overviews.page(assessment, name=form), 422
    operations.assessments.rename_assessment(
        database.connection, assessment_id, form.organisation.data or "", datetime.now(UTC)
    )
    flash(_("Le nom est enregistré."))
    return redirect(url_for("assessments.overview", assessment_id=assessment_id), 303)


@blueprint.route("/suppression", methods=["GET", "POST"])
@access.needs(Permission.MANAGE)
def delete(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Ask, then remove the assessment with all its answers."""
    assessment = access.assessment()
    if request.method == "GET":
        return render_template("assessments/delete.html", assessment=assessment)
    operations.assessments.delete_assessment(database.connection, assessment_id)
    access.forget_link(assessment_id)
    flash(_("L'évaluation et toutes ses réponses sont supprimées."))
    home = assessment.organisation_id
    return redirect(url_for("organisations.show", organisation_id=home) if home else url_for("home.index"), 303)


@blueprint.get("/axes/<slug>")
@access.needs(Permission.READ)
def axis(assessment_id: uuid.UUID, slug: str) -> ResponseReturnValue:
    """Show the form of an axis."""
    assessment = access.assessment()
    questionnaire = _questionnaire(assessment)
    found = _axis_or_404(questionnaire, slug)
    answers = queries.assessments.answers_of(database.connection, assessment_id)
    form = _form_class(questionnaire, found)()
    form.show(answers)
    return _axis_page(assessment, questionnaire, found, form, answers)


@blueprint.post("/axes/<slug>")
@access.needs(Permission.FACILITATE, hold=True)
def save_axis(assessment_id: uuid.UUID, slug: str) -> ResponseReturnValue:
    """Store what the form holds; what is in error is shown again as it was typed, the rest is saved."""
    assessment = access.assessment()
    questionnaire = _questionnaire(assessment)
    found = _axis_or_404(questionnaire, slug)
    form = _form_class(questionnaire, found)(request.form)
    if _closed(assessment):
        answers = queries.assessments.answers_of(database.connection, assessment_id)
        return _axis_page(assessment, questionnaire, found, form, answers), 409
    valid = form.validate()
    unknown = form.unknown_fields([name for name in request.form if name not in {"csrf_token", "then"}])
    saved = operations.assessments.save_answers(
        database.connection, assessment_id, form.valid_changes(), datetime.now(UTC), _actor()
    )
    replaced = [save for save in saved if save.replaced is not None]
    if valid and not unknown and not replaced:
        return redirect(_next_address(questionnaire, found, assessment_id), 303)
    answers = queries.assessments.answers_of(database.connection, assessment_id)
    form.show(answers)
    return _axis_page(assessment, questionnaire, found, form, answers, unknown=unknown, replaced=replaced), (
        200 if valid and not unknown else 422
    )


@blueprint.put("/reponses/<statement_id>")
@access.needs(Permission.FACILITATE, hold=True)
def save_answer(assessment_id: uuid.UUID, statement_id: str) -> ResponseReturnValue:
    """Store one answer sent by the page as it is given: `{"level", "reason", "seen"}`."""
    assessment = access.assessment()
    if _closed(assessment):
        abort(409)
    try:
        change = _sent_change(_questionnaire(assessment), statement_id)
    except ValidationError as error:
        return jsonify(message=str(error)), 422
    now = datetime.now(UTC)
    (saved,) = operations.assessments.save_answers(database.connection, assessment_id, [change], now, _actor())
    return jsonify(
        saved=_("Enregistré à %(time)s", time=clock(now)),
        stamp=saved.answer.stamp,
        level=saved.answer.value,
        replaced=None if saved.replaced is None else _replaced_sentence(saved.replaced),
    )


def _sent_change(questionnaire: Questionnaire, question: str) -> Change:
    """Return what the request wants stored for a question; raises ValidationError if it cannot be."""
    sent = request.get_json(silent=True)
    if not isinstance(sent, dict) or not all(isinstance(value, str) for value in sent.values()):
        abort(400)
    if question not in questionnaire.question_by_id:
        abort(404)
    return read_change(question, sent.get("level", ""), sent.get("reason", ""), sent.get("seen", ""))


def _actor() -> uuid.UUID | None:
    """Return who is put down in the journal; a trial has none."""
    return access.signed_in().id if access.assessment().organisation_id else None


def _closed(assessment: AssessmentRecord) -> bool:
    return assessment.state == "closed"


def _questionnaire(assessment: AssessmentRecord) -> Questionnaire:
    return library.pinned_questionnaire(assessment.questionnaire, assessment.questionnaire_hash, current_language())


def _form_class(questionnaire: Questionnaire, axis: Axis) -> type[AnswerForm]:
    return answer_form(*(question.id for question in questionnaire.questions_of(axis)))


def _axis_or_404(questionnaire: Questionnaire, slug: str) -> Axis:
    if slug not in questionnaire.axis_by_id:
        abort(404)
    return questionnaire.axis_by_id[slug]


def _axis_page(
    assessment: AssessmentRecord,
    questionnaire: Questionnaire,
    axis: Axis,
    form: AnswerForm,
    answers: Mapping[str, AgreedAnswer],
    unknown: list[str] | None = None,
    replaced: list[Saved] | None = None,
) -> str:
    refused = _closed(assessment) and request.method == "POST"
    return render_template(
        "assessments/axis.html",
        assessment=assessment,
        questionnaire=questionnaire,
        axis=axis,
        texts=statement_texts(questionnaire, axis.id, current_language()),
        form=form,
        progress=progress_of(questionnaire, answers),
        neighbours=_neighbours(questionnaire, axis),
        refused=refused,
        editable=refused or (access.may(Permission.FACILITATE) and not _closed(assessment)),
        unknown=unknown or [],
        replaced={save.statement_id: _replaced_sentence(save.replaced) for save in replaced or [] if save.replaced},
    )


def _neighbours(questionnaire: Questionnaire, axis: Axis) -> tuple[Axis | None, Axis | None]:
    """Return the axes before and after."""
    padded = [None, *questionnaire.axes, None]
    place = padded.index(axis)
    return padded[place - 1], padded[place + 1]


def _next_address(questionnaire: Questionnaire, axis: Axis, assessment_id: uuid.UUID) -> str:
    """Return where the pressed button leads: the next axis, the results after the last, or the overview."""
    following = _neighbours(questionnaire, axis)[1]
    if request.form.get("then") == "overview":
        return url_for("assessments.overview", assessment_id=assessment_id)
    if following is None:
        return url_for("results.page", assessment_id=assessment_id)
    return url_for("assessments.axis", assessment_id=assessment_id, slug=following.id)


def _replaced_sentence(before: AgreedAnswer) -> str:
    """Return what the other tab is told about the answer that has just been replaced."""
    if before.value == "na":
        level = _("« Ne s'applique pas »")
    elif before.value:
        level = _("le niveau %(level)s", level=before.value)
    else:
        level = _("aucun niveau")
    moment = before.changed_at or datetime.now(UTC)
    return _(
        "Un autre onglet ou un autre appareil avait enregistré %(level)s le %(day)s à %(time)s; "
        "votre réponse l'a remplacé.",
        level=level,
        day=day(moment),
        time=clock(moment),
    )
