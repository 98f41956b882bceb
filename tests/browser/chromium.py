"""The Chromium of the browser tests: `python -m tests.browser.chromium` finds one, or installs one.

In this order: the one CHROMIUM names, one on PATH, Debian's package where it can be installed, Playwright's own.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APT = ("apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300")


class NoBrowserError(Exception):
    """No browser that starts; the message says what to do."""


def find() -> Path:
    """Return the Chromium to test with, or raise with the way to get one."""
    named = os.environ.get("CHROMIUM", "")
    if named:
        if not starts(Path(named)):
            raise NoBrowserError(f"CHROMIUM names {named}, which does not start; name another, or leave it empty.")
        return Path(named)
    for candidate in (*_on_path(), _of_playwright()):
        if starts(candidate):
            return candidate
    raise NoBrowserError("No Chromium was found; `python -m tests.browser.chromium` installs one.")


def starts(program: Path) -> bool:
    """Return whether `program` runs: some systems put a stub in its place, or lack its libraries."""
    try:
        done = subprocess.run([program, "--version"], capture_output=True, check=False, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def install() -> Path:
    """Install a Chromium and return it."""
    for attempt in (_install_package, _install_playwright):
        attempt()
        try:
            return find()
        except NoBrowserError:
            continue
    raise NoBrowserError("No Chromium could be installed; install one and put it on PATH, or name it in CHROMIUM.")


def _on_path() -> list[Path]:
    return [Path(program) for program in map(shutil.which, NAMES) if program]


def _of_playwright() -> Path:
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


def _install_package() -> None:
    """Let Debian install its own, with every library it needs; Ubuntu's package is but a stub."""
    if os.geteuid() != 0 or not shutil.which("apt-get") or "ID=debian" not in _system():
        return
    _say("Installing Debian's chromium")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (("update",), ("install", "--yes", "--no-install-recommends", "chromium")):
        subprocess.run([*APT, *command], env=environment, stdout=subprocess.DEVNULL, check=False)


def _install_playwright() -> None:
    _say("Installing Playwright's Chromium")
    libraries = ["--with-deps"] if os.geteuid() == 0 and shutil.which("apt-get") else []
    subprocess.run([sys.executable, "-m", "playwright", "install", *libraries, "chromium"], check=False)


def _system() -> list[str]:
    path = Path("/etc/os-release")
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def _say(what: str) -> None:
    sys.stderr.write(f"{what}\n")


def main() -> int:
    """Find or install a browser; say only what goes wrong."""
    try:
        find()
    except NoBrowserError as error:
        if os.environ.get("CHROMIUM"):
            _say(str(error))
            return 1
        try:
            install()
        except NoBrowserError as failure:
            _say(str(failure))
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
