"""What people install is what is in the checkout, and it works without the checkout."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tarfile
import time
import urllib.error
import urllib.request
import venv
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path, PurePosixPath

import pytest
from packaging.requirements import Requirement

from tests.sources import ROOT, sources

# One worker builds and installs for all of these tests.
pytestmark = pytest.mark.xdist_group("packaging")

SHIPPED = ("radar", "scoring", "templates", "static", "questionnaires")
MAPPED = ("templates", "static", "questionnaires")
SECONDS_TO_START = 60


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the sdist, the wheel of the sources and, in `again/`, the wheel of the sdist."""
    folder = tmp_path_factory.mktemp("distributions")
    checkout = folder / "checkout"
    for path in sources():
        (checkout / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, checkout / path)
    _build(checkout, folder)
    (sdist,) = folder.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder / "unpacked", filter="data")
    (unpacked,) = (folder / "unpacked").iterdir()
    _build(unpacked, folder / "again", "--wheel")
    return folder


@pytest.fixture(scope="module")
def installed(distributions: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the `bin` folder of an environment that holds the wheel, what the wheel says it needs, and nothing else.

    What it needs is not fetched again but linked from the environment of the tests.
    """
    environment = tmp_path_factory.mktemp("installed") / "environment"
    venv.create(environment, symlinks=True)
    python = environment / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(python)]
    wheels = [str(wheel) for wheel in distributions.glob("*.whl")]
    subprocess.run(
        [*pip, "install", "-qq", "--no-index", "--no-deps", *wheels], cwd=environment, env=_clean(), check=True
    )
    (packages,) = environment.glob("lib/python*/site-packages")
    _link_what_is_needed(packages)
    subprocess.run([*pip, "check"], cwd=environment, env=_clean(), check=True)
    return python.parent


def test_the_wheel_holds_every_file_and_no_other(distributions: Path) -> None:
    expected = {_place_in_wheel(path) for path in sources() if path.parts[0] in SHIPPED}
    assert _content(distributions) == expected


def test_the_source_distribution_builds_the_same_wheel(distributions: Path) -> None:
    assert _content(distributions / "again") == _content(distributions)


def test_the_build_warns_of_nothing(distributions: Path) -> None:
    """A packaging feature that is on its way out would stop tomorrow's installation."""
    assert "Deprecat" not in (distributions / "build.log").read_text(encoding="utf-8")


def test_the_installed_application_serves_a_page_with_its_style(installed: Path, tmp_path: Path) -> None:
    with _server(installed, tmp_path) as address:
        page = _read(f"{address}/")
        sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)
        assert "<main" in page
        assert sheets
        assert "{" in _read(address + sheets[0])


def test_the_installed_command_scores_a_sheet(installed: Path, tmp_path: Path) -> None:
    sheet = shutil.copy(ROOT / "docs/examples/meie-2023.csv", tmp_path)
    command = [str(installed / "radar"), "score", str(sheet), "--format", "csv"]
    done = subprocess.run(command, cwd=tmp_path, env=_clean(), capture_output=True, text=True, check=True)
    assert "1.75" in done.stdout or "1,75" in done.stdout


def test_the_installed_application_is_not_the_checkout(installed: Path, tmp_path: Path) -> None:
    """The other tests of the installation would prove nothing."""
    code = "import radar, scoring, sys; print(radar.__file__, scoring.__file__, *sys.path, sep='\\n')"
    done = subprocess.run(
        [installed / "python", "-c", code], cwd=tmp_path, env=_clean(), capture_output=True, text=True, check=True
    )
    assert not [path for path in done.stdout.splitlines() if Path(path).is_relative_to(ROOT)]


def _link_what_is_needed(packages: Path) -> None:
    """Link the requirements of the application in `packages`, and theirs, as far as its metadata name them."""
    (application,) = metadata.distributions(name="radar-numeriqc", path=[str(packages)])
    waiting = _requirements(application, set())
    seen = set()
    while waiting:
        requirement = waiting.pop()
        if str(requirement) not in seen:
            seen.add(str(requirement))
            distribution = metadata.distribution(requirement.name)
            waiting += _requirements(distribution, requirement.extras)
            for name in {file.parts[0] for file in distribution.files or []} - {"..", "__pycache__"}:
                if not (packages / name).exists():
                    (packages / name).symlink_to(Path(str(distribution.locate_file(name))))


def _requirements(distribution: metadata.Distribution, extras: set[str]) -> list[Requirement]:
    """Return what `distribution` requires on this machine with these extras."""
    requirements = [Requirement(line) for line in distribution.requires or []]
    return [
        requirement
        for requirement in requirements
        if requirement.marker is None or any(requirement.marker.evaluate({"extra": extra}) for extra in {"", *extras})
    ]


def _build(source: Path, folder: Path, *options: str) -> None:
    """Build with the setuptools of this environment, so that nothing is fetched."""
    python = [sys.executable, "-W", "default"]
    command = [*python, "-m", "build", "--no-isolation", "--outdir", str(folder), *options, str(source)]
    done = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (folder / "build.log").write_text(done.stdout + done.stderr, encoding="utf-8")


def _content(folder: Path) -> set[str]:
    """Return the names in the wheel of `folder` but for its metadata."""
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if not PurePosixPath(name).parts[0].endswith(".dist-info")}


def _place_in_wheel(path: Path) -> str:
    """Templates, static files and questionnaires stand beside the package in a checkout, inside it once installed."""
    return (Path("radar") / path if path.parts[0] in MAPPED else path).as_posix()


@contextmanager
def _server(programs: Path, folder: Path) -> Iterator[str]:
    """Serve on a free port with an embedded database in `folder`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = _clean() | {"RADAR_INSTANCE": str(folder / "instance")}
    with (folder / "server.log").open("w") as log:
        process = subprocess.Popen(
            [programs / "radar", "serve", "--port", str(port)], cwd=folder, env=environment, stdout=log, stderr=log
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(address, process, folder / "server.log")
            yield address
        finally:
            process.terminate()
            process.wait(30)


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and process.poll() is None:
        try:
            _read(f"{address}/sante")
        except urllib.error.URLError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"The server did not start:\n{log.read_text()}")


def _read(address: str) -> str:
    with urllib.request.urlopen(address, timeout=30) as response:
        return str(response.read().decode())


def _clean() -> dict[str, str]:
    """Return the environment without what could lead Python back to the checkout, or change the application."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "RADAR_", "PYTEST", "VIRTUAL_ENV")) and name != "DATABASE_URL"
    }
