import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from radar.cli import main
from tests.databases import SqliteDatabases

PASSWORD = re.compile(r"mot de passe montré cette seule fois\u00a0?\s?: (\S{16})")


def run(url: str, folder: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Result:
    for name in list(os.environ):
        if name.startswith("RADAR_") or name == "DATABASE_URL":
            monkeypatch.delenv(name)
    environment = {"RADAR_DATABASE_URL": url, "RADAR_INSTANCE": str(folder / "instance")}
    return CliRunner().invoke(main, ["demo", *arguments], env=environment)


def test_passwords_are_shown_once(
    sqlite_databases: SqliteDatabases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = sqlite_databases.new()
    first = run(url, tmp_path, monkeypatch)
    assert (first.exit_code, first.stderr) == (0, "")
    assert "avec 12 organismes, 23 évaluations, une séance, un sondage et 3 plans" in first.stdout
    assert len(set(PASSWORD.findall(first.stdout))) == 5
    again = run(url, tmp_path, monkeypatch)
    assert again.exit_code == 0
    assert "rien n’est changé" in again.stdout
    assert not PASSWORD.findall(again.stdout)
    english = run(url, tmp_path, monkeypatch, "--lang", "en")
    assert "already there" in english.stdout


def test_an_empty_database_is_brought_up_to_date_first(
    sqlite_databases: SqliteDatabases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = run(sqlite_databases.new(migrated=False), tmp_path, monkeypatch)
    assert result.exit_code == 0
    assert "(animation, " in result.stdout
