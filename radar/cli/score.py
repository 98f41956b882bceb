"""`radar score`: the scores of answer sheets, without a database."""

import csv
import io
import json
import math
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from radar.cli.answer_sheets import questionnaire_option, read, sheet_argument
from radar.cli.options import language_option, refusals
from radar.cli.printing import print_texts
from radar.cli.table import table
from scoring.results import percent, to_json
from scoring.sheets import Sheet

TABLE_WIDTH = 140
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@click.command(short_help="Calcule les scores d’une feuille de réponses.")
@sheet_argument
@questionnaire_option
@click.option(
    "--format",
    "shape",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="Tableau à lire, ou données à reprendre dans un autre logiciel.",
)
@language_option
def score(sheet: Path, reference: str, shape: str, language: str) -> None:
    """Calcule les scores des organisations d’une feuille de réponses (« - »\u00a0: l’entrée standard).

    Une ligne par réponse\u00a0: la colonne « organisation », puis un énoncé par colonne (0 à 4, na ou vide),
    ou un axe par colonne (score de 0 à 4).
    """
    with refusals(language):
        content = read(sheet, reference, language)
        print_texts({"table": _table, "json": _json, "csv": _csv}[shape](content, language))


def _table(content: Sheet, language: str) -> Iterator[str]:
    """Yield the lines of the table for people."""
    width = shutil.get_terminal_size((TABLE_WIDTH, 0)).columns
    return (f"{line}\n" for line in table(content, language, width))


def _json(content: Sheet, _language: str) -> Iterator[str]:
    """Yield the contract's array, a result at a time."""
    before = "[\n"
    for result in content.results():
        yield before + json.dumps(to_json(result), ensure_ascii=False, allow_nan=False)
        before = ",\n"
    yield "\n]\n"


def _csv(content: Sheet, _language: str) -> Iterator[str]:
    """Yield a header and a line for each organisation, with unrounded figures."""
    questionnaire, scores = content.questionnaire, content.scores()
    dimensions, axes = [one.id for one in questionnaire.dimensions], list(questionnaire.axis_by_id)
    figures = ["overall", "percent", "coverage", "provisional", "quadrant"]
    yield _csv_line(["questionnaire", "organisation", "group", *figures, *dimensions, *axes])
    quadrants = [*(quadrant.id for quadrant in questionnaire.quadrants), ""]
    rows = zip(
        content.organisations,
        content.groups,
        scores.overall.tolist(),
        scores.coverage.tolist(),
        scores.provisional.tolist(),
        scores.quadrants.tolist(),
        scores.dimensions.tolist(),
        scores.axes.tolist(),
        strict=True,
    )
    for name, group, overall, coverage, provisional, quadrant, by_dimension, by_axis in rows:
        about = [questionnaire.reference, _harmless(name), _harmless(group or "")]
        result = [overall, percent(overall), coverage, str(provisional).lower(), quadrants[quadrant]]
        yield _csv_line([*about, *result, *by_dimension, *by_axis])


def _csv_line(cells: Sequence[object]) -> str:
    """Return a line of CSV; no score is an empty cell."""
    line = io.StringIO()
    csv.writer(line).writerow("" if isinstance(cell, float) and math.isnan(cell) else cell for cell in cells)
    return line.getvalue()


def _harmless(name: str) -> str:
    """Return a name that no spreadsheet takes for a formula."""
    return f"'{name}" if name.startswith(FORMULA) else name
