"""What the facilitator and the room look at in a session: console, big screen, record and files."""

import uuid
from functools import lru_cache

import segno
from flask import Blueprint, Response, abort, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from radar import access
from radar.access import Permission
from radar.i18n import today
from radar.views import workshop_export, workshop_state

blueprint = Blueprint("workshops", __name__, url_prefix="/seances/<uuid:workshop_id>")


@blueprint.before_request
def _workshops_only() -> None:
    """A survey is held elsewhere."""
    if access.workshop().kind != "workshop":
        abort(404)


@blueprint.get("")
@access.needs(Permission.FACILITATE)
def console(workshop_id: uuid.UUID) -> ResponseReturnValue:
    """Show the facilitator where the session is and what to do next; once it is closed, its record."""
    return console_page()


@blueprint.get("/etat")
@access.needs(Permission.FACILITATE)
def console_state(workshop_id: uuid.UUID) -> ResponseReturnValue:
    """Answer the moving part of the console, if it has moved."""
    return _moved("workshops/_console.html")


@blueprint.get("/ecran")
@access.needs(Permission.FACILITATE)
def screen(workshop_id: uuid.UUID) -> ResponseReturnValue:
    """Show what the whole room looks at."""
    return _page("workshops/screen.html", workshop_state.session())


@blueprint.get("/ecran/etat")
@access.needs(Permission.FACILITATE)
def screen_state(workshop_id: uuid.UUID) -> ResponseReturnValue:
    """Answer the moving part of the big screen, if it has moved."""
    return _moved("workshops/_screen.html")


@blueprint.get("/export.<any(csv, json):kind>")
@access.needs(Permission.FACILITATE)
def export(workshop_id: uuid.UUID, kind: str) -> ResponseReturnValue:
    """Hand the votes out as a file, without a way to tell whose they are."""
    session = workshop_state.session()
    response = Response(workshop_export.file(session, kind), content_type=workshop_export.MIMETYPES[kind])
    response.headers["Content-Disposition"] = f'attachment; filename="seance-{today():%Y-%m-%d}.{kind}"'
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def console_page(typed: dict[str, str] | None = None, error: str = "") -> str:
    """Return the console, with what was typed and could not be kept, or the record of a closed session."""
    session = workshop_state.session()
    closed = session.workshop.state == "closed"
    return _page("workshops/record.html" if closed else "workshops/console.html", session, typed, error)


def _page(template: str, session: workshop_state.Session, typed: dict[str, str] | None = None, error: str = "") -> str:
    code = session.workshop.code
    address = url_for("joining.room", code=code, _external=True) if code else ""
    return render_template(
        template,
        assessment=access.assessment(),
        session=session,
        workshop=session.workshop,
        address=address,
        picture=_picture(address) if address else "",
        people=workshop_state.typed_in(session.current),
        typed=typed or {},
        error=error,
    )


def _moved(template: str) -> ResponseReturnValue:
    pulse = workshop_state.pulse()
    if request.args.get("seen") == pulse.seen:
        return "", 204
    response = make_response(_page(template, workshop_state.session(pulse)))
    response.headers["X-Seen"] = pulse.seen
    return response


@lru_cache(maxsize=64)
def _picture(address: str) -> Markup:
    """Return the address as a QR code, on white with its quiet zone whatever the theme."""
    code = segno.make(address, error="m", micro=False)
    picture = code.svg_inline(border=4, dark="#000", light="#fff", omitsize=True, svgclass="qr", lineclass=None)
    return Markup(picture)  # noqa: S704 (drawn here, of squares only)
