"""`radar pulse`: pulses from a sheet, on the stages' own scale, without a database."""

import json
import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from radar import formats, paths
from radar.charts.pulse import stage_figure
from radar.cli.answer_sheets import own_questionnaires
from radar.cli.options import language_option, refusals
from radar.cli.printing import print_texts
from radar.exports.pulses import PulseReport, as_dict
from scoring.distribution import RECORD
from scoring.loading.pulses import find_pulse, load_pulse
from scoring.pulse import PulseQuestion
from scoring.sheets.pulses import PulseRow, read_pulses

NOTHING = "–"
WIDTH, WIDEST_NAME = 100, 60
WORDS: Mapping[str, Mapping[str, str]] = {
    "fr": {
        "headings": "Organisation|Date|Réponses|Moyenne|Médiane|Cible|D’ici le|Écart",
        "scale": "Moyenne sur l’échelle de 1 à {top}; {nothing}\u00a0: inconnu, ou moins de {minimum} réponses.",
        "assumption": "Hypothèse\u00a0: {}",
    },
    "en": {
        "headings": "Organization|Date|Responses|Mean|Median|Target|By|Gap",
        "scale": "Mean on the scale from 1 to {top}; {nothing}: not known, or fewer than {minimum} responses.",
        "assumption": "Assumption: {}",
    },
}


@click.command(short_help="Lit des pouls\u00a0: répartition par stade, moyenne et cible.")
@click.argument("sheet", metavar="FEUILLE.csv", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--pulse",
    "reference",
    metavar="ID[@VERSION]",
    default="pouls-numerique",
    show_default=True,
    help="Question du pouls.",
)
@click.option(
    "--format",
    "shape",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="Tableau à lire, ou données à reprendre dans un autre logiciel.",
)
@language_option
def pulse(sheet: Path, reference: str, shape: str, language: str) -> None:
    """Lit les pouls d’une feuille (« - »\u00a0: l’entrée standard), sur leur propre échelle.

    Une ligne par pouls\u00a0: la colonne « organisation », puis le nombre de réponses par stade (stage_1, stage_2,
    etc.) ou la moyenne publiée (mean); au besoin asked_on, target_stage et target_on.
    """
    with refusals(language):
        question = load_pulse(find_pulse(reference, own_questionnaires(), paths.QUESTIONNAIRES), language)
        rows = read_pulses(sys.stdin.buffer if str(sheet) == "-" else sheet, question)
        lines = _table(rows, question, language)
        print_texts(iter([_json(rows, question)]) if shape == "json" else (f"{line}\n" for line in lines))


def _json(rows: Sequence[PulseRow], question: PulseQuestion) -> str:
    reports = [
        PulseReport(question, row.result, row.organisation, row.asked_on, row.target_stage, row.target_on)
        for row in rows
    ]
    return json.dumps([as_dict(report) for report in reports], ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def _table(rows: Sequence[PulseRow], question: PulseQuestion, language: str) -> Iterator[str]:
    """Yield the aligned lines of the table, then what the columns mean."""
    words = WORDS[language]
    organisation, date, *figures = words["headings"].split("|")
    heading = [organisation, date, *(str(stage.number) for stage in question.stages), *figures]
    lines = [heading, *(_cells(row, question, language) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for number, line in enumerate(lines):
        name, *cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        yield "  ".join([name, *cells]).rstrip()
        if not number:
            yield "─" * (sum(widths) + 2 * (len(widths) - 1))
    yield ""
    for stage in question.stages:
        yield f"{stage.number}  {stage.name}"
    yield ""
    yield words["scale"].format(top=question.top, nothing=NOTHING, minimum=RECORD)
    for assumption in question.assumptions:
        yield from textwrap.wrap(words["assumption"].format(assumption.text), WIDTH)


def _cells(row: PulseRow, question: PulseQuestion, language: str) -> list[str]:
    result, target = row.result, row.target_stage
    counts = result.counts if result and result.counts else [None] * question.top
    figures: list[object] = [NOTHING] * 3
    if result:
        figures = [result.respondents or NOTHING, stage_figure(result.mean, language), result.median or NOTHING]
    gap = stage_figure(result.gap(target), language) if result and target else NOTHING
    aim = [target or NOTHING, formats.day(row.target_on, language) if row.target_on else NOTHING, gap]
    shown = [NOTHING if count is None else count for count in counts]
    return [_legible(row.organisation), row.asked_on or NOTHING, *map(str, (*shown, *figures, *aim))]


def _legible(name: str) -> str:
    """Return a name without what would disturb a terminal, cut where it is long."""
    line = "".join(char if char.isprintable() else "\ufffd" for char in name)
    return line if len(line) <= WIDEST_NAME else line[: WIDEST_NAME - 1] + "…"
