"""`radar score` and `radar chart` with the questionnaires that vary the first: perspectives and weights in the data."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from radar.cli import main

EXAMPLES = Path(__file__).parents[3] / "docs" / "examples"
TWO_SIDES, SEVERAL, MEIE = (
    EXAMPLES / f"{name}.csv" for name in ("feuille-perspectives", "feuille-exemple", "meie-2023")
)


@pytest.fixture(autouse=True)
def _installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("RADAR_LANGUAGE", "RADAR_QUESTIONNAIRE", "RADAR_QUESTIONNAIRES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("RADAR_INSTANCE", str(tmp_path / "instance"))


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments)])


def scored(sheet: Path, questionnaire: str) -> list[dict[str, Any]]:
    result = run("score", sheet, "--questionnaire", questionnaire, "--format", "json")
    assert result.exit_code == 0, result.output
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def test_a_sheet_with_perspectives_is_combined_by_their_weights() -> None:
    first, second = scored(TWO_SIDES, "radar-perspectives")
    assert (first["quadrant"], second["quadrant"]) == ("novice", "numerique")
    assert first["questionnaire"]["id"] == "radar-perspectives"
    lines = [line.split(";") for line in TWO_SIDES.read_text(encoding="utf-8").splitlines()]
    clients, staff = (float(lines[row][3]) for row in (1, 2))
    assert first["statements"]["e01"]["score"] == pytest.approx((2 * clients + staff) / 3)


def test_a_sheet_without_perspectives_is_told_which_there_are() -> None:
    result = run("score", SEVERAL, "--questionnaire", "radar-perspectives")
    assert result.exit_code == 1
    assert "clientele-externe, utilisateurs-internes" in result.stderr


def test_weights_move_the_dimensions_and_leave_the_rest() -> None:
    (plain,), (weighted,) = scored(MEIE, "radar-numeriqc"), scored(MEIE, "radar-pondere")
    assert plain["overall"] == weighted["overall"] == 1.75125
    assert plain["axes"] == weighted["axes"]
    assert weighted["dimensions"]["adaptabilite"]["score"] == pytest.approx((2 * 1.25 + 2 * 1.67 + 1.75 + 3) / 6)
    assert weighted["dimensions"]["performance"]["score"] == pytest.approx((2.5 + 2 * 1.2 + 2 * 1.14 + 1.5) / 6)


@pytest.mark.parametrize("kind", ["radar", "quadrant"])
def test_both_are_drawn(kind: str, tmp_path: Path) -> None:
    for sheet, questionnaire in ((TWO_SIDES, "radar-perspectives"), (SEVERAL, "radar-pondere")):
        one = ["--organisation", "Office des sentiers nordiques"] if kind == "radar" else []
        picture = tmp_path / f"{questionnaire}-{kind}.svg"
        result = run("chart", sheet, "--questionnaire", questionnaire, "--kind", kind, *one, "-o", picture)
        assert (result.exit_code, result.output) == (0, "")
        assert "sentiers nordiques" in picture.read_text(encoding="utf-8")
