"""The plan as files to take away, and its document section by section: what is filled in, what is still to write."""

import re
import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import Form, TextAreaField
from wtforms.validators import ValidationError

from radar import access, operations
from radar.access import Permission
from radar.answer_form import plain_lines, printable
from radar.exports.plan_docx import plan_to_docx
from radar.exports.plan_pdf import plan_to_pdf
from radar.exports.plan_xlsx import plan_to_xlsx
from radar.extensions import database
from radar.i18n import current_language, today
from radar.i18n import gettext as _
from radar.operations.plans import AdoptedPlanError, RowChange, StaleRowError
from radar.queries.plans import TEXT
from radar.views.plan_basis import PlanBasis, plan_basis
from radar.views.plan_outline import missing, outline
from radar.views.plan_reports import plan_report, plan_sections
from scoring.loading.plan_files import plan_to_json
from scoring.plan_sections import Section

blueprint = Blueprint("plan_files", __name__, url_prefix="/ptn")

MOST_TEXT = 20_000
SEEN = re.compile(r"\d{1,5}", re.ASCII)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILES: Mapping[str, tuple[str, Callable[[PlanBasis], bytes]]] = {
    "json": ("application/json", lambda basis: plan_to_json(basis.plan)),
    "xlsx": (EXCEL, lambda basis: plan_to_xlsx(basis.plan, current_language())),
    "docx": (WORD, lambda basis: plan_to_docx(plan_report(basis))),
    "pdf": ("application/pdf", lambda basis: plan_to_pdf(plan_report(basis))),
}


class SectionForm(Form):
    """What the organisation writes in a section; paragraphs are parted by an empty line."""

    text = TextAreaField(filters=[plain_lines], validators=[printable])

    def validate_text(self, field: TextAreaField) -> None:
        """Refuse a text longer than a section may be."""
        if len(field.data or "") > MOST_TEXT:
            raise ValidationError(_("Le texte est trop long; raccourcissez-le à %(most)s caractères.", most=MOST_TEXT))


@blueprint.get("/<uuid:plan_id>.<any(json, xlsx, docx, pdf):kind>")
@access.needs(Permission.READ)
def download(plan_id: uuid.UUID, kind: str) -> ResponseReturnValue:
    """Hand the whole plan out as a file."""
    mimetype, export = FILES[kind]
    response = Response(export(plan_basis()), content_type=mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="ptn-{today():%Y-%m-%d}.{kind}"'
    response.headers["Cache-Control"] = "private, no-cache"
    return response


@blueprint.get("/<uuid:plan_id>/document")
@access.needs(Permission.READ)
def document(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Show what the document holds, section by section, and what it still lacks."""
    report = plan_report(plan_basis())
    return render_template(
        "plans/document.html",
        record=access.plan(),
        sections=outline(report),
        missing=missing(report),
        kinds=tuple(FILES),
    )


@blueprint.get("/<uuid:plan_id>/document/<section_id>")
@access.needs(Permission.FACILITATE)
def section(plan_id: uuid.UUID, section_id: str) -> ResponseReturnValue:
    """Show where the organisation writes a section."""
    basis = plan_basis()
    return _section_page(basis, _section(section_id), basis.plan.texts.get(section_id, ""))


@blueprint.post("/<uuid:plan_id>/document/<section_id>")
@access.needs(Permission.FACILITATE)
def write(plan_id: uuid.UUID, section_id: str) -> ResponseReturnValue:
    """Save what the organisation writes in a section, unless somebody wrote there meanwhile."""
    found, basis = _section(section_id), plan_basis()
    form, seen = SectionForm(request.form), request.form.get("seen", "")
    text = form.text.data or ""
    if not form.validate():
        return _section_page(basis, found, text, " ".join(form.errors["text"])), 422
    if not SEEN.fullmatch(seen):
        abort(400)
    wanted = RowChange(TEXT, found.id, text or None, int(seen))
    try:
        operations.plans.change(database.connection, plan_id, [wanted], access.signed_in().id, datetime.now(UTC))
    except StaleRowError:
        fault = _(
            "Quelqu'un d'autre a écrit dans cette section entre-temps et rien n'est enregistré; réunissez les deux "
            "textes, puis enregistrez."
        )
        basis = plan_basis()
        return _section_page(basis, found, text, fault, there=basis.plan.texts.get(found.id, "")), 409
    except AdoptedPlanError:
        return _section_page(basis, found, text, adopted_sentence()), 409
    flash(_("La section est enregistrée."))
    return redirect(url_for("plan_files.document", plan_id=plan_id, _anchor=found.id), 303)


def adopted_sentence() -> str:
    """Return why an adopted plan is not changed."""
    return _("Ce plan est adopté et ne change plus; ouvrez sa mise à jour annuelle, puis faites-y ce changement.")


def _section(section_id: str) -> Section:
    found = next((each for each in plan_sections().all() if each.id == section_id), None)
    if found is None:
        abort(404)
    return found


def _section_page(basis: PlanBasis, found: Section, text: str, fault: str = "", there: str | None = None) -> str:
    return render_template(
        "plans/document_section.html",
        record=basis.record,
        section=found,
        language=current_language(),
        text=text,
        there=there,
        seen=basis.rows.changes.get((TEXT, found.id), 0),
        most=MOST_TEXT,
        fault=fault,
    )
