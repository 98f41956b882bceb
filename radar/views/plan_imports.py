"""Bringing a plan back from a file: what would change is shown first, and saved when it was seen to be right."""

import hashlib
import json
import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.datastructures import FileStorage

from radar import access, operations, security
from radar.access import Permission
from radar.exports.plan_changes import CHANGES, ChangeSaid, changes
from radar.extensions import database
from radar.i18n import current_language, ngettext
from radar.i18n import gettext as _
from radar.operations.plans import AdoptedPlanError, StaleRowError
from radar.views.import_forms import PROVED_SECONDS, digest
from radar.views.plan_basis import PlanBasis, plan_basis
from radar.views.plan_files import adopted_sentence
from radar.views.plan_upload import LARGEST_REQUEST, file_of_form, form_of_file, of_questionnaire, plan_of_file
from scoring.errors import Refused
from scoring.transformation import TransformationPlan

blueprint = Blueprint("plan_imports", __name__, url_prefix="/ptn/<uuid:plan_id>/import")


@blueprint.get("")
@access.needs(Permission.FACILITATE)
def page(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Show where a file is chosen."""
    return _page(plan_basis())


@blueprint.post("")
@access.needs(Permission.FACILITATE)
@security.takes(LARGEST_REQUEST, signed=access.SIGN_IN)
def check(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Say what a file would change; nothing is saved."""
    basis, file = plan_basis(), file_of_form()
    if file is None:
        return _page(basis, fault=_("Choisissez un fichier .xlsx ou .json.")), 422
    try:
        content = of_questionnaire(plan_of_file(file), basis.questionnaire)
    except Refused as refused:
        return _page(basis, faults=refused.faults), 422
    return _difference(basis, content, file)


@blueprint.post("/enregistrement")
@access.needs(Permission.FACILITATE)
@security.takes(LARGEST_REQUEST, signed=access.SIGN_IN)
def apply(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Make the plan what a file says, if it is the one that was looked at and nobody changed the plan meanwhile."""
    basis, file = plan_basis(), file_of_form()
    said, fault = _looked_at(plan_id, file)
    if file is None or fault:
        return _page(basis, fault=fault), 422
    try:
        content = of_questionnaire(plan_of_file(file), basis.questionnaire)
    except Refused as refused:
        return _page(basis, faults=refused.faults), 422
    if said["state"] != _state(basis):
        return _moved(content, file)
    author, seen = access.signed_in().id, basis.rows.changes
    try:
        operations.plans.replace(database.connection, plan_id, seen, content, author, datetime.now(UTC))
    except StaleRowError:
        return _moved(content, file)
    except AdoptedPlanError:
        return _page(basis, fault=adopted_sentence()), 409
    flash(_("Le plan est à jour avec le fichier."))
    return redirect(url_for("plans.show", plan_id=plan_id), 303)


def _looked_at(plan_id: uuid.UUID, file: FileStorage | None) -> tuple[Mapping[str, str], str]:
    """Return what the note in the form says, and what is wrong if this very file was not looked at for this plan."""
    said = _proved(request.form.get("proof", ""))
    if said is None or said["plan"] != plan_id.hex:
        return {}, _("Ce fichier n'a pas été vérifié depuis hier; vérifiez-le d'abord.")
    if file is None or digest(file) != said["digest"]:
        return said, _("Ce fichier n'est pas celui qui a été vérifié, et rien n'est enregistré; vérifiez-le d'abord.")
    return said, ""


def _page(basis: PlanBasis, **more: object) -> str:
    return render_template("plans/import.html", record=basis.record, open=basis.open, **form_of_file(), **more)


def _difference(basis: PlanBasis, content: TransformationPlan, file: FileStorage, fault: str = "") -> str:
    """Show what a file would change, with the proof that it was looked at."""
    said = changes(basis.plan, content, current_language())
    place = 0 if current_language() == "fr" else 1
    groups = {name: [each for each in said if each.change == words[place]] for name, words in CHANGES.items()}
    return render_template(
        "plans/difference.html",
        record=basis.record,
        open=basis.open,
        groups=groups,
        counts=_counts(groups),
        proof=_proof(basis, file),
        fault=fault,
    )


def _moved(content: TransformationPlan, file: FileStorage) -> ResponseReturnValue:
    """Say that the plan has moved since the file was looked at, and what the file would change in it now."""
    fault = _(
        "Quelqu'un d'autre a modifié le plan depuis la vérification et rien n'est enregistré; voici ce que le "
        "fichier changerait au plan d'aujourd'hui."
    )
    return _difference(plan_basis(), content, file, fault), 409


def _counts(groups: Mapping[str, Sequence[ChangeSaid]]) -> list[str]:
    """Return how much of each a file would bring."""
    added, removed, changed, moved = (len(groups[name]) for name in ("added", "removed", "changed", "moved"))
    found = {
        ngettext("%(num)s retrait", "%(num)s retraits", removed): removed,
        ngettext("%(num)s ajout", "%(num)s ajouts", added): added,
        ngettext("%(num)s modification", "%(num)s modifications", changed): changed,
        _("un autre ordre"): moved,
    }
    return [words for words, count in found.items() if count]


def _state(basis: PlanBasis) -> str:
    """Return what stands for the plan as it is now: its head, and how often each row has changed."""
    record = basis.record
    rows = sorted((*key, count) for key, count in basis.rows.changes.items())
    text = json.dumps([record.title, record.first_day.isoformat(), record.years, record.state, rows])
    return hashlib.sha256(text.encode()).hexdigest()


def _proof(basis: PlanBasis, file: FileStorage) -> str:
    """Return a signed note that a person saw what this very file would change in the plan as it is."""
    return _signer().dumps(
        {
            "plan": basis.record.id.hex,
            "digest": digest(file),
            "state": _state(basis),
            "account": access.signed_in().id.hex,
        }
    )


def _proved(note: str) -> dict[str, str] | None:
    """Return what a note says, if the person was given it in the last day."""
    try:
        said: dict[str, str] = _signer().loads(note, max_age=PROVED_SECONDS)
    except BadData:
        return None
    return said if said["account"] == access.signed_in().id.hex else None


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="plan-import")
