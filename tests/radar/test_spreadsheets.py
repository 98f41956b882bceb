"""Past results as spreadsheets write them, and whatever else people hand in."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from time import perf_counter
from typing import Any

import openpyxl
import pytest

from radar import paths, spreadsheets
from radar.exports import past_results
from scoring import loading
from scoring.questionnaire import Questionnaire
from scoring.sheets.faults import SheetFaults
from scoring.sheets.past import PastResults
from tests.radar.past_sheets import csv_of, row, titles, xlsx_of

TODAY = date(2026, 11, 20)
MORNING = datetime(2025, 10, 20, 9, 30)  # noqa: DTZ001 (a spreadsheet knows no time zones)


def read(content: bytes, questionnaire: Questionnaire, sheet: str = "") -> tuple[PastResults, SheetFaults]:
    faults = SheetFaults("passe")
    return spreadsheets.read_past(io.BytesIO(content), sheet, questionnaire, faults, TODAY), faults


def said(content: bytes, questionnaire: Questionnaire, sheet: str = "") -> list[str]:
    """Return what is said of a file that must be refused."""
    _, faults = read(content, questionnaire, sheet)
    assert faults.count
    return [fault.line_of_text("fr").replace("\u00a0", " ") for fault in faults.refusal().faults]


def codes(content: bytes, questionnaire: Questionnaire, sheet: str = "") -> list[int]:
    """Return the answers of the one row of a file without faults."""
    past, faults = read(content, questionnaire, sheet)
    assert not faults.count, faults.refusal()
    (one,) = past.assessments
    return list(one.sheets[0] or b"")


def edited(content: bytes, change: Callable[[Any], None]) -> bytes:
    """Return a workbook changed and written by another program."""
    book, stream = openpyxl.load_workbook(io.BytesIO(content)), io.BytesIO()
    change(book.worksheets[0])
    book.save(stream)
    return stream.getvalue()


def packed(content: bytes, **parts: bytes) -> bytes:
    """Return a workbook with other parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name.rpartition("/")[2].partition(".")[0], old.read(name)))
    return stream.getvalue()


@pytest.mark.parametrize("separator", [";", ","])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_csv_is_read_as_answer_sheets_are(questionnaire: Questionnaire, separator: str, mark: bytes) -> None:
    rows = titles(questionnaire), row(questionnaire, '"Régie, de l’essai"', e01="NA", e02="", e03=" 4 ")
    found = codes(mark + csv_of(*rows, separator=separator).replace(b"\n", b"\r\n"), questionnaire)
    assert found[:4] == [5, 255, 4, 2]


def test_a_workbook_is_read_whatever_its_cells_are(questionnaire: Questionnaire) -> None:
    cells = row(questionnaire, " Régie ", on=date(2025, 10, 20), e01=3.0, e02="na", e03=None, e04="4", e05=5)
    cells[3:3] = [True]
    content = xlsx_of(Feuille=[[], titles(questionnaire, "official"), [None] * 60, cells, [None] * 60])
    past, faults = read(content, questionnaire)
    assert not faults.count, faults.refusal()
    (one,) = past.assessments
    assert (one.line, one.organisation, one.on, one.official) == (4, "Régie", date(2025, 10, 20), True)
    assert list(one.sheets[0] or b"")[:6] == [3, 5, 255, 4, 5, 2]


def test_a_date_may_have_an_hour(questionnaire: Questionnaire) -> None:
    content = xlsx_of(Feuille=[titles(questionnaire), row(questionnaire, "Régie", on=MORNING)])
    past, _ = read(content, questionnaire)
    assert past.assessments[0].on == date(2025, 10, 20)


def test_the_sheet_is_the_first_or_the_one_that_is_named(questionnaire: Questionnaire) -> None:
    rows = [titles(questionnaire), row(questionnaire, "Régie", e01=4)]
    content = xlsx_of(Notes=[["Lisez ceci"]], Résultats=rows)
    assert codes(content, questionnaire, "Résultats")[0] == 4
    assert said(content, questionnaire, "Resultats") == [
        "passe: Aucune feuille ne s’appelle « Resultats »; choisissez parmi : Notes, Résultats."
    ]
    assert said(content, questionnaire)[0] == (
        "passe: La feuille lue est « Notes »; si les réponses sont dans une autre, nommez-la : Résultats."
    )
    assert said(csv_of(*rows), questionnaire, "Notes") == [
        "passe: Un fichier CSV n’a pas de feuille « Notes »; ne nommez pas de feuille, ou donnez le classeur .xlsx."
    ]


def test_what_would_be_read_as_empty_though_it_is_not_is_refused(questionnaire: Questionnaire) -> None:
    def change(sheet: Any) -> None:
        sheet["D2"] = "=1+1"
        sheet["E3"] = '=IF(A1="","",2)'
        sheet.merge_cells("A2:A3")

    rows = [titles(questionnaire), row(questionnaire, "Régie"), row(questionnaire, "Ville", e03="#N/A")]
    found = said(edited(xlsx_of(Feuille=rows), change), questionnaire)
    assert [line.partition(": ")[::2] for line in found] == [
        ("passe:2:1", "Les cellules A2:A3 sont fusionnées; défusionnez-les et remplissez chacune."),
        ("passe:2:4", formula("D2")),
        ("passe:3:1", "organisation: Le nom de l’organisation manque; écrivez-le sur chaque ligne."),
        ("passe:3:5", formula("E3")),
        ("passe:3:6", answer("e03", "#N/A")),
    ]


