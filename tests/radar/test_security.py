"""What every answer says to browsers, and what no log may hold."""

import logging
import re
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from radar.app import create_app
from radar.config import Config
from radar.logs import LinklessFormatter
from tests.databases import SqliteDatabases
from tests.radar.views.trial import start

INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", re.IGNORECASE)
ANSWERS = {
    "page": ("/", 200),
    "refusal": ("/nulle-part", 404),
    "method": ("/essai", 405),
    "file": ("/static/css/base.css", 200),
    "missing file": ("/static/css/none.css", 404),
    "program": ("/v1/enonces", 200),
    "health": ("/sante", 200),
    "link": ("/lien/inconnu", 404),
}


@pytest.fixture
def databases(sqlite_databases: SqliteDatabases) -> SqliteDatabases:
    """One kind is enough: headers do not depend on it."""
    return sqlite_databases


@pytest.mark.parametrize("name", ANSWERS)
def test_every_answer_has_the_headers(client: FlaskClient, name: str) -> None:
    path, status = ANSWERS[name]
    with client.get(path) as answer:
        assert answer.status_code == status
        headers = answer.headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_no_page_has_inline_styles_or_scripts(client: FlaskClient) -> None:
    trial = start(client)
    trial.put("e01", {"level": "2"})
    pages = [client.get(path).text for path in ("/", "/methode", "/confidentialite", "/nulle-part")]
    pages += [trial.get(path).text for path in ("", "/axes/experience-utilisateur", "/resultats", "/suppression")]
    assert [match.group() for page in pages for match in INLINE.finditer(page)] == []


def test_a_chart_opened_on_its_own_may_do_nothing(client: FlaskClient) -> None:
    policy = start(client).get("/radar.svg").headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none';")
    assert policy.endswith("sandbox")
    assert "script" not in policy


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(client: FlaskClient, settings: Config) -> None:
    plain = client.get("/?lang=en").headers["Set-Cookie"]
    assert "HttpOnly" in plain
    assert "SameSite=Lax" in plain
    assert "Secure" not in plain
    app = create_app(replace(settings, https=True))
    answer = app.test_client().get("/?lang=en", base_url="https://localhost")
    assert "Secure" in answer.headers["Set-Cookie"]
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    app.extensions["database"].dispose()


def test_the_cookie_is_kept_as_long_as_the_trial(client: FlaskClient, app: Flask) -> None:
    start(client)
    cookie = client.get_cookie("radar")
    assert cookie is not None
    assert cookie.expires is not None
    assert app.permanent_session_lifetime.days == 400


def test_pages_are_not_shared_by_caches_and_files_are_kept_for_a_year(client: FlaskClient) -> None:
    assert client.get("/").headers["Cache-Control"] == "private, no-cache"
    (address,) = re.findall(r'href="(/static/css/base\.css\?v=[0-9a-f]+)"', client.get("/").text)
    with client.get(address) as file:
        assert "max-age=31536000" in file.headers["Cache-Control"]


@pytest.mark.parametrize("prefix", ["http://localhost", ""])
def test_private_links_are_kept_out_of_the_log(prefix: str) -> None:
    entry = logging.LogRecord("links", logging.WARNING, "", 0, "GET %s/lien/%s?lang=en", (prefix, "s3cret-T_1"), None)
    assert LinklessFormatter().format(entry) == f"GET {prefix}/lien/…?lang=en"


@pytest.mark.parametrize(
    "address", ["/invitations/s3cret-T_1", "/connexion?then=%2Finvitations%2Fs3cret-T_1", "/p/s3cret-T_1"]
)
def test_invitations_and_pulses_are_kept_out_of_the_log(address: str) -> None:
    entry = logging.LogRecord("links", logging.WARNING, "", 0, "GET %s [303]", (address,), None)
    assert LinklessFormatter().format(entry) == f"GET {address.replace('s3cret-T_1', '…')} [303]"


def test_a_page_that_fails_says_so(app: Flask, client: FlaskClient) -> None:
    def fail(token: str) -> str:
        raise RuntimeError(f"cannot open {token}")

    app.view_functions["home.private_link"] = fail
    answer = client.get("/lien/s3cret")
    assert answer.status_code == 500
    assert "l’erreur a été consignée" in answer.text
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
