"""The browser of the tests is the one that was asked for, and one that starts."""

from pathlib import Path

import pytest

from tests.browser import chromium


def program(path: Path, status: int) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\nexit {status}\n")
    path.chmod(0o755)
    return path


def test_the_named_browser_comes_before_the_one_on_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path / "bin/chromium", 0)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("CHROMIUM", str(program(tmp_path / "mine", 0)))
    assert chromium.find() == tmp_path / "mine"


def test_a_named_browser_that_does_not_start_is_refused_rather_than_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "absent"))
    assert chromium.main() == 1
    assert "absent, which does not start" in capsys.readouterr().err


def test_a_stub_on_path_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path / "bin/chromium", 1)
    working = program(tmp_path / "bin/google-chrome", 0)
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert chromium.find() == working
