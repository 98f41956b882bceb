"""The pages while the database is away, full or read-only: they say so, lose nothing, and work again by themselves."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from radar import config
from radar.app import create_app
from radar.database import connect
from tests.databases import PostgresqlDatabases, SqliteDatabases, cut_connections

Open = Callable[[str], FlaskClient]


@pytest.fixture
def open_site(tmp_path: Path) -> Iterator[Open]:
    """Opens a browser on the application with the database at an address."""
    apps: list[Flask] = []

    def open_site(url: str) -> FlaskClient:
        apps.append(create_app(config.read({"RADAR_INSTANCE": str(tmp_path), "RADAR_DATABASE_URL": url})))
        return apps[-1].test_client()

    yield open_site
    for app in apps:
        app.extensions["database"].dispose()


def start_trial(client: FlaskClient) -> int:
    return client.post("/essai", data={"csrf_token": token(client, "/"), "organisation": "Ville"}).status_code


def token(client: FlaskClient, path: str) -> str:
    found = re.search(r'name="csrf_token"\s+value="([^"]+)"', client.get(path).text)
    assert found
    return found[1]


def test_a_database_that_goes_away_and_comes_back_needs_no_restart(
    open_site: Open, postgresql_databases: PostgresqlDatabases
) -> None:
    url = postgresql_databases.new()
    client = open_site(url)
    assert start_trial(client) == 303
    overview = client.get("/").text
    assert "/evaluations/" in overview
    path = re.findall(r'"(/evaluations/[0-9a-f-]+)', overview)[0]
    cut_connections(url)
    administrator = connect(re.sub(r"/test_\w+", "/postgres", url))
    name = sa.make_url(url).database
    with administrator.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        away = client.get(path)
        assert away.status_code == 503
        assert "base de données ne répond pas" in away.text
        assert client.get("/pret").status_code == 503
        assert [client.get(page).status_code for page in ("/", "/sante", "/methode")] == [200, 200, 200]
        connection.exec_driver_sql(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
    administrator.dispose()
    assert client.get(path).status_code == 200
    assert client.get("/pret").status_code == 200


def test_a_connection_that_was_cut_is_not_noticed(open_site: Open, postgresql_databases: PostgresqlDatabases) -> None:
    url = postgresql_databases.new()
    client = open_site(url)
    assert start_trial(client) == 303
    cut_connections(url)
    assert start_trial(client) == 303


def test_a_full_disk_refuses_to_save_and_goes_on_showing_what_is_saved(
    open_site: Open, sqlite_databases: SqliteDatabases
) -> None:
    client = open_site(sqlite_databases.new())
    assert start_trial(client) == 303
    path = re.findall(r'"(/evaluations/[0-9a-f-]+)', client.get("/").text)[0]
    engine = client.application.extensions["database"]
    engine.dispose()
    sa.event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA max_page_count = 1"))
    page = f"{path}/axes/experience-utilisateur"
    answers = {f"e{number:02}-reason": "raison " * 500 for number in range(1, 7)}
    refused = client.post(page, data={"csrf_token": token(client, page), **answers})
    assert refused.status_code == 503
    assert "disque du serveur est plein" in refused.text
    assert client.get(page).status_code == 200


def test_a_read_only_database_can_be_read(open_site: Open, sqlite_databases: SqliteDatabases) -> None:
    url = sqlite_databases.new()
    writable = connect(url)
    with writable.connect():  # SQLite keeps two files beside the database while somebody may write
        client = open_site(f"sqlite:///file:{url.removeprefix('sqlite+pysqlite:///')}?mode=ro&uri=true")
        assert client.get("/").status_code == 200
        assert start_trial(client) == 503
        assert client.get("/pret").status_code == 200
    writable.dispose()


def test_programs_are_told_in_json(open_site: Open, postgresql_databases: PostgresqlDatabases) -> None:
    client = open_site(re.sub(r"/test_\w+", "/nowhere", postgresql_databases.new()))
    answer = client.get("/lien/nothing", headers={"Accept": "application/json"})
    assert answer.status_code == 503
    assert answer.json is not None
    assert "ni lire ni enregistrer" in answer.json["message"]
