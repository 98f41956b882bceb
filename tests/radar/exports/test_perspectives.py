"""What reports say of perspectives: where they differ most, each in a row of the sheet and a column of the workbook."""

import csv
import io

import openpyxl
import pytest

from radar.exports import Answer, Language, Report
from radar.exports.as_csv import to_csv
from radar.exports.as_pdf import build_pdf
from radar.exports.as_xlsx import build_xlsx, to_xlsx
from radar.exports.document import document
from radar.exports.perspectives import lead
from radar.exports.pictures import drawings
from radar.paths import QUESTIONNAIRES
from scoring.loading import load
from scoring.recommendations import recommend
from scoring.results import assess, assess_perspectives
from scoring.sheets import score_sheet
from tests.radar.exports.samples import DAY, full

OUTSIDE, INSIDE = ".clientele-externe", ".utilisateurs-internes"


def report(answers: dict[str, Answer], language: Language = "fr") -> Report:
    asked = load(QUESTIONNAIRES / "radar-perspectives" / "1.0.0", language)
    codes = {question: answer.code for question, answer in answers.items()}
    result = assess(asked, codes, "Musée")
    each = assess_perspectives(asked, codes, "Musée")
    return Report(result, answers, recommend(result), DAY, language, each)


def differing(language: Language = "fr") -> Report:
    """The first axis: clients at 1, staff at 3 with one statement that does not apply; the second: both at 2."""
    first = {f"e0{n}{OUTSIDE}": Answer(1) for n in range(1, 7)} | {f"e0{n}{INSIDE}": Answer(3) for n in range(1, 7)}
    second = {f"e{n:02}{side}": Answer(2) for n in range(7, 12) for side in (OUTSIDE, INSIDE)}
    return report({**first, **second, f"e06{INSIDE}": Answer(5, "Sans objet.")}, language)


class TestWords:
    def test_name_the_axis_on_which_they_differ_most(self) -> None:
        assert lead(differing()).replace("\u00a0", " ") == (
            "Les perspectives diffèrent le plus sur l’axe « Expérience utilisateur » : 1,00 pour « Clientèle externe » "
            "et 3,00 pour « Utilisateurs internes », soit un écart de 2,00."
        )
        assert lead(differing("en")).endswith("1.00 for External clients and 3.00 for Internal users, a gap of 2.00.")

    def test_say_that_they_are_alike_or_not_known_yet(self) -> None:
        alike = {f"e01{side}": Answer(2) for side in (OUTSIDE, INSIDE)}
        assert lead(report(alike)) == "Les perspectives donnent le même score à chaque axe."
        assert lead(report({f"e01{INSIDE}": Answer(2)})).startswith("Les perspectives se comparent dès que deux")
        assert lead(report({})).startswith("Les perspectives se comparent dès que deux")

    def test_give_each_axis_from_each_perspective_then_combined(self) -> None:
        part = document(differing(), {}, {})["perspectives"]
        # The combined score of the last statement is that of the clients alone: (5 × 5/3 + 1) / 6.
        assert part["rows"][0] == {"name": "Expérience utilisateur", "scores": ["1,00", "3,00", "1,56"], "gap": "2,00"}
        assert part["rows"][2]["scores"] == ["aucun score"] * 3
        assert part["rows"][2]["gap"] == "–"
        assert "10 sur 47 qui s’appliquent" in part["states"][1].replace("\u00a0", " ")

    def test_show_what_each_answered_beside_a_statement(self) -> None:
        statement = document(differing(), {}, {})["answers"][0]["practices"][1]["statements"][2]
        assert statement["perspectives"] == [
            ("Clientèle externe", "1 – Amorcé"),
            ("Utilisateurs internes", "Ne s’applique pas – Sans objet."),
        ]
        first = document(differing(), {}, {})["answers"][0]["practices"][0]["statements"][0]
        assert first["level"] == "1,67 (moyenne des perspectives)"

    def test_say_their_weights_among_the_rules(self) -> None:
        rules = " ".join(document(differing(), {}, {})["method"]).replace("\u00a0", " ")
        assert "selon leur poids (Clientèle externe, 2; Utilisateurs internes, 1)." in rules

    def test_are_silent_where_there_are_no_perspectives(self) -> None:
        assert document(full(), {}, {})["perspectives"] is None


class TestFiles:
    def test_sheet_has_a_row_for_each_and_scores_to_the_same_result(self) -> None:
        made = differing()
        text = to_csv(made)
        rows = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig")), delimiter=";"))
        assert [row["perspective"] for row in rows] == ["clientele-externe", "utilisateurs-internes"]
        assert [row["e06"] for row in rows] == ["1", "na"]
        (again,) = score_sheet(io.BytesIO(text), made.result.questionnaire)
        assert again.overall == pytest.approx(made.result.overall)
        assert {key: axis.score for key, axis in again.axes.items()} == pytest.approx(
            {key: axis.score for key, axis in made.result.axes.items()}
        )

    def test_workbook_has_a_sheet_of_them(self) -> None:
        book = openpyxl.load_workbook(io.BytesIO(to_xlsx(differing())))
        header, first = ([cell.value for cell in row] for row in book["Perspectives"].iter_rows(min_row=3, max_row=4))
        assert header == [
            "Axe",
            "Perspective 1\u00a0: Clientèle externe",
            "Perspective 2\u00a0: Utilisateurs internes",
            "Combiné",
            "Écart",
        ]
        assert first[:3] == ["Expérience utilisateur", 1, 3]
        assert "Perspectives" not in openpyxl.load_workbook(io.BytesIO(to_xlsx(full()))).sheetnames

    @pytest.mark.parametrize("language", ["fr", "en"])
    def test_are_made_with_one_radar_for_all(self, language: Language) -> None:
        made = differing(language)
        names = [each.name for each in made.result.questionnaire.perspectives]
        assert all(name in drawings(made)["radar"].description for name in names)
        assert build_pdf(made).startswith(b"%PDF")
        assert build_xlsx(made).startswith(b"PK")
