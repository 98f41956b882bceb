"""The answer sheet that a command reads, and the questionnaire that it answers."""

import os
import sys
from pathlib import Path

import click

from radar import paths
from scoring import loading
from scoring.errors import Refused
from scoring.loading.folder import MAIN
from scoring.questionnaire import Questionnaire
from scoring.sheets import Sheet, read_sheet

sheet_argument = click.argument("sheet", metavar="FEUILLE.csv", type=click.Path(path_type=Path, allow_dash=True))
questionnaire_option = click.option(
    "--questionnaire",
    "reference",
    metavar="ID[@VERSION]",
    default="radar-numeriqc",
    envvar="RADAR_QUESTIONNAIRE",
    show_default=True,
    help="Questionnaire de la feuille\u00a0: son identifiant, ou son dossier.",
)


def read(sheet: Path, reference: str, language: str) -> Sheet:
    """Return the sheet at a path, or on standard input for `-`; raises Refused with its faults."""
    questionnaire = load_questionnaire(reference, language)
    return read_sheet(sys.stdin.buffer if str(sheet) == "-" else sheet, questionnaire)


def load_questionnaire(reference: str, language: str) -> Questionnaire:
    """Return a questionnaire by its folder, or by id from this installation's own folder or the application's."""
    if Path(reference, MAIN).is_file():
        return loading.load(Path(reference), language, (paths.QUESTIONNAIRES,))
    return installed_questionnaire(reference, language)


def installed_questionnaire(reference: str, language: str) -> Questionnaire:
    """Return a questionnaire by id, as the pages of this installation know it."""
    try:
        directory = loading.find(own_questionnaires(), reference)
    except Refused:
        directory = loading.find(paths.QUESTIONNAIRES, reference)
    return loading.load(directory, language, (paths.QUESTIONNAIRES,))


def own_questionnaires() -> Path:
    """Return the folder of the questionnaires that this installation was given."""
    instance = Path(os.environ.get("RADAR_INSTANCE") or "instance")
    return Path(os.environ.get("RADAR_QUESTIONNAIRES") or instance / "questionnaires")
