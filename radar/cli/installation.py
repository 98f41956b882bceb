"""The installation that an operator's command works on, and its refusals: one sentence and exit status 1."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from radar import config, database, migrations
from radar.config import Config
from radar.refusals import RefusalError


@contextmanager
def refusals(language: str) -> Iterator[None]:
    """Turn a refusal into its sentence on standard error and exit status 1."""
    try:
        yield
    except RefusalError as refusal:
        click.echo(refusal.message(language), err=True)
        sys.exit(1)


@contextmanager
def opened() -> Iterator[tuple[Config, Engine]]:
    """Open the database of the settings; raises RefusalError when it cannot be used."""
    settings = config.read()
    engine = database.connect(settings.database_url)
    address = engine.url.render_as_string()
    try:
        yield settings, engine
    except DBAPIError as error:
        reason = str(error.orig).strip().partition("\n")[0]
        raise RefusalError("database_away", address=address, reason=reason) from error
    except migrations.NewerSchemaError as error:
        raise RefusalError("database_newer", address=address) from error
    finally:
        engine.dispose()


def refuse_unless_current(engine: Engine) -> None:
    """Refuse a database that has not been migrated to the newest schema."""
    if not migrations.is_current(engine):
        raise RefusalError("database_outdated", address=engine.url.render_as_string())
