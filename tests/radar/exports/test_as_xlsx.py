import datetime as dt
import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from radar.exports import Language, Report
from radar.exports.as_xlsx import build_xlsx, to_xlsx
from tests.radar.exports import samples

SHEETS = ["Sommaire", "Dimensions", "Axes", "Pratiques", "Énoncés", "Initiatives", "Méthode"]


def book(report: Report) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(to_xlsx(report)))


def rows(found: Workbook, sheet: str) -> list[dict[str, object]]:
    header, *body = found[sheet].iter_rows(min_row=3, values_only=True)
    return [dict(zip(map(str, header), row, strict=True)) for row in body]


def summary(found: Workbook) -> dict[object, object]:
    return {row["Élément"]: row["Valeur"] for row in rows(found, "Sommaire")}


def test_there_is_a_sheet_for_each_level_of_detail() -> None:
    assert book(samples.full()).sheetnames == SHEETS


def test_numbers_are_numbers_at_full_precision() -> None:
    report = samples.full()
    found = book(report)
    assert summary(found)["Score global"] == pytest.approx(report.result.overall, rel=1e-12)
    for row, axis in zip(rows(found, "Axes"), report.result.axes.values(), strict=True):
        assert row["Score (0 à 4)"] == pytest.approx(axis.score, rel=1e-12)
        assert row["Pourcentage"] == pytest.approx((axis.score or 0) / 4, rel=1e-12)
    cells = found["Axes"][4]
    assert [cell.number_format for cell in cells[1:4]] == ["0.00", '0.0"\u00a0"%', "0"]


def test_the_date_is_a_date() -> None:
    assert summary(book(samples.full()))["Date"] == dt.datetime(2026, 11, 21)  # noqa: DTZ001


def test_every_sheet_says_what_it_is_and_has_a_header_that_stays() -> None:
    for sheet in book(samples.full()):
        assert len(sheet["A1"].value) > 20
        assert sheet.freeze_panes == "A4"
        (table,) = sheet.tables.values()
        assert table.autoFilter is not None
        assert table.headerRowCount is None or table.headerRowCount == 1
        assert table.ref.startswith("A3:")
        assert not sheet.merged_cells.ranges


def test_statements_show_level_descriptor_reason_and_the_three_states() -> None:
    report = samples.partial()
    first, second, third, *_ = rows(book(report), "Énoncés")
    levels = report.result.questionnaire.statements[0].levels
    assert (first["Niveau"], first["Description du niveau"]) == (1, levels[1])
    assert second["Niveau"] == "Ne s’applique pas"
    assert third["Niveau"] == "Sans réponse"


def test_a_missing_score_is_said_in_words() -> None:
    found = book(samples.empty())
    assert {row["Score (0 à 4)"] for row in rows(found, "Axes")} == {"aucun score"}
    assert summary(found)["Score global"] == "aucun score"


def test_the_method_names_rules_assumptions_version_and_hash() -> None:
    report = samples.full()
    lines = [row["Règle"] for row in rows(book(report), "Méthode")]
    for assumption in report.result.questionnaire.assumptions:
        assert assumption.text in lines
    assert report.result.questionnaire.hash in lines


def test_initiatives_come_with_their_reason() -> None:
    report = samples.full()
    found = rows(book(report), "Initiatives")
    assert len(found) == sum(len(axis.initiatives) for axis in report.advice)
    assert all(row["Pourquoi"] and row["Effort"] in {"faible", "moyen", "élevé"} for row in found)


@pytest.mark.parametrize("text", ["=HYPERLINK(A1)", "{=1}", "+1", "https://example.org", "1,5", "@x"])
def test_texts_stay_texts(text: str) -> None:
    found = book(samples.full(organisation=text, reason=text))
    cell = found["Énoncés"]["H4"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)
    assert summary(found)["Organisation"] == text


def test_what_xml_cannot_hold_is_dropped() -> None:
    found = book(samples.full(organisation="Mu\x00s\ud800é\ufffee\x1b", reason="a\x0bb"))
    assert summary(found)["Organisation"] == "Musée"
    assert found["Énoncés"]["H4"].value == "ab"


def test_a_reason_longer_than_a_cell_is_cut_to_the_cell() -> None:
    assert len(book(samples.full(reason="x" * 40_000))["Énoncés"]["H4"].value) == 32_767


@pytest.mark.parametrize(("language", "tag"), [("fr", "fr-CA"), ("en", "en-CA")])
def test_the_workbook_says_its_title_and_language(language: Language, tag: str) -> None:
    found = book(samples.full(language))
    assert found.properties.title.startswith("Radar numériQc – Musée de la rivière – ")
    assert {each.name: each.value for each in found.custom_doc_props.props}["Language"] == tag  # type: ignore[attr-defined]


def test_the_radar_stands_in_the_summary_with_its_description() -> None:
    with zipfile.ZipFile(io.BytesIO(build_xlsx(samples.full()))) as parts:
        drawing = parts.read("xl/drawings/drawing1.xml").decode()
        assert parts.read("xl/media/image1.png").startswith(b"\x89PNG")
    assert 'descr="' in drawing
    assert "Expérience" in drawing


def test_without_answers_there_is_no_picture() -> None:
    with zipfile.ZipFile(io.BytesIO(build_xlsx(samples.empty()))) as parts:
        assert not [name for name in parts.namelist() if "media" in name]


@pytest.mark.parametrize("sample", [samples.full, samples.partial, samples.empty, samples.published])
def test_the_same_report_gives_the_same_bytes(sample: Callable[[], Report]) -> None:
    assert to_xlsx(sample()) == to_xlsx(sample())
