"""Every dependency has its reason, every import its dependency."""

import ast
import re
import sys
from configparser import ConfigParser
from functools import cache
from importlib.metadata import packages_distributions

import pytest

from tests.sources import ROOT, sources

ROW = re.compile(r"^\| (?!package )([a-z0-9-]+) \| \S", re.MULTILINE)
OURS = {"radar", "scoring", "bench", "tests"}
TYPE_CHECKERS = {"_typeshed"}  # exists for them alone


@cache
def required(what: str) -> frozenset[str]:
    """Return the names that setup.cfg requires `to run` or `to test`."""
    parser = ConfigParser()
    parser.read(ROOT / "setup.cfg", encoding="utf-8")
    section, option = {"run": ("options", "install_requires"), "test": ("options.extras_require", "test")}[what]
    return frozenset(_normal(line) for line in parser[section][option].split("\n") if line)


def imported(*folders: str) -> dict[str, str]:
    """Return the top-level modules that the Python files of `folders` import, each with a file that does."""
    found: dict[str, str] = {}
    for path in (path for path in sources() if path.parts[0] in folders and path.suffix == ".py"):
        for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module]
            found |= {name.split(".")[0]: str(path) for name in names}
    return {
        name: path for name, path in found.items() if name not in OURS | TYPE_CHECKERS | set(sys.stdlib_module_names)
    }


@pytest.mark.parametrize("what", ["run", "test"])
def test_the_page_gives_the_reason_of_every_dependency_and_of_no_other(what: str) -> None:
    page = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    part = page.partition(f"## To {what}\n")[2].partition("\n## ")[0]
    assert set(ROW.findall(part)) == required(what)


def test_what_the_application_imports_is_what_it_requires() -> None:
    """A library that arrives with another may leave with it."""
    assert _missing(imported("radar", "scoring"), required("run")) == {}


def test_what_the_tests_import_is_what_they_require() -> None:
    assert _missing(imported("tests", "bench"), required("run") | required("test")) == {}


def _missing(modules: dict[str, str], names: frozenset[str]) -> dict[str, str]:
    """Return the imported modules that no distribution among `names` provides."""
    providers = packages_distributions()
    return {
        module: path
        for module, path in modules.items()
        if not {_normal(provider) for provider in providers.get(module, [])} & names
    }


def _normal(requirement: str) -> str:
    """Return the name in `requirement` as the index writes it."""
    match = re.match(r"[\w.-]+", requirement)
    assert match
    return re.sub(r"[-_.]+", "-", match[0]).lower()
