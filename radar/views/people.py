"""Signing in and out, and one's own account."""

import uuid
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from flask import Blueprint, Response, flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from radar import access, operations, passwords, queries
from radar.access import SIGN_IN, Permission
from radar.extensions import database
from radar.i18n import clock
from radar.i18n import gettext as _
from radar.views.people_forms import PasswordForm, PersonForm, SignInForm

blueprint = Blueprint("people", __name__)

WINDOW = timedelta(minutes=15)
# One person's mistakes stop nobody else behind the same address; only a flood of them from there does.
MOST_OF_AN_ACCOUNT = 5
MOST_FROM_AN_ADDRESS = 100
SEEN_AGAIN_AFTER = timedelta(days=1)


@blueprint.get("/connexion")
@access.needs(Permission.PUBLIC)
def sign_in() -> ResponseReturnValue:
    """Ask for address and password."""
    then = safe_path(request.args.get("then", ""))
    if access.account():
        return redirect(then or url_for("organisations.index"), 303)
    return render_template("people/sign_in.html", form=SignInForm(then=then))


@blueprint.post("/connexion")
@access.needs(Permission.PUBLIC)
def check_sign_in() -> ResponseReturnValue:
    """Sign this browser in."""
    form = SignInForm(request.form)
    form.then.data = safe_path(form.then.data or "")
    if not form.validate():
        return render_template("people/sign_in.html", form=form), 422
    email, password = form.email.data or "", form.password.data or ""
    until = refused_until(email)
    if until:
        return render_template("people/sign_in.html", form=form, fault=too_many(until)), 429
    account_id = account_with(email, password)
    if account_id is None:
        fault = _("L'adresse ou le mot de passe est inexact; vérifiez-les et recommencez.")
        return render_template("people/sign_in.html", form=form, fault=fault), 422
    begin_session(account_id)
    return redirect(form.then.data or url_for("organisations.index"), 303)


@blueprint.post("/deconnexion")
@access.needs(Permission.PUBLIC)
def sign_out() -> ResponseReturnValue:
    """Sign this browser out."""
    somebody = access.account()
    if somebody:
        operations.people.end_sign_in(database.connection, somebody.id, somebody.sign_in_id)
    _forget_session()
    flash(_("Votre session est terminée."))
    return redirect(url_for("home.index"), 303)


@blueprint.get("/compte")
@access.needs(Permission.SIGNED_IN)
def account() -> ResponseReturnValue:
    """Show one's name, and where one is signed in."""
    return _account_page(PersonForm(name=access.signed_in().name), PasswordForm())


@blueprint.post("/compte/nom")
@access.needs(Permission.SIGNED_IN)
def rename() -> ResponseReturnValue:
    """Change the name under which one is shown."""
    form = PersonForm(request.form)
    if not form.validate():
        return _account_page(form, PasswordForm()), 422
    operations.people.rename_account(database.connection, access.signed_in().id, form.name.data or "")
    flash(_("Votre nom est enregistré."))
    return redirect(url_for("people.account"), 303)


@blueprint.post("/compte/mot-de-passe")
@access.needs(Permission.SIGNED_IN)
def change_password() -> ResponseReturnValue:
    """Change one's password and sign every other browser out."""
    somebody, form = access.signed_in(), PasswordForm(request.form)
    until = refused_until(somebody.email)
    if until:
        form.current.errors = [too_many(until)]
        return _account_page(PersonForm(name=somebody.name), form), 429
    valid = form.validate()
    if valid and account_with(somebody.email, (form.current.data or "")[: passwords.MOST + 1]) is None:
        form.current.errors = [_("Ce n'est pas votre mot de passe actuel; recommencez.")]
        valid = False
    if not valid:
        return _account_page(PersonForm(name=somebody.name), form), 422
    stored = passwords.hashed(form.password.data or "")
    operations.people.change_password(database.connection, somebody.id, stored, somebody.sign_in_id)
    flash(_("Votre mot de passe est changé, et vos autres appareils sont déconnectés."))
    return redirect(url_for("people.account"), 303)


