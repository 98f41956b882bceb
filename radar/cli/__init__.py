"""The command line: `radar`.  A command's module is imported only when that command is called."""

from importlib import import_module

import click

from radar.cli.groups import Group
from radar.version import VERSION

COMMANDS = {
    "serve": ("radar.cli.serve:serve", "Démarre le serveur, base de données à jour."),
    "demo": ("radar.cli.demo:demo", "Charge un portefeuille fictif avec des évaluations."),
    "score": ("radar.cli.score:score", "Calcule les scores d’une feuille de réponses."),
    "pulse": ("radar.cli.pulse:pulse", "Lit des pouls\u00a0: répartition par stade, moyenne et cible."),
    "chart": ("radar.cli.chart:chart", "Dessine le radar, le cadran ou les groupes d’une feuille."),
    "questionnaires": ("radar.cli.questionnaires:questionnaires", "Liste, vérifie ou importe des questionnaires."),
    "import": ("radar.cli.past_results:import_results", "Importe des résultats passés, vérifiés d’abord."),
    "users": ("radar.cli.users:users", "Crée des comptes et change leur mot de passe."),
    "db": ("radar.cli.database:db", "Met à jour la base de données."),
    "backup": ("radar.cli.database:backup", "Sauvegarde la base de données dans un fichier."),
    "restore": ("radar.cli.database:restore", "Rétablit la base de données d’une sauvegarde."),
    "purge": ("radar.cli.database:purge", "Supprime les essais dont le délai de conservation est passé."),
}


class LazyGroup(Group):
    """A group that knows its commands by name and by their one-line help, and loads only the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """Return the names in the order in which people meet them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command, importing its module."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def short_helps(self, ctx: click.Context) -> list[tuple[str, str]]:  # noqa: ARG002
        """Return the one-line helps without importing anything."""
        return [(name, text) for name, (_, text) in COMMANDS.items()]


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(VERSION, "-V", "--version", prog_name="radar")
def main() -> None:
    """Radar numériQc : la maturité numérique d’un organisme public, du questionnaire au radar.

    En anglais : --lang en après la commande, comme dans « radar score FEUILLE.csv --lang en », ou RADAR_LANGUAGE=en.
    """
