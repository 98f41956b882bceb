import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from openpyxl.workbook import Workbook

from radar.exports.plan_xlsx import plan_to_xlsx
from radar.spreadsheets import read_plan
from scoring.errors import Refused
from scoring.plan_difference import difference
from scoring.transformation import TransformationPlan
from tests.scoring.plans import plans, whole

Edit = Callable[[Workbook], None]


def edited(edit: Edit, plan: TransformationPlan | None = None) -> TransformationPlan:
    """The plan after somebody opened its workbook, changed it and saved it."""
    book = openpyxl.load_workbook(io.BytesIO(plan_to_xlsx(plan or whole())))
    for sheet in book.worksheets:
        sheet.tables.clear()  # openpyxl would not move them with their rows
    edit(book)
    stream = io.BytesIO()
    book.save(stream)
    stream.seek(0)
    return read_plan(stream, "plan.xlsx")


def refused(edit: Edit) -> list[str]:
    with pytest.raises(Refused) as found:
        edited(edit)
    return [fault.line_of_text().replace("\u00a0", " ") for fault in found.value.faults]


def column(sheet: Any, title: str) -> int:
    return int(next(cell.column for cell in sheet[1] if cell.value == title))


def cell(book: Workbook, sheet: str, line: int, title: str) -> Any:
    return book[sheet].cell(line, column(book[sheet], title))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_goes_out_comes_back(language: str) -> None:
    content = plan_to_xlsx(whole(), language)
    assert read_plan(io.BytesIO(content)) == whole()
    assert plan_to_xlsx(read_plan(io.BytesIO(content)), language) == content


@given(plans())
@settings(max_examples=40, deadline=None)
def test_every_plan_comes_back(plan: TransformationPlan) -> None:
    assert read_plan(io.BytesIO(plan_to_xlsx(plan))) == plan


@pytest.mark.parametrize(
    "words", ["_x0041_", "tab\tici", "X", "TRUE", "007", "1e5", "#REF!", "http://a.b", "a\nb", "'a", "\ue000", "=1+1"]
)
def test_texts_that_spreadsheets_love_to_change_come_back(words: str) -> None:
    plan = whole(title=words, texts={"vision": words}, capacities=[{"body": words, "each_quarter": 1}])
    assert read_plan(io.BytesIO(plan_to_xlsx(plan))) == plan


def test_names_too_long_for_a_cell_or_a_column_come_back() -> None:
    first = whole().initiatives[0].model_dump()
    names = [f"{n:03} " + "initiative au titre bien long " * 6 for n in range(200)]
    made = [{**first, "id": f"i{n}", "code": "", "title": name} for n, name in enumerate(names)]
    made[-1]["needs"] = [f"i{n}" for n in range(199)]
    themes = [{"id": "t1", "name": "Thème " * 30}, {"id": "t2", "name": "Thème " * 30 + "autre"}]
    plan = whole(initiatives=made, risks=[], themes=themes)
    content = plan_to_xlsx(plan)
    assert read_plan(io.BytesIO(content)) == plan
    header = openpyxl.load_workbook(io.BytesIO(content))["Feuille de route"][1]
    assert max(len(str(one.value)) for one in header) <= 255


def test_saving_it_in_another_program_changes_nothing() -> None:
    assert edited(lambda _: None) == whole()


def test_columns_may_stand_anywhere_under_lines_of_their_own() -> None:
    def turn(book: Workbook) -> None:
        for sheet in book.worksheets:
            rows = [[one.value for one in row][::-1] for row in sheet.iter_rows()]
            sheet.delete_rows(1, sheet.max_row)
            sheet.append(["Copie de travail du comité"])
            for row in rows:
                sheet.append(["", *row])
        book["Feuille de route"].cell(2, 1).value = "Notes"

    assert edited(turn) == whole()


