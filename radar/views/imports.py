"""Bringing past results in: a file is looked at first, then sent once more to be stored."""

from collections.abc import Sequence
from datetime import UTC, datetime

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from radar import access, library, operations, queries, security, spreadsheets
from radar.access import Permission
from radar.exports import past_results
from radar.extensions import database
from radar.i18n import current_language, ngettext, today
from radar.i18n import gettext as _
from radar.queries.portfolios import PortfolioRecord
from radar.views.import_forms import Choice, chosen, digest, proof, proved, stream_of
from scoring.errors import Refused
from scoring.questionnaire import Questionnaire
from scoring.sheets.faults import SheetFaults
from scoring.sheets.past import PastResults

blueprint = Blueprint("imports", __name__, url_prefix="/administration/import")

SHOWN = 100
# The file, and the fields of the form beside it.
LARGEST_REQUEST = spreadsheets.LARGEST_FILE + spreadsheets.MEGABYTE
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("")
@access.needs(Permission.ADMINISTER)
def index() -> ResponseReturnValue:
    """Show where a file is chosen."""
    return _page(Choice())


@blueprint.post("")
@access.needs(Permission.ADMINISTER)
@security.takes(LARGEST_REQUEST, signed=access.SIGN_IN)
def check() -> ResponseReturnValue:
    """Say what importing a file would do; nothing is stored."""
    choice, file = chosen(request.form), _file()
    if file is None:
        return _page(choice, fault=_("Choisissez un fichier .csv ou .xlsx.")), 422
    if not _is_offered(choice):
        return _page(Choice(), fault=_("Choisissez un questionnaire et un portefeuille de la liste.")), 422
    past, faults = _read(choice, file)
    plan = queries.imports.plan(database.connection, past, faults)
    if faults.count:
        return _refused(choice, faults), 422
    return _page(choice, plan=plan, left_out=past.left_out, proof=proof(choice, file, access.signed_in().id))


@blueprint.post("/enregistrement")
@access.needs(Permission.ADMINISTER)
@security.takes(LARGEST_REQUEST, signed=access.SIGN_IN)
def bring_in() -> ResponseReturnValue:
    """Store the results of a file that was looked at, all or none."""
    said, file = proved(request.form.get("proof", ""), access.signed_in().id), _file()
    if said is None:
        return _page(Choice(), fault=_("Ce fichier n'a pas été vérifié depuis hier; vérifiez-le d'abord.")), 422
    choice, wanted = said
    if file is None or digest(file) != wanted:
        fault = _("Ce fichier n'est pas celui qui a été vérifié, et rien n'est enregistré; vérifiez-le d'abord.")
        return _page(choice, fault=fault), 422
    past, faults = _read(choice, file)
    now, somebody = datetime.now(UTC), access.signed_in().id
    try:
        plan = operations.imports.bring_in(database.connection, past, faults, somebody, now, choice.portfolio_id)
    except Refused:
        return _refused(choice, faults), 422
    count = len(plan.assessments)
    flash(ngettext("%(num)s évaluation est importée.", "%(num)s évaluations sont importées.", count))
    return redirect(url_for("imports.index"), 303)


@blueprint.get("/modele.csv")
@access.needs(Permission.ADMINISTER)
def csv_template() -> ResponseReturnValue:
    """Send a CSV sheet to fill in."""
    content = past_results.to_csv(_asked(), current_language())
    return _attached(content, "text/csv; charset=utf-8", "csv")


@blueprint.get("/modele.xlsx")
@access.needs(Permission.ADMINISTER)
def xlsx_template() -> ResponseReturnValue:
    """Send a workbook to fill in."""
    return _attached(past_results.to_xlsx(_asked(), current_language()), XLSX, "xlsx")


def _page(choice: Choice, **more: object) -> str:
    return render_template(
        "administration/import.html",
        choice=choice,
        questionnaires=library.offered(current_language()),
        portfolios=_portfolios(),
        language=current_language(),
        shown=SHOWN,
        megabytes=spreadsheets.LARGEST_FILE // spreadsheets.MEGABYTE,
        **more,
    )


def _refused(choice: Choice, faults: SheetFaults) -> str:
    """Return the page with the first faults."""
    found = faults.refusal().faults[:SHOWN]
    return _page(choice, faults=found, fault_count=faults.count)


def _portfolios() -> Sequence[PortfolioRecord]:
    return queries.portfolios.portfolios(database.connection)


def _file() -> FileStorage | None:
    file = request.files.get("file")
    return file if file and file.filename else None


def _is_offered(choice: Choice) -> bool:
    references = {questionnaire.reference for questionnaire in library.offered(current_language())}
    return choice.questionnaire in references and choice.portfolio in {"", *(one.id.hex for one in _portfolios())}


def _read(choice: Choice, file: FileStorage) -> tuple[PastResults, SheetFaults]:
    """Return what a file holds, and what is wrong with it."""
    questionnaire, faults = library.questionnaire(choice.questionnaire, current_language()), SheetFaults("", SHOWN)
    return spreadsheets.read_past(stream_of(file), choice.sheet, questionnaire, faults, today()), faults


def _asked() -> Questionnaire:
    """Return the questionnaire that an address names, the first where it names none that is offered."""
    offered = library.offered(current_language())
    return next((each for each in offered if each.reference == request.args.get("questionnaire")), offered[0])


def _attached(content: bytes, mimetype: str, kind: str) -> Response:
    response = Response(content, content_type=mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="import.{kind}"'
    return response
