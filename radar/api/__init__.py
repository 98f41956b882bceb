"""The programming interface under `/api/v1`: JSON for programs that hold a token of an organisation.

One table (`routes.ROUTES`) says what there is; the addresses, the checks and the OpenAPI description come from it.
"""

from flask import Blueprint, Flask, Response, g, render_template, request

from radar import access
from radar.access import Permission
from radar.api import calls, description
from radar.api.route import PREFIX
from radar.api.routes import ROUTES
from radar.extensions import csrf
from radar.i18n import LANGUAGES


def init_app(app: Flask) -> None:
    """Register every route of the interface, and the page that leads to it."""
    app.before_request_funcs.setdefault(None, []).insert(0, _speak)
    app.after_request(_keep_nothing)
    blueprint = Blueprint("api", __name__)
    for route in ROUTES:
        blueprint.add_url_rule(route.rule, route.name, calls.view(route), methods=[route.method])
    blueprint.add_url_rule(f"{PREFIX}/openapi.json", "openapi", _openapi)
    blueprint.add_url_rule("/api", "page", _page)
    csrf.exempt(blueprint)
    app.register_blueprint(blueprint)


@access.needs(Permission.PUBLIC)
def _openapi() -> Response:
    """Answer the description of the interface."""
    return calls.as_response(description.document())


@access.needs(Permission.PUBLIC)
def _page() -> str:
    """Say what programs can do here."""
    return render_template("home/api.html", routes=ROUTES)


def _speak() -> None:
    """Speak to programs in the language of `Accept-Language`; they have no cookie that could say."""
    if request.path.startswith("/api/"):
        wanted = (tag.partition("-")[0].lower() for tag, quality in request.accept_languages if quality)
        g.language = next((language for language in wanted if language in LANGUAGES), "fr")


def _keep_nothing(response: Response) -> Response:
    """Let nobody on the way keep what a token opened."""
    if request.path.startswith(PREFIX):
        response.headers["Cache-Control"] = "no-store"
        response.vary.update(("Authorization", "Accept-Language"))
    return response