def test_a_change_by_hand_is_found() -> None:
    def move(book: Workbook) -> None:
        for title, mark in (("T3 2026", None), ("T2 2027", "x"), ("Statut", "terminé"), ("3PGTN", "non")):
            cell(book, "Feuille de route", 2, title).value = mark
        cell(book, "Définitions", 3, "Dépend de").value = None

    found = difference(whole(), edited(move))
    assert [(each.id, [(one.field, one.after) for one in each.fields]) for each in found] == [
        ("i1", [("government_priority", False), ("status", "done"), ("start", 3)]),
        ("i2", [("needs", ())]),
    ]


def test_a_row_without_an_id_is_new_and_a_row_taken_out_is_gone() -> None:
    def change(book: Workbook) -> None:
        sheet = book["Feuille de route"]
        sheet.delete_rows(3)
        sheet.append([None, None, "1.1 Associer la clientèle", "9", "Ouvrir les données"])
        book["Risques"].delete_rows(3)

    found = difference(whole(), edited(change))
    assert [(each.kind, each.change, each.id) for each in found] == [
        ("initiative", "removed", "i2"),
        ("initiative", "added", "ouvrir-les-donnees"),
        ("risk", "removed", "r2"),
    ]
    assert edited(change).by_id["ouvrir-les-donnees"].ambition == "a1"


def test_what_is_renamed_is_still_found_where_it_was_named() -> None:
    def rename(book: Workbook) -> None:
        cell(book, "Ambitions", 2, "Ambition d’affaires").value = "Écouter la clientèle"
        cell(book, "Orientations", 2, "Objectif").value = "Entendre"
        cell(book, "Thèmes", 2, "Thème").value = "Trajets"
        cell(book, "Feuille de route", 2, "Initiative").value = "Interroger la clientèle"

    found = difference(whole(), edited(rename))
    assert [(each.kind, each.change, [one.field for one in each.fields]) for each in found] == [
        ("ambition", "changed", ["name"]),
        ("objective", "changed", ["name"]),
        ("theme", "changed", ["name"]),
        ("initiative", "changed", ["title"]),
    ]


def test_many_missing_columns_are_named_at_once() -> None:
    def move(book: Workbook) -> None:
        cell(book, "Plan", 2, "Premier jour").value = "1999-04-01"

    assert len(refused(move)) == 1


def test_a_copied_row_is_new() -> None:
    def copy(book: Workbook) -> None:
        sheet = book["Feuille de route"]
        sheet.append([one.value for one in sheet[2]])
        sheet.cell(5, column(sheet, "Initiative")).value = "Sonder le personnel"

    assert [each.id for each in edited(copy).initiatives] == ["i1", "i2", "i3", "sonder-le-personnel"]


def test_texts_that_look_like_formulas_are_texts() -> None:
    plan = whole(title="=cmd|' /C calc'!A0", ambitions=[{"id": "a1", "name": "@SUM(A1)"}, {"id": "a2", "name": "-1+2"}])
    book = openpyxl.load_workbook(io.BytesIO(plan_to_xlsx(plan)))
    typed = [one for sheet in book.worksheets for row in sheet.iter_rows() for one in row if one.value is not None]
    assert not [one for one in typed if one.data_type == "f"]
    assert all(one.quotePrefix for one in typed if isinstance(one.value, str) and one.value[0] in "=@-+")


def test_a_formula_typed_by_hand_is_taken_as_text() -> None:
    def type_formula(book: Workbook) -> None:
        cell(book, "Définitions", 3, "Définition").value = "=1+1"

    assert edited(type_formula).by_id["i2"].definition == "=1+1"


def _rename(book: Workbook) -> None:
    cell(book, "Feuille de route", 1, "Ambition d’affaires").value = "Ambitions d’affaire"
    book["Risques"].delete_cols(column(book["Risques"], "Atténuation"))
    cell(book, "Feuille de route", 1, "T4 2029").value = None


