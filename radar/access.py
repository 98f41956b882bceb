"""Who may do what: every view names what it needs, and it is checked before the view runs.

An assessment is open to the browsers that came through its private link, who may do everything with it, and to the
members of its organisation, as far as their role goes.  A portfolio is open to those who lead or observe it and to the
members of its organisations; a plan to whom its organisation or its portfolio is open.  What somebody may not even see
does not exist for them.
"""

import hashlib
import hmac
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar

from flask import Flask, abort, current_app, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from radar import queries
from radar.extensions import database
from radar.operations.assessments import link_hash
from radar.queries.assessments import AssessmentRecord
from radar.queries.people import SIGN_IN_KEPT, AccountRecord, OrganisationRecord
from radar.queries.plans import PlanRecord
from radar.queries.portfolios import PortfolioRecord
from radar.queries.workshops import WorkshopRecord

LINKS = "links"
MOST_LINKS = 20  # a cookie holds 4 kB; the oldest link makes room for the newest
SIGN_IN = "sign-in"

View = TypeVar("View", bound=Callable[..., Any])


class Permission(StrEnum):
    """What a view needs; the last three in the organisation or the portfolio that the address leads to."""

    PUBLIC = "public"
    SIGNED_IN = "signed-in"
    ADMINISTER = "administer"
    READ = "read"
    FACILITATE = "facilitate"
    MANAGE = "manage"


EVERYTHING = frozenset({Permission.READ, Permission.FACILITATE, Permission.MANAGE})
GRANTS = {
    "reader": frozenset({Permission.READ}),
    "facilitator": frozenset({Permission.READ, Permission.FACILITATE}),
    "responsable": EVERYTHING,
}
PORTFOLIO_GRANTS = {
    "member": frozenset({Permission.READ}),
    "observer": frozenset({Permission.READ}),
    "lead": EVERYTHING,
}


def init_app(app: Flask) -> None:
    """Check what each view needs, and let templates ask what the reader may do."""
    app.before_request(_check)
    app.jinja_env.globals.update(account=account, may=may)


def needs(permission: Permission, *, hold: bool = False) -> Callable[[View], View]:
    """Mark what a view needs; `hold` keeps others from changing the assessment until the view has saved."""

    def mark(view: View) -> View:
        view.permission = permission  # type: ignore[attr-defined]
        view.hold = hold  # type: ignore[attr-defined]
        return view

    return mark


def account() -> AccountRecord | None:
    """Return who is signed in, if anybody."""
    if "account" not in g:
        token = session.get(SIGN_IN)
        g.account = _account_of(token) if token else None
    found: AccountRecord | None = g.account
    return found


def signed_in() -> AccountRecord:
    """Return who is signed in; only for views that need somebody to be."""
    found = account()
    if found is None:
        raise LookupError("The view does not say that it needs somebody signed in")
    return found


def may(permission: Permission | str) -> bool:
    """Return whether the reader may do this with what the address leads to."""
    return permission in g.get("granted", frozenset())


def assessment() -> AssessmentRecord:
    """Return the assessment that the address leads to."""
    found: AssessmentRecord = g.assessment
    return found


def organisation() -> OrganisationRecord:
    """Return the organisation that the address leads to."""
    found: OrganisationRecord = g.organisation
    return found


def portfolio() -> PortfolioRecord:
    """Return the portfolio that the address leads to."""
    found: PortfolioRecord = g.portfolio
    return found


def workshop() -> WorkshopRecord:
    """Return the workshop that the address leads to."""
    found: WorkshopRecord = g.workshop
    return found


def plan() -> PlanRecord:
    """Return the plan that the address leads to."""
    found: PlanRecord = g.plan
    return found


def attempt_key(kind: str, value: str) -> bytes:
    """Return what stands for an account, an address or a device among the wrong tries: nobody can read it back."""
    secret = str(current_app.secret_key).encode()
    return hmac.new(secret, f"{kind}:{value}".encode(), hashlib.sha256).digest()


def remember_link(assessment_id: uuid.UUID, token: str) -> None:
    """Let this browser open the assessment from now on."""
    links = [link for link in session.get(LINKS, []) if link[0] != assessment_id.hex]
    session[LINKS] = [*links, [assessment_id.hex, token]][-MOST_LINKS:]
    session.permanent = True


def forget_link(assessment_id: uuid.UUID) -> None:
    """Close the assessment in this browser."""
    session[LINKS] = [link for link in session.get(LINKS, []) if link[0] != assessment_id.hex]


def link_token(assessment_id: uuid.UUID) -> str | None:
    """Return the token through which this browser came to the assessment."""
    return dict(session.get(LINKS, [])).get(assessment_id.hex)


def private_link() -> str | None:
    """Return the private link of the assessment that the address leads to; that of an organisation has none."""
    token = link_token(assessment().id)
    return token and url_for("home.private_link", token=token, _external=True)


