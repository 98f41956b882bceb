"""`radar questionnaires`: what it prints, where it complains, and with which exit status."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from radar import paths
from radar.cli import main
from scoring.exchange import statements_as_dicts
from scoring.loading import find, load
from tests.scoring.sound import MAIN, SOUND, edit, sound_copy


@pytest.fixture(autouse=True)
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test an installation of its own."""
    monkeypatch.setenv("RADAR_INSTANCE", str(tmp_path / "instance"))
    monkeypatch.delenv("RADAR_QUESTIONNAIRES", raising=False)
    monkeypatch.delenv("RADAR_LANGUAGE", raising=False)
    return tmp_path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["questionnaires", *map(str, arguments)])


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    """Return the default questionnaire in the exchange format."""
    path = tmp_path / "enonces.json"
    records = statements_as_dicts(load(find(paths.QUESTIONNAIRES, "radar-numeriqc")))
    path.write_text(json.dumps(records, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


class TestList:
    def test_shows_what_ships_and_what_was_added(self, installation: Path) -> None:
        shutil.copytree(SOUND, installation / "instance" / "questionnaires" / "petit" / "1.0.0")
        result = run("list")
        assert result.exit_code == 0
        default, *_, small = result.stdout.splitlines()
        assert default.split("\t")[:2] == ["radar-numeriqc@1.0.0", "fr,en"]
        assert "8 axes, 18 pratiques, 48 énoncés" in default
        assert small.split("\t")[0] == "petit@1.0.0"
        assert small.split("\t")[3] == load(SOUND).hash[:12]

    def test_speaks_english(self) -> None:
        assert "18 practices, 48 statements" in run("list", "--lang", "en").stdout


class TestCheckOfACrosswalk:
    def test_says_what_it_links(self) -> None:
        result = run("check", paths.QUESTIONNAIRES / "crosswalks" / "radar-numeriqc-radar-pondere.yaml")
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout == (
            "La table de radar-numeriqc@1.0.0 à radar-pondere@1.0.0 est sans faute\u00a0: 48 énoncés en commun.\n"
        )

    def test_names_every_fault_with_its_place(self, tmp_path: Path) -> None:
        file = tmp_path / "crosswalks" / "a.yaml"
        file.parent.mkdir()
        file.write_text("from: absent@1.0.0\nto: radar-pondere@1.0.0\nstatements: {e01: e99}\n", encoding="utf-8")
        result = run("check", file, "--lang", "en")
        assert result.exit_code == 1
        first, second = result.stderr.splitlines()
        assert first.startswith(f"{file}:1:7: from: The questionnaire “absent@1.0.0” does not exist")
        assert second == (
            f"{file}:3:19: statements.e01: The statement “e99” does not exist in the questionnaire "
            "“radar-pondere@1.0.0”; correct its id or remove this line."
        )


class TestCheck:
    def test_of_a_sound_folder_is_one_sentence_with_the_counts(self) -> None:
        result = run("check", SOUND)
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout == (
            "Petit questionnaire (petit@1.0.0) est sans faute\u00a0: "
            "2 axes, 2 pratiques, 3 énoncés, 2 termes, 2 initiatives.\n"
        )

    def test_of_a_draft_that_builds_on_what_ships(self, tmp_path: Path) -> None:
        draft = tmp_path / "brouillon.yaml"
        draft.write_text("id: essai\nversion: 1.0.0\nextends: radar-numeriqc@1.0.0\ntitle: Essai\n", encoding="utf-8")
        result = run("check", draft)
        assert result.exit_code == 0
        assert result.stdout.startswith("Essai (essai@1.0.0) est sans faute")

    def test_of_a_single_file(self, tmp_path: Path) -> None:
        alone = Path(shutil.copy(SOUND / MAIN, tmp_path / "brouillon.yaml"))
        result = run("check", alone)
        assert result.exit_code == 0
        assert result.stdout.endswith("2 axes, 2 pratiques, 3 énoncés.\n")

    def test_names_every_fault_on_standard_error(self, tmp_path: Path) -> None:
        folder = sound_copy(tmp_path)
        edit(folder / MAIN, "threshold: 2.5", "threshold: 4.5")
        edit(folder / "en.yaml", ", outils: {name: Tools}", "")
        result = run("check", folder)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.splitlines() == [
            (
                f"{folder / MAIN}:14:66: dimensions[1].threshold: "
                "Le seuil 4,5 est hors de l’échelle; choisissez un nombre de 0 à 4."
            ),
            (
                f"{folder / 'en.yaml'}:12:7: axes.outils: "
                "Les textes de «\u00a0outils\u00a0» manquent (questionnaire.yaml, ligne 29); ajoutez-les."
            ),
        ]

    def test_speaks_english_by_option_and_by_environment(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        sentence = "This path does not exist; name a YAML file or the folder of a questionnaire.\n"
        assert run("check", tmp_path / "absent", "--lang", "en").stderr.endswith(sentence)
        monkeypatch.setenv("RADAR_LANGUAGE", "en")
        assert run("check", tmp_path / "absent").stderr == f"{tmp_path / 'absent'}: {sentence}"

    def test_without_path_is_wrong_usage(self) -> None:
        assert run("check").exit_code == 2


def test_schema_is_json() -> None:
    result = run("schema")
    assert result.exit_code == 0
    assert "axes" in json.loads(result.stdout)["properties"]


class TestImport:
    def test_makes_a_questionnaire_that_check_accepts(self, exported: Path, tmp_path: Path) -> None:
        made = tmp_path / "instance" / "questionnaires" / "ministere" / "1.0.0"
        result = run("import", exported, "--id", "ministere", "-o", made)
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout.startswith(f"48 énoncés importés dans {made}.")
        assert run("check", made).exit_code == 0
        assert "ministere@1.0.0" in run("list").stdout

    def test_names_what_it_does_not_recognise(self, exported: Path, tmp_path: Path) -> None:
        edit(exported, '"nom": "Gouvernance numérique"', '"nom": "Pilotage"')
        result = run("import", exported, "--id", "ministere", "-o", tmp_path / "made")
        assert result.exit_code == 1
        (line,) = result.stderr.splitlines()
        assert line.startswith(f"{exported}:")
        assert "L’axe «\u00a0Pilotage\u00a0» ne correspond à aucun axe connu" in line
        assert "Gouvernance numérique" in line
        assert not (tmp_path / "made").exists()

    def test_never_overwrites(self, exported: Path, tmp_path: Path) -> None:
        folder = sound_copy(tmp_path)
        before = sorted(folder.iterdir())
        result = run("import", exported, "--id", "ministere", "-o", folder)
        assert result.exit_code == 1
        assert "existe déjà et n’est pas vide" in result.stderr
        assert sorted(folder.iterdir()) == before

    @pytest.mark.parametrize(
        ("identifier", "words"),
        [("radar-numeriqc", "livré avec l’application"), ("Été 2023", "n’est pas un identifiant accepté")],
    )
    def test_refuses_an_identifier_that_will_not_do(
        self, exported: Path, tmp_path: Path, identifier: str, words: str
    ) -> None:
        result = run("import", exported, "--id", identifier, "-o", tmp_path / "made")
        assert result.exit_code == 1
        assert words in result.stderr

    def test_says_when_it_cannot_read_or_write(self, exported: Path, tmp_path: Path) -> None:
        absent = run("import", tmp_path / "absent.json", "--id", "ministere", "-o", tmp_path / "made")
        assert absent.exit_code == 1
        assert "ne peut pas être lu" in absent.stderr
        blocked = run("import", exported, "--id", "ministere", "-o", exported / "made")
        assert blocked.exit_code == 1
        assert blocked.stderr.startswith(f"{exported / 'made'}: ")

    def test_without_identifier_is_wrong_usage(self, exported: Path, tmp_path: Path) -> None:
        assert run("import", exported, "-o", tmp_path / "made").exit_code == 2
