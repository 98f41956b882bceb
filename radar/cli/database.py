"""What operators do with the database: `radar db upgrade`, `radar backup`, `radar restore` and `radar purge`."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
from sqlalchemy import Connection

from radar import backup as backups
from radar import migrations, operations, queries
from radar.cli.groups import Group
from radar.cli.installation import opened, refusals, refuse_unless_current
from radar.cli.options import language_option
from radar.queries.people import SIGN_IN_KEPT
from radar.refusals import sentence

file_argument = click.argument("file", metavar="FICHIER", type=click.Path(path_type=Path))


@click.group(cls=Group)
def db() -> None:
    """Entretient la base de données."""


@db.command()
@language_option
def upgrade(language: str) -> None:
    """Met la base de données à jour; sans effet si elle l’est déjà."""
    with refusals(language), opened() as (_, engine):
        migrations.upgrade(engine)
    click.echo(sentence("upgraded", language))


@click.command()
@file_argument
@language_option
def backup(file: Path, language: str) -> None:
    """Sauvegarde toute la base de données dans un fichier compressé, même pendant que le serveur travaille."""
    with refusals(language), opened() as (_, engine):
        counts = backups.write(engine, file)
    click.echo(sentence("written", language, file=file, **_numbers(counts)))


@click.command()
@file_argument
@language_option
def restore(file: Path, language: str) -> None:
    """Rétablit une sauvegarde dans une base de données vide, en entier ou pas du tout."""
    with refusals(language), opened() as (_, engine):
        counts = backups.restore(engine, file)
    click.echo(sentence("restored", language, file=file, **_numbers(counts)))


@click.command()
@click.option("--dry-run", is_flag=True, help="Dit combien d’essais seraient supprimés, sans rien supprimer.")
@language_option
def purge(dry_run: bool, language: str) -> None:
    """Supprime les essais que personne n’a changés depuis RADAR_TRIAL_DAYS jours."""
    with refusals(language), opened() as (settings, engine):
        refuse_unless_current(engine)
        moment = datetime.now(UTC) - timedelta(days=settings.trial_days)
        act = (
            queries.assessments.count_assessments_unchanged_since
            if dry_run
            else operations.assessments.delete_assessments_unchanged_since
        )
        with engine.connect() as connection:
            removed = act(connection, moment)
            if not dry_run:
                _forget(connection, datetime.now(UTC))
    code = "would_purge" if dry_run else "purged"
    click.echo(sentence(code, language, days=settings.trial_days, removed=removed))


def _forget(connection: Connection, now: datetime) -> None:
    """Remove what has served its purpose: old tries, browsers that are no longer used, and invitations."""
    operations.attempts.forget_old(connection, now)
    operations.people.end_sign_ins_unseen_since(connection, now - SIGN_IN_KEPT)
    operations.invitations.forget_expired(connection, now)


def _numbers(counts: Mapping[str, int]) -> dict[str, int]:
    return {"assessments": counts["assessments"], "answers": counts["answers"]}
