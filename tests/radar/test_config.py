import os
import re
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from radar import config
from radar.config import MINIMUM_SECRET, SETTINGS, BadSettingError, Config
from radar.refusals import sentences

SETTINGS_PAGE = Path(__file__).parents[2] / "docs" / "settings.md"
PLACEHOLDER = re.compile(r"\{(\w+)\}")


def read(folder: Path, **given: str) -> Config:
    """Read settings given as `TRIAL="off"`."""
    return config.read({"RADAR_INSTANCE": str(folder), **{f"RADAR_{name}": value for name, value in given.items()}})


def test_nothing_needs_to_be_set(tmp_path: Path) -> None:
    settings = read(tmp_path)
    assert settings.database_url == f"sqlite+pysqlite:///{tmp_path}/radar.sqlite3"
    assert (settings.language, settings.trial, settings.trial_days, settings.workers) == ("fr", True, 400, 2)
    assert not settings.development
    assert settings.questionnaires == tmp_path / "questionnaires"


def test_the_settings_page_describes_every_setting_and_no_other() -> None:
    rows = re.findall(
        r"^\| `RADAR_(\w+)` \| (.*?) \| (.*?) \|$", SETTINGS_PAGE.read_text(encoding="utf-8"), re.MULTILINE
    )
    described = {name: (default.strip("`"), text) for name, default, text in rows}
    assert described == {setting.name: (setting.default or "(empty)", setting.help) for setting in SETTINGS}


def test_a_misspelt_setting_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadSettingError, match="RADAR_TRAIL n’est pas un réglage"):
        read(tmp_path, TRAIL="off")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WORKERS", "0"),
        ("WORKERS", "65"),
        ("WORKERS", "two"),
        ("WORKERS", "-1"),
        ("WORKERS", "2.5"),
        ("WORKERS", "²"),
        ("TRIAL_DAYS", "0"),
        ("PROXIES", "11"),
        ("SMALLEST_GROUP", "2"),
        ("TRIAL", "maybe"),
        ("HTTPS", "2"),
        ("LANGUAGE", "de"),
        ("ENVIRONMENT", "prod"),
        ("LOG_LEVEL", "verbose"),
        ("TIMEZONE", "Montreal"),
        ("TIMEZONE", "America"),
        ("TIMEZONE", "../etc/passwd"),
        ("DATABASE_URL", "mysql://host/radar"),
        ("DATABASE_URL", "radar.sqlite3"),
        ("SECRET_KEY", "x" * (MINIMUM_SECRET - 1)),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_name(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(BadSettingError) as refusal:
        read(tmp_path, **{name: value})
    for language in ("fr", "en"):
        assert f"RADAR_{name} " in refusal.value.message(language)


def test_an_empty_value_is_the_default(tmp_path: Path) -> None:
    assert read(tmp_path, WORKERS="", LANGUAGE=" ", TRIAL="") == read(tmp_path)


@pytest.mark.parametrize(("word", "on"), [("on", True), ("OUI", True), ("1", True), ("off", False), ("Non", False)])
def test_switches_are_understood_in_both_languages(tmp_path: Path, word: str, on: bool) -> None:
    assert read(tmp_path, TRIAL=word).trial is on


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("postgres://radar:pw@db/radar", "postgresql+psycopg://radar:pw@db/radar"),
        ("postgresql://db/radar?sslmode=require", "postgresql+psycopg://db/radar?sslmode=require"),
        ("postgresql+psycopg://db/radar", "postgresql+psycopg://db/radar"),
        ("sqlite:////srv/radar.sqlite3", "sqlite+pysqlite:////srv/radar.sqlite3"),
    ],
)
def test_database_addresses_get_the_driver_that_ships_with_the_application(
    tmp_path: Path, given: str, used: str
) -> None:
    assert read(tmp_path, DATABASE_URL=given).database_url == used
    assert config.read({"RADAR_INSTANCE": str(tmp_path), "DATABASE_URL": given}).database_url == used


def test_the_application_s_own_name_for_the_database_wins(tmp_path: Path) -> None:
    given = {"RADAR_INSTANCE": str(tmp_path), "DATABASE_URL": "postgres://a/b", "RADAR_DATABASE_URL": "postgres://c/d"}
    assert config.read(given).database_url == "postgresql+psycopg://c/d"


def test_the_file_completes_the_environment(tmp_path: Path) -> None:
    (tmp_path / "radar.env").write_text(
        '# Réglages\n\nRADAR_BODY="Ville de Québec"\n RADAR_WORKERS = 5\nRADAR_LANGUAGE=en\nDATABASE_URL=postgres://f/g\n',
        encoding="utf-8",
    )
    settings = read(tmp_path, WORKERS="3")
    assert (settings.body, settings.workers, settings.language) == ("Ville de Québec", 3, "en")
    assert settings.database_url == "postgresql+psycopg://f/g"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"RADAR_WORKERS=2\nRADAR_BODY Ville\n", "radar.env, ligne 2"),
        (b"RADAR_TRAIL=off\n", "RADAR_TRAIL"),
        ("RADAR_BODY=Québec".encode("latin-1"), "UTF-8"),
    ],
)
def test_a_faulty_file_is_refused_with_the_place(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "radar.env").write_bytes(content)
    with pytest.raises(BadSettingError, match=words):
        read(tmp_path)


def test_a_secret_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "instance"
    secrets = {read(folder).secret_key for _ in range(3)}
    assert len(secrets) == 1
    assert len(secrets.pop()) >= MINIMUM_SECRET
    assert stat.S_IMODE((folder / "secret_key").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [path.name for path in folder.iterdir()] == ["secret_key"]


def test_processes_that_start_at_once_share_the_secret(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        settings = list(pool.map(lambda _: read(tmp_path / "instance"), range(16)))
    assert len({each.secret_key for each in settings}) == 1


def test_a_secret_that_was_cut_short_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text("short", encoding="ascii")
    with pytest.raises(BadSettingError, match="secret_key"):
        read(tmp_path)


def test_a_given_secret_leaves_the_folder_alone(tmp_path: Path) -> None:
    secret = "s" * MINIMUM_SECRET
    assert read(tmp_path / "none", SECRET_KEY=secret).secret_key == secret
    assert not (tmp_path / "none").exists()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BadSettingError, match=re.escape(str(tmp_path / "file" / "instance"))):
        read(tmp_path / "file" / "instance")


def test_the_environment_of_the_process_is_read_by_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("RADAR_") or name == "DATABASE_URL":
            monkeypatch.delenv(name)
    monkeypatch.setenv("RADAR_INSTANCE", str(tmp_path))
    monkeypatch.setenv("RADAR_BODY", "Ville")
    assert config.read().body == "Ville"


@pytest.mark.parametrize("code", sentences())
def test_operators_are_told_the_same_in_both_languages(code: str) -> None:
    texts = sentences()[code]
    assert set(texts) == {"fr", "en"}
    assert set(PLACEHOLDER.findall(texts["fr"])) == set(PLACEHOLDER.findall(texts["en"]))
    assert not re.search(r"[^\u00a0]:(?!//)|«[^\u00a0]|[^\u00a0]»|'", texts["fr"])
