"""Telling phones that nothing has moved, before Flask is asked: 600 of them ask more than once every two seconds.

What is answered here is empty and the same for everyone, so it needs neither a session nor a seat.  Whatever else a
phone asks, and anything that goes wrong here, is left to the application.
"""

import re
import time
import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Flask
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from radar import queries, security
from radar.config import Config

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# For so many seconds a process may believe what it has read: a phone sees a reveal that much later at most.
LIFETIME = 0.3
MOST_REMEMBERED = 1000
PLACE = re.compile(r"/r/s/([0-9a-f-]{36})/etat(?:/[a-z0-9-]+)?")


class Unchanged:
    """Answers 204 where a phone has seen all that there is to see of its workshop."""

    def __init__(self, app: "WSGIApplication", engine: Engine, *, https: bool) -> None:
        self._app = app
        self._engine = engine
        self._headers = [*security.headers("", https=https), ("Cache-Control", "no-store")]
        self._recent: dict[str, tuple[str | None, float]] = {}

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer, or pass the question on."""
        place = PLACE.fullmatch(environ["PATH_INFO"]) if environ["REQUEST_METHOD"] == "GET" else None
        if place and environ.get("QUERY_STRING") == self._still(place[1]):
            start_response("204 No Content", self._headers)
            return ()
        return self._app(environ, start_response)

    def _still(self, workshop: str) -> str | None:
        """Return the question of a phone that has seen everything."""
        found = self._recent.get(workshop)
        if found and time.monotonic() - found[1] < LIFETIME:
            return found[0]
        question = self._read(workshop)
        if len(self._recent) >= MOST_REMEMBERED:
            self._recent.clear()
        self._recent[workshop] = (question, time.monotonic())
        return question

    def _read(self, workshop: str) -> str | None:
        try:
            with self._engine.connect() as connection:
                changes = queries.ballots.changes(connection, uuid.UUID(workshop))
        except (DBAPIError, ValueError):
            return None
        return None if changes is None else f"seen={changes}"


def init_app(app: Flask) -> None:
    """Stand before the application."""
    config: Config = app.config["RADAR"]
    app.wsgi_app = Unchanged(app.wsgi_app, app.extensions["database"], https=config.https)  # type: ignore[method-assign]
