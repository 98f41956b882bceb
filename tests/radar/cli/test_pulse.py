"""`radar pulse`: what people read, what programs read, and what is refused."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from radar import paths
from radar.cli import main
from tests.radar.cli.test_score import EXAMPLES
from tests.radar.cli.test_score import MEIE as MEIE_AXES

MEIE = EXAMPLES / "pouls-meie-2023.csv"
COUNTED = "organisation;asked_on;stage_1;stage_2;stage_3;stage_4;target_stage\nA;2023-02-15;1;5;4;0;3\nB;;1;1;1;1;\n"


@pytest.fixture(autouse=True)
def _installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("RADAR_LANGUAGE", "RADAR_QUESTIONNAIRE", "RADAR_QUESTIONNAIRES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("RADAR_INSTANCE", str(tmp_path / "instance"))


def run(*arguments: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["pulse", *map(str, arguments)], input=stdin)


def test_shows_the_published_pulse_and_its_target() -> None:
    heading, _, line, *notes = run(MEIE).stdout.splitlines()
    assert heading.split() == ["Organisation", "Date", *"1234", "Réponses", "Moyenne", "Médiane", "Cible",
                               "D’ici", "le", "Écart"]  # fmt: skip
    assert line.startswith("Ministère de l’Économie, de l’Innovation et de l’Énergie  2023-02  –")
    assert line.endswith("31\u00a0mars 2027  0,7")
    assert " 2,3 " in line
    assert "3  Devient numérique" in notes
    assert any("échelle de 1 à 4" in note for note in notes)
    assert any(note.startswith("Hypothèse\u00a0: Les sources publiques") for note in notes)


def test_gives_programs_every_figure_on_the_stages_own_scale() -> None:
    (found,) = json.loads(run(MEIE, "--format", "json", "--lang", "en").stdout)
    assert (found["mean"], found["target_stage"], found["target_on"]) == (2.3, 3, "2027-03-31")
    assert found["counts"] is None
    assert [stage["name"] for stage in found["stages"]][2] == "Is becoming digital"
    assert not {"percent", "overall", "axes", "quadrant"} & set(found)


def test_shows_a_distribution_but_not_that_of_a_few() -> None:
    lines = run("-", stdin=COUNTED).stdout.splitlines()
    assert lines[2].split() == ["A", "2023-02-15", "1", "5", "4", "0", "10", "2,3", "2", "3", "–", "0,7"]
    assert set(lines[3].split()) == {"B", "–"}
    counted, few = json.loads(run("-", "--format", "json", stdin=COUNTED).stdout)
    assert (counted["respondents"], counted["counts"], counted["share_at_target"]) == (10, [1, 5, 4, 0], 0.4)
    assert [few[name] for name in ("respondents", "counts", "shares", "mean", "median")] == [None] * 5


def test_the_published_axes_give_the_published_overall_quadrant_and_challenges() -> None:
    shown = CliRunner().invoke(main, ["score", str(MEIE_AXES), "--format", "json"])
    (found,) = json.loads(shown.stdout)
    assert round(found["overall"], 2) == 1.75
    assert found["quadrant"] == "novice"
    assert sorted(found["weakest_axes"]) == [
        "evaluation-performance", "experience-employe", "experience-utilisateur", "qualite-services",
    ]  # fmt: skip


def test_refuses_in_sentences(tmp_path: Path) -> None:
    refused = run("-", stdin="organisation;mean\nA;9\n")
    assert refused.exit_code == 1
    assert "2:2: mean: «\u00a09\u00a0» n’est pas une moyenne de ce pouls; écrivez un nombre de 1 à 4." in refused.stderr
    assert "choisissez parmi\u00a0: pouls-numerique@1.0.0" in run(MEIE, "--pulse", "autre").stderr
    assert "Ce fichier n’existe pas" in run(tmp_path / "rien.csv").stderr


def test_the_file_of_a_pulse_is_checked_like_that_of_a_questionnaire(tmp_path: Path) -> None:
    folder = paths.QUESTIONNAIRES / "pulses" / "pouls-numerique" / "1.0.0"
    sound = CliRunner().invoke(main, ["questionnaires", "check", str(folder)])
    assert sound.stdout == "Pouls numérique (pouls-numerique@1.0.0) est sans faute\u00a0: 4 stades.\n"
    (tmp_path / "pulse.yaml").write_text("format: 1\n", encoding="utf-8")
    refused = CliRunner().invoke(main, ["questionnaires", "check", str(tmp_path)])
    assert refused.exit_code == 1
    assert "Le champ «\u00a0question\u00a0» manque; ajoutez-le." in refused.stderr
