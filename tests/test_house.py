"""The rules of the house that no other tool checks."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from radar.version import VERSION
from tests.sources import ROOT, sources

LONGEST_MODULE = 300
LONGEST_FUNCTION = 45
TEXT = {".cfg", ".css", ".html", ".js", ".json", ".md", ".po", ".py", ".svg", ".toml", ".typ", ".yaml", ".csv", ""}
MACHINE_PATH = re.compile(rf"(?<![\w.])(?:/home/\w|/Users/\w|/root/|[A-Z]:\\\\?Users|{re.escape(str(ROOT))}/)")


def modules() -> list[Path]:
    return [path for path in sources() if path.suffix == ".py"]


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def test_modules_are_short_enough_to_be_read_at_once() -> None:
    lengths = {path: len((ROOT / path).read_text(encoding="utf-8").splitlines()) for path in modules()}
    assert {str(path): length for path, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_functions_are_short_enough_to_be_understood_at_once() -> None:
    found = {f"{path}: {name}": length for path in modules() for name, length in functions(path)}
    assert {place: length for place, length in found.items() if length > LONGEST_FUNCTION} == {}


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    found = [
        f"{path}:{number}"
        for path in sources()
        if path.suffix in TEXT and path.name != Path(__file__).name
        for number, line in enumerate((ROOT / path).read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if MACHINE_PATH.search(line)
    ]
    assert found == []


def test_folders_of_tests_are_packages() -> None:
    """Otherwise two test modules of the same name hide each other."""
    folders = {path.parent for path in modules() if path.parts[0] == "tests"}
    assert sorted(str(folder) for folder in folders if not (ROOT / folder / "__init__.py").exists()) == []


def test_the_changelog_speaks_of_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## \[(.+?)\]", changelog, re.MULTILINE)
    assert headings[0] in {"Unreleased", VERSION}


@pytest.mark.parametrize("target", ["run", "test", "lint", "bench"])
def test_make_knows_what_the_documents_promise(target: str) -> None:
    done = subprocess.run(["make", "--dry-run", target], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
