"""From a document to a frozen model, every fault of pydantic told in a sentence of the project."""

import difflib
import json
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from scoring.errors import Fault
from scoring.loading.documents import Document, Path_
from scoring.transformation import KEY

AnyModel = TypeVar("AnyModel", bound=BaseModel)

CODES: Mapping[str, str] = {
    "string_type": "text_expected",
    "int_type": "integer_expected",
    "int_parsing": "integer_expected",
    "int_from_float": "integer_expected",
    "float_type": "number_expected",
    "float_parsing": "number_expected",
    "finite_number": "number_expected",
    "tuple_type": "list_expected",
    "list_type": "list_expected",
    "model_type": "fields_expected",
    "model_attributes_type": "fields_expected",
    "dict_type": "fields_expected",
    "mapping_type": "fields_expected",
    "uuid_parsing": "uuid_expected",
    "uuid_type": "uuid_expected",
    "date_type": "date_expected",
    "date_parsing": "date_expected",
    "date_from_datetime_parsing": "date_expected",
    "date_from_datetime_inexact": "date_expected",
    "bool_type": "yes_or_no_expected",
    "bool_parsing": "yes_or_no_expected",
}
PATTERNS: Mapping[str, str] = {"version": "bad_version", "language": "bad_language", "code": "bad_code"}
# The lists that hold a text per level; `reponses` is their name in the exchange format.
FIVE = frozenset({"levels", "reponses"})
BOUNDS = ("greater_than_equal", "less_than_equal")


def validated(model: type[AnyModel], document: Document, *, strict: bool = False) -> AnyModel | None:
    """Return the document as a model, or None with every fault added to the document.

    What programs write is read strictly: there `"4"` is no number and 1 is no yes.
    """
    if document.broken:
        return None
    if not isinstance(document.data, dict):
        document.faults.append(document.fault("fields_expected"))
        return None
    try:
        if strict:
            return model.model_validate_json(json.dumps(document.data), strict=True)
        return model.model_validate(document.data)
    except ValidationError as error:
        details = [detail for detail in error.errors(include_url=False) if not _follows(detail)]
        document.faults += _without_echoes(_fault(document, model, detail) for detail in details)
        return None


def _follows(detail: ErrorDetails) -> bool:
    """Tell whether a fault only follows from another: of an item of the list, or of a character nobody can see."""
    if detail["type"] == "too_short":
        return len(detail["input"]) >= int(detail["ctx"]["min_length"])
    return detail["type"] == "string_unicode"


def _without_echoes(faults: Iterable[Fault]) -> list[Fault]:
    """Return the faults without "x is missing" where a misspelt x stands in the same place."""
    told = list(faults)
    meant = {_beside(fault.path, fault.params["nearest"]) for fault in told if fault.code == "misspelt_field"}
    return [fault for fault in told if not (fault.code == "missing_field" and fault.path in meant)]


def _beside(path: str, field: object) -> str:
    parent, dot, _ = path.rpartition(".")
    return f"{parent}{dot}{field}"


def _fault(document: Document, model: type[BaseModel], detail: ErrorDetails) -> Fault:
    """Return the fault that says in our words what pydantic found."""
    kind, value = detail["type"], detail["input"]
    path: Path_ = tuple(part for part in detail["loc"] if part != "[key]")
    at_key = len(path) < len(detail["loc"])
    field = next((part for part in reversed(path) if isinstance(part, str)), "")
    if kind == "missing":
        return document.fault("missing_field", path, field=field)
    if kind == "extra_forbidden":
        return _unknown(document, model, path)
    if value is None:
        return document.fault("empty_text" if kind == "string_type" else "empty_field", path, field=field)
    if kind in CODES:
        return document.fault(CODES[kind], path, field=field, value=_brief(value))
    return _content_fault(document, path, detail, field, at_key=at_key)


def _content_fault(document: Document, path: Path_, detail: ErrorDetails, field: str, *, at_key: bool) -> Fault:
    """Return the fault of a value that has the right type."""
    kind, value, limits = detail["type"], detail["input"], detail.get("ctx", {})
    if kind in BOUNDS:
        return _bound_fault(document, path, field, value, limits)
    code = "invalid_value"
    params: dict[str, object] = {"value": _brief(value)}
    if kind == "string_too_short":
        code, params = "empty_text", {}
    elif kind == "string_too_long":
        code, params = "text_too_long", {"limit": limits["max_length"], "length": len(value)}
    elif kind in {"too_short", "too_long"}:
        code, params = "levels_count" if field in FIVE else "empty_list", {"count": len(value)}
    elif kind == "literal_error":
        code = "unsupported_format" if field == "format" else "not_allowed"
        params = {"value": _brief(value), "allowed": limits["expected"].replace(" or ", ", ").replace("'", "")}
    elif kind == "string_pattern_mismatch":
        code = "bad_key" if limits["pattern"] == KEY else PATTERNS.get(field, "bad_id")
    return document.fault(code, path, at_key=at_key, **{"field": field, **params})


def _bound_fault(document: Document, path: Path_, field: str, value: object, limits: Mapping[str, Any]) -> Fault:
    if field == "threshold":
        return document.fault("threshold_out_of_range", path, value=value)
    if "ge" in limits:
        return document.fault("too_low", path, field=field, value=value, limit=limits["ge"])
    return document.fault("too_high", path, field=field, value=value, limit=limits["le"])


def _unknown(document: Document, model: type[BaseModel], path: Path_) -> Fault:
    """Return the fault of an unknown field, with the known name nearest to it."""
    field = str(path[-1])[:80]
    known = _known_fields(model, path[:-1])
    if nearest := difflib.get_close_matches(field, known, n=1):
        return document.fault("misspelt_field", path, at_key=True, field=field, nearest=nearest[0])
    return document.fault("unknown_field", path, at_key=True, field=field, known=known)


def _known_fields(model: type[BaseModel], path: Path_) -> list[str]:
    """Return the names a file may use where `path` leads to."""
    for part in path:
        field = next((field for name, field in model.model_fields.items() if part == (field.alias or name)), None)
        # A part that is no field is the index of a list or the key of a mapping.
        model = (_model_in(field.annotation) if field else None) or model
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_in(annotation: object) -> type[BaseModel] | None:
    """Return the model inside `tuple[Model, ...]`, `Mapping[str, Model]` or `Model | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for part in get_args(annotation) if (model := _model_in(part))), None)


def _brief(value: object) -> str:
    """Return a value short enough for a sentence."""
    return "…" if isinstance(value, (dict, list)) else str(value)