def _wrong_cells(book: Workbook) -> None:
    cell(book, "Feuille de route", 2, "Statut").value = "Presque"
    cell(book, "Feuille de route", 2, "3PGTN").value = "peut-être"
    cell(book, "Feuille de route", 3, "Ambition d’affaires").value = "Rêver"
    cell(book, "Feuille de route", 2, "T4 2026").value = None
    cell(book, "Définitions", 2, "Portée").value = "beaucoup"


def test_a_missing_or_renamed_column_is_named_with_the_remedy() -> None:
    assert refused(_rename) == [
        (
            "plan.xlsx: Feuille de route: La colonne « Ambition d’affaires » manque dans la feuille « Feuille de "
            "route »; "
            "redonnez ce titre à la colonne « Ambitions d’affaire » si c’est elle."
        ),
        (
            "plan.xlsx: Feuille de route: La colonne « T4 2029 » manque dans la feuille « Feuille de route »; "
            "remettez-la avec ce titre, où vous voulez."
        ),
        (
            "plan.xlsx: Risques: La colonne « Atténuation » manque dans la feuille « Risques »; remettez-la avec "
            "ce titre, "
            "où vous voulez."
        ),
    ]


def test_merged_cells_are_refused() -> None:
    assert refused(lambda book: book["Feuille de route"].merge_cells("K2:M2")) == [
        "plan.xlsx:2:11: Feuille de route: Les cellules K2:M2 sont fusionnées; défusionnez-les et remplissez chacune."
    ]


def test_a_missing_sheet_is_named() -> None:
    assert refused(lambda book: book.remove(book["Thèmes"])) == [
        (
            "plan.xlsx: La feuille « Thèmes » manque; remettez-la, ou exportez le plan de nouveau et reportez-y vos "
            "changements."
        )
    ]


def test_a_wrong_cell_is_named_by_line_and_column() -> None:
    assert refused(_wrong_cells) == [
        "plan.xlsx:2:8: Feuille de route, 3PGTN: La cellule contient « peut-être »; mettez-y X ou laissez-la vide.",
        (
            "plan.xlsx:2:26: Feuille de route, Statut: La valeur « Presque » n’est pas acceptée pour le champ « "
            "Statut »; "
            "choisissez parmi : Non débuté, En cours, Terminé, Annulé."
        ),
    ]

    def rest(book: Workbook) -> None:
        _wrong_cells(book)
        cell(book, "Feuille de route", 2, "Statut").value = None
        cell(book, "Feuille de route", 2, "3PGTN").value = None

    assert refused(rest) == [
        (
            "plan.xlsx:2:12: Feuille de route, T3 2026: Les trimestres marqués de « Sonder la clientèle » ne se "
            "suivent pas; "
            "marquez-les sans trou, ou faites-en deux initiatives."
        ),
        (
            "plan.xlsx:3:3: Feuille de route, Ambition d’affaires: L’ambition « Rêver » n’est pas définie dans "
            "ce fichier; "
            "choisissez parmi : 1.1 Associer la clientèle, Bâtir."
        ),
    ]


def test_a_value_of_the_wrong_kind_is_told_of_its_cell() -> None:
    def change(book: Workbook) -> None:
        cell(book, "Définitions", 2, "Portée").value = "beaucoup"
        cell(book, "Bénéfices", 2, "Code").value = "x"

    assert refused(change) == [
        (
            "plan.xlsx:2:3: Bénéfices, Code: « x » n’est pas un code de bénéfice; écrivez une majuscule et un ou deux "
            "chiffres, par exemple F3."
        ),
        (
            "plan.xlsx:2:12: Définitions, Portée: La cellule contient « beaucoup »; il faut un nombre entier "
            "dans la colonne "
            "« Portée »."
        ),
    ]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 rien", b"title;x\n", b"\xd0\xcf\x11\xe0abc"])
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(Refused):
        read_plan(io.BytesIO(content), "plan.xlsx")
