"""Liveness and readiness."""

from dataclasses import replace

from flask.testing import FlaskClient

from radar.app import create_app
from radar.config import Config
from tests.databases import Databases


def test_a_server_with_its_database_is_ready(client: FlaskClient) -> None:
    assert client.get("/sante").get_json() == {"status": "ok"}
    answer = client.get("/pret")
    assert answer.status_code == 200
    assert answer.get_json() == {"status": "ok", "database": "ok", "schema": "current"}


def test_a_server_whose_database_is_outdated_is_alive_but_not_ready(settings: Config, databases: Databases) -> None:
    app = create_app(replace(settings, database_url=databases.new(migrated=False)))
    client = app.test_client()
    assert client.get("/sante").status_code == 200
    answer = client.get("/pret")
    assert answer.status_code == 503
    assert answer.get_json() == {"status": "error", "database": "ok", "schema": "outdated"}
    app.extensions["database"].dispose()