@blueprint.post("/compte/connexions/<uuid:sign_in_id>/fin")
@access.needs(Permission.SIGNED_IN)
def end_sign_in(sign_in_id: uuid.UUID) -> ResponseReturnValue:
    """Sign one of one's browsers out."""
    somebody = access.signed_in()
    operations.people.end_sign_in(database.connection, somebody.id, sign_in_id)
    if sign_in_id == somebody.sign_in_id:
        _forget_session()
        return redirect(url_for("home.index"), 303)
    flash(_("Cet appareil est déconnecté."))
    return redirect(url_for("people.account"), 303)


@blueprint.post("/compte/connexions/fin")
@access.needs(Permission.SIGNED_IN)
def end_other_sign_ins() -> ResponseReturnValue:
    """Sign every other browser out."""
    somebody = access.signed_in()
    operations.people.end_other_sign_ins(database.connection, somebody.id, somebody.sign_in_id)
    flash(_("Vos autres appareils sont déconnectés."))
    return redirect(url_for("people.account"), 303)


@blueprint.after_app_request
def note_seen(response: Response) -> Response:
    """Put down once a day that a browser is still used; a page is not refused because that fails."""
    somebody, now = g.get("account"), datetime.now(UTC)
    if somebody and now - somebody.seen_at > SEEN_AGAIN_AFTER:
        try:
            database.connection.rollback()
            operations.people.note_seen(database.connection, somebody.id, somebody.sign_in_id, now)
        except SQLAlchemyError:
            database.connection.rollback()
    return response


def safe_path(then: str) -> str:
    """Return a path of this site, or nothing: a link to the sign-in page must not lead elsewhere."""
    if not then.startswith("/") or then.startswith("//") or "\\" in then or not then.isprintable():
        return ""
    parts = urlsplit(then)
    return "" if parts.scheme or parts.netloc else then


def refused_until(email: str) -> datetime | None:
    """Return until when nobody may try the password of an account, or from this address, if so."""
    now, find = datetime.now(UTC), queries.attempts.refused_until
    of_account, from_address = _keys(email)
    return find(database.connection, of_account, MOST_OF_AN_ACCOUNT, WINDOW, now) or find(
        database.connection, from_address, MOST_FROM_AN_ADDRESS, WINDOW, now
    )


def too_many(until: datetime) -> str:
    """Say when the next try is let through."""
    # The minute after: at the minute that is shown the wait is over.
    return _(
        "Trop d'essais avec un mot de passe inexact; réessayez à partir de %(time)s.",
        time=clock(until + timedelta(minutes=1)),
    )


def account_with(email: str, password: str) -> uuid.UUID | None:
    """Return the account at an address if the password is its own; a wrong one is put down."""
    connection, now = database.connection, datetime.now(UTC)
    found = queries.people.credentials_of(connection, email)
    keys = _keys(email)
    if not passwords.fits(password, found.password_hash if found else None) or found is None:
        operations.attempts.note_failures(connection, keys, now)
        return None
    operations.attempts.forgive(connection, keys[0])
    if passwords.is_outdated(found.password_hash):
        operations.people.set_password_hash(connection, found.account_id, passwords.hashed(password))
    return found.account_id


def begin_session(account_id: uuid.UUID) -> None:
    """Sign this browser in; what its forms carried before is worth nothing any more."""
    _forget_session()
    session[SIGN_IN] = operations.people.sign_in(database.connection, account_id, datetime.now(UTC))
    session.permanent = True


def _forget_session() -> None:
    for key in (SIGN_IN, "csrf_token"):
        session.pop(key, None)
    g.account = None


def _keys(email: str) -> list[bytes]:
    return [access.attempt_key("account", email), access.attempt_key("address", request.remote_addr or "")]


def _account_page(person: PersonForm, password: PasswordForm) -> str:
    return render_template(
        "people/account.html",
        somebody=access.signed_in(),
        person=person,
        password=password,
        least=passwords.LEAST,
        sign_ins=queries.people.sign_ins_of(database.connection, access.signed_in().id),
    )
