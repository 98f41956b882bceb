"""What every call goes through: the token, the body, and the answer or the refusal as JSON."""

import hashlib
import json
import re
import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, NoReturn

from flask import Response, abort, request
from pydantic import BaseModel
from werkzeug.exceptions import RequestEntityTooLarge

from radar import access, operations, queries
from radar.access import Permission
from radar.api.route import Route
from radar.extensions import database
from radar.i18n import current_language
from radar.i18n import gettext as _
from radar.operations.assessments import link_hash
from radar.queries.tokens import Caller
from scoring.errors import Fault
from scoring.loading.documents import MAX_BYTES, Document
from scoring.loading.json_reader import read_json
from scoring.loading.structure import AnyModel, validated

DIGITS = re.compile(r"[0-9]{1,9}")
JSON = "application/json"
WINDOW = timedelta(minutes=15)
MOST_WRONG = 100  # from one address within the window; whoever has a good token is always let through


def view(route: Route) -> Callable[..., Response]:
    """Return the view of a route: it asks for the token, since no cookie opens anything here."""

    @access.needs(Permission.PUBLIC)
    def answer(**place: uuid.UUID | str) -> Response:
        caller = _caller()
        if route.writes and caller.scope != "write":
            refuse(403, _("Ce jeton lit sans écrire; demandez un jeton d'écriture à une personne responsable."))
        return route.handler(caller, **place)

    answer.__name__ = route.name
    return answer


def refuse(status: int, sentence: str, **headers: str) -> NoReturn:
    """Refuse the call with one sentence."""
    response = as_response({"message": sentence}, status)
    response.headers.extend({name.replace("_", "-"): value for name, value in headers.items()})
    abort(response)


def as_response(content: BaseModel | Mapping[str, Any], status: int = 200, **headers: str) -> Response:
    """Return an answer as JSON."""
    data = content.model_dump(mode="json") if isinstance(content, BaseModel) else content
    text = json.dumps(data, ensure_ascii=False)
    return Response(
        text, status, headers={name.replace("_", "-"): value for name, value in headers.items()}, mimetype=JSON
    )


def read_body(model: type[AnyModel]) -> AnyModel:
    """Return the body of the call as a model, or refuse it."""
    document = read_document()
    found = validated(model, document, strict=True)
    if found is None or document.faults:
        refuse_faults(document.faults)
    return found


def read_document() -> Document:
    """Return the body of the call as JSON with its places, or refuse it."""
    if request.mimetype != JSON:
        refuse(415, _("Envoyez du JSON, avec l'en-tête « Content-Type: application/json »."))
    request.max_content_length = MAX_BYTES
    try:
        content = request.get_data()
    except RequestEntityTooLarge:
        refuse(413, _("L'envoi dépasse 2 Mo, et rien n'en est enregistré; répartissez-le en plusieurs."))
    document = read_json(content)
    if document.broken:
        _refuse_with(400, document.faults)
    return document


def refuse_faults(faults: tuple[Fault, ...] | list[Fault]) -> NoReturn:
    """Refuse what was understood but cannot be taken."""
    _refuse_with(422, faults)


def etag_of(content: BaseModel) -> str:
    """Return a mark of the content, by which a program shows which version it has seen."""
    return hashlib.sha256(content.model_dump_json().encode()).hexdigest()[:32]


def check_seen(current: str) -> None:
    """Refuse a change to something that has moved since the caller saw it, or that they have not looked at."""
    if not request.if_match:
        refuse(428, _("Lisez d'abord la version actuelle, puis renvoyez son ETag dans l'en-tête « If-Match »."))
    if request.if_match.star_tag:  # whoever writes this wants it so, whatever stands
        return
    # What is compressed on its way has the name of the method after its mark.
    if current not in {(tag or "").partition(":")[0] for tag in request.if_match.as_set()}:
        refuse(
            412,
            _(
                "Quelqu'un d'autre a fait des changements depuis votre lecture, et rien n'est remplacé; relisez, puis "
                "recommencez."
            ),
        )


def page_of(items: list[Any]) -> list[Any]:
    """Return the part of a list that the call asks for by `offset` and `limit`."""
    first, most = _count("offset", 0, 1_000_000, 0), _count("limit", 1, 100, 50)
    return items[first : first + most]


def _count(name: str, least: int, most: int, usual: int) -> int:
    written = request.args.get(name)
    if written is None:
        return usual
    if not (DIGITS.fullmatch(written) and least <= int(written) <= most):
        refuse(
            422,
            _(
                "Le paramètre « %(name)s » est un nombre entier de %(least)s à %(most)s.",
                name=name,
                least=least,
                most=most,
            ),
        )
    return int(written)


def _refuse_with(status: int, faults: tuple[Fault, ...] | list[Fault]) -> NoReturn:
    first, language = faults[0], current_language()
    place = f"{first.path} : " if language == "fr" else f"{first.path}: "
    refuse(status, (place if first.path else "") + first.message(language))


def _caller() -> Caller:
    """Return whom the token speaks for, or refuse the call."""
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        _refuse_token(_("Cette adresse demande un jeton d'accès : « Authorization: Bearer … »."))
    connection, now = database.connection, datetime.now(UTC)
    found = queries.tokens.caller(connection, link_hash(token.strip()), now)
    if found is None:
        _count_wrong_token(now)
    return found


def _count_wrong_token(now: datetime) -> NoReturn:
    """Put a wrong token down; a flood of them from one address is told to wait, and is not put down any more."""
    connection = database.connection
    # Not the key of wrong passwords: a forgotten program must not keep people behind the same address from signing in.
    key = access.attempt_key("program", request.remote_addr or "")
    until = queries.attempts.refused_until(connection, key, MOST_WRONG, WINDOW, now)
    if until:
        wait = str(int((until - now).total_seconds()) + 1)
        refuse(429, _("Trop d'essais avec un jeton inexact; réessayez dans quelques minutes."), Retry_After=wait)
    operations.attempts.note_failure(connection, key, now)
    _refuse_token(_("Ce jeton est inconnu, échu ou révoqué; demandez-en un autre à une personne responsable."))


def _refuse_token(sentence: str) -> NoReturn:
    refuse(401, sentence, WWW_Authenticate='Bearer realm="Radar numeriQc"')
