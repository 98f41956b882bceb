"""Bringing a database up to the current schema, and saying whether it is there."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

# Two servers that start at once must not migrate at once; any constant number does as the lock's name.
LOCK = 7_341_209


class NewerSchemaError(Exception):
    """The database has been migrated by a newer version of the application."""


def upgrade(engine: Engine) -> None:
    """Bring the database to the newest schema, whole or not at all; nothing happens when it is there already."""
    with schema_transaction(engine) as connection:
        upgrade_within(connection)


def upgrade_within(connection: Connection, revision: str = "head") -> None:
    """Bring the database to the schema `revision` as part of a transaction opened by `schema_transaction`."""
    if not set(revisions_of(connection)) <= set(known()):
        raise NewerSchemaError
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


@contextmanager
def schema_transaction(engine: Engine) -> Iterator[Connection]:
    """Open a transaction in which tables may be made or changed, by one process at a time."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            with _sqlite_transaction(connection):
                yield connection
        else:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            yield connection
            connection.commit()


@contextmanager
def _sqlite_transaction(connection: Connection) -> Iterator[None]:
    """Take the write lock at once.

    References are not enforced meanwhile: SQLite changes a table by making it anew, and dropping the old one would
    remove all the rows that refer to it.
    """
    connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield
        connection.commit()
    finally:
        connection.rollback()
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")


def is_current(engine: Engine) -> bool:
    """Return whether the database has the newest schema."""
    with engine.connect() as connection:
        return set(revisions_of(connection)) == set(newest())


def revisions_of(connection: Connection) -> tuple[str, ...]:
    """Return the revision of a database as a tuple of one, or nothing if it has never been migrated."""
    return MigrationContext.configure(connection).get_current_heads()


def newest() -> list[str]:
    """Return the revision of the newest schema, as a list of one."""
    return ScriptDirectory.from_config(_config()).get_heads()


def known() -> list[str]:
    """Return all revisions, newest first."""
    return [script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()]


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
