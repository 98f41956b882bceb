"""What an organisation aims at, on paper, in the workbook and in the data."""

import io
import json
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from pypdf import PdfReader

from radar import charts
from radar.exports import Language, Report
from radar.exports.as_csv import to_csv
from radar.exports.as_json import to_json
from radar.exports.as_pdf import to_pdf
from radar.exports.as_xlsx import to_xlsx
from radar.exports.document import document
from radar.exports.pictures import asked
from radar.exports.targets import gap_words
from scoring.results import to_json as contract
from scoring.targets import AxisTarget, QuadrantTarget, Targets
from tests.radar.exports import samples

SPRING = date(2027, 3, 31)
AXIS, DONE = "experience-employe", "responsabilite-sociale"


def aiming(language: Language = "fr", quadrant: str = "numerique") -> Report:
    """The public case of 2023, with a target that is far, one that is reached, and a quadrant."""
    axes = {AXIS: AxisTarget(2.5, SPRING, "La mission."), DONE: AxisTarget(3.0)}
    return replace(samples.published(language), targets=Targets(axes, QuadrantTarget(quadrant, SPRING)))


def test_the_document_says_targets_and_gaps_in_words() -> None:
    found = document(aiming(), {}, {})["targets"]
    assert found["axes"][AXIS] == ("2,50", "1,36")
    assert found["axes"][DONE] == ("3,00", "cible atteinte")
    assert found["axes"]["qualite-services"] == ("", "")
    assert found["sentences"] == [
        "Cadran visé d’ici le 31\u00a0mars 2027\u00a0: Numérique.",
        "Axes dont la cible est atteinte\u00a0: 1 sur 2.",
    ]
    assert document(samples.published(), {}, {})["targets"] is None


def test_what_is_reached_says_so() -> None:
    reached = replace(aiming(quadrant="novice"), targets=Targets({DONE: AxisTarget(2)}, QuadrantTarget("novice")))
    assert document(reached, {}, {})["targets"]["sentences"] == [
        "Cadran visé\u00a0: Novice, cible atteinte.",
        "Toutes les cibles par axe sont atteintes.",
    ]
    assert asked(reached, "quadrant").targets is None


def test_a_gap_too_small_to_be_read_is_not_said_to_be_none() -> None:
    assert gap_words(aiming(), 0.003) == "moins de 0,01"
    assert gap_words(aiming("en"), 0.003) == "less than 0.01"


def test_the_data_has_the_targets_beside_the_contracts_keys() -> None:
    found = json.loads(to_json(aiming()))
    targets = found.pop("targets")
    assert found == contract(aiming().result)
    assert targets["axes"][AXIS] == {"score": 2.5, "gap": pytest.approx(1.36), "due_on": "2027-03-31"}
    assert targets["axes"][DONE] == {"score": 3.0, "gap": 0.0, "due_on": None}
    assert targets["quadrant"] == {"id": "numerique", "reached": False, "due_on": "2027-03-31"}
    assert targets["dimensions"]["performance"] == 2.0
    assert "mission" not in to_json(aiming()).decode()


def test_the_answer_sheet_stays_as_it_is() -> None:
    plain = samples.full()
    assert to_csv(replace(plain, targets=aiming().targets)) == to_csv(plain)


def test_the_workbook_has_columns_for_target_and_gap() -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(aiming())))
    header, *rows = book["Axes"].iter_rows(min_row=3, values_only=True)
    assert header[-2:] == ("Cible", "Écart")
    by_name = {row[0]: row[-2:] for row in rows}
    assert list(by_name["Expérience employé"]) == [2.5, pytest.approx(1.36)]
    assert by_name["Responsabilité sociale"] == (3, 0)
    assert by_name["Gouvernance numérique"] == ("", "")
    summary = {row[0]: row[1] for row in book["Sommaire"].iter_rows(min_row=3, values_only=True)}
    assert summary["Cadran visé"] == "Numérique"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_report_on_paper_has_them_too(language: Language) -> None:
    content = to_pdf(aiming(language), samples.CHARTS, samples.DESCRIPTIONS)
    text = "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages)
    assert ("Cadranviséd’icile31mars2027" if language == "fr" else "TargetquadrantbyMarch31,2027") in text
    assert ("cibleatteinte" if language == "fr" else "targetreached") in text


def test_charts_show_the_outline_and_the_arrow() -> None:
    radar, quadrant = asked(aiming(), "radar"), asked(aiming(), "quadrant")
    assert radar.target == {AXIS: 2.5, DONE: 3.0}
    assert radar.due_on is None
    assert quadrant.targets is not None
    assert quadrant.targets["MEIE"]["performance"] == 2.0
    assert quadrant.due_on == SPRING
    assert "Une flèche mène à la cible d’ici le 31\u00a0mars 2027" in charts.describe_request(quadrant)
    assert asked(aiming(), "practices") == asked(samples.published(), "practices")
