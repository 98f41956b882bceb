"""Trouble with the database of a running application, and its end."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import Connection, Engine, event

DISCONNECT = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}' AND pid <> pg_backend_pid()"
)


@contextmanager
def away(engine: Engine) -> Iterator[None]:
    """Let the database be away inside the block: its file unreadable, or its server turning everybody down."""
    if engine.dialect.name == "sqlite":
        with _file_aside(engine):
            yield
    else:
        with _altered(engine, "ALLOW_CONNECTIONS false", "ALLOW_CONNECTIONS true"):
            yield


@contextmanager
def read_only(engine: Engine) -> Iterator[None]:
    """Let the database be readable but not writable inside the block."""
    if engine.dialect.name == "sqlite":
        with _on_connect(engine, "PRAGMA query_only = ON"):
            yield
    else:
        with _altered(engine, "SET default_transaction_read_only = on", "SET default_transaction_read_only = off"):
            yield


@contextmanager
def full(engine: Engine) -> Iterator[None]:
    """Let the embedded database have no room for another page inside the block."""
    with _on_connect(engine, "PRAGMA max_page_count = 1"):
        yield


@contextmanager
def _file_aside(engine: Engine) -> Iterator[None]:
    """A folder takes the place of the file."""
    engine.dispose()
    path = Path(str(engine.url.database))
    kept = path.rename(path.with_suffix(".kept"))
    path.mkdir()
    try:
        yield
    finally:
        path.rmdir()
        kept.rename(path)


@contextmanager
def _on_connect(engine: Engine, pragma: str) -> Iterator[None]:
    def apply(connection: Connection, _entry: object) -> None:
        connection.execute(pragma)  # type: ignore[call-overload]  # the driver's own connection

    engine.dispose()
    event.listen(engine, "connect", apply)
    try:
        yield
    finally:
        event.remove(engine, "connect", apply)
        engine.dispose()


@contextmanager
def _altered(engine: Engine, change: str, undo: str) -> Iterator[None]:
    """Alter the database for whoever connects from now on, and disconnect everybody."""
    name = str(engine.url.database)
    server = sa.create_engine(engine.url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    try:
        with server.connect() as connection:
            connection.exec_driver_sql(f"ALTER DATABASE {name} {change}")
            _disconnect(connection, name)
        yield
    finally:
        with server.connect() as connection:
            connection.exec_driver_sql(f"ALTER DATABASE {name} {undo}")
            _disconnect(connection, name)
        server.dispose()


def _disconnect(connection: Connection, name: str) -> None:
    """Disconnect everybody and wait until they are gone."""
    while connection.exec_driver_sql(DISCONNECT.format(name=name)).all():
        time.sleep(0.02)
