"""`radar import`: past results of many organisations, looked at first and brought in when that is asked for."""

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import click
from sqlalchemy import Connection

from radar import operations, queries, spreadsheets
from radar.cli import installation
from radar.cli.answer_sheets import installed_questionnaire
from radar.cli.installation import refuse_unless_current
from radar.cli.options import language_option, refusals
from radar.queries.imports import ImportPlan
from radar.refusals import RefusalError, sentence
from scoring.sheets.faults import SheetFaults
from scoring.sheets.opening import opened
from scoring.sheets.past import PastResults

NAMED = 20


@click.command("import", short_help="Importe des résultats passés, vérifiés d’abord.")
@click.argument("file", metavar="FICHIER", type=click.Path(path_type=Path))
@click.option(
    "--questionnaire",
    "reference",
    metavar="ID[@VERSION]",
    default="radar-numeriqc",
    envvar="RADAR_QUESTIONNAIRE",
    show_default=True,
    help="Questionnaire installé auquel répond la feuille.",
)
@click.option("--sheet", metavar="NOM", default="", help="Feuille du classeur; à défaut, la première.")
@click.option("--portfolio", metavar="NOM", default="", help="Portefeuille dans lequel mettre les organismes.")
@click.option("--apply", "wanted", is_flag=True, help="Enregistre; sans cette option, rien n’est enregistré.")
@language_option
def import_results(file: Path, reference: str, sheet: str, portfolio: str, wanted: bool, language: str) -> None:
    """Importe des résultats passés (CSV ou .xlsx) : vérifie d’abord; avec --apply, enregistre tout ou rien.

    Une ligne par organisme et par campagne : les colonnes « organisation », « campaign » et
    « date » (2025-10-20), « official » (oui ou non, facultative), puis un énoncé par colonne
    (0 à 4, na ou vide).
    """
    now = datetime.now(UTC)
    with refusals(language), installation.refusals(language):
        questionnaire = installed_questionnaire(reference, language)

        def read(stream: BinaryIO, faults: SheetFaults) -> tuple[PastResults, SheetFaults]:
            return spreadsheets.read_past(stream, sheet, questionnaire, faults, now.date()), faults

        past, faults = opened(file, read)
        with installation.opened() as (_, engine):
            refuse_unless_current(engine)
            with engine.connect() as connection:
                chosen = _portfolio(connection, portfolio) if portfolio else None
                plan = _act(connection, past, faults, now, chosen, wanted=wanted)
    for line in _told(plan, past, language, wanted=wanted):
        click.echo(line)


def _portfolio(connection: Connection, name: str) -> uuid.UUID:
    """Return the portfolio of a name."""
    known = queries.portfolios.portfolios(connection)
    found = [portfolio.id for portfolio in known if portfolio.name == name.strip()]
    if len(found) > 1:
        raise RefusalError("import_portfolios", name=name)
    if not found:
        code = "import_portfolio" if known else "import_no_portfolio"
        raise RefusalError(code, name=name, names=", ".join(portfolio.name for portfolio in known))
    connection.rollback()  # what follows may begin by a lock
    return found[0]


def _act(
    connection: Connection,
    past: PastResults,
    faults: SheetFaults,
    now: datetime,
    portfolio_id: uuid.UUID | None,
    *,
    wanted: bool,
) -> ImportPlan:
    """Bring the results in, or only look; raises Refused."""
    if wanted:
        return operations.imports.bring_in(connection, past, faults, None, now, portfolio_id)
    plan = queries.imports.plan(connection, past, faults)
    if faults.count:
        raise faults.refusal()
    return plan


def _told(plan: ImportPlan, past: PastResults, language: str, *, wanted: bool) -> Iterator[str]:
    """Yield what was done or would be."""
    counts = {"assessments": len(plan.assessments), "known": len(plan.known), "new": len(plan.new)}
    yield sentence("import_done" if wanted else "import_checked", language, **counts)
    names = list(plan.new.values())
    if names:
        code = "import_new" if len(names) <= NAMED else "import_new_more"
        yield sentence(code, language, names=", ".join(names[:NAMED]), count=len(names) - NAMED)
    if past.left_out:
        yield sentence("import_left_out", language, names=", ".join(past.left_out))
    if not wanted:
        yield sentence("import_apply", language)
