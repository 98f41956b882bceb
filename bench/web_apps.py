"""What `bench.web` serves: the application, beside an empty Flask route and a route that does one raw upsert."""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

from flask import Flask
from sqlalchemy import text
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from radar.access import Permission, needs
from radar.app import create_app

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

# One answer stored in its own table by one statement, in the words of SQL: no form, no session, no look at what stood
# there.  It has to change the row: SQLite writes nothing for one that stays as it was.
UPSERT = text(
    "INSERT INTO answers (assessment_id, statement_id, code, reason, changed_at) "
    "VALUES (:assessment_id, 'e01', :code, '', :changed_at) ON CONFLICT (assessment_id, statement_id) "
    "DO UPDATE SET code = excluded.code, reason = excluded.reason, changed_at = excluded.changed_at"
)
ASSESSMENT = text("SELECT id FROM assessments WHERE organisation_id IS NULL ORDER BY created_at LIMIT 1")

radar_app = create_app()
bare = Flask("bare")


@bare.get("/empty")
def empty() -> str:
    """Answer nothing: what Flask and the server cost by themselves."""
    return ""


@radar_app.put("/upsert")
@bare.put("/upsert")
@needs(Permission.PUBLIC)
def upsert() -> str:
    """Do one upsert: what storing an answer costs at the very least."""
    now = datetime.now(UTC)
    with radar_app.extensions["database"].begin() as connection:
        key = {"assessment_id": _first_assessment(), "code": now.microsecond % 5, "changed_at": now.isoformat()}
        connection.execute(UPSERT, key)
    return ""


@cache
def _first_assessment() -> str:
    with radar_app.extensions["database"].connect() as connection:
        return str(connection.execute(ASSESSMENT).scalar_one())


_routes = DispatcherMiddleware(radar_app.wsgi_app, {"/bare": bare.wsgi_app})


def app(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    """Serve both, in one process."""
    return _routes(environ, start_response)
