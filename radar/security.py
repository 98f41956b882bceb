"""What every answer says to browsers, and how their cookie is signed."""

from flask import Flask, Response, current_app
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer

from radar.config import Config

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


def init_app(app: Flask) -> None:
    """Sign the sessions and add the headers to every response."""
    app.session_interface = SignedSessions()
    app.after_request(_add_headers)


def _add_headers(response: Response) -> Response:
    config: Config = current_app.config["RADAR"]
    picture = response.mimetype == "image/svg+xml"
    wanted = {
        **HEADERS,
        "Content-Security-Policy": PICTURE_POLICY if picture else PAGE_POLICY,
        **({"Strict-Transport-Security": "max-age=31536000; includeSubDomains"} if config.https else {}),
        **({"Cache-Control": "private, no-cache"} if response.mimetype == "text/html" else {}),
    }
    present = {name.lower() for name in response.headers.keys()}  # noqa: SIM118 (a header is a pair, not a key)
    response.headers.extend({name: value for name, value in wanted.items() if name.lower() not in present})
    return response
