"""Backing a database up into a file, and restoring it, on either kind of database and from one to the other."""

import os
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Engine, Table
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.types import TypeEngine

from radar import migrations
from radar.backup_file import Header, Reader, Writer
from radar.models import Base
from radar.models.base import Instant
from radar.refusals import RefusalError
from radar.version import VERSION

BATCH = 1000
TYPES: Mapping[str, TypeEngine[Any]] = {
    "str": sa.Text(),
    "int": sa.BigInteger(),
    "float": sa.Float(),
    "UUID": sa.Uuid(),
    "bytes": sa.LargeBinary(),
    "bool": sa.Boolean(),
    "date": sa.Date(),
    "datetime": Instant(),
}


def write(engine: Engine, path: Path) -> Counter[str]:
    """Write all rows, as they stand at one moment, to `path`; return their number by table."""
    with _snapshot(engine) as connection:
        revision = migrations.revisions_of(connection)
        if list(revision) != migrations.newest():
            raise RefusalError("database_outdated", address=engine.url.render_as_string())
        with _appearing_when_whole(path) as file:
            writer = Writer(file, Header(VERSION, revision[0], {table.name: _kinds(table) for table in _tables()}))
            for table in _tables():
                for row in connection.execute(sa.select(table)):
                    writer.add(table.name, row)
            writer.finish()
    return writer.counts


def restore(engine: Engine, path: Path) -> Counter[str]:
    """Read the backup at `path` into an empty database, whole or not at all; return the number of rows by table."""
    reader = Reader(path)
    header = reader.header
    if header.revision not in migrations.known():
        raise RefusalError("backup_newer", path=path, version=header.version, own=VERSION)
    with migrations.schema_transaction(engine) as connection:
        _refuse_unless_empty(connection)
        _make_tables(connection, header.revision)
        try:
            _load(connection, reader)
        except (IntegrityError, DataError) as error:
            raise RefusalError("backup_damaged", path=path) from error
        migrations.upgrade_within(connection)
    return reader.counts


def _tables() -> list[Table]:
    """Return the tables, each after those that its rows refer to."""
    return Base.metadata.sorted_tables


def _kinds(table: Table) -> dict[str, str]:
    return {column.name: column.type.python_type.__name__ for column in table.columns}


@contextmanager
def _snapshot(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that sees the database as it is now, whatever others write meanwhile, and reads in batches."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN")
        else:
            connection.execution_options(isolation_level="REPEATABLE READ")
        connection.execution_options(yield_per=BATCH)
        yield connection


@contextmanager
def _appearing_when_whole(path: Path) -> Iterator[Any]:
    """Open a file beside `path` that only its owner can read, and put it in its place once it is on the disk."""
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        beside = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
        _sync_folder(path.parent)
    except OSError as error:
        raise RefusalError("backup_unwritable", path=path, reason=error.strerror or error) from error


def _sync_folder(folder: Path) -> None:
    """Make the name of a new file as durable as its content."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _refuse_unless_empty(connection: Connection) -> None:
    present = set(sa.inspect(connection).get_table_names())
    for table in _tables():
        if table.name in present and connection.execute(sa.select(sa.literal(1)).select_from(table).limit(1)).first():
            raise RefusalError("backup_occupied", table=table.name)


def _make_tables(connection: Connection, revision: str) -> None:
    """Give the empty database the very schema of the backup, from which it can be upgraded with the rows inside."""
    if set(migrations.revisions_of(connection)) - {revision}:
        Base.metadata.drop_all(connection)
        connection.exec_driver_sql("DROP TABLE alembic_version")
    migrations.upgrade_within(connection, revision)


def _load(connection: Connection, reader: Reader) -> None:
    inserts = {name: sa.insert(_light_table(name, columns)) for name, columns in reader.header.tables.items()}
    for name, group in groupby(reader.rows(), key=lambda pair: pair[0]):
        rows = (row for _, row in group)
        while batch := list(islice(rows, BATCH)):
            connection.execute(inserts[name], batch)


def _light_table(name: str, columns: Mapping[str, str]) -> sa.TableClause:
    """Return the table as the backup describes it, which may be older than the models."""
    return sa.table(name, *(sa.column(column, TYPES[kind]) for column, kind in columns.items()))
