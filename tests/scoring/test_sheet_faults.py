"""Bad answer sheets: every fault is named with its place and its remedy, and nothing is scored."""

import io
import time
from pathlib import Path

import pytest

from radar import paths
from scoring.errors import Refused
from scoring.loading import find, load
from scoring.questionnaire import Perspective
from scoring.sheets import read_sheet
from tests.scoring.changed import changed
from tests.scoring.sheet_lines import Repeated, axis_header, faults, header, places, text

QUESTIONNAIRE = load(find(paths.QUESTIONNAIRES, "radar-numeriqc"))
TWO_SIDES = changed(
    QUESTIONNAIRE, perspectives=(Perspective(id="clients", name="Clients"), Perspective(id="employes", name="Employés"))
)
HEADER = header(QUESTIONNAIRE)
AXES = axis_header(QUESTIONNAIRE)
SOUND = ["A", *["2"] * 48]


def with_cells(**cells: str) -> list[str]:
    """Return a sound line with other answers in some statements."""
    return ["A", *(cells.get(statement, "2") for statement in QUESTIONNAIRE.statement_index)]


def without(*titles: str) -> str:
    """Return a sound sheet without some columns."""
    kept = [place for place, title in enumerate(HEADER) if title not in titles]
    return text([HEADER[place] for place in kept], [SOUND[place] for place in kept])


