import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import Connection, Engine

from radar.cli import main
from tests.databases import Databases
from tests.radar.members import add_account

ROOT = Path(__file__).parents[3]
PATIENCE = 60
FIRST_LINK = re.compile("Premier compte, valable 24 heures\u00a0: http://[^/]+(/invitations/.{43})\n")

Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts `python -m ...` with nothing of the machine's environment, and leaves nothing running."""
    environment = {"PATH": os.defpath, "PYTHONPATH": str(ROOT), "RADAR_INSTANCE": str(tmp_path / "instance")}
    started = []

    def start(*arguments: str, **settings: str) -> subprocess.Popen[str]:
        started.append(
            subprocess.Popen(
                [sys.executable, "-m", *arguments],
                env={**environment, **settings},
                cwd=tmp_path,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                encoding="utf-8",
            )
        )
        return started[-1]

    yield start
    for process in started:
        for pid in [*children(process), process.pid]:
            if process.poll() is None or pid != process.pid:
                os.kill(pid, signal.SIGKILL)
        process.communicate()


@pytest.fixture
def port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def children(process: subprocess.Popen[str]) -> list[int]:
    listing = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return [int(pid) for pid in listing.read_text().split()] if listing.exists() else []


def status(port: int, path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    finally:
        connection.close()


def announcement(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


def eventually(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_a_new_installation_serves_pages_until_it_is_stopped(start: Start, port: int, databases: Databases) -> None:
    process = start("radar", "serve", "--port", str(port), RADAR_DATABASE_URL=databases.new(migrated=False))
    assert announcement(process) == f"Radar numériQc\u00a0: http://127.0.0.1:{port}\n"
    first = FIRST_LINK.fullmatch(announcement(process))
    assert first
    assert [status(port, path) for path in ("/pret", "/", first[1])] == [200, 200, 200]
    began = time.monotonic()
    process.terminate()
    output, errors = process.communicate(timeout=PATIENCE)
    assert time.monotonic() - began < 15
    assert (process.returncode, output, errors) == (0, "", "")


def test_where_there_is_an_administrator_no_link_to_make_the_first_is_said(
    start: Start, port: int, database_url: str, connection: Connection
) -> None:
    add_account(connection, administrator=True)
    process = start("radar", "serve", "--port", str(port), RADAR_DATABASE_URL=database_url)
    assert announcement(process) == f"Radar numériQc\u00a0: http://127.0.0.1:{port}\n"
    assert status(port, "/pret") == 200
    process.terminate()
    assert process.communicate(timeout=PATIENCE) == ("", "")


def test_a_worker_that_crashes_is_replaced(start: Start, port: int) -> None:
    process = start("radar", "serve", "--port", str(port), "--lang", "en", RADAR_WORKERS="2")
    assert announcement(process) == f"Radar numériQc: http://127.0.0.1:{port}\n"
    before = children(process)
    os.kill(before[0], signal.SIGKILL)
    eventually(lambda: len(set(children(process)) - set(before)) == 1 and before[0] not in children(process))
    eventually(lambda: _listens(port))  # the other worker may not have been ready yet
    assert {status(port, "/pret") for _ in range(4)} == {200}
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=PATIENCE) == 0


@pytest.fixture
def refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Starts a server that cannot start and returns the one sentence that is said."""
    for name in list(os.environ):
        if name.startswith("RADAR_") or name == "DATABASE_URL":
            monkeypatch.delenv(name)

    def refusal(port: int, **settings: str) -> str:
        environment = {"RADAR_INSTANCE": str(tmp_path / "instance"), **settings}
        result = CliRunner().invoke(main, ["serve", "--port", str(port)], env=environment)
        assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)
        return result.stderr

    return refusal


def test_a_port_in_use_is_one_sentence(refusal: Callable[..., str]) -> None:
    """A socket that lets others listen beside it is refused too: a second server would take half of the requests."""
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert refusal(port).startswith(
            f"Un autre programme écoute déjà à l’adresse 127.0.0.1, port {port}; arrêtez-le"
        )


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"RADAR_DATABASE_URL": "postgresql://radar:hidden@/radar?host=/nowhere"}, "radar:***@/radar"),
        ({"RADAR_INSTANCE": "/dev/null/instance"}, "Le dossier /dev/null/instance ne peut être ni créé ni modifié"),
        ({"RADAR_DATABASE_URL": "sqlite:////dev/null/folder/radar.sqlite3"}, "Le dossier /dev/null/folder ne peut"),
        ({"RADAR_DATABASE_URL": "sqlite:////dev"}, "sqlite+pysqlite:////dev ne peut pas être utilisée"),
        ({"RADAR_DATABASE_URL": f"sqlite:///{__file__}"}, f"sqlite+pysqlite:///{__file__} ne peut pas être"),
        ({"RADAR_WORKERS": "many"}, "RADAR_WORKERS vaut «\u00a0many\u00a0»"),
        ({"RADAR_WROKERS": "3"}, "RADAR_WROKERS n’est pas un réglage"),
    ],
)
def test_what_prevents_a_start_is_one_sentence(
    refusal: Callable[..., str], port: int, settings: dict[str, str], words: str
) -> None:
    sentence = refusal(port, **settings)
    assert words in sentence
    assert "hidden" not in sentence


def test_a_database_of_a_newer_version_prevents_a_start(
    refusal: Callable[..., str], port: int, database_url: str, engine: Engine
) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '2999_01_01'")
    assert "version plus récente" in refusal(port, RADAR_DATABASE_URL=database_url)


@pytest.mark.parametrize("arguments", ["--port 0", "--port 65536", "--port http", "--colour"])
def test_wrong_usage_is_status_2(arguments: str) -> None:
    assert CliRunner().invoke(main, ["serve", *arguments.split()]).exit_code == 2


def test_a_fault_on_a_private_link_is_logged_without_the_link(start: Start, port: int) -> None:
    token = "Jm9tYXJzLXRvdXMtbGVzLXNlY3JldHMtc29udC1pY2k"
    process = start("granian", "--interface", "wsgi", "--port", str(port), "tests.radar.failing_app:app")
    eventually(lambda: _listens(port))
    assert status(port, f"/lien/{token}") == 500
    assert status(port, f"/lien/{token}?suite=%2Flien%2F{token}") == 500
    process.terminate()
    logged = "".join(process.communicate(timeout=PATIENCE))
    assert "Exception on /lien/… [GET]" in logged
    assert "RuntimeError: cannot show http://127.0.0.1" in logged
    assert token not in logged


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
