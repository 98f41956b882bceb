import gzip
import hashlib
import json
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Engine

from radar import backup, migrations, operations
from radar.database import connect
from radar.models import Base
from radar.operations.assessments import Change
from radar.refusals import RefusalError
from scoring.questionnaire import Questionnaire
from tests.databases import Databases, count_queries
from tests.radar.moments import LATER, NOON

Rows = dict[str, list[dict[str, Any]]]
NewEngine = Callable[..., Engine]


@pytest.fixture
def new_engine(request: pytest.FixtureRequest) -> Iterator[NewEngine]:
    """Makes databases of any kind."""
    made = []

    def new_engine(kind: str, *, migrated: bool = True) -> Engine:
        databases: Databases = request.getfixturevalue(f"{kind}_databases")
        made.append(connect(databases.new(migrated=migrated)))
        return made[-1]

    yield new_engine
    for engine in made:
        engine.dispose()


@pytest.fixture
def filled(engine: Engine, questionnaire: Questionnaire) -> Engine:
    """A database with two assessments, every kind of answer and texts that are easily broken."""
    with engine.connect() as connection:
        first, _ = operations.assessments.start_assessment(
            connection, questionnaire, 'Ville d’Été\u2028\n"quotes" \\ 👍', NOON
        )
        operations.assessments.start_assessment(connection, questionnaire, "", LATER)
        answers = [(0, ""), (4, "Raison\nsur deux lignes"), (5, "na"), (None, "sans niveau"), (3, "é" * 4000)]
        changes = [Change(f"e{number:02}", code, reason, "") for number, (code, reason) in enumerate(answers, 1)]
        operations.assessments.save_answers(connection, first, changes, LATER)
    return engine


@pytest.fixture
def file(filled: Engine, tmp_path: Path) -> Path:
    """A backup of that database."""
    backup.write(filled, tmp_path / "radar.backup")
    return tmp_path / "radar.backup"


def rows_of(engine: Engine) -> Rows:
    with engine.connect() as connection:
        return {
            table.name: [
                dict(row._mapping) for row in connection.execute(sa.select(table).order_by(*table.primary_key))
            ]
            for table in Base.metadata.sorted_tables
        }


def refusal_of(engine: Engine, path: Path) -> RefusalError:
    with pytest.raises(RefusalError) as refusal:
        backup.restore(engine, path)
    return refusal.value


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
@pytest.mark.parametrize("migrated", [True, False], ids=["empty", "bare"])
def test_either_database_is_restored_from_the_backup_of_either(
    filled: Engine, file: Path, new_engine: NewEngine, kind: str, migrated: bool
) -> None:
    target = new_engine(kind, migrated=migrated)
    assert backup.restore(target, file) == {"assessments": 2, "answers": 5}
    assert rows_of(target) == rows_of(filled)
    assert migrations.is_current(target)


def test_the_backup_of_the_copy_holds_the_same_lines(file: Path, new_engine: NewEngine, tmp_path: Path) -> None:
    """Only the order may differ, which is that in which a database keeps its rows."""
    target = new_engine("sqlite")
    backup.restore(target, file)
    backup.write(target, tmp_path / "copy")
    lines = [sorted(gzip.decompress(path.read_bytes()).splitlines()[:-1]) for path in (file, tmp_path / "copy")]
    assert lines[0] == lines[1]


def test_a_database_with_rows_is_left_alone(filled: Engine, file: Path) -> None:
    before = rows_of(filled)
    refusal = refusal_of(filled, file)
    assert refusal.code == "backup_occupied"
    assert "assessments" in refusal.message("fr")
    assert rows_of(filled) == before


def test_a_truncated_backup_restores_nothing(file: Path, new_engine: NewEngine, engine: Engine) -> None:
    target = new_engine(engine.dialect.name, migrated=False)
    content = file.read_bytes()
    for length in (20, len(content) // 2, len(content) - 1):
        file.write_bytes(content[:length])
        assert refusal_of(target, file).code == "backup_damaged"
        assert sa.inspect(target).get_table_names() == []


def _without_end(lines: list[bytes]) -> list[bytes]:
    return lines[:-1]


def _without_a_row(lines: list[bytes]) -> list[bytes]:
    return [*lines[:-2], lines[-1]]


def _with_another_level(lines: list[bytes]) -> list[bytes]:
    return [line.replace(b',4,"Raison', b',3,"Raison') for line in lines]


def _with_more_after_the_end(lines: list[bytes]) -> list[bytes]:
    return [*lines, lines[-2]]


def _with_a_row_of_no_table(lines: list[bytes]) -> list[bytes]:
    return [*lines[:-1], b'["users",1]\n', lines[-1]]


def _with_a_short_row(lines: list[bytes]) -> list[bytes]:
    return [*lines[:-1], b'["answers",1]\n', lines[-1]]


def _with_a_bad_value(lines: list[bytes]) -> list[bytes]:
    return [*lines[:-1], b'["answers","no uuid","e01",1,"","2026"]\n', lines[-1]]


@pytest.mark.parametrize(
    "damage",
    [
        _without_end,
        _without_a_row,
        _with_another_level,
        _with_more_after_the_end,
        _with_a_row_of_no_table,
        _with_a_short_row,
        _with_a_bad_value,
    ],
)
def test_a_damaged_backup_restores_nothing(
    file: Path, new_engine: NewEngine, engine: Engine, damage: Callable[[list[bytes]], list[bytes]]
) -> None:
    target = new_engine(engine.dialect.name)
    lines = gzip.decompress(file.read_bytes()).splitlines(keepends=True)
    file.write_bytes(gzip.compress(b"".join(damage(lines))))
    assert refusal_of(target, file).code == "backup_damaged"
    assert not any(rows_of(target).values())


def test_rows_that_the_database_refuses_are_damage(file: Path, new_engine: NewEngine, engine: Engine) -> None:
    """Somebody has changed the file and its checksum."""
    target = new_engine(engine.dialect.name)
    lines = gzip.decompress(file.read_bytes()).replace(b',4,"Raison', b',9,"Raison').splitlines(keepends=True)
    end = {**json.loads(lines[-1]), "sha256": hashlib.sha256(b"".join(lines[:-1])).hexdigest()}
    file.write_bytes(gzip.compress(b"".join(lines[:-1]) + json.dumps(end).encode()))
    assert refusal_of(target, file).code == "backup_damaged"
    assert not any(rows_of(target).values())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"SQLite format 3\x00",
        gzip.compress(b"\x00\xff"),
        gzip.compress(b'{"format": "another"}\n'),
        gzip.compress(b'["answers"]\n'),
        gzip.compress(b"12\n"),
        gzip.compress(b'{"version": "1", "revision": "2", "tables": [], "format": "radar-backup-1"}\n'),
        gzip.compress(b'{"version": "1", "revision": "2", "tables": {"a": {"b": "c"}}, "format": "radar-backup-1"}\n'),
    ],
    ids=["empty", "database", "bytes", "object", "list", "number", "no-columns", "unknown-kind"],
)
def test_what_is_no_backup_is_called_so(engine: Engine, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "file").write_bytes(content)
    refusal = refusal_of(engine, tmp_path / "file")
    assert refusal.code == "backup_foreign"
    assert str(tmp_path / "file") in refusal.message("en")


