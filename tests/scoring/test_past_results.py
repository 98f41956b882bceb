"""Past results of many organisations: what a row may say, and what is said of one that is wrong."""

import io
from datetime import date

import numpy as np
import pytest

from radar import paths
from radar.models import MAX_CAMPAIGN, MAX_NAME
from scoring import loading
from scoring.questionnaire import Questionnaire
from scoring.results import assess
from scoring.sheets import past as past_results
from scoring.sheets.faults import SheetFaults
from scoring.sheets.past import PastResults, csv_rows, read_past_results
from tests.radar.past_sheets import csv_of, row, titles
from tests.sources import ROOT

TODAY = date(2026, 11, 20)


def read(content: bytes, questionnaire: Questionnaire) -> tuple[PastResults, SheetFaults]:
    faults = SheetFaults("")
    return read_past_results(csv_rows(io.BytesIO(content), faults), questionnaire, faults, TODAY), faults


def said(content: bytes, questionnaire: Questionnaire) -> list[str]:
    """Return what is said of a sheet that must be refused, without the typography."""
    _, faults = read(content, questionnaire)
    assert faults.count
    return [fault.line_of_text("fr").replace("\u00a0", " ") for fault in faults.refusal().faults]


@pytest.fixture
def perspectives() -> Questionnaire:
    """A questionnaire that is answered from two perspectives."""
    return loading.load(loading.find(paths.QUESTIONNAIRES, "radar-perspectives"))


def test_names_are_as_long_as_the_database_takes() -> None:
    assert past_results.LONGEST == {"organisation": MAX_NAME, "campaign": MAX_CAMPAIGN}


class TestColumns:
    def test_those_that_an_import_has_no_use_for_are_said(self, questionnaire: Questionnaire) -> None:
        cells = row(questionnaire, "Régie")
        content = csv_of(titles(questionnaire, "respondent", "group"), [*cells[:3], "Alix", "Nord", *cells[3:]])
        past, faults = read(content, questionnaire)
        assert (faults.count, past.left_out) == (0, ["group", "respondent"])

    def test_missing_and_misspelt_ones_are_named_together(self, questionnaire: Questionnaire) -> None:
        names = ["organisme", "campaign", *list(questionnaire.statement_index)[1:]]
        assert said(csv_of(names, ["Régie"] * 49), questionnaire) == [
            "1: Il manque des colonnes; ajoutez : organisation, date.",
            "1: Il manque des colonnes (1); ajoutez : e01.",
            (
                "1:1: organisme: Cette colonne n’est pas connue; supprimez-la ou corrigez son titre (peut-être "
                "« organisation »?)."
            ),
        ]

    def test_axis_scores_are_no_assessments(self, questionnaire: Questionnaire) -> None:
        content = csv_of(["organisation", "campaign", "date", *questionnaire.axis_by_id], ["Régie"] * 11)
        assert said(content, questionnaire) == [
            (
                "1: Des scores par axe ne peuvent pas être importés comme des évaluations; donnez les réponses aux "
                "énoncés (e01 à e48)."
            )
        ]

    def test_sharing_is_not_asked_of_the_past(self, questionnaire: Questionnaire) -> None:
        (sentence,) = said(csv_of(titles(questionnaire, "sharing")), questionnaire)
        assert sentence == "1:4: sharing: Cette colonne n’est pas connue; supprimez-la ou corrigez son titre."

    def test_a_header_alone_is_no_sheet(self, questionnaire: Questionnaire) -> None:
        (sentence,) = said(csv_of(titles(questionnaire), [""] * 51), questionnaire)
        assert sentence == "Cette feuille n’a que ses titres; ajoutez au moins une ligne de réponses."


