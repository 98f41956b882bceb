"""`radar questionnaires`: lists, checks, describes and imports questionnaires."""

import json
from functools import partial
from pathlib import Path

import click

from radar import paths
from radar.cli.answer_sheets import installed_questionnaire, own_questionnaires
from radar.cli.groups import Group
from radar.cli.options import language_option, refusals, unwritable
from scoring.errors import Fault, Refused
from scoring.exchange import read_enonces
from scoring.loading import check, find, load, published, schema
from scoring.loading.crosswalks import FOLDER, read_crosswalk
from scoring.loading.documents import MAX_BYTES
from scoring.loading.pulses import PULSE, check_pulse, load_pulse
from scoring.loading.writing import write_questionnaire
from scoring.questionnaire import Questionnaire

TEMPLATE = "radar-numeriqc"
SHORT_HASH = 12
SOUND = {
    "fr": "{title} ({reference}) est sans faute\u00a0: {counts}.",
    "en": "{title} ({reference}) has no fault: {counts}.",
}
LINKED = {
    "fr": "La table de {older} à {newer} est sans faute\u00a0: {statements} énoncés en commun.",
    "en": "The crosswalk from {older} to {newer} has no fault: {statements} statements in common.",
}
IMPORTED = {
    "fr": "{statements} énoncés importés dans {directory}. Pour calculer des scores\u00a0: "
    "radar score FEUILLE.csv --questionnaire {directory}",
    "en": "{statements} statements imported into {directory}. To score answers: "
    "radar score SHEET.csv --questionnaire {directory}",
}
STAGES = {"fr": "stades", "en": "stages"}
COUNTED = {
    "fr": (("axe", "axes"), ("pratique", "pratiques"), ("énoncé", "énoncés"), ("terme", "termes"),
           ("initiative", "initiatives")),
    "en": (("axis", "axes"), ("practice", "practices"), ("statement", "statements"), ("term", "terms"),
           ("initiative", "initiatives")),
}  # fmt: skip


@click.group(cls=Group)
def questionnaires() -> None:
    """Liste, vérifie, décrit ou importe des questionnaires."""


@questionnaires.command("list", short_help="Liste les questionnaires disponibles.")
@language_option
def list_(language: str) -> None:
    """Liste les questionnaires livrés avec l’application et ceux de cette installation."""
    with refusals(language):
        for root in (paths.QUESTIONNAIRES, own_questionnaires()):
            for _, _, directory in published(root):
                found = load(directory, language, (paths.QUESTIONNAIRES,))
                spoken = ",".join(found.languages)
                click.echo(f"{found.reference}\t{spoken}\t{_counts(found, language)}\t{found.hash[:SHORT_HASH]}")


@questionnaires.command("check", short_help="Vérifie un questionnaire; nomme toutes ses fautes.")
@click.argument("path", metavar="CHEMIN", type=click.Path(path_type=Path))
@language_option
def check_(path: Path, language: str) -> None:
    """Vérifie un questionnaire, un pouls ou une table de correspondance, et nomme ses fautes avec leur remède."""
    if (path / PULSE).is_file():
        _check_pulse(path, language)
        return
    if path.absolute().parent.name == FOLDER:
        _check_crosswalk(path, language)
        return
    bases = (own_questionnaires(), paths.QUESTIONNAIRES)
    with refusals(language):
        if faults := check(path, bases):
            raise Refused(faults)
        found = load(path, language, bases)
        counts = _counts(found, language)
        click.echo(SOUND[language].format(title=found.title, reference=found.reference, counts=counts))


def _check_pulse(folder: Path, language: str) -> None:
    with refusals(language):
        if faults := check_pulse(folder):
            raise Refused(faults)
        found = load_pulse(folder, language)
        counts = f"{found.top} {STAGES[language]}"
        click.echo(SOUND[language].format(title=found.title, reference=found.reference, counts=counts))


def _check_crosswalk(file: Path, language: str) -> None:
    with refusals(language):
        found = read_crosswalk(file, partial(installed_questionnaire, language=language))
        names = {"older": found.older, "newer": found.newer}
        click.echo(LINKED[language].format(**names, statements=len(found.statements)))


@questionnaires.command("schema")
def schema_() -> None:
    """Écrit le schéma JSON de questionnaire.yaml."""
    click.echo(json.dumps(schema(), ensure_ascii=False, indent=2))


@questionnaires.command("import", short_help="Importe un fichier au format d’échange public.")
@click.argument("file", metavar="ENONCES.json", type=click.Path(path_type=Path))
@click.option("--id", "identifier", required=True, metavar="ID", help="Identifiant du questionnaire à créer.")
@click.option("-o", "directory", required=True, metavar="DOSSIER", type=click.Path(path_type=Path), help="Où l’écrire.")
@language_option
def import_(file: Path, identifier: str, directory: Path, language: str) -> None:
    """Fait un questionnaire d’un fichier au format d’échange public (v1/enonces).

    Les dimensions, les cadrans et les seuils sont ceux de Radar numériQc, dont les axes sont reconnus par leur nom.
    """
    with refusals(language):
        if identifier in {known for known, _, _ in published(paths.QUESTIONNAIRES)}:
            raise Refused([Fault("id_taken", params={"value": identifier})])
        template = load(find(paths.QUESTIONNAIRES, TEMPLATE))
        made = read_enonces(_content(file), identifier, template, str(file))
        try:
            write_questionnaire(made, directory)
        except OSError as error:
            raise unwritable(str(directory), error) from error
    click.echo(IMPORTED[language].format(statements=len(made.statements), directory=directory))


def _content(file: Path) -> bytes:
    """Return what a file holds, up to the size at which it is refused anyway."""
    try:
        with file.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise Refused([Fault("unreadable_file", str(file))]) from error


def _counts(questionnaire: Questionnaire, language: str) -> str:
    """Return how much there is of everything that there is."""
    parts = (
        questionnaire.axes,
        questionnaire.practices,
        questionnaire.statements,
        questionnaire.glossary,
        questionnaire.catalogue.initiatives,
    )
    counted = zip(map(len, parts), COUNTED[language], strict=True)
    return ", ".join(f"{count} {one if count == 1 else many}" for count, (one, many) in counted if count)
