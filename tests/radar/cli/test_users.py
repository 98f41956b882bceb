"""Accounts from the command line."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask.testing import FlaskClient
from sqlalchemy import Connection, select

from radar import passwords
from radar.cli import main
from radar.models import Account, Membership, Organisation, SignIn
from tests.radar import members

PASSWORD, OTHER = "trois bouleaux au bord de l’eau", "une autre phrase assez longue"
ALIX = "alix@exemple.quebec"

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `radar users` with a password piped in."""
    for name in list(os.environ):
        if name.startswith("RADAR_") or name == "DATABASE_URL":
            monkeypatch.delenv(name)
    settings = {"RADAR_INSTANCE": str(tmp_path / "instance"), "RADAR_DATABASE_URL": database_url}

    def run(*arguments: str, password: str = PASSWORD) -> Result:
        return CliRunner().invoke(main, ["users", *arguments], env=settings, input=f"{password}\n")

    return run


def accounts(connection: Connection) -> dict[str, Any]:
    rows = {row.email: row for row in connection.execute(select(Account.__table__))}
    connection.rollback()
    return rows


def test_an_administrator_is_created(run: Run, connection: Connection) -> None:
    done = run("create", "Alix@Exemple.quebec", "--administrator")
    assert (done.exit_code, done.stdout, done.stderr) == (0, f"Le compte {ALIX} est créé.\n", "")
    account = accounts(connection)[ALIX]
    assert account.administrator
    assert passwords.fits(PASSWORD, account.password_hash)


def test_a_member_is_created_with_their_organisation_and_the_next_joins_it(run: Run, connection: Connection) -> None:
    done = run("create", ALIX, "--organisation", "Régie")
    assert done.stdout == f"Le compte {ALIX} est créé; rôle dans Régie\u00a0: responsable.\n"
    assert run("create", "nour@exemple.quebec", "--organisation", "Régie", "--role", "reader").exit_code == 0
    assert connection.execute(select(Organisation.name)).scalars().all() == ["Régie"]
    assert sorted(connection.execute(select(Membership.role)).scalars()) == ["reader", "responsable"]


@pytest.mark.parametrize(
    ("arguments", "password", "french", "english"),
    [
        ([ALIX], "a" * 11, "Le mot de passe compte 11 caractères; donnez-en un de 12 à 200", "has 11 characters"),
        ([ALIX], "", "Le mot de passe compte 0 caractères", "has 0 characters"),
        (["alix"], PASSWORD, "«\u00a0alix\u00a0» n’est pas une adresse de courriel", "“alix” is not an e-mail"),
        ([ALIX, "--role", "reader"], PASSWORD, "--role demande --organisation", "--role needs --organisation"),
        ([ALIX, "--organisation", " "], PASSWORD, "Le nom de l’organisme compte 0 caractères", "has 0 characters"),
        ([ALIX, "--organisation", "Double"], PASSWORD, "Plusieurs organismes s’appellent", "Several organizations"),
        (["pris@exemple.quebec"], PASSWORD, "Un compte existe déjà à l’adresse pris@", "already exists"),
    ],
)
def test_bad_input_is_one_sentence_and_creates_nothing(
    run: Run, connection: Connection, arguments: list[str], password: str, french: str, english: str
) -> None:
    members.add_account(connection, "pris@exemple.quebec")
    for _ in range(2):
        members.add_organisation(connection, "Double")
    for language, words in (("fr", french), ("en", english)):
        refused = run("create", *arguments, "--lang", language, password=password)
        assert (refused.exit_code, refused.stdout, refused.stderr.count("\n")) == (1, "", 1)
        assert words in refused.stderr
    assert set(accounts(connection)) == {"pris@exemple.quebec"}


def test_a_forgotten_password_is_replaced_and_every_browser_signed_out(
    run: Run, connection: Connection, client: FlaskClient
) -> None:
    members.sign_in(client, connection, members.add_account(connection))
    done = run("password", ALIX, password=OTHER)
    assert (done.exit_code, done.stdout.startswith(f"Le mot de passe de {ALIX} est changé")) == (0, True)
    assert passwords.fits(OTHER, accounts(connection)[ALIX].password_hash)
    assert connection.execute(select(SignIn.id)).all() == []
    unknown = run("password", "nour@exemple.quebec")
    assert (unknown.exit_code, unknown.stderr.count("\n")) == (1, 1)
    assert "Aucun compte n’existe à l’adresse nour@exemple.quebec" in unknown.stderr


@pytest.mark.parametrize("command", ["", "create", "password", "create a@b.ca --role owner --organisation X"])
def test_wrong_usage_is_status_2(run: Run, command: str) -> None:
    assert run(*command.split()).exit_code == 2