class TestRows:
    def test_two_for_one_organisation_and_campaign_name_both_lines(self, questionnaire: Questionnaire) -> None:
        rows = [row(questionnaire, "Régie"), row(questionnaire, "Ville"), row(questionnaire, " RÉGIE", "automne  2025")]
        assert said(csv_of(titles(questionnaire), *rows), questionnaire) == [
            (
                "4:2: campaign: « RÉGIE » a déjà une ligne pour la campagne « automne 2025 », la ligne 2; gardez une "
                "seule des deux."
            )
        ]

    def test_every_fault_is_said_at_once(self, questionnaire: Questionnaire) -> None:
        rows = [
            row(questionnaire, "", "", ""),
            row(questionnaire, "a" * 201, "b" * 121, "20 octobre"),
            row(questionnaire, "Régie\x07", "#REF!", "2026-12-01", e01=6, e48=3.5),
        ]
        content = csv_of(titles(questionnaire), *rows)
        found = [line.split(":", 3)[:2] for line in said(content, questionnaire)]
        assert found == [[line, column] for line in "234" for column in "123"] + [["4", "4"], ["4", "51"]]

    @pytest.mark.parametrize(
        ("written", "sentence"),
        [
            ("", "La date de la campagne manque; écrivez-la ainsi : 2025-10-20."),
            ("20251020", "« 20251020 » n’est pas une date; écrivez-la ainsi : 2025-10-20."),
            ("2025-02-30", "« 2025-02-30 » n’est pas une date; écrivez-la ainsi : 2025-10-20."),
            ("45950", "« 45950 » n’est pas une date; écrivez-la ainsi : 2025-10-20."),
            (
                "2026-11-21",
                "La date 2026-11-21 n’est pas celle d’une campagne passée; donnez-en une du 1990-01-01 au 2026-11-20.",
            ),
            (
                "0025-10-20",
                "La date 0025-10-20 n’est pas celle d’une campagne passée; donnez-en une du 1990-01-01 au 2026-11-20.",
            ),
        ],
    )
    def test_dates_are_written_one_way(self, questionnaire: Questionnaire, written: str, sentence: str) -> None:
        content = csv_of(titles(questionnaire), row(questionnaire, "Régie", on=written))
        assert said(content, questionnaire) == [f"2:3: date: {sentence}"]

    def test_official_is_yes_or_no(self, questionnaire: Questionnaire) -> None:
        words = {"oui": True, "Yes": True, "1": True, "non": False, "NO": False, "0": False, "": False}
        rows = [row(questionnaire, f"Organisme {place}", on=f"2025-10-20;{word}") for place, word in enumerate(words)]
        past, faults = read(csv_of(titles(questionnaire, "official"), *rows), questionnaire)
        assert (faults.count, [one.official for one in past.assessments]) == (0, list(words.values()))
        content = csv_of(titles(questionnaire, "official"), row(questionnaire, "Régie", on="2025-10-20;peut-être"))
        assert said(content, questionnaire) == [
            (
                "2:4: official: « peut-être » ne dit pas si l’évaluation est officielle; écrivez oui ou non, ou "
                "laissez la cellule vide."
            )
        ]

    def test_one_without_answers_is_refused(self, questionnaire: Questionnaire) -> None:
        content = csv_of(titles(questionnaire), ["Régie", "2025", "2025-10-20", *[""] * 48])
        assert said(content, questionnaire) == [
            "2: Cette ligne n’a aucune réponse; répondez à au moins un énoncé ou supprimez la ligne."
        ]

    def test_there_are_only_so_many(self, questionnaire: Questionnaire, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(past_results, "MOST_ROWS", 2)
        rows = [row(questionnaire, f"Organisme {place}") for place in range(9)]
        assert said(csv_of(titles(questionnaire), *rows), questionnaire) == [
            "4: La feuille a plus de 2 lignes; répartissez-les en plusieurs fichiers."
        ]

    def test_the_first_faults_are_said_and_the_others_counted(self, questionnaire: Questionnaire) -> None:
        rows = [row(questionnaire, f"Organisme {place}", e01="x") for place in range(60)]
        found = said(csv_of(titles(questionnaire), *rows), questionnaire)
        assert (len(found), found[-1]) == (51, "… et 10 de plus; corrigez ces erreurs, puis recommencez.")

    def test_ten_thousand_are_read(self, questionnaire: Questionnaire) -> None:
        rows = [row(questionnaire, f"Organisme {place // 5}", f"Campagne {place % 5}") for place in range(10_000)]
        past, faults = read(csv_of(titles(questionnaire), *rows), questionnaire)
        assert (len(past.assessments), faults.count) == (10_000, 0)


class TestPerspectives:
    def test_they_are_told_apart(self, perspectives: Questionnaire) -> None:
        first, second = (each.id for each in perspectives.perspectives)
        rows = [
            row(perspectives, "Régie", on=f"2025-10-20;{second}", e01=4),
            row(perspectives, "Régie", on=f"2025-10-20;{first.upper()}", e01=0),
            row(perspectives, "Ville", on=f"2025-10-20;{first}", e01=1),
        ]
        past, faults = read(csv_of(titles(perspectives, "perspective"), *rows), perspectives)
        assert (faults.count, past.codes(past.assessments)[:, :, 0].tolist()) == (0, [[0, 4], [1, 255]])
        scores = past.scores(past.codes(past.assessments))
        answers = {f"{each}.{first}": 1 if each == "e01" else 2 for each in perspectives.statement_index}
        assert scores.overall[1] == assess(perspectives, answers).overall
        assert not np.isnan(scores.overall).any()

    def test_one_twice_an_unknown_one_and_none_are_refused(self, perspectives: Questionnaire) -> None:
        first, second = (each.id for each in perspectives.perspectives)
        rows = [row(perspectives, "Régie", on=f"2025-10-20;{name}") for name in (first, first, "x", "")]
        rows.append(row(perspectives, "Régie", on=f"2025-10-21;{second}"))
        found = said(csv_of(titles(perspectives, "perspective"), *rows), perspectives)
        assert [line.partition("; ")[0] for line in found] == [
            "3:2: campaign: « Régie » a déjà une ligne pour la campagne « Automne 2025 », la ligne 2",
            "4:4: perspective: « x » n’est pas une perspective de ce questionnaire",
            "5:4: perspective: «  » n’est pas une perspective de ce questionnaire",
            (
                "6:3: date: La date ou le caractère officiel de la campagne « Automne 2025 » de « Régie » ne sont pas "
                "ceux de la ligne 2"
            ),
        ]

    def test_a_questionnaire_without_them_takes_none(self, questionnaire: Questionnaire) -> None:
        content = csv_of(titles(questionnaire, "perspective"), row(questionnaire, "Régie", on="2025-10-20;clients"))
        (sentence,) = said(content, questionnaire)
        assert sentence == "2:4: perspective: Ce questionnaire n’a pas de perspectives; videz la cellule « clients »."

    def test_a_questionnaire_with_them_needs_the_column(self, perspectives: Questionnaire) -> None:
        (sentence,) = said(csv_of(titles(perspectives), row(perspectives, "Régie")), perspectives)
        assert sentence == "1: Il manque des colonnes; ajoutez : perspective."


def test_the_example_of_the_documents_can_be_imported(questionnaire: Questionnaire) -> None:
    past, faults = read((ROOT / "docs/examples/resultats-passes.csv").read_bytes(), questionnaire)
    assert (faults.count, len(past.assessments)) == (0, 8)
