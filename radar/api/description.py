"""The OpenAPI 3.1 description of the interface, made from the table of routes and the shapes."""

from functools import cache
from typing import Any

from pydantic.json_schema import models_json_schema

from radar.api.route import PREFIX, Route, is_uuid
from radar.api.routes import ROUTES
from radar.api.shapes import Refusal
from radar.version import VERSION

SCHEMAS = "#/components/schemas/"
WORDS = {
    400: "The body is not JSON.",
    401: "No token, or one that is unknown, expired or revoked.",
    403: "The token may not write.",
    404: "It does not exist, or belongs to another organisation.",
    409: "It is closed or adopted, and does not change.",
    412: "Somebody has changed it since `If-Match` was read.",
    413: "The body is larger than 2 MB.",
    415: "The body is not sent as `application/json`.",
    422: "The sentence says what cannot be taken, and where.",
    428: "`If-Match` is missing.",
    429: "Too many wrong tokens from this address.",
}
PATTERNS = {"identifier": r"^[a-z0-9]+(-[a-z0-9]+)*$", "version": r"^[0-9]{1,6}\.[0-9]{1,6}\.[0-9]{1,6}$"}
ETAG = {"description": "The mark of this version.", "required": True, "schema": {"type": "string"}}


@cache
def document() -> dict[str, Any]:
    """Return the description."""
    models = {(model, "validation") for route in ROUTES for model in (route.answer, route.body, Refusal) if model}
    ordered = sorted(models, key=lambda entry: entry[0].__name__)
    _, definitions = models_json_schema(ordered, ref_template=SCHEMAS + "{model}")  # type: ignore[arg-type]
    paths: dict[str, dict[str, Any]] = {}
    for route in ROUTES:
        paths.setdefault(PREFIX + route.path, {})[route.method.lower()] = _operation(route)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Radar numériQc", "version": VERSION, "license": {"name": "MIT", "identifier": "MIT"}},
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "schemas": definitions["$defs"],
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": "A token of an organisation."}
            },
        },
    }


def _operation(route: Route) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": route.name,
        "summary": route.title,
        "parameters": _parameters(route),
        "responses": {("201" if route.creates else "200"): _answer(route), **_refusals(route)},
    }
    if route.body:
        operation["requestBody"] = {"required": True, "content": _json(route.body.__name__)}
    return operation


def _parameters(route: Route) -> list[dict[str, Any]]:
    found = [_part(part) for part in route.parts]
    if route.listed:
        found += [_count("offset", 0, 1_000_000, 0), _count("limit", 1, 100, 50)]
    if route.method == "PUT":
        about = "The `ETag` of the version that was read."
        found.append(
            {"name": "If-Match", "in": "header", "required": True, "description": about, "schema": {"type": "string"}}
        )
    return found


def _part(part: str) -> dict[str, Any]:
    schema = {"format": "uuid"} if is_uuid(part) else {"pattern": PATTERNS[part]}
    return {"name": part, "in": "path", "required": True, "schema": {"type": "string", **schema}}


def _count(name: str, least: int, most: int, usual: int) -> dict[str, Any]:
    schema = {"type": "integer", "minimum": least, "maximum": most, "default": usual}
    return {"name": name, "in": "query", "schema": schema}


def _answer(route: Route) -> dict[str, Any]:
    answer: dict[str, Any] = {"description": route.title, "content": _json(route.answer.__name__)}
    headers = {"ETag": ETAG} if route.marked else {}
    if route.creates:
        headers = {**headers, "Location": {**ETAG, "description": "Where it is from now on."}}
    return {**answer, "headers": headers} if headers else answer


def _refusals(route: Route) -> dict[str, Any]:
    statuses = {401, 429, *route.refusals}
    statuses |= {404} if route.parts else set()
    statuses |= {422} if route.listed else set()
    statuses |= {400, 403, 413, 415, 422} if route.body else set()
    statuses |= {412, 428} if route.method == "PUT" else set()
    return {str(status): {"description": WORDS[status], "content": _json("Refusal")} for status in sorted(statuses)}


def _json(shape: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": SCHEMAS + shape}}}
