"""Pulses: data files of their own kind, figures on their own scale, and published means that are reproduced."""

import io
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radar import paths
from scoring.errors import Refused
from scoring.loading import published
from scoring.loading.pulses import check_pulse, find_pulse, load_pulse, published_pulses
from scoring.pulse import PulseResult, pulse_result
from scoring.sheets.pulses import PulseRow, read_pulses

FOLDER = find_pulse("pouls-numerique", paths.QUESTIONNAIRES)
QUESTION = load_pulse(FOLDER)
MEIE = Path(__file__).parents[2] / "docs" / "examples" / "pouls-meie-2023.csv"
COUNTS = st.lists(st.integers(0, 60), min_size=4, max_size=4)


def refusal(sheet: str) -> list[str]:
    """Return what is said of a sheet at fault."""
    with pytest.raises(Refused) as refused:
        read_pulses(io.BytesIO(sheet.encode()), QUESTION)
    return [fault.line_of_text("fr") for fault in refused.value.faults]


def rows(sheet: str) -> tuple[PulseRow, ...]:
    return read_pulses(io.BytesIO(sheet.encode()), QUESTION)


class TestResult:
    @settings(max_examples=100)
    @given(COUNTS)
    def test_is_what_the_answers_say_and_stays_on_its_scale(self, counts: list[int]) -> None:
        result = pulse_result(dict(enumerate(counts, start=1)), 4)
        answers = [stage for stage, count in enumerate(counts, start=1) for _ in range(count)]
        if len(answers) < 5:
            assert result is None
            return
        assert result is not None
        assert result.counts == tuple(counts)
        assert result.respondents == len(answers)
        assert result.mean == pytest.approx(sum(answers) / len(answers))
        assert 1 <= result.mean <= 4
        assert sum(result.shares) == pytest.approx(1)
        assert result.median == answers[(len(answers) - 1) // 2]
        for target in range(1, 5):
            assert result.share_from(target) == sum(answer >= target for answer in answers) / len(answers)
            assert result.gap(target) == max(0, target - result.mean)

    def test_is_withheld_alike_for_nobody_and_for_four(self) -> None:
        assert [pulse_result(answers, 4) for answers in ({}, {2: 4}, {1: 1, 2: 1, 3: 1, 4: 1})] == [None] * 3

    def test_of_a_published_mean_has_no_distribution(self) -> None:
        result = PulseResult(2.3)
        assert (result.respondents, result.median, result.shares, result.share_from(3)) == (None, None, (), None)


class TestFile:
    def test_is_no_questionnaire(self) -> None:
        assert [(name, version) for name, version, _ in published_pulses(paths.QUESTIONNAIRES)] == [
            ("pouls-numerique", "1.0.0")
        ]
        assert "pouls-numerique" not in {name for name, _, _ in published(paths.QUESTIONNAIRES)}

    def test_holds_four_stages_in_two_languages_and_says_what_is_assumed(self) -> None:
        assert check_pulse(FOLDER) == ()
        assert [(stage.number, stage.name) for stage in QUESTION.stages] == [
            (1, "Explore le numérique"),
            (2, "Fait du numérique"),
            (3, "Devient numérique"),
            (4, "Est numérique"),
        ]
        assert "le nom des stades 1 et 4 est supposé" in QUESTION.assumptions[0].text
        english = load_pulse(FOLDER, "en")
        assert english.stages[2].name == "Is becoming digital"
        assert english.hash == QUESTION.hash
        assert load_pulse(FOLDER, "it").stages == QUESTION.stages

    @pytest.mark.parametrize(
        ("old", "new", "sentence"),
        [
            (
                "number: 3",
                "number: 5",
                "Ce stade porte le numéro 5; les stades se suivent à partir de 1\u00a0: écrivez 3.",
            ),
            ("number: 3", "number: trois", "doit être un nombre entier, pas «\u00a0trois\u00a0»"),
            ("id: fait", "id: explore", "est déjà pris à la ligne"),
            ("question: Quelle", "qestion: Quelle", "écrivez plutôt «\u00a0question\u00a0»"),
            ("version: 1.0.0", "version: 1.1.0", "Le dossier se nomme 1.0.0, mais le fichier dit «\u00a01.1.0\u00a0»"),
            ("format: 1", "format: 2", "Le format «\u00a02\u00a0» n’est pas pris en charge"),
            ("stages:", "stages: &a", "Les ancres (&nom) et les alias (*nom) ne sont pas acceptés"),
        ],
    )
    def test_with_a_fault_says_where_and_what_to_do(self, tmp_path: Path, old: str, new: str, sentence: str) -> None:
        folder = changed(tmp_path, "pulse.yaml", old, new)
        faults = check_pulse(folder)
        assert sentence in "\n".join(fault.message("fr") for fault in faults)
        assert all(fault.line for fault in faults)
        with pytest.raises(Refused):
            load_pulse(folder)

    def test_whose_texts_do_not_match_says_so(self, tmp_path: Path) -> None:
        folder = changed(tmp_path, "en.yaml", "  devient:", "  deviendra:")
        said = "\n".join(fault.line_of_text("fr") for fault in check_pulse(folder))
        assert "en.yaml:16:3: stages.deviendra" in said
        assert "Les textes de «\u00a0devient\u00a0» manquent" in said

    def test_in_the_wrong_language_or_with_one_stage_is_refused(self, tmp_path: Path) -> None:
        folder = changed(tmp_path, "en.yaml", "language: en", "language: de")
        assert "il doit annoncer «\u00a0en\u00a0»" in check_pulse(folder)[0].message("fr")
        (folder / "en.yaml").unlink()
        text = (folder / "pulse.yaml").read_text(encoding="utf-8")
        start, end = text.index("  - id: fait"), text.index("assumptions:")
        (folder / "pulse.yaml").write_text(text[:start] + text[end:], encoding="utf-8")
        assert check_pulse(folder)[0].message("fr").startswith("Un pouls a de 2 à 9 stades; il y en a 1")

    def test_that_is_not_there_names_those_that_are(self, tmp_path: Path) -> None:
        with pytest.raises(Refused, match="choose one of: pouls-numerique"):
            find_pulse("pouls-numerique@9.9.9", tmp_path, paths.QUESTIONNAIRES)
        assert check_pulse(tmp_path)[0].code == "no_pulse"


class TestSheet:
    def test_reproduces_the_published_pulse(self) -> None:
        (row,) = read_pulses(MEIE, QUESTION)
        assert row.result is not None
        assert row.result.mean == 2.3
        assert (row.asked_on, row.target_stage, row.target_on) == ("2023-02", 3, date(2027, 3, 31))
        assert row.result.gap(3) == pytest.approx(0.7)

    def test_reads_answers_and_means_side_by_side(self) -> None:
        header = "Organisation,stage_1,stage_2,stage_3,stage_4,mean\n"
        counted, few, known = rows(f'{header}A,1,5,4,0,\n\nB,1,1,1,1,\nC,,,,,"2,5"\n')
        assert counted.result == PulseResult(2.3, (1, 5, 4, 0))
        assert few.result is None
        assert known.result == PulseResult(2.5)

    @pytest.mark.parametrize(
        ("sheet", "sentence"),
        [
            ("", "Cette feuille est vide"),
            ("organisation;mean\n", "Cette feuille n’a que ses titres"),
            ("mean\n2,3\n", "1: La colonne «\u00a0organisation\u00a0» manque"),
            ("organisation;asked_on\nA;2023-02\n", "1: Aucune colonne de résultats; ajoutez «\u00a0mean\u00a0»"),
            (
                "organisation;stage_1;stage_2\nA;1;2\n",
                "1: Il manque des colonnes (2); ajoutez\u00a0: stage_3, stage_4.",
            ),
            ("organisation;mean;taget_on\nA;2;\n", "1:3: taget_on: Cette colonne n’est pas connue"),
            ("organisation;mean\n;2,3\n", "2:1: organisation: Le nom de l’organisation manque"),
            ("organisation;mean\nA;4,1\n", "2:2: mean: «\u00a04,1\u00a0» n’est pas une moyenne de ce pouls"),
            ("organisation;mean\nA;0,9\n", "écrivez un nombre de 1 à 4."),
            ("organisation;mean\nA;\n", "2: Cette ligne ne donne ni la moyenne ni les réponses par stade"),
            ("organisation;mean\nA;2;3\n", "2: Cette ligne a 3 cellules au lieu de 2"),
            ("organisation;mean;target_on\nA;2;2027-03-31\n", "2:3: target_on: Cette date n’a pas de stade visé"),
            (
                "organisation;mean;target_stage;target_on\nA;2;3;31 mars\n",
                "2:4: target_on: «\u00a031 mars\u00a0» n’est pas",
            ),
            (
                "organisation;mean;target_stage\nA;2;3,5\n",
                "2:3: target_stage: «\u00a03,5\u00a0» n’est pas un stade de ce pouls",
            ),
            ("organisation;mean;asked_on\nA;2;2023-13\n", "2:3: asked_on: «\u00a02023-13\u00a0» n’est pas une date"),
            (
                "organisation;stage_1;stage_2;stage_3;stage_4\nA;1;2;-3;4\n",
                "2:4: stage_3: «\u00a0-3\u00a0» n’est pas un nombre",
            ),
            (
                "organisation;stage_1;stage_2;stage_3;stage_4\nA;1;2;;4\n",
                "2:4: stage_3: Le nombre de réponses à ce stade manque",
            ),
            (
                "organisation;stage_1;stage_2;stage_3;stage_4;mean\nA;1;5;4;0;2,3\n",
                "2: Cette ligne donne la moyenne et les réponses par stade; gardez l’une des deux.",
            ),
        ],
    )
    def test_with_a_fault_says_where_and_what_to_do(self, sheet: str, sentence: str) -> None:
        assert sentence in "\n".join(refusal(sheet))


def changed(tmp_path: Path, file: str, old: str, new: str) -> Path:
    """Return a copy of the pulse with one change."""
    folder = tmp_path / "pouls-numerique" / "1.0.0"
    shutil.copytree(FOLDER, folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder
