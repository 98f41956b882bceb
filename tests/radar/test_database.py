import os
import signal
import subprocess
import sys
import traceback
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import IntegrityError, OperationalError

from radar import operations
from radar.config import BadSettingError
from radar.database import THREADS, connect
from radar.models import Answer
from radar.operations.assessments import Change
from scoring.questionnaire import Questionnaire
from tests.databases import PostgresqlDatabases, SqliteDatabases, cut_connections
from tests.radar.moments import NOON

WRITER = Path(__file__).with_name("endless_writer.py")


@pytest.fixture
def sqlite_engine(sqlite_databases: SqliteDatabases) -> Iterator[Engine]:
    """The embedded database."""
    engine = connect(sqlite_databases.new())
    yield engine
    engine.dispose()


@pytest.fixture
def postgresql_engine(postgresql_databases: PostgresqlDatabases) -> Iterator[Engine]:
    """The shared database."""
    engine = connect(postgresql_databases.new())
    yield engine
    engine.dispose()


def test_every_sqlite_connection_is_durable_enforces_references_and_lets_readers_read(sqlite_engine: Engine) -> None:
    connections = [sqlite_engine.connect() for _ in range(3)]
    for connection in connections:
        pragmas = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in ("journal_mode", "foreign_keys")
        ]
        assert pragmas == ["wal", 1]
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2  # FULL
        connection.close()


def test_every_thread_of_a_server_process_has_a_connection(engine: Engine) -> None:
    connections = [engine.connect() for _ in range(THREADS)]
    assert engine.pool.status().startswith(f"Pool size: {THREADS}  Connections in pool: 0 Current Overflow: 0")
    for connection in connections:
        connection.close()


def test_nobody_waits_for_a_writer_to_read(
    engine: Engine, connection: Connection, questionnaire: Questionnaire
) -> None:
    operations.assessments.start_assessment(connection, questionnaire, "Ville", NOON)
    with engine.connect() as writer, engine.connect() as reader:
        writer.execute(sa.text("UPDATE assessments SET organisation = 'Village'"))
        assert reader.execute(sa.text("SELECT organisation FROM assessments")).scalar_one() == "Ville"


@pytest.mark.parametrize("code", [-1, 6, 255])
def test_the_database_itself_refuses_a_level_that_does_not_exist(
    connection: Connection, questionnaire: Questionnaire, code: int
) -> None:
    assessment_id, _ = operations.assessments.start_assessment(connection, questionnaire, "", NOON)
    with pytest.raises(IntegrityError, match="code_is_level_or_not_applicable"):
        _insert_answer(connection, assessment_id, code)


def test_errors_do_not_repeat_what_people_wrote(connection: Connection, questionnaire: Questionnaire) -> None:
    assessment_id, _ = operations.assessments.start_assessment(connection, questionnaire, "", NOON)
    with pytest.raises(IntegrityError, match="parameters hidden") as refusal:
        _insert_answer(connection, assessment_id, 6)
    assert "Notre raison" not in "".join(traceback.format_exception(refusal.value))


def _insert_answer(connection: Connection, assessment_id: uuid.UUID, code: int) -> None:
    values = {"assessment_id": assessment_id, "statement_id": "e01", "code": code, "reason": "Notre raison"}
    connection.execute(sa.insert(Answer).values(**values, changed_at=NOON))


def test_a_database_that_was_away_is_used_again_without_a_restart(
    postgresql_engine: Engine, questionnaire: Questionnaire
) -> None:
    with postgresql_engine.connect() as connection:
        assessment_id, _ = operations.assessments.start_assessment(connection, questionnaire, "Ville", NOON)
    with postgresql_engine.connect() as killed:
        cut_connections(postgresql_engine.url.render_as_string(hide_password=False))
        with pytest.raises(OperationalError) as refusal:
            killed.exec_driver_sql("SELECT 1")
        assert refusal.value.connection_invalidated
    with postgresql_engine.connect() as connection:
        operations.assessments.rename_assessment(connection, assessment_id, "Village", NOON)


def test_pooled_connections_that_died_while_unused_are_not_handed_out(postgresql_engine: Engine) -> None:
    connections = [postgresql_engine.connect() for _ in range(3)]
    for connection in connections:
        connection.close()
    cut_connections(postgresql_engine.url.render_as_string(hide_password=False))
    for _ in range(3):
        with postgresql_engine.connect() as connection:
            assert connection.exec_driver_sql("SELECT 1").scalar_one() == 1


def test_a_server_that_is_not_there_is_said_to_be_away_within_seconds(tmp_path: Path) -> None:
    engine = connect(f"postgresql+psycopg://radar@/radar?host={tmp_path}")
    with pytest.raises(OperationalError):
        engine.connect()


def test_a_full_disk_is_an_error_and_what_was_saved_stays(sqlite_engine: Engine, questionnaire: Questionnaire) -> None:
    with sqlite_engine.connect() as connection:
        assessment_id, _ = operations.assessments.start_assessment(connection, questionnaire, "Ville", NOON)
        operations.assessments.save_answers(connection, assessment_id, [Change("e01", 3, "Saved", ".")], NOON)
        connection.execute(sa.text("PRAGMA max_page_count = 1"))  # not a page more than there are
        with pytest.raises(OperationalError, match="full"):
            operations.assessments.save_answers(
                connection, assessment_id, [Change("e02", 3, "x" * 1_000_000, ".")], NOON
            )
        connection.rollback()
        stored = connection.execute(sa.text("SELECT statement_id, code, reason FROM answers")).all()
    assert [tuple(row) for row in stored] == [("e01", 3, "Saved")]


def test_a_read_only_file_can_be_read_and_refuses_to_be_written(
    sqlite_databases: SqliteDatabases, questionnaire: Questionnaire
) -> None:
    url = sqlite_databases.new()
    writable = connect(url)
    path = url.removeprefix("sqlite+pysqlite:///")
    read_only = connect(f"sqlite+pysqlite:///file:{path}?mode=ro&uri=true")
    with writable.connect() as connection:
        operations.assessments.start_assessment(connection, questionnaire, "Ville", NOON)
    with read_only.connect() as connection:
        assert connection.execute(sa.text("SELECT organisation FROM assessments")).scalar_one() == "Ville"
        with pytest.raises(OperationalError, match="readonly"):
            operations.assessments.start_assessment(connection, questionnaire, "Village", NOON)
    writable.dispose()
    read_only.dispose()


def test_the_folder_of_the_embedded_database_is_made_for_its_owner_only(tmp_path: Path) -> None:
    connect(f"sqlite+pysqlite:///{tmp_path}/new/radar.sqlite3").dispose()
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BadSettingError, match="file/new"):
        connect(f"sqlite+pysqlite:///{tmp_path}/file/new/radar.sqlite3")


@pytest.mark.parametrize("url", ["postgresql://host:port/radar", "radar", ""])
def test_an_address_that_is_none_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(BadSettingError, match="RADAR_DATABASE_URL") as refusal:
        connect(url)
    assert url == "" or url not in str(refusal.value)


def test_what_was_acknowledged_survives_a_killed_process(database_url: str, engine: Engine) -> None:
    """A power failure would also need a disk that keeps its word; this is what the application can promise."""
    acknowledged = 0
    for _ in range(3):
        acknowledged = _write_until_killed(database_url)
        with engine.connect() as connection:
            stored = connection.execute(sa.text("SELECT max(code), max(reason) FROM answers")).one()
        # The write that was under way may have reached the disk before anybody was told.
        assert int(stored[1]) in {acknowledged, acknowledged + 1}
    assert acknowledged > 0


def _write_until_killed(database_url: str) -> int:
    """Return the number of the last write that the process reported."""
    command = [sys.executable, str(WRITER), database_url]
    root = WRITER.parents[2]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={"PYTHONPATH": str(root)}) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if int(line) % 20 == 0:
                os.kill(process.pid, signal.SIGKILL)
                rest = process.stdout.read().split()
                return int(rest[-1] if rest else line)
    raise AssertionError("the writer ended by itself")
