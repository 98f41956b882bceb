"""The targets of an organisation: what it aims at, by when and why."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from radar import access, library, operations, queries
from radar.access import Permission
from radar.extensions import database
from radar.i18n import current_language, today
from radar.i18n import gettext as _
from radar.operations.targets import Change, changes
from radar.queries.targets import Basis, TargetRecord, as_of, replaced
from radar.views.targets_form import TargetsForm, changed, targets_form
from scoring.errors import Refused
from scoring.questionnaire import Questionnaire
from scoring.results import Result, assess
from scoring.targets import Targets, faults, gaps, has_reached, short_of_quadrant

blueprint = Blueprint("targets", __name__, url_prefix="/organisations/<uuid:organisation_id>/cibles")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an organisation stands with one of its questionnaires, and what it has aimed at, newest first."""

    bases: Sequence[Basis]
    basis: Basis
    result: Result
    records: Sequence[TargetRecord]

    @property
    def questionnaire(self) -> Questionnaire:
        """Return the questionnaire."""
        return self.result.questionnaire


@blueprint.get("")
@access.needs(Permission.READ)
def show(organisation_id: uuid.UUID) -> ResponseReturnValue:
    """Show the targets beside the scores, as a form to who may set them."""
    if access.organisation().role is None:
        return _home(organisation_id)
    standing = _standing()
    if standing is None:
        return render_template("targets/empty.html", organisation=access.organisation())
    form = targets_form(standing.questionnaire)()
    records = standing.records
    form.show(as_of(records), records[0].set_at if records else None)
    return _page(standing, form)


@blueprint.post("")
@access.needs(Permission.MANAGE)
def save(organisation_id: uuid.UUID) -> ResponseReturnValue:
    """Set the targets that were changed on the page; what others have set since, and the page left alone, stands."""
    standing = _standing()
    if access.organisation().role is None or standing is None:
        return _home(organisation_id)
    form = targets_form(standing.questionnaire)(request.form)
    if not form.validate():
        return _page(standing, form), 422
    wanted = changes(_seen(form, standing), form.read())
    _check(form, standing, wanted)
    if any(form.faults()):
        return _page(standing, form), 422
    count = operations.targets.save(
        database.connection,
        organisation_id,
        standing.questionnaire.id,
        wanted,
        access.signed_in().id,
        datetime.now(UTC),
    )
    flash(_("Les cibles sont enregistrées.") if count else _("Rien n'a changé : les cibles étaient déjà ainsi."))
    chosen = standing.questionnaire.id if len(standing.bases) > 1 else None
    return redirect(url_for("targets.show", organisation_id=organisation_id, questionnaire=chosen), 303)


def _standing() -> Standing | None:
    """Return where the organisation stands with the questionnaire that the address names, or with its newest."""
    organisation_id, connection = access.organisation().id, database.connection
    bases = queries.targets.bases(connection, organisation_id)
    if not bases:
        return None
    wanted = request.args.get("questionnaire", bases[0].questionnaire_id)
    basis = next((each for each in bases if each.questionnaire_id == wanted), None) or abort(404)
    questionnaire = library.pinned_questionnaire(basis.questionnaire, basis.questionnaire_hash, current_language())
    answers = queries.assessments.answers_of(connection, basis.assessment_id)
    result = assess(questionnaire, {statement: answer.code for statement, answer in answers.items()})
    return Standing(bases, basis, result, queries.targets.history(connection, organisation_id, basis.questionnaire_id))


def _seen(form: TargetsForm, standing: Standing) -> Targets:
    """Return the targets that the page showed."""
    try:
        moment = form.seen_at()
    except ValueError:
        abort(400)
    return (as_of(standing.records, moment) if moment else Targets()).within(standing.questionnaire)


def _check(form: TargetsForm, standing: Standing, wanted: Sequence[Change]) -> None:
    """Refuse what cannot stand among the changes; a target that was fair when it was set may stay."""
    for fault in faults(standing.result, changed(wanted)):
        form.refuse(fault)
    form.refuse_past(wanted, today())


def _page(standing: Standing, form: TargetsForm) -> str:
    targets = as_of(standing.records).within(standing.questionnaire)
    reached = targets.quadrant is not None and has_reached(standing.result, targets.quadrant.id)
    return render_template(
        "targets/page.html",
        organisation=access.organisation(),
        standing=standing,
        titles=_titles(standing.bases),
        form=form,
        faults=list(form.faults()),
        targets=targets,
        gaps=gaps(standing.result, targets),
        reached=reached,
        short=short_of_quadrant(standing.result, targets),
        replaced=replaced(standing.records),
    )


def _titles(bases: Sequence[Basis]) -> dict[str, str]:
    """Return the titles of the questionnaires to choose among, where there are several."""
    if len(bases) == 1:
        return {}
    return {each.questionnaire_id: _title(each) for each in bases}


def _title(basis: Basis) -> str:
    """Return the title of a questionnaire, or its id where this installation no longer holds it."""
    try:
        return library.questionnaire(basis.questionnaire, current_language()).title
    except Refused:
        return basis.questionnaire_id


def _home(organisation_id: uuid.UUID) -> ResponseReturnValue:
    """Go to the organisation: who only administers the site sees no scores, and without assessment there are none."""
    return redirect(url_for("organisations.show", organisation_id=organisation_id), 303)