def test_formulas_with_a_result_are_read(questionnaire: Questionnaire) -> None:
    parts = b'<c r="D2"><f>1+2</f><v>3</v></c><c r="E2" t="str"><f>""</f><v></v></c>'
    content = xlsx_of(Feuille=[titles(questionnaire), row(questionnaire, "Régie", e01=None, e02=None)])
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml")
    mark = sheet.index(b'<c r="F2"')
    assert codes(packed(content, sheet1=sheet[:mark] + parts + sheet[mark:]), questionnaire)[:3] == [3, 255, 2]


def test_a_wrong_size_in_the_workbook_hides_nothing(questionnaire: Questionnaire) -> None:
    content = xlsx_of(Feuille=[titles(questionnaire), row(questionnaire, "Régie", e48=4)])
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").replace(b'ref="A1:AY2"', b'ref="A1"')
    assert b'<dimension ref="A1"/>' in sheet
    assert codes(packed(content, sheet1=sheet), questionnaire)[-1] == 4


def test_what_stands_beyond_the_titles_is_named(questionnaire: Questionnaire) -> None:
    rows = [titles(questionnaire), [*row(questionnaire, "Régie"), None, "note"]]
    assert said(xlsx_of(Feuille=rows), questionnaire)[0].startswith("passe:2: Cette ligne a 53 cellules au lieu de 51;")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04", "workbook_unreadable"),
        (b"PK\x03\x04" + b"x" * 1000, "workbook_unreadable"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "workbook_old"),
        (b"", "sheet_empty"),
        (b"\x89PNG\r\n\x1a\n", "sheet_encoding"),
        (b"\xff\xfea\x00", "sheet_encoding"),
    ],
)
def test_files_that_are_no_sheets_are_refused(questionnaire: Questionnaire, content: bytes, code: str) -> None:
    assert [fault.code for fault in read(content, questionnaire)[1].refusal().faults] == [code]


@pytest.mark.parametrize("part", ["sheet1", "workbook", "sharedStrings", "styles"])
def test_damaged_workbooks_are_refused(questionnaire: Questionnaire, part: str) -> None:
    content = xlsx_of(Feuille=[titles(questionnaire), row(questionnaire, "Régie")])
    damaged = packed(content, **{part: b"<worksheet><sheetData><row r='1'><c r='A1' t='s'><v>99"})
    assert "workbook_unreadable" in [fault.code for fault in read(damaged, questionnaire)[1].refusal().faults]


def test_documents_of_other_kinds_are_refused(questionnaire: Questionnaire) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("content.xml", "<office/>")
    (sentence,) = said(stream.getvalue(), questionnaire)
    assert sentence == (
        "passe: Ce fichier n’est pas un classeur lisible; ouvrez-le dans un tableur et enregistrez-le au format .xlsx "
        "ou « CSV UTF-8 »."
    )


def test_what_unpacks_to_too_much_is_refused_unopened(questionnaire: Questionnaire) -> None:
    content = xlsx_of(Feuille=[titles(questionnaire), row(questionnaire, "Régie")])
    bomb = packed(content, sharedStrings=bytes(spreadsheets.LARGEST_PART + 1))
    assert len(bomb) < 100_000
    (sentence,) = said(bomb, questionnaire)
    assert "dépasse 256 Mo une fois décompressé" in sentence


def test_files_that_are_too_large_are_refused(questionnaire: Questionnaire, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheets, "LARGEST_FILE", spreadsheets.MEGABYTE)
    (sentence,) = said(bytes(spreadsheets.MEGABYTE + 1), questionnaire)
    assert sentence == "passe: Ce fichier dépasse 1 Mo; répartissez ses lignes en plusieurs fichiers."


def test_rows_far_down_end_the_reading(questionnaire: Questionnaire) -> None:
    content = xlsx_of(Feuille=[titles(questionnaire), row(questionnaire, "Régie")])
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml")
    far = b'<row r="99999999999"><c r="A99999999999"><v>1</v></c></row></sheetData>'
    assert codes(packed(content, sheet1=sheet.replace(b"</sheetData>", far)), questionnaire)[0] == 2


@pytest.mark.parametrize("name", ["radar-numeriqc", "radar-perspectives"])
@pytest.mark.parametrize("make", [past_results.to_csv, past_results.to_xlsx])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_template_may_be_filled_in_and_read(
    name: str, make: Callable[[Questionnaire, str], bytes], language: str
) -> None:
    questionnaire = loading.load(loading.find(paths.QUESTIONNAIRES, name))
    past, faults = read(make(questionnaire, language), questionnaire)
    assert not faults.count, faults.refusal()
    (one,) = past.assessments
    assert (one.on, one.official, len(one.sheets)) == (date(2025, 10, 20), True, len(questionnaire.perspectives) or 1)


def formula(cell: str) -> str:
    return (
        f"La formule de la cellule {cell} n’a pas de résultat enregistré; ouvrez le classeur dans un tableur et "
        "enregistrez-le, ou écrivez la valeur."
    )


def answer(column: str, value: str) -> str:
    return (
        f"{column}: « {value} » n’est pas une réponse; écrivez 0, 1, 2, 3 ou 4, na si l’énoncé ne s’applique pas, ou "
        "laissez la cellule vide."
    )


def test_a_sheet_made_to_be_slow_is_read_in_time(questionnaire: Questionnaire) -> None:
    content = xlsx_of(Feuille=[titles(questionnaire), row(questionnaire, "Régie")])
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml")
    slow = sheet.replace(b"</sheetData>", b"</sheetData><!--" + b"<c <mergeCell " * 300_000 + b"-->")
    started = perf_counter()
    assert codes(packed(content, sheet1=slow), questionnaire)[0] == 2
    assert perf_counter() - started < 20
