"""Connections to either kind of database, with the waits and the promises that go with them."""

import sqlite3
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext, make_url
from sqlalchemy.exc import ArgumentError, DataError, IntegrityError
from sqlalchemy.pool import ConnectionPoolEntry

from radar.config import BadSettingError

BUSY_SECONDS = 10
CONNECT_SECONDS = 3
UNANSWERED_MILLISECONDS = 10_000
# Threads of a server process.  Each has a connection of its own, so that none ever waits for one.
THREADS = 8


def connect(url: str) -> Engine:
    """Return an engine for `url`; a connection that died while unused is replaced before it is handed out.

    Parameters never appear in error messages: they are what people wrote.
    """
    try:
        address = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise BadSettingError("setting_database", name="RADAR_DATABASE_URL") from error
    if address.get_backend_name() == "sqlite":
        return _connect_sqlite(address)
    waits = {"connect_timeout": CONNECT_SECONDS, "tcp_user_timeout": UNANSWERED_MILLISECONDS}
    engine = create_engine(address, pool_size=THREADS, pool_pre_ping=True, hide_parameters=True, connect_args=waits)
    event.listen(engine, "handle_error", _forget_refused_row)
    return engine


def _forget_refused_row(context: ExceptionContext) -> None:
    """Keep the first line of a refusal only: in the next ones, PostgreSQL quotes the row."""
    if isinstance(context.sqlalchemy_exception, IntegrityError | DataError):
        for error in (context.original_exception, context.sqlalchemy_exception):
            error.args = (str(error.args[0]).partition("\n")[0], *error.args[1:])


def _connect_sqlite(address: URL) -> Engine:
    if address.database and not address.database.startswith("file:"):
        _make_folder(Path(address.database).parent)
    engine = create_engine(address, pool_size=THREADS, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _make_folder(folder: Path) -> None:
    """Make the folder of an embedded database, for this account only."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise BadSettingError("setting_instance", path=folder, reason=error.strerror or error) from error


def _prepare_sqlite(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    """Let readers never wait for a writer, enforce references, and put a commit on the disk before it is told."""
    for pragma in ("journal_mode = WAL", "foreign_keys = ON", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}")


def begin_write(connection: Connection) -> None:
    """Begin a transaction that reads before it writes.

    SQLite knows no lock on a row: without this one on the whole file, two processes could read before either writes.
    """
    if connection.dialect.name == "sqlite" and not connection.connection.dbapi_connection.in_transaction:  # type: ignore[union-attr]
        connection.exec_driver_sql("BEGIN IMMEDIATE")
