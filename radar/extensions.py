"""The Flask extensions, made once and bound to an application by the factory."""

from flask import Flask, current_app, g
from flask_babel import Babel
from flask_compress import Compress
from flask_wtf import CSRFProtect
from sqlalchemy import Connection, Engine

from radar.database import connect


class Database:
    """The application's database: one engine per process, one connection per request."""

    def init_app(self, app: Flask, url: str) -> None:
        """Give `app` an engine and close each request's connection at its end."""
        app.extensions["database"] = connect(url)
        app.teardown_appcontext(self._close)

    @property
    def engine(self) -> Engine:
        """Return the engine of the current application."""
        engine: Engine = current_app.extensions["database"]
        return engine

    @property
    def connection(self) -> Connection:
        """Return the connection of the current request, opened on first use."""
        if "connection" not in g:
            g.connection = self.engine.connect()
        connection: Connection = g.connection
        return connection

    def _close(self, _error: BaseException | None) -> None:
        connection: Connection | None = g.pop("connection", None)
        if connection is not None:
            connection.close()


babel = Babel()
compress = Compress()
csrf = CSRFProtect()
database = Database()