@pytest.mark.parametrize(
    ("content", "line", "column", "title", "words"),
    [
        ("", None, None, "", "Cette feuille est vide"),
        ("\n \n", None, None, "", "Cette feuille est vide"),
        (text(HEADER), None, None, "", "n’a que ses titres"),
        (text(HEADER) + "," * 48, None, None, "", "n’a que ses titres"),
        (without("organisation"), 1, None, "", "La colonne «\u00a0organisation\u00a0» manque"),
        (without("e05", "e48"), 1, None, "", "Il manque des colonnes (2); ajoutez\u00a0: e05, e48."),
        (text([*HEADER, "e49"], [*SOUND, ""]), 1, 50, "e49", "Cette colonne n’est pas connue"),
        (text([*HEADER, "groupe"], [*SOUND, ""]), 1, 50, "groupe", "peut-être «\u00a0group\u00a0»?"),
        (text([*HEADER, "e07"], [*SOUND, ""]), 1, 50, "e07", "déjà celui de la colonne 8"),
        (text([*HEADER, ""], [*SOUND, ""]), 1, 50, "", "n’a pas de titre"),
        (text([*HEADER, AXES[1]], [*SOUND, ""]), 1, None, "", "mêle des énoncés (e01) et des axes"),
        (text(["organisation"], ["A"]), 1, None, "", "ajoutez les énoncés (e01 à e48) ou les scores par axe"),
        (text(HEADER, SOUND, separator="\t"), 1, None, "", "séparées par des tabulations"),
        (text(HEADER, with_cells(e03="6")), 2, 4, "e03", "«\u00a06\u00a0» n’est pas une réponse; écrivez 0"),
        (text(HEADER, with_cells(e03="-1")), 2, 4, "e03", "«\u00a0-1\u00a0» n’est pas une réponse"),
        (text(HEADER, with_cells(e03="2.5")), 2, 4, "e03", "«\u00a02.5\u00a0» n’est pas une réponse"),
        (text(HEADER, with_cells(e03="10")), 2, 4, "e03", "«\u00a010\u00a0» n’est pas une réponse"),
        (text(HEADER, with_cells(e48="oui")), 2, 49, "e48", "«\u00a0oui\u00a0» n’est pas une réponse"),
        (text(HEADER, with_cells(e03="²")), 2, 4, "e03", "«\u00a0²\u00a0» n’est pas une réponse"),
        (text(HEADER, SOUND, ["", *SOUND[1:]]), 3, 1, "organisation", "Le nom de l’organisation manque"),
        (text(HEADER, [" ", *SOUND[1:]]), 2, 1, "organisation", "Le nom de l’organisation manque"),
        (text(HEADER, ["A" * 301, *SOUND[1:]]), 2, 1, "organisation", "dépasse 300 caractères"),
        (text(HEADER, ["A\0B", *SOUND[1:]]), 2, 1, "organisation", "caractère de commande invisible"),
        (text(HEADER, ["A\x1b[2J", *SOUND[1:]]), 2, 1, "organisation", "caractère de commande invisible"),
        (text(HEADER, SOUND, [*SOUND, ""]), 3, None, "", "a 50 cellules au lieu de 49; supprimez"),
        (text(HEADER, SOUND[:-1], SOUND), 2, None, "", "a 48 cellules au lieu de 49; ajoutez"),
        (text(HEADER, ['"A', *SOUND[1:]], SOUND), 2, None, "", "fermez chaque cellule ouverte"),
        (text(HEADER, ['"A"B', *SOUND[1:]], SOUND), 2, None, "", "doublez les guillemets"),
        (text(HEADER, [f'"{"A" * 200_000}"', *SOUND[1:]]), 2, None, "", "dépasse 128 ko"),
        (text(HEADER, ["A" * 2_000_000, *SOUND[1:]]), 2, None, "", "dépasse 512 ko"),
        (text(AXES, ["A", "4.01", *["2"] * 7]), 2, 2, AXES[1], "«\u00a04.01\u00a0» n’est pas un score d’axe"),
        (text(AXES, ["A", "-0.5", *["2"] * 7]), 2, 2, AXES[1], "un nombre de 0 à 4"),
        (text(AXES, ["A", "nan", *["2"] * 7]), 2, 2, AXES[1], "un nombre de 0 à 4"),
        (text(AXES, ["A", "1_0", *["2"] * 7]), 2, 2, AXES[1], "un nombre de 0 à 4"),
        (text(AXES, ["A", "1,25", *["2"] * 7]), 2, None, "", "avec des décimales à virgule, séparez"),
        (text(AXES, ["A", *["2"] * 8], ["A", *["2"] * 8]), 3, 1, "organisation", "«\u00a0A\u00a0» figure déjà"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_place_and_its_remedy(
    content: str, line: int | None, column: int | None, title: str, words: str
) -> None:
    (fault,) = faults(content, QUESTIONNAIRE)
    assert (fault.line, fault.column, fault.path) == (line, column, title)
    assert words in fault.message("fr")
    assert fault.message("en") != fault.message("fr")


@pytest.mark.parametrize(
    ("titles", "cells", "title", "words"),
    [
        (["weight"], ["-1"], "weight", "«\u00a0-1\u00a0» n’est pas un poids"),
        (["weight"], ["beaucoup"], "weight", "n’est pas un poids"),
        (["weight"], ["inf"], "weight", "n’est pas un poids"),
        (["weight"], ["nan"], "weight", "n’est pas un poids"),
        (["weight"], ["1e300"], "weight", "de 0,000001 à 1\u00a0000\u00a0000"),
        (["weight"], ["0"], "weight", "Tous les poids de «\u00a0A\u00a0» sont nuls"),
        (["perspective"], ["clients"], "perspective", "Ce questionnaire n’a pas de perspectives"),
    ],
)
def test_a_fault_beside_the_answers_is_named(titles: list[str], cells: list[str], title: str, words: str) -> None:
    content = text(header(QUESTIONNAIRE, *titles), ["A", *cells, *SOUND[1:]])
    (fault,) = faults(content, QUESTIONNAIRE)
    assert (fault.line, fault.column, fault.path) == (2, 2, title)
    assert words in fault.message("fr")


@pytest.mark.parametrize(("cell", "quote"), [("voisins", ""), ("", ""), ("voisins", '"')])
def test_a_perspective_must_be_one_of_the_questionnaire(cell: str, quote: str) -> None:
    content = text(header(TWO_SIDES, "perspective"), ["A", f"{quote}{cell}{quote}", *SOUND[1:]])
    (fault,) = faults(content, TWO_SIDES)
    assert (fault.line, fault.column, fault.path) == (2, 2, "perspective")
    assert "clients, employes" in fault.message("fr")


def test_a_questionnaire_with_perspectives_needs_their_column() -> None:
    (fault,) = faults(text(HEADER, SOUND), TWO_SIDES)
    assert fault.line == 1
    assert "demande la colonne «\u00a0perspective\u00a0»" in fault.message("fr")


@pytest.mark.parametrize("quote", ["", '"'])
def test_an_organisation_has_one_group(quote: str) -> None:
    rows = [[name, f"{quote}{group}{quote}", *SOUND[1:]] for name, group in (("A", "Nord"), ("B", "Sud"), ("A", "Sud"))]
    (fault,) = faults(text(header(QUESTIONNAIRE, "group"), *rows), QUESTIONNAIRE)
    assert (fault.line, fault.column, fault.path) == (4, 2, "group")
    assert "«\u00a0A\u00a0» est dans le groupe «\u00a0Nord\u00a0» puis dans «\u00a0Sud\u00a0»" in fault.message("fr")


def test_every_fault_is_named_in_the_order_of_the_file() -> None:
    content = text(
        ["groupe", *HEADER[:8], *HEADER[9:]],
        ["", *with_cells(e03="6", e10="oui")[:-1]],
        ["", "", *SOUND[2:]],
        ["", *SOUND[:-1], ""],
    )
    assert places(content, QUESTIONNAIRE) == [
        (1, None, ""),
        (1, 1, "groupe"),
        (2, 5, "e03"),
        (2, 12, "e11"),
        (3, 2, "organisation"),
        (4, None, ""),
    ]


@pytest.mark.parametrize("quote", ["", '"'])
def test_lines_are_those_of_the_file(quote: str) -> None:
    lines = [f"{quote}A\n{quote}" if quote and number % 2 else "A" for number in range(3000)]
    rows = [[name, *SOUND[1:]] for name in lines]
    content = text(HEADER, *rows) + "\n\n" + text(with_cells(e01="9"))
    assert places(content, QUESTIONNAIRE) == [(content.count("\n"), 2, "e01")]


def test_faults_beyond_the_first_fifty_are_counted() -> None:
    found = faults(text(HEADER, *[with_cells(e01="oui")] * 1000), QUESTIONNAIRE)
    assert len(found) == 51
    assert found[-1].message("fr").startswith("… et 950 de plus")


@pytest.mark.parametrize(
    ("raw", "line", "byte", "value"),
    [
        (text(HEADER, ["Musée", *SOUND[1:]]).encode("cp1252"), 2, 4, "E9"),
        (text(HEADER, SOUND).encode("utf-16"), 1, 1, "FF"),
        (text(HEADER, *[SOUND] * 9000).encode() + b"\xc3\x28", 9002, 1, "C3"),
    ],
)
def test_what_is_not_utf8_is_placed_by_line_and_byte(raw: bytes, line: int, byte: int, value: str) -> None:
    (fault,) = faults(raw, QUESTIONNAIRE)
    assert fault.line == line
    assert f"L’octet {byte} de cette ligne (0x{value})" in fault.message("fr")
    assert "«\u00a0CSV UTF-8\u00a0»" in fault.message("fr")


def test_a_million_columns_are_refused_without_reading_them() -> None:
    stream = Repeated(b"organisation", b",e01", 1_000_000)
    start = time.perf_counter()
    with pytest.raises(Refused) as refusal:
        read_sheet(io.BufferedReader(stream), QUESTIONNAIRE)
    assert time.perf_counter() - start < 1
    assert stream.given < 100_000
    assert "dépasse 64 ko" in refusal.value.faults[0].message("fr")


def test_a_file_that_is_not_there_or_not_a_file_is_refused(tmp_path: Path) -> None:
    for path, words in ((tmp_path / "absente.csv", "n’existe pas"), (tmp_path, "est un dossier")):
        with pytest.raises(Refused) as refusal:
            read_sheet(path, QUESTIONNAIRE)
        assert refusal.value.faults[0].file == str(path)
        assert words in refusal.value.faults[0].message("fr")


class Broken(io.RawIOBase):
    """A disk that fails while it is read, or a file that may not be."""

    def __init__(self, error: OSError) -> None:
        self.error = error

    def readable(self) -> bool:
        """Return that it can be opened."""
        return True

    def readinto(self, _buffer: object) -> int:
        """Fail."""
        raise self.error


@pytest.mark.parametrize(
    ("error", "words"),
    [(OSError(5, "Input/output error"), "Input/output error"), (PermissionError(13, ""), "interdite")],
)
def test_a_file_that_cannot_be_read_is_refused(error: OSError, words: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_sheet(io.BufferedReader(Broken(error)), QUESTIONNAIRE)
    assert words in refusal.value.faults[0].message("fr")
