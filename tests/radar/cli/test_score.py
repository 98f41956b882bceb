"""`radar score`: what people read, what programs read, and what is refused."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from radar import formats, paths
from radar.cli import main
from scoring.loading import find, load
from scoring.results import to_json
from scoring.sheets import score_sheet
from tests.scoring.sheet_lines import axis_header, header, text
from tests.scoring.sound import SOUND

EXAMPLES = Path(__file__).parents[3] / "docs" / "examples"
MEIE, SEVERAL = EXAMPLES / "meie-2023.csv", EXAMPLES / "feuille-exemple.csv"
QUESTIONNAIRE = load(find(paths.QUESTIONNAIRES, "radar-numeriqc"))


@pytest.fixture(autouse=True)
def _installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("RADAR_LANGUAGE", "RADAR_QUESTIONNAIRE", "RADAR_QUESTIONNAIRES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("RADAR_INSTANCE", str(tmp_path / "instance"))
    monkeypatch.setenv("COLUMNS", "150")


def run(*arguments: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["score", *map(str, arguments)], input=stdin)


def sheet(*names: str) -> str:
    """Return a sheet in which every organisation answers 2 everywhere."""
    return text(header(QUESTIONNAIRE), *([name, *["2"] * 48] for name in names))


def axis_scores(scores: list[float]) -> list[list[str]]:
    """Return the lines of a sheet in which all axes of an organisation have one score."""
    return [axis_header(QUESTIONNAIRE), *([f"O{row}", *[repr(one)] * 8] for row, one in enumerate(scores))]


class TestTable:
    def test_shows_the_published_case(self) -> None:
        result = run(MEIE)
        assert result.exit_code == 0
        heading, _, line, *notes = result.stdout.splitlines()
        assert heading.split()[:3] == ["Organisation", "Score", "%"]
        assert line.startswith("Ministère de l’Économie, de l’Innovation")
        assert "1,75   43,8\u00a0%  100\u00a0%     1,92  1,59  Novice" in line
        assert line.split()[-8:] == ["1,25", "1,67", "1,75", "3,00", "2,50", "1,20", "1,14", "1,50"]
        assert "AU    Adaptabilité des utilisateurs" in notes
        assert any(note.startswith("Hypothèse\u00a0: Le seuil") for note in notes)

    def test_rounds_as_every_page_does(self) -> None:
        """Every mean of up to 48 levels, as the score of each axis of an organisation."""
        means = sorted({total / count for count in range(1, 49) for total in range(4 * count + 1)})
        lines = run("-", "--lang", "en", stdin=text(*axis_scores(means))).stdout.splitlines()
        for mean, line in zip(means, lines[2:], strict=False):
            score, percent = formats.decimal(mean, "en"), formats.percent(mean / 4 * 100, "en")
            figures = [cell for cell in line.split() if "." in cell]
            assert (mean, figures) == (mean, [score, percent, *[score] * 10])

    def test_says_what_is_provisional_in_words(self) -> None:
        assert "93\u00a0% provisoire" in run(SEVERAL).stdout
        assert "provisoire\u00a0: il manque des réponses" in run(SEVERAL).stdout
        assert "provisoire" not in run(MEIE).stdout

    def test_speaks_english(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked = run(SEVERAL, "--lang", "en").stdout
        assert "Digital" in asked
        assert " 2.80   69.9%  100%" in asked
        monkeypatch.setenv("RADAR_LANGUAGE", "en")
        assert run(SEVERAL).stdout == asked

    @pytest.mark.parametrize("columns", [100, 130, 200])
    def test_columns_stay_aligned_and_long_names_are_cut(self, columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("COLUMNS", str(columns))
        lines = run("-", stdin=sheet("A", "Établissement " * 20, "B")).stdout.splitlines()
        rows = lines[2:5]
        assert len(set(map(len, [lines[0], *rows]))) == 1
        assert len(lines[0]) <= max(columns, 105)
        assert [row.split("  ")[0][-1] for row in rows] == ["A", "…", "B"]

    def test_an_organisation_without_answers_has_no_score(self) -> None:
        content = text(header(QUESTIONNAIRE), ["A", *[""] * 48])
        line = run("-", stdin=content).stdout.splitlines()[2]
        assert line.replace("\u00a0", "").split() == ["A", "–", "–", "0%", "provisoire", *["–"] * 11]

    def test_a_name_cannot_disturb_the_terminal(self) -> None:
        assert "\u202e" not in run("-", stdin=sheet("A\u202eB")).stdout

    def test_a_file_of_many_organisations_is_shown_whole(self) -> None:
        names = [f"Organisme {number}" for number in range(5000)]
        lines = run("-", stdin=sheet(*names)).stdout.splitlines()
        assert [line.split("  ")[0] for line in lines[2:5002]] == names


class TestJson:
    @pytest.mark.parametrize("path", [MEIE, SEVERAL])
    def test_is_the_array_of_the_contract(self, path: Path) -> None:
        found = json.loads(run(path, "--format", "json").stdout)
        assert found == [to_json(result) for result in score_sheet(path, QUESTIONNAIRE)]

    def test_keeps_every_digit(self) -> None:
        (found,) = json.loads(run(MEIE, "--format", "json").stdout)
        assert found["overall"] == pytest.approx(1.75125, abs=1e-12)
        assert found["dimensions"]["adaptabilite"]["score"] == pytest.approx(1.9175, abs=1e-12)
        assert found["dimensions"]["performance"]["score"] == pytest.approx(1.585, abs=1e-12)
        assert found["quadrant"] == "novice"


class TestCsv:
    def test_has_a_line_for_each_organisation_with_the_figures_of_the_json(self) -> None:
        lines = list(csv.DictReader(io.StringIO(run(SEVERAL, "--format", "csv").stdout)))
        found = list(score_sheet(SEVERAL, QUESTIONNAIRE))
        assert [line["organisation"] for line in lines] == [result.organisation for result in found]
        for line, result in zip(lines, found, strict=True):
            assert float(line["overall"]) == pytest.approx(result.overall)
            assert float(line["performance"]) == pytest.approx(result.dimensions["performance"].score)
            assert float(line["experience-employe"]) == pytest.approx(result.axes["experience-employe"].score)
            assert (line["group"], line["quadrant"]) == (result.group, result.quadrant)
            assert line["provisional"] == str(result.provisional).lower()

    def test_no_score_is_an_empty_cell(self) -> None:
        content = text(header(QUESTIONNAIRE), ["A", *[""] * 48])
        (line,) = csv.DictReader(io.StringIO(run("-", "--format", "csv", stdin=content).stdout))
        assert (line["overall"], line["experience-employe"], line["quadrant"]) == ("", "", "")

    def test_no_name_is_a_formula(self) -> None:
        names = ["=1+1", "+1", "-1", "@SUM(A1)", "Musée"]
        lines = csv.DictReader(io.StringIO(run("-", "--format", "csv", stdin=sheet(*names)).stdout))
        assert [line["organisation"] for line in lines] == ["'=1+1", "'+1", "'-1", "'@SUM(A1)", "Musée"]


class TestQuestionnaire:
    def test_may_be_named_with_its_version_or_by_its_folder(self) -> None:
        folder = find(paths.QUESTIONNAIRES, "radar-numeriqc")
        for reference in ("radar-numeriqc@1.0.0", folder):
            assert run(MEIE, "--questionnaire", reference).stdout == run(MEIE).stdout

    def test_of_this_installation_is_found(self, tmp_path: Path) -> None:
        own = tmp_path / "instance" / "questionnaires" / "petit"
        own.mkdir(parents=True)
        (own / "1.0.0").symlink_to(SOUND)
        small = load(SOUND)
        content = text(header(small, "perspective"), ["A", "clients", *["3"] * len(small.statements)])
        result = run("-", "--questionnaire", "petit", "--format", "json", stdin=content)
        assert json.loads(result.stdout)[0]["questionnaire"]["id"] == small.id

    def test_that_does_not_exist_is_refused_with_those_that_do(self) -> None:
        result = run(MEIE, "--questionnaire", "autre")
        assert (result.exit_code, result.stdout) == (1, "")
        assert "Le questionnaire «\u00a0autre\u00a0» n’existe pas" in result.stderr
        assert "radar-numeriqc@1.0.0" in result.stderr


class TestRefusals:
    @pytest.mark.parametrize("shape", ["table", "json", "csv"])
    def test_name_every_fault_and_score_nothing(self, shape: str, tmp_path: Path) -> None:
        path = tmp_path / "feuille.csv"
        path.write_text(sheet("A", "B").replace(",2", ",oui", 1).replace("\nB,2", "\nB,-1"), encoding="utf-8")
        result = run(path, "--format", shape)
        assert (result.exit_code, result.stdout) == (1, "")
        first, second = result.stderr.splitlines()
        assert first.startswith(f"{path}:2:2: e01: «\u00a0oui\u00a0» n’est pas une réponse")
        assert second.startswith(f"{path}:3:2: e01: «\u00a0-1\u00a0» n’est pas une réponse")

    def test_speak_english(self) -> None:
        result = run("absent.csv", "--lang", "en")
        assert result.exit_code == 1
        assert result.stderr == "absent.csv: This file does not exist; check its name.\n"

    @pytest.mark.parametrize("arguments", [[], [MEIE, "--format", "xml"], [MEIE, "--lang", "de"], [MEIE, MEIE]])
    def test_wrong_usage_is_another_status(self, arguments: list[object]) -> None:
        assert run(*arguments).exit_code == 2


def test_a_full_disk_is_said() -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "radar", "score", str(MEIE)]
        finished = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert finished.returncode == 1
    assert (
        finished.stderr == "stdout: Le disque est plein et rien n’a été écrit; libérez de l’espace, puis recommencez.\n"
    )


def test_any_terminal_gets_utf8() -> None:
    command = [sys.executable, "-m", "radar", "score", str(MEIE), "--format", "csv"]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    finished = subprocess.run(command, stdout=subprocess.PIPE, env=environment, check=True)
    assert "Ministère de l’Économie" in finished.stdout.decode()
