"""The public exchange format: the statements of the default questionnaire."""

import uuid

from flask import Blueprint, abort, current_app, jsonify
from flask.typing import ResponseReturnValue

from radar import access, library
from radar.access import Permission
from radar.config import Config
from radar.i18n import current_language
from radar.version import VERSION
from radar.views.exchange_description import description
from scoring.exchange import statements_as_dicts
from scoring.questionnaire import Questionnaire

blueprint = Blueprint("exchange", __name__, url_prefix="/v1")


@blueprint.get("/enonces")
@access.needs(Permission.PUBLIC)
def statements() -> ResponseReturnValue:
    """Answer every statement, ordered by number."""
    return jsonify(statements_as_dicts(_questionnaire()))


@blueprint.get("/enonces/<uuid:statement_id>")
@access.needs(Permission.PUBLIC)
def statement(statement_id: uuid.UUID) -> ResponseReturnValue:
    """Answer one statement."""
    for record in statements_as_dicts(_questionnaire()):
        if record["id"] == str(statement_id):
            return jsonify(record)
    return abort(404)


@blueprint.get("/openapi.json")
@access.needs(Permission.PUBLIC)
def openapi() -> ResponseReturnValue:
    """Answer the description of this interface."""
    return jsonify(description(VERSION))


def _questionnaire() -> Questionnaire:
    config: Config = current_app.config["RADAR"]
    return library.questionnaire(config.questionnaire, current_language())
