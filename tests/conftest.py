"""Fixtures for all tests.  Whatever touches the database asks for `database_url` and so runs on both kinds."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Connection, Engine

from radar import config, paths
from radar.config import Config
from radar.database import connect
from scoring import loading
from scoring.questionnaire import Questionnaire
from tests.databases import Databases, PostgresqlDatabases, SqliteDatabases, postgresql_server

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory: pytest.TempPathFactory) -> SqliteDatabases:
    """SQLite, the embedded database."""
    return SqliteDatabases(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgresql_databases() -> Iterator[PostgresqlDatabases]:
    """A real PostgreSQL server, one per test process."""
    with postgresql_server() as address:
        yield PostgresqlDatabases(address)


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest) -> Databases:
    """Each kind of database in turn."""
    found: Databases = request.getfixturevalue(f"{request.param}_databases")
    return found


@pytest.fixture
def database_url(databases: Databases) -> str:
    """The address of a fresh database with the newest schema and no rows."""
    return databases.new()


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An engine as the application makes it."""
    engine = connect(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    """A connection as a request has it."""
    with engine.connect() as connection:
        yield connection


@pytest.fixture(scope="session")
def questionnaire() -> Questionnaire:
    """The default questionnaire, in French."""
    return loading.load(loading.find(paths.QUESTIONNAIRES, "radar-numeriqc"))


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Config:
    """The settings of an installation of its own, whatever the environment of the machine."""
    return config.read({"RADAR_INSTANCE": str(tmp_path / "instance"), "RADAR_DATABASE_URL": database_url})


@pytest.fixture
def app(settings: Config) -> Iterator["Flask"]:
    """The application, as in production."""
    from radar.app import create_app  # noqa: PLC0415 (most tests do without the pages)

    app = create_app(settings)
    yield app
    app.extensions["database"].dispose()


@pytest.fixture
def client(app: "Flask") -> "FlaskClient":
    """A browser that has never been here."""
    return app.test_client()