def test_a_file_that_is_not_there_is_named(engine: Engine, tmp_path: Path) -> None:
    assert refusal_of(engine, tmp_path / "none").code == "backup_unreadable"
    assert refusal_of(engine, tmp_path).code == "backup_unreadable"


def test_a_backup_of_a_newer_version_asks_for_that_version(file: Path, engine: Engine, new_engine: NewEngine) -> None:
    content = gzip.decompress(file.read_bytes())
    newer = content.replace(migrations.newest()[0].encode(), b"2999_01_01", 1).replace(
        b'"version":"', b'"version":"9.', 1
    )
    file.write_bytes(gzip.compress(newer))
    refusal = refusal_of(new_engine(engine.dialect.name), file)
    assert refusal.code == "backup_newer"
    assert "9." in refusal.message("fr")


def test_an_empty_database_of_an_older_schema_gets_the_schema_of_the_backup(
    filled: Engine, file: Path, new_engine: NewEngine
) -> None:
    target = new_engine(filled.dialect.name)
    with target.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'of_old'")
        connection.exec_driver_sql("ALTER TABLE answers RENAME COLUMN reason TO why")
    backup.restore(target, file)
    assert rows_of(target) == rows_of(filled)


def test_a_backup_appears_whole_for_its_owner_only(file: Path) -> None:
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_a_backup_that_fails_halfway_leaves_the_last_one_in_place(filled: Engine, file: Path) -> None:
    before = file.read_bytes()
    with filled.begin() as connection:
        connection.exec_driver_sql("DROP TABLE answers")
    with pytest.raises(sa.exc.DBAPIError):
        backup.write(filled, file)
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_a_backup_on_a_full_disk_says_so(filled: Engine) -> None:
    with pytest.raises(RefusalError, match="peut pas être écrite dans /dev/full/backup"):
        backup.write(filled, Path("/dev/full/backup"))


def test_an_outdated_database_is_not_backed_up(new_engine: NewEngine, engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(RefusalError, match="radar db upgrade"):
        backup.write(new_engine(engine.dialect.name, migrated=False), tmp_path / "file")
    assert list(tmp_path.iterdir()) == []


def test_a_backup_is_of_one_moment_though_people_go_on_writing(filled: Engine, tmp_path: Path) -> None:
    """An answer that arrives after the assessments were written would have no assessment in the file."""
    raced: list[str] = []

    def delete_everything(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "FROM answers" in statement and not raced:
            raced.append(statement)
            other = connect(filled.url.render_as_string(hide_password=False))
            with other.begin() as connection:
                connection.exec_driver_sql("DELETE FROM answers")
            other.dispose()

    sa.event.listen(filled, "before_cursor_execute", delete_everything)
    assert backup.write(filled, tmp_path / "file") == {"assessments": 2, "answers": 5}
    assert raced
    assert rows_of(filled)["answers"] == []


def test_rows_are_written_and_read_in_batches(filled: Engine, file: Path, new_engine: NewEngine) -> None:
    """A thousand rows go in as one statement, not as a thousand."""
    target = new_engine(filled.dialect.name)
    with count_queries(target) as statements:
        backup.restore(target, file)
    assert len([statement for statement in statements if "INTO answers" in statement]) == 1


@pytest.mark.parametrize(
    "column", [column for table in Base.metadata.sorted_tables for column in table.columns], ids=str
)
def test_every_column_can_be_backed_up(column: sa.Column[Any]) -> None:
    assert column.type.python_type.__name__ in backup.TYPES
    # A counter of the database would have to be set forward after a restore.
    assert column.table.autoincrement_column is None


def test_a_backup_can_be_named_without_a_folder(
    filled: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    backup.write(filled, Path("radar.backup"))
    assert os.listdir(tmp_path) == ["radar.backup"]  # noqa: PTH208 (names only)
