"""Checking questionnaires: every mistake told at once, in the reader's language, with its place and remedy."""

import shutil
from pathlib import Path

import pytest

from scoring.errors import Fault, Refused
from scoring.loading import check, load
from tests.scoring.mistakes import MISTAKES
from tests.scoring.sound import MAIN, SOUND, edit, sound_copy

BAD = Path(__file__).parent / "bad_questionnaires"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return sound_copy(tmp_path)


def faults_of(name: str, folder: Path) -> tuple[Fault, ...]:
    """Check a bad file: a questionnaire by itself, a companion in the sound folder."""
    target = name.partition(".")[2]
    if target == MAIN:
        return check(BAD / name)
    shutil.copy(BAD / name, folder / target)
    return check(folder)


class TestMistakes:
    @pytest.mark.parametrize("name", MISTAKES)
    def test_is_told_with_its_place_and_remedy(self, name: str, folder: Path) -> None:
        faults = faults_of(name, folder)
        told = [(fault.line, fault.column, fault.path) for fault in faults]
        assert told == [(line, column, path) for line, column, path, _ in MISTAKES[name]]
        for fault, (_, _, _, words) in zip(faults, MISTAKES[name], strict=True):
            assert words.replace("~", "\u00a0") in fault.message("fr")

    def test_every_bad_file_has_its_sentence(self) -> None:
        assert {path.name for path in BAD.iterdir()} == set(MISTAKES)

    @pytest.mark.parametrize("name", [name for name in MISTAKES if name.endswith(f".{MAIN}")])
    def test_is_never_loaded(self, name: str, folder: Path) -> None:
        shutil.copy(BAD / name, folder / MAIN)
        with pytest.raises(Refused):
            load(folder)

    def test_are_all_told_at_once_by_file_and_line(self, folder: Path) -> None:
        edit(folder / MAIN, "threshold: 2.0", "threshold: 9")
        edit(folder / MAIN, "levels: [a, b, c, d, e]}", "levels: [a, b, c, d]}")
        edit(folder / "en.yaml", "title: Small questionnaire\n", "")
        edit(folder / "glossary.yaml", "id: outil", "id: avis")
        edit(folder / "initiatives.yaml", "effort: S", "effort: XS")
        codes = [(Path(fault.file).name, fault.code) for fault in check(folder)]
        assert codes == [
            (MAIN, "threshold_out_of_range"),
            (MAIN, "levels_count"),
            ("en.yaml", "missing_field"),
            ("glossary.yaml", "duplicate_id"),
            ("glossary.en.yaml", "translation_without_original"),
            ("initiatives.yaml", "not_allowed"),
        ]

    def test_line_on_the_command_line_reads_file_line_column_path_sentence(self, folder: Path) -> None:
        edit(folder / MAIN, "threshold: 2.5", "threshold: 4.5")
        (fault,) = check(folder)
        assert fault.line_of_text("fr") == (
            f"{folder / MAIN}:14:66: dimensions[1].threshold: "
            "Le seuil 4,5 est hors de l’échelle; choisissez un nombre de 0 à 4."
        )
        assert fault.message("en") == "The threshold 4.5 is off the scale; choose a number from 0 to 4."

    def test_of_a_huge_or_hidden_name_stays_one_short_line(self, tmp_path: Path) -> None:
        path = tmp_path / "long.yaml"
        path.write_text(f"{'x' * 100_000}: 1\n", encoding="utf-8")
        assert all(len(fault.line_of_text()) < 1000 for fault in check(path))


class TestFolder:
    def test_sound_has_no_fault(self) -> None:
        assert check(SOUND) == ()
        assert check(SOUND / MAIN) == ()

    def test_path_that_does_not_exist(self, tmp_path: Path) -> None:
        (fault,) = check(tmp_path / "absent")
        assert "n’existe pas" in fault.message("fr")
        assert fault.file == str(tmp_path / "absent")

    def test_without_questionnaire(self, tmp_path: Path) -> None:
        (fault,) = check(tmp_path)
        assert "ne contient pas de fichier questionnaire.yaml" in fault.message("fr")
        with pytest.raises(Refused, match=r"questionnaire\.yaml"):
            load(tmp_path)

    def test_file_under_a_wrong_name(self, folder: Path) -> None:
        (folder / "glossary.yaml").rename(folder / "glosary.yaml")
        (folder / "glossary.en.yaml").unlink()
        (fault,) = check(folder)
        assert fault.file.endswith("glosary.yaml")
        assert "n’a pas sa place" in fault.message("fr")
        assert "glossary.yaml" in fault.message("fr")

    def test_texts_for_its_own_language(self, folder: Path) -> None:
        (folder / "fr.yaml").write_text((folder / "en.yaml").read_text().replace("language: en", "language: fr"))
        assert [fault.code for fault in check(folder) if fault.file.endswith("fr.yaml")] == ["unknown_file"]

    def test_translated_by_half(self, folder: Path) -> None:
        (folder / "initiatives.en.yaml").unlink()
        (fault,) = check(folder)
        assert "Le fichier initiatives.en.yaml manque" in fault.message("fr")

    def test_named_unlike_its_version(self, folder: Path) -> None:
        moved = folder.rename(folder.parent / "1.0.1")
        told = [fault.message("fr") for fault in check(moved)]
        assert len(told) == 2
        assert "Le dossier se nomme 1.0.1" in told[0] + told[1]

    def test_too_large_a_file(self, folder: Path) -> None:
        with (folder / MAIN).open("a", encoding="utf-8") as file:
            file.write("#" * 2_000_001)
        assert [fault.code for fault in check(folder)] == ["file_too_large"]

    def test_file_that_cannot_be_read(self, folder: Path) -> None:
        (folder / "glossary.yaml").unlink()
        (folder / "glossary.yaml").mkdir()
        assert [fault.code for fault in check(folder)] == ["unreadable_file"]

    def test_other_language_that_cannot_be_read(self, folder: Path) -> None:
        (folder / "en.yaml").unlink()
        (folder / "en.yaml").mkdir()
        with pytest.raises(Refused, match="cannot be read"):
            load(folder, "fr")

    def test_raw_control_character(self, folder: Path) -> None:
        edit(folder / MAIN, "text: On répond.", "text: On\x00répond.")
        (fault,) = check(folder)
        assert (fault.line, fault.column) == (28, 58)
        assert "U+0000" in fault.message("fr")