def known_assessments() -> list[uuid.UUID]:
    """Return the assessments whose links this browser holds, newest last."""
    return [uuid.UUID(link[0]) for link in session.get(LINKS, [])]


def _check() -> ResponseReturnValue | None:
    """Load what the address leads to and refuse whoever may not; a view that names no permission is a fault."""
    view: Any = current_app.view_functions.get(request.endpoint or "")
    if view is None or request.endpoint == "static":
        return None
    permission: Permission = view.permission
    if permission is Permission.PUBLIC:
        return None
    if permission in EVERYTHING and _load(hold=view.hold):
        return None if permission in g.granted else abort(403)
    somebody = account()
    if somebody is None and "assessment_id" not in (request.view_args or {}):
        return redirect(url_for("people.sign_in", then=_path() if request.method == "GET" else ""), 303)
    if permission in EVERYTHING or (permission is Permission.ADMINISTER and not signed_in().administrator):
        abort(404)
    return None


def _account_of(token: str) -> AccountRecord | None:
    """Return who is signed in by a token, unless it has not been used for a long time."""
    found = queries.people.account_of_sign_in(database.connection, link_hash(token))
    return found if found and datetime.now(UTC) - found.seen_at < SIGN_IN_KEPT else None


def _path() -> str:
    return request.full_path.removesuffix("?")


def _load(*, hold: bool) -> bool:
    """Load what the address leads to, with what the reader may do there; return whether it exists for them."""
    place: dict[str, uuid.UUID] = request.view_args or {}
    if "plan_id" in place:
        return _load_plan(place["plan_id"])
    if "portfolio_id" in place:
        return _load_portfolio(place["portfolio_id"])
    if "organisation_id" in place:
        return _load_organisation(place["organisation_id"])
    if "workshop_id" in place:
        g.workshop = account() and queries.workshops.workshop(database.connection, place["workshop_id"])
        return g.workshop is not None and _load_assessment(g.workshop.assessment_id, hold=hold)
    return _load_assessment(place["assessment_id"], hold=hold)


def _load_assessment(assessment_id: uuid.UUID, *, hold: bool) -> bool:
    return _load_trial(assessment_id, hold=hold) or _load_assessment_of_members(assessment_id, hold=hold)


def _load_trial(assessment_id: uuid.UUID, *, hold: bool) -> bool:
    token = link_token(assessment_id)
    find = queries.assessments.assessment_with_link
    found = find(database.connection, assessment_id, link_hash(token), hold=hold) if token else None
    if found is None:
        return False
    g.assessment, g.granted = found, EVERYTHING
    return True


def _load_assessment_of_members(assessment_id: uuid.UUID, *, hold: bool) -> bool:
    connection, somebody = database.connection, account()
    if somebody is None:
        return False
    found = queries.assessments.assessment_of_an_organisation(connection, assessment_id, hold=hold)
    if found is None or found.organisation_id is None:
        return False
    home = queries.people.organisation_for(connection, found.organisation_id, somebody.id)
    g.assessment, g.granted = found, GRANTS.get(home.role or "", frozenset()) if home else frozenset()
    return bool(g.granted)


def _load_organisation(organisation_id: uuid.UUID) -> bool:
    """Administrators look after organisations and their members, but see no assessment unless they are members."""
    somebody = account()
    found = somebody and queries.people.organisation_for(database.connection, organisation_id, somebody.id)
    if not somebody or not found:
        return False
    g.organisation = found
    g.granted = EVERYTHING if somebody.administrator else GRANTS.get(found.role or "", frozenset())
    return bool(g.granted)


def _load_portfolio(portfolio_id: uuid.UUID) -> bool:
    """Administrators look after portfolios, but see no result unless they lead or observe them."""
    somebody = account()
    found = somebody and queries.portfolios.portfolio_for(database.connection, portfolio_id, somebody.id)
    if not somebody or not found:
        return False
    g.portfolio = found
    g.granted = EVERYTHING if somebody.administrator else PORTFOLIO_GRANTS.get(found.role or "", frozenset())
    return bool(g.granted)


def _load_plan(plan_id: uuid.UUID) -> bool:
    """Administrators see no plan unless they are members of what it belongs to."""
    somebody = account()
    found = somebody and queries.plans.plan(database.connection, plan_id)
    if not somebody or not found:
        return False
    g.plan, g.granted = found, _granted_in(found, somebody.id)
    return bool(g.granted)


def _granted_in(found: PlanRecord, account_id: uuid.UUID) -> frozenset[Permission]:
    """Return what an account may do with a plan, by its role where the plan belongs."""
    if found.organisation_id:
        home = queries.people.organisation_for(database.connection, found.organisation_id, account_id)
        return GRANTS.get((home and home.role) or "", frozenset())
    place = found.portfolio_id and queries.portfolios.portfolio_for(database.connection, found.portfolio_id, account_id)
    return PORTFOLIO_GRANTS.get((place and place.role) or "", frozenset())
