"""`radar users`: accounts made from the command line, for the first one and for those who forgot their password."""

import sys
from datetime import UTC, datetime

import click
from sqlalchemy import Connection

from radar import operations, passwords, queries
from radar.addresses import as_address, is_address
from radar.cli.groups import Group
from radar.cli.installation import opened, refusals, refuse_unless_current
from radar.cli.options import language_option
from radar.models import MAX_NAME, ROLES
from radar.operations.people import EmailTakenError
from radar.refusals import RefusalError, sentence

email_argument = click.argument("email", metavar="COURRIEL")


@click.group(cls=Group)
def users() -> None:
    """Crée des comptes et change leur mot de passe."""


@users.command()
@email_argument
@click.option("--administrator", is_flag=True, help="Le compte administre le site.")
@click.option("--organisation", metavar="NOM", help="Organisme de la personne; créé s’il n’existe pas.")
@click.option("--role", type=click.Choice(ROLES), help="Rôle dans cet organisme; à défaut, responsable.")
@language_option
def create(email: str, administrator: bool, organisation: str | None, role: str | None, language: str) -> None:
    """Crée un compte; le mot de passe est demandé, ou lu sur l’entrée standard."""
    with refusals(language):
        address = _address(email)
        name = _organisation_name(organisation, role)
        stored = passwords.hashed(_password(language))
        with opened() as (_, engine):
            refuse_unless_current(engine)
            with engine.connect() as connection:
                _create(connection, address, stored, name, role or "responsable", administrator=administrator)
    code = "user_joined" if name else "user_created"
    click.echo(sentence(code, language, email=address, organisation=name, role=role or "responsable"))


@users.command()
@email_argument
@language_option
def password(email: str, language: str) -> None:
    """Change le mot de passe d’un compte et le déconnecte partout."""
    with refusals(language):
        address = _address(email)
        with opened() as (_, engine):
            refuse_unless_current(engine)
            with engine.connect() as connection:
                found = queries.people.credentials_of(connection, address)
                if found is None:
                    raise RefusalError("user_unknown", email=address)
                connection.rollback()  # nothing is held while the password is typed
                stored = passwords.hashed(_password(language))
                operations.people.change_password(connection, found.account_id, stored, kept=None)
    click.echo(sentence("user_password", language, email=address))


def _create(
    connection: Connection, email: str, stored: str, organisation: str, role: str, *, administrator: bool
) -> None:
    """Create the account and its membership, both or neither."""
    now = datetime.now(UTC)
    try:
        account_id = operations.people.add_account(connection, email, "", stored, now, administrator=administrator)
    except EmailTakenError as error:
        raise RefusalError("user_taken", email=email) from error
    if organisation:
        found = queries.organisations.organisations_named(connection, organisation)
        if len(found) > 1:
            raise RefusalError("user_organisation", name=organisation)
        home = found[0] if found else operations.organisations.add_organisation(connection, organisation, now)
        operations.organisations.add_member(connection, home, account_id, role, now)
    connection.commit()


def _address(email: str) -> str:
    address = as_address(email)
    if not is_address(address):
        raise RefusalError("user_email", email=email)
    return address


def _organisation_name(organisation: str | None, role: str | None) -> str:
    if organisation is None:
        if role:
            raise RefusalError("user_role")
        return ""
    name = organisation.strip()
    if not 0 < len(name) <= MAX_NAME:
        raise RefusalError("user_organisation_name", length=len(name), most=MAX_NAME)
    return name


def _password(language: str) -> str:
    """Return the password that is typed, twice and unseen, or the first line of what is piped in."""
    if sys.stdin.isatty():
        asked, again = ("Password", "Again") if language == "en" else ("Mot de passe", "Encore une fois")
        typed: str = click.prompt(asked, hide_input=True, confirmation_prompt=again)
    else:
        typed = sys.stdin.readline().rstrip("\r\n")
    if not passwords.LEAST <= len(typed) <= passwords.MOST:
        raise RefusalError("user_password_length", length=len(typed), least=passwords.LEAST, most=passwords.MOST)
    return typed
