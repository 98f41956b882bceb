"""The OpenAPI 3.1 description of the public exchange format."""

from typing import Any

from scoring.questionnaire import LEVELS

SCHEMAS = "#/components/schemas/"
TEXT = {"type": "string", "minLength": 1}
IDENTIFIER = {"type": "string", "format": "uuid"}
LANGUAGE = {
    "name": "lang",
    "in": "query",
    "description": "The language of the texts, `fr` or `en`; whatever else is not refused, but left aside.",
    "schema": {},
}


def description(version: str) -> dict[str, Any]:
    """Return the description of `/v1`."""
    whose = {"name": "statement_id", "in": "path", "required": True, "schema": IDENTIFIER}
    one = {"$ref": f"{SCHEMAS}Enonce"}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Radar numériQc : énoncés", "version": version},
        "paths": {
            "/v1/enonces": {
                "get": _operation("Every statement, by number", {"type": "array", "items": one}, [LANGUAGE])
            },
            "/v1/enonces/{statement_id}": {"get": _operation("One statement", one, [whose, LANGUAGE], 404)},
        },
        "components": {"schemas": _schemas()},
    }


def _operation(title: str, schema: dict[str, Any], parameters: list[dict[str, Any]], *refusals: int) -> dict[str, Any]:
    answers = {"200": {"description": title, "content": _json(schema)}}
    refused = {"description": "It does not exist.", "content": _json({"$ref": f"{SCHEMAS}Refus"})}
    return {
        "summary": title,
        "parameters": parameters,
        "responses": answers | {str(each): refused for each in refusals},
    }


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def _schemas() -> dict[str, Any]:
    levels = {"type": "array", "items": TEXT, "minItems": LEVELS, "maxItems": LEVELS}
    axis = _object(id=IDENTIFIER, nom=TEXT)
    practice = _object(id=IDENTIFIER, nom=TEXT, axe=axis)
    number = {"type": "integer", "minimum": 1}
    return {
        "Enonce": _object(id=IDENTIFIER, numero=number, texte=TEXT, reponses=levels, pratique=practice),
        "Refus": _object(message=TEXT),
    }


def _object(**fields: object) -> dict[str, Any]:
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}
