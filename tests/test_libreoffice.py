"""The check by LibreOffice, with programs that stand in for it: it is too large to be here always."""

from pathlib import Path

import pytest

from tests import libreoffice

WRITES = """#!/bin/sh
for last; do :; done
{ printf '%%PDF-1.7'; printf ' /Type /Page '; } > "${last%.docx}.pdf"
"""
FAILS = """#!/bin/sh
echo 'Error: source file could not be loaded' >&2
"""


def stand_in(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    program = folder / "soffice"
    program.write_text(script, encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.setattr(libreoffice, "PLANS", {"whole": libreoffice.PLANS["whole"]})


def test_it_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert libreoffice.main() == 1
    assert "LibreOffice is missing" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("script", "status", "said"),
    [(WRITES, 0, "whole: PDF, pages: 1"), (FAILS, 1, "whole: LibreOffice made no PDF. Error: source file")],
)
def test_it_says_what_became_of_each_document(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    script: str,
    status: int,
    said: str,
) -> None:
    stand_in(tmp_path, monkeypatch, script)
    assert libreoffice.main() == status
    assert said in "".join(capsys.readouterr())
