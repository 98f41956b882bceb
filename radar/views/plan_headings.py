"""The headings of a plan: ambitions, orientations, themes, capacities and risks."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from radar import access, operations
from radar.access import Permission
from radar.extensions import database
from radar.i18n import gettext as _
from radar.operations.plans import AdoptedPlanError, RowChange, StaleRowError
from radar.views import plan_words
from radar.views.plan_basis import PlanBasis, plan_basis, save
from radar.views.plan_heading_parts import (
    HeadingRow,
    Part,
    key_of,
    parts,
    read_rows,
    sent_rows,
    stored_rows,
)
from radar.views.plan_words import FieldWords, called, differences
from scoring.questionnaire import Model

blueprint = Blueprint("plan_headings", __name__, url_prefix="/ptn/<uuid:plan_id>/cadre")


@blueprint.get("")
@access.needs(Permission.READ)
def page(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Show the first part."""
    return redirect(url_for("plan_headings.show", plan_id=plan_id, part="ambitions"), 303)


@blueprint.get("/<part>")
@access.needs(Permission.READ)
def show(plan_id: uuid.UUID, part: str) -> ResponseReturnValue:
    """Show a part of the headings, as a form to who may change it."""
    del plan_id
    basis = plan_basis()
    return _rows(basis, part, stored_rows(_part(part), basis))


@blueprint.post("/<part>")
@access.needs(Permission.FACILITATE)
def change(plan_id: uuid.UUID, part: str) -> ResponseReturnValue:
    """Save a part of the headings; a row that is left empty goes."""
    del plan_id
    basis = plan_basis()
    chosen = _part(part)
    rows = sent_rows(chosen, request.form)
    found = read_rows(chosen, rows, basis)
    if any(row.faults for row in rows):
        return _rows(basis, part, rows), 422
    wanted = _changes(chosen, rows, found, basis)
    stale = _try(basis, wanted)
    if isinstance(stale, list):
        return _stale_rows(part, rows, found, stale), 409
    return stale or _done(basis, part)


def _changes(
    part: Part, rows: Sequence[HeadingRow], found: Mapping[str, Model | None], basis: PlanBasis
) -> list[RowChange]:
    """Return what is to be saved; a row that now has another key leaves the old one."""
    now = {key_of(each): each for each in part.rows(basis)}
    changes = {}
    for row in rows:
        content = found[row.key]
        if row.seen and (content is None or key_of(content) != row.key):
            changes[row.key] = RowChange(part.kind, row.key, None, row.seen)
    for row in rows:
        content = found[row.key]
        if content is not None and content != now.get(key_of(content)):
            seen = row.seen if key_of(content) == row.key else 0
            changes[key_of(content)] = RowChange(part.kind, key_of(content), content.model_dump(mode="json"), seen)
    return list(changes.values())


def _try(basis: PlanBasis, wanted: Sequence[RowChange]) -> ResponseReturnValue | list[str] | None:
    """Save rows; return the keys of those that somebody else has changed, or another refusal."""
    try:
        operations.plans.change(database.connection, basis.record.id, wanted, access.signed_in().id, datetime.now(UTC))
    except StaleRowError as stale:
        return [key for _kind, key in stale.keys]
    except AdoptedPlanError:
        return save(wanted)
    return None


def _stale_rows(part: str, rows: Sequence[HeadingRow], found: Mapping[str, Model | None], stale: Sequence[str]) -> str:
    """Show what was entered beside what somebody else has saved since."""
    basis, chosen = plan_basis(), _part(part)
    now = {key_of(each): each for each in chosen.rows(basis)}
    entered = {key_of(each) if each else key: each for key, each in found.items()}
    conflict: list[FieldWords] = []
    for row in rows:
        row.seen = basis.rows.changes.get((chosen.kind, row.key), 0)
    for key in stale:
        mine, other = entered.get(key), now.get(key)
        if mine and other:
            conflict += differences(other.model_dump(mode="json"), mine.model_dump(mode="json"), basis)
        else:
            conflict.append(FieldWords(_("Ligne"), _title(other), _title(mine)))
    return _rows(basis, part, rows, conflict)


def _title(row: Model | None) -> str:
    if row is None:
        return _("retirée")
    return str(getattr(row, "name", "") or getattr(row, "text", "") or getattr(row, "body", ""))


def _rows(basis: PlanBasis, part: str, rows: Sequence[HeadingRow], conflict: Sequence[FieldWords] | None = None) -> str:
    return render_template(
        "plans/headings.html",
        basis=basis,
        here=part,
        titles=titles(),
        part=_part(part),
        rows=rows,
        initiatives={each.id: called(each) for each in basis.plan.initiatives},
        labels=plan_words.labels(),
        conflict=conflict,
        editable=basis.open and access.may(Permission.FACILITATE),
    )


def titles() -> Mapping[str, str]:
    """Return the names of the parts, in order."""
    return {
        "ambitions": _("Ambitions"),
        "orientations": _("Orientations et objectifs"),
        "themes": _("Thèmes"),
        "capacites": _("Capacités"),
        "risques": _("Risques"),
    }


def _part(name: str) -> Part:
    return parts().get(name) or abort(404)


def _done(basis: PlanBasis, part: str) -> ResponseReturnValue:
    flash(_("Le cadre du plan est enregistré."))
    return redirect(url_for("plan_headings.show", plan_id=basis.record.id, part=part), 303)
