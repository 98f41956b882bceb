"""A real server in a process of its own, which a test may kill and start again at the same address."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

PATIENCE = 60


class Server:
    """`radar serve` on a database, with an instance folder of its own."""

    def __init__(self, folder: Path, database_url: str = "") -> None:
        self._folder = folder
        self._database_url = database_url
        self._port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """The address of the home page, without the last slash."""
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> "Server":
        """Start and wait until pages can be had."""
        command = [sys.executable, "-m", "radar", "serve", "--port", str(self._port)]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                command, env=self._environment(), stdout=log, stderr=log, start_new_session=True
            )
        end = time.monotonic() + PATIENCE
        while not self._answers():
            assert self._process.poll() is None, self._log.read_text(encoding="utf-8")
            assert time.monotonic() < end, self._log.read_text(encoding="utf-8")
            time.sleep(0.05)
        return self

    def kill(self) -> None:
        """End at once, as when the power fails."""
        assert self._process is not None
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    @property
    def _log(self) -> Path:
        return self._folder / "server.log"

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("RADAR_", "DATABASE_URL"))}
        return kept | {
            "RADAR_INSTANCE": str(self._folder),
            "RADAR_DATABASE_URL": self._database_url,
            "RADAR_ENVIRONMENT": "development",
            "RADAR_WORKERS": "1",
        }

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/pret", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
