"""`radar` itself: what it offers, how fast it answers, and what it leaves alone until it is needed."""

import subprocess
import sys

import pytest
from click.testing import CliRunner

from radar.cli import COMMANDS, main

HEAVY = {"numpy", "matplotlib", "flask", "sqlalchemy", "pydantic", "typst", "granian"}


def loaded_by(*arguments: str) -> set[str]:
    """Return the packages that a fresh process has loaded after `radar` with some arguments."""
    program = (
        "import sys; from radar.cli import main\n"
        f"try: main({list(arguments)!r}, prog_name='radar')\n"
        "finally: print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    finished = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(finished.stderr.split())


def test_help_names_every_command_and_loads_none() -> None:
    result = CliRunner().invoke(main, ["--help"])
    assert result.exit_code == 0
    assert all(f"\n  {name} " in result.stdout for name in COMMANDS)
    assert not HEAVY & loaded_by("--help")


def test_scoring_loads_neither_the_pages_nor_the_charts() -> None:
    loaded = loaded_by("score", "docs/examples/meie-2023.csv")
    assert "numpy" in loaded
    assert not {"matplotlib", "flask", "sqlalchemy", "typst", "granian"} & loaded


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_in_french(name: str) -> None:
    result = CliRunner().invoke(main, [name, "--help"])
    assert result.exit_code == 0
    first = COMMANDS[name][1].split()[0]
    assert first in result.stdout


@pytest.mark.parametrize("group", [[], ["questionnaires"], ["db"]])
def test_groups_list_their_commands_in_french(group: list[str]) -> None:
    lines = CliRunner().invoke(main, [*group, "--help"], prog_name="radar").stdout.splitlines()
    assert [line for line in lines if line[:1].isalpha()] == [
        " ".join(["Usage: radar", *group, "[OPTIONS] COMMANDE [ARGUMENTS]..."]),
        "Options:",
        "Commandes:",
    ]


def test_the_help_says_where_the_language_is_asked_for() -> None:
    """`radar --lang en score` is wrong usage."""
    assert "--lang en après la commande" in " ".join(CliRunner().invoke(main, ["--help"]).stdout.split())


def test_an_unknown_command_is_wrong_usage() -> None:
    assert CliRunner().invoke(main, ["scores"]).exit_code == 2


def test_the_module_is_the_same_command() -> None:
    run = subprocess.run([sys.executable, "-m", "radar", "--version"], capture_output=True, text=True, check=True)
    assert run.stdout == CliRunner().invoke(main, ["--version"]).stdout
