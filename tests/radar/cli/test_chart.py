"""`radar chart`: pictures of sheets, whole or not at all."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from radar.cli import main

EXAMPLES = Path(__file__).parents[3] / "docs" / "examples"
MEIE, SEVERAL = EXAMPLES / "meie-2023.csv", EXAMPLES / "feuille-exemple.csv"


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("RADAR_LANGUAGE", "RADAR_QUESTIONNAIRE", "RADAR_QUESTIONNAIRES"):
        monkeypatch.delenv(name, raising=False)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["chart", *map(str, arguments)])


def words(path: Path) -> str:
    """Return the text of an SVG picture."""
    return " ".join("".join(element.itertext()) for element in ElementTree.parse(path).getroot().iter())  # noqa: S314 (our own)


@pytest.mark.parametrize(("kind", "path"), [("radar", MEIE), ("quadrant", SEVERAL), ("groups", SEVERAL)])
@pytest.mark.parametrize("suffix", ["svg", "png", "PNG"])
def test_draws_what_was_asked_for(kind: str, path: Path, suffix: str, tmp_path: Path) -> None:
    picture = tmp_path / f"image.{suffix}"
    result = run(path, "--kind", kind, "-o", picture)
    assert (result.exit_code, result.output) == (0, "")
    start = picture.read_bytes()[:8]
    assert start == b"\x89PNG\r\n\x1a\n" if suffix.lower() == "png" else b"<" in start
    assert list(tmp_path.iterdir()) == [picture]


def test_speaks_french_or_english(tmp_path: Path) -> None:
    run(MEIE, "--kind", "radar", "-o", tmp_path / "fr.svg")
    run(MEIE, "--kind", "radar", "-o", tmp_path / "en.svg", "--lang", "en")
    assert "Gouvernance numérique" in words(tmp_path / "fr.svg")
    assert "Digital governance" in words(tmp_path / "en.svg")


def test_the_radar_of_one_of_several_organisations(tmp_path: Path) -> None:
    result = run(SEVERAL, "--kind", "radar", "--organisation", "Musée des glaces", "-o", tmp_path / "radar.svg")
    assert result.exit_code == 0
    assert "Musée des glaces" in words(tmp_path / "radar.svg")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "Le radar montre une seule organisation; choisissez-la avec --organisation parmi\u00a0: "),
        (["--organisation", "Autre"], "«\u00a0Autre\u00a0» n’est pas dans cette feuille; choisissez parmi\u00a0: "),
    ],
)
def test_an_organisation_must_be_chosen_among_those_named(arguments: list[str], sentence: str, tmp_path: Path) -> None:
    result = run(SEVERAL, "--kind", "radar", *arguments, "-o", tmp_path / "radar.svg")
    assert (result.exit_code, result.stdout) == (1, "")
    assert sentence + "«\u00a0Régie des phares du Saint-Laurent\u00a0», «\u00a0Office" in result.stderr
    assert not list(tmp_path.iterdir())


def test_an_unknown_suffix_is_wrong_usage(tmp_path: Path) -> None:
    result = run(MEIE, "--kind", "radar", "-o", tmp_path / "radar.jpg")
    assert result.exit_code == 2
    assert "Le nom «\u00a0radar.jpg\u00a0» doit finir par .svg ou .png." in result.stderr


def test_a_bad_sheet_leaves_the_picture_that_was_there(tmp_path: Path) -> None:
    picture = tmp_path / "radar.svg"
    picture.write_text("avant", encoding="utf-8")
    (tmp_path / "feuille.csv").write_text("organisation\nA\n", encoding="utf-8")
    assert run(tmp_path / "feuille.csv", "--kind", "radar", "-o", picture).exit_code == 1
    assert picture.read_text(encoding="utf-8") == "avant"


def test_a_picture_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    result = run(MEIE, "--kind", "radar", "-o", tmp_path / "absent" / "radar.svg")
    assert result.exit_code == 1
    assert "Le dossier de ce fichier n’existe pas" in result.stderr
    (tmp_path / "dossier.svg").mkdir()
    assert run(MEIE, "--kind", "radar", "-o", tmp_path / "dossier.svg").exit_code == 1
    assert [path.name for path in tmp_path.iterdir()] == ["dossier.svg"]


def test_groups_of_few_are_withheld(tmp_path: Path) -> None:
    picture = tmp_path / "groupes.svg"
    assert run(SEVERAL, "--kind", "groups", "-o", picture).exit_code == 0
    assert "(n\u00a0=\u00a0—)" in words(picture)
    assert "Ce qui est vide ou porte sur trop peu d’organismes n’est pas montré (—)." in words(picture)
