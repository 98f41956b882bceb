import ast
import re
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine

from radar import migrations
from radar.database import connect
from radar.models import Answer, Assessment, Base
from tests.databases import Databases, migrate

VERSIONS = sorted(Path(migrations.__file__).parent.glob("versions/[!_]*.py"))


@pytest.fixture
def bare_engine(databases: Databases) -> Iterator[Engine]:
    """A database without any table."""
    engine = connect(databases.new(migrated=False))
    yield engine
    engine.dispose()


def test_migrations_make_the_tables_of_the_models(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []


def test_migrations_name_the_constraints_as_the_models_do(engine: Engine, databases: Databases) -> None:
    modelled = connect(databases.new(migrated=False))
    Base.metadata.create_all(modelled)
    for table in Base.metadata.tables:
        assert _constraints(engine, table) == _constraints(modelled, table)
    modelled.dispose()


def _constraints(engine: Engine, table: str) -> dict[str, object]:
    inspector = sa.inspect(engine)
    return {
        "checks": {check["name"]: check["sqltext"] for check in inspector.get_check_constraints(table)},
        "foreign keys": sorted(inspector.get_foreign_keys(table), key=lambda key: key["name"] or ""),
        "unique": sorted(unique["name"] or "" for unique in inspector.get_unique_constraints(table)),
        "primary key": inspector.get_pk_constraint(table),
        "indexes": sorted(index["name"] or "" for index in inspector.get_indexes(table)),
    }


def test_upgrading_twice_is_harmless(bare_engine: Engine) -> None:
    assert not migrations.is_current(bare_engine)
    migrations.upgrade(bare_engine)
    migrations.upgrade(bare_engine)
    assert migrations.is_current(bare_engine)


def test_a_server_that_starts_while_another_upgrades_waits_for_it(databases: Databases) -> None:
    url = databases.new(migrated=False)
    engine = connect(url)
    with ThreadPoolExecutor(1) as second:
        with migrations.schema_transaction(engine) as connection:
            migrations.upgrade_within(connection)
            waiting = second.submit(migrate, url)
            with pytest.raises(TimeoutError):
                waiting.result(timeout=0.5)
        waiting.result(timeout=30)
    assert migrations.is_current(engine)
    engine.dispose()


def test_servers_that_start_at_once_all_find_the_schema(databases: Databases) -> None:
    url = databases.new(migrated=False)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes:
        list(processes.map(migrate, [url] * 2))
    engine = connect(url)
    assert migrations.is_current(engine)
    engine.dispose()


def test_a_migration_that_fails_leaves_nothing_behind(bare_engine: Engine) -> None:
    def fail_halfway() -> None:
        with migrations.schema_transaction(bare_engine) as connection:
            migrations.upgrade_within(connection)
            connection.exec_driver_sql("SELECT * FROM no_such_table")

    with pytest.raises(sa.exc.DBAPIError):
        fail_halfway()
    assert sa.inspect(bare_engine).get_table_names() == []


def test_what_the_first_version_stored_is_kept(bare_engine: Engine) -> None:
    """SQLite changes a column by copying the table; the answers must survive the drop of the old one."""
    row = {"id": "0" * 32, "hash": "h" * 64, "link": b"l" * 32, "now": "2026-11-21 00:00:00"}
    with migrations.schema_transaction(bare_engine) as connection:
        migrations.upgrade_within(connection, VERSIONS[0].stem.removesuffix("_assessments"))
        connection.execute(
            sa.text("INSERT INTO assessments VALUES (:id, 'q', '1.0.0', :hash, 'Ville', :link, :now, :now)"), row
        )
        connection.execute(sa.text("INSERT INTO answers VALUES (:id, 'e01', 3, '', :now)"), row)
    migrations.upgrade(bare_engine)
    with bare_engine.connect() as connection:
        assert connection.execute(sa.select(Assessment.organisation, Assessment.state)).one() == ("Ville", "draft")
        assert connection.execute(sa.select(Answer.code)).scalar_one() == 3
        if bare_engine.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1


def test_a_database_of_a_newer_version_is_refused(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '2999_01_01'")
    with pytest.raises(migrations.NewerSchemaError):
        migrations.upgrade(engine)
    assert not migrations.is_current(engine)


@pytest.mark.parametrize("path", VERSIONS, ids=lambda path: path.stem)
def test_a_migration_is_named_by_its_date_and_stands_alone(path: Path) -> None:
    """The models of tomorrow must not change what a migration of yesterday does."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    imported |= {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    assert imported == {"alembic", "sqlalchemy"}
    assert re.fullmatch(r"\d{4}_\d{2}_\d{2}_[a-z0-9_]+", path.stem)
    assert path.stem.startswith(migrations.known()[len(VERSIONS) - 1 - VERSIONS.index(path)])
