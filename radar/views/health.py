"""Whether the server is alive, and whether it is ready to work."""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from radar import access, migrations
from radar.access import Permission
from radar.extensions import database

blueprint = Blueprint("health", __name__)


@blueprint.get("/sante")
@access.needs(Permission.PUBLIC)
def alive() -> ResponseReturnValue:
    """Answer as long as the process does."""
    return jsonify(status="ok")


@blueprint.get("/pret")
@access.needs(Permission.PUBLIC)
def ready() -> ResponseReturnValue:
    """Answer 200 when the database is there with the newest schema, else 503."""
    try:
        current = migrations.is_current(database.engine)
    except SQLAlchemyError:
        return jsonify(status="error", database="unavailable", schema="unknown"), 503
    if not current:
        return jsonify(status="error", database="ok", schema="outdated"), 503
    return jsonify(status="ok", database="ok", schema="current")
