"""The journal of a plan: who changed what, before and after; and what changed since the version before."""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from radar import access, paths, queries
from radar.access import Permission
from radar.extensions import database
from radar.i18n import current_language
from radar.i18n import gettext as _
from radar.queries.plans import ChangeRecord
from radar.views.plan_basis import PlanBasis, plan_basis
from radar.views.plan_words import FieldWords, differences
from scoring.loading.plan_sections import SECTIONS, load_sections

blueprint = Blueprint("plan_journal", __name__, url_prefix="/ptn/<uuid:plan_id>/journal")


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A change: when, who, what, and its fields before and after."""

    at: datetime
    who: str
    what: str
    fields: Sequence[FieldWords]


@blueprint.get("")
@access.needs(Permission.READ)
def page(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Show the latest changes, the newest first."""
    basis = plan_basis()
    found = queries.plans.changes_of(database.connection, plan_id)
    names = queries.plans.names_of(database.connection, {each.account_id for each in found if each.account_id})
    nobody = _("Une personne qui a quitté")
    lines = [_line(basis, each, names.get(each.account_id, nobody) if each.account_id else nobody) for each in found]
    return render_template("plans/journal.html", basis=basis, lines=lines)


def _line(basis: PlanBasis, change: ChangeRecord, who: str) -> PlanLine:
    if change.kind == "plan":
        return _line_of_the_plan(change, who)
    before, after = _row(change.before), _row(change.after)
    name = _name(after) or _name(before) or _section(change.key)
    kind = kinds().get(change.kind, change.kind)
    if before is None:
        return PlanLine(change.at, who, _("%(kind)s « %(name)s » : ajout", kind=kind, name=name), ())
    if after is None:
        return PlanLine(change.at, who, _("%(kind)s « %(name)s » : retrait", kind=kind, name=name), ())
    what = _("%(kind)s « %(name)s » : changement", kind=kind, name=name)
    return PlanLine(change.at, who, what, differences(before, after, basis))


def _line_of_the_plan(change: ChangeRecord, who: str) -> PlanLine:
    heads = {"title": _("Titre"), "first_day": _("Premier jour"), "years": _("Nombre d'années")}
    if change.key in heads:
        moved = FieldWords(heads[change.key], change.before, change.after)
        return PlanLine(change.at, who, _("Plan changé"), (moved,))
    return PlanLine(change.at, who, _("Plan adopté") if change.key == "state" else _("Plan commencé"), ())


def kinds() -> Mapping[str, str]:
    """Return the names of the kinds of rows."""
    return {
        "initiative": _("Initiative"),
        "ambition": _("Ambition d'affaires"),
        "orientation": _("Orientation"),
        "theme": _("Thème"),
        "risk": _("Risque"),
        "capacity": _("Capacité"),
        "text": _("Texte de section"),
    }


def _section(key: str) -> str:
    """Return the title of a section of the document, whose text has no name; else the key."""
    sections = load_sections(paths.QUESTIONNAIRES / SECTIONS).all()
    return next((each.title[current_language()] for each in sections if each.id == key), key)


def _row(text: str) -> object:
    content: object = json.loads(text) if text else None
    return content


def _name(row: object) -> str:
    """Return what people call a row."""
    if not isinstance(row, Mapping):
        return ""
    return str(row.get("title") or row.get("name") or row.get("text") or row.get("body") or "")[:120]
