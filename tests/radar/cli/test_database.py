import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result
from sqlalchemy import Engine

from radar import migrations, operations
from radar.cli import main
from radar.database import connect
from radar.operations.assessments import Change
from scoring.questionnaire import Questionnaire
from tests.databases import Databases
from tests.radar import members

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command of an installation of its own, whatever the environment of the machine."""
    for name in list(os.environ):
        if name.startswith("RADAR_") or name == "DATABASE_URL":
            monkeypatch.delenv(name)
    monkeypatch.setenv("RADAR_INSTANCE", str(tmp_path / "instance"))

    def run(*arguments: str, url: str = database_url, **environment: str) -> Result:
        return CliRunner().invoke(main, arguments, env={"RADAR_DATABASE_URL": url, **environment})

    return run


@pytest.fixture
def bare(databases: Databases) -> Iterator[Engine]:
    """A database without tables."""
    engine = connect(databases.new(migrated=False))
    yield engine
    engine.dispose()


@pytest.fixture
def bare_url(bare: Engine) -> str:
    """Its address."""
    return bare.url.render_as_string(hide_password=False)


@pytest.fixture
def filled(engine: Engine, questionnaire: Questionnaire) -> None:
    """Two assessments, one of them long untouched."""
    now = datetime.now(UTC)
    with engine.connect() as connection:
        first, _ = operations.assessments.start_assessment(connection, questionnaire, "Récent", now)
        operations.assessments.start_assessment(connection, questionnaire, "Ancien", now - timedelta(days=401))
        operations.assessments.save_answers(
            connection, first, [Change("e01", 3, "", ""), Change("e02", 5, "", "")], now
        )


def organisations(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        rows = connection.execute(sa.text("SELECT organisation FROM assessments ORDER BY organisation"))
        return list(rows.scalars())


def test_a_database_is_upgraded_and_stays_so(run: Run, bare: Engine, bare_url: str) -> None:
    for _ in range(2):
        result = run("db", "upgrade", url=bare_url)
        assert (result.exit_code, result.stdout, result.stderr) == (0, "La base de données est à jour.\n", "")
    assert migrations.is_current(bare)


@pytest.mark.usefixtures("filled")
def test_a_backup_is_written_and_restored_elsewhere(
    run: Run, bare: Engine, bare_url: str, engine: Engine, tmp_path: Path
) -> None:
    file = tmp_path / "radar.backup"
    written = run("backup", str(file))
    assert (written.exit_code, written.stderr) == (0, "")
    assert f"{file}. Évaluations\u00a0: 2; réponses\u00a0: 2." in written.stdout
    restored = run("restore", str(file), url=bare_url, RADAR_LANGUAGE="en")
    assert (restored.exit_code, restored.stderr) == (0, "")
    assert "Assessments: 2; answers: 2." in restored.stdout
    assert organisations(bare) == organisations(engine) == ["Ancien", "Récent"]


@pytest.mark.usefixtures("filled")
def test_a_purge_is_tried_then_done(run: Run, engine: Engine) -> None:
    tried = run("purge", "--dry-run")
    assert tried.stdout == "Évaluations sans changement depuis 400 jours\u00a0: 1; rien n’est supprimé.\n"
    assert organisations(engine) == ["Ancien", "Récent"]
    kept = run("purge", RADAR_TRIAL_DAYS="500")
    assert kept.stdout == "Évaluations sans changement depuis 500 jours, supprimées\u00a0: 0.\n"
    done = run("purge", "--lang", "en")
    assert done.stdout == "Assessments unchanged for 400 days, removed: 1.\n"
    assert organisations(engine) == ["Récent"]


def test_a_purge_forgets_old_tries_browsers_and_invitations(run: Run, engine: Engine) -> None:
    old = datetime.now(UTC) - timedelta(days=100)
    with engine.connect() as connection:
        operations.attempts.note_failure(connection, b"k" * 32, old)
        operations.people.sign_in(connection, members.add_account(connection), old)
        operations.invitations.invite(
            connection,
            members.add_organisation(connection),
            "reader",
            "",
            members.add_account(connection, "b@b.ca"),
            old,
        )
    assert run("purge").exit_code == 0
    with engine.connect() as connection:
        for table in ("attempts", "sign_ins", "invitations"):
            assert connection.execute(sa.text(f"SELECT count(*) FROM {table}")).scalar_one() == 0  # noqa: S608


@pytest.mark.parametrize(
    ("arguments", "french", "english"),
    [
        (["backup", "{folder}/none/file"], "ne peut pas être écrite", "cannot be written"),
        (["backup", "{folder}"], "ne peut pas être écrite", "cannot be written"),
        (["restore", "{folder}/none"], "ne peut pas être lu", "cannot be read"),
        (["restore", __file__], "n’est pas une sauvegarde", "is not a backup"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_sentence(
    run: Run, tmp_path: Path, arguments: list[str], french: str, english: str
) -> None:
    for language, words in (("fr", french), ("en", english)):
        result = run(*(argument.format(folder=tmp_path) for argument in arguments), "--lang", language)
        assert (result.exit_code, result.stdout) == (1, "")
        assert words in result.stderr
        assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("command", ["db upgrade", "backup file", "purge", "purge --dry-run"])
def test_a_database_that_is_away_is_one_sentence_without_its_password(run: Run, tmp_path: Path, command: str) -> None:
    away = f"postgresql://radar:hidden@/radar?host={tmp_path}"
    result = run(*command.split(), url=away)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "ne peut pas être utilisée" in result.stderr
    assert "hidden" not in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("command", ["backup {folder}/file", "purge", "purge --dry-run"])
def test_an_outdated_database_is_named_with_the_remedy(run: Run, bare_url: str, tmp_path: Path, command: str) -> None:
    result = run(*command.format(folder=tmp_path).split(), url=bare_url)
    assert result.exit_code == 1
    assert "«\u00a0radar db upgrade\u00a0»" in result.stderr


def test_a_database_of_a_newer_version_is_left_alone(run: Run, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '2999_01_01'")
    result = run("db", "upgrade")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "version plus récente" in result.stderr


def test_a_bad_setting_is_one_sentence(run: Run) -> None:
    result = run("purge", RADAR_TRIAL_DAYS="never")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("RADAR_TRIAL_DAYS vaut «\u00a0never\u00a0»;")


@pytest.mark.parametrize("command", ["db", "db downgrade", "backup", "restore", "purge --all"])
def test_wrong_usage_is_status_2(run: Run, command: str) -> None:
    assert run(*command.split()).exit_code == 2
