"""What every answer says to browsers, and how their cookie is signed."""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

import flask
from flask import Flask, Response, current_app, request, session
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer

from radar.config import Config

View = TypeVar("View", bound=Callable[..., Any])

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
PICTURE_POLICY = "default-src 'none'; sandbox"
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class SignedSessions(SecureCookieSessionInterface):
    """Flask's signed cookies, with the signer made once for an application instead of twice for a request."""

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """Return the signer of the application."""
        if "signer" not in app.extensions:
            app.extensions["signer"] = super().get_signing_serializer(app)
        signer: URLSafeTimedSerializer | None = app.extensions["signer"]
        return signer


class Request(flask.Request):
    """Flask's request, which looks for a form only where one may be: the check of tokens asks every request for it."""

    @property
    def want_form_data_parsed(self) -> bool:
        """Return whether the content may be a form."""
        return super().want_form_data_parsed and not self.is_json


def takes(most: int, *, signed: str) -> Callable[[View], View]:
    """Mark a view that takes requests of so many bytes, from browsers whose signed cookie holds `signed`."""

    def mark(view: View) -> View:
        view.room = (most, signed)  # type: ignore[attr-defined]
        return view

    return mark


def init_app(app: Flask) -> None:
    """Sign the sessions, give room to the views that need it, and add the headers to every response."""
    app.request_class = Request
    app.session_interface = SignedSessions()
    # Before all else: the check of tokens reads the form, however long it is.
    app.url_value_preprocessor(_give_room)
    app.after_request(_add_headers)


def _give_room(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    most, signed = getattr(current_app.view_functions.get(endpoint or ""), "room", (0, ""))
    if most and session.get(signed):
        request.max_content_length = most


def _add_headers(response: Response) -> Response:
    config: Config = current_app.config["RADAR"]
    present = {name.lower() for name in response.headers.keys()}  # noqa: SIM118 (a header is a pair, not a key)
    wanted = headers(response.mimetype or "", https=config.https)
    response.headers.extend([(name, value) for name, value in wanted if name.lower() not in present])
    return response


@cache
def headers(mimetype: str, *, https: bool) -> tuple[tuple[str, str], ...]:
    """Return what an answer of this type says; `https` when the site is served by HTTPS."""
    wanted = {
        **HEADERS,
        "Content-Security-Policy": PICTURE_POLICY if mimetype == "image/svg+xml" else PAGE_POLICY,
        **({"Strict-Transport-Security": "max-age=31536000; includeSubDomains"} if https else {}),
        **({"Cache-Control": "private, no-cache"} if mimetype == "text/html" else {}),
    }
    return tuple(wanted.items())
