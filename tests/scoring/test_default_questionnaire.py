"""The questionnaire that ships: its structure, its words in both languages, its glossary and its catalogue."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from scoring.loading import check, find, load, published
from scoring.questionnaire import LEVELS, TOP_LEVEL, Questionnaire

ROOT = Path(__file__).parents[2] / "questionnaires"
FOLDER = find(ROOT, "radar-numeriqc")
LANGUAGES = ("fr", "en")

# Axis, and for each of its practices the numbers of its statements: as published.
STRUCTURE = {
    "experience-utilisateur": {"1": (1, 3), "2": (4, 6)},
    "qualite-services": {"3": (7, 8), "4": (9, 11)},
    "integration-numerique": {"5": (12, 14), "6": (15, 17)},
    "responsabilite-sociale": {"7": (18, 19), "8": (20, 22), "9": (23, 23)},
    "conception-services": {"10": (24, 26), "11": (27, 28), "12": (29, 31)},
    "evaluation-performance": {"13": (32, 34), "14": (35, 37)},
    "experience-employe": {"15": (38, 39), "16": (40, 43)},
    "gouvernance-numerique": {"17": (44, 45), "18": (46, 48)},
}
# What an agreement scale says, instead of something that can be seen.
AGREEMENT = re.compile(r"\b(?:en accord|en désaccord|(?:dis)?agree)\b", re.IGNORECASE)


@pytest.fixture(params=LANGUAGES)
def questionnaire(request: pytest.FixtureRequest) -> Questionnaire:
    return load(FOLDER, request.param)


@pytest.mark.parametrize(("identifier", "version", "folder"), published(ROOT))
def test_published_versions_have_no_fault(identifier: str, version: str, folder: Path) -> None:
    assert [fault.line_of_text() for fault in check(folder)] == []
    assert load(folder).reference == f"{identifier}@{version}"


class TestStructure:
    def test_is_the_published_one(self, questionnaire: Questionnaire) -> None:
        assert {
            axis.id: {
                practice.id: (practice.statements[0].number, practice.statements[-1].number)
                for practice in axis.practices
            }
            for axis in questionnaire.axes
        } == STRUCTURE
        assert [statement.number for statement in questionnaire.statements] == list(range(1, 49))
        assert [statement.id for statement in questionnaire.statements] == [f"e{n:02d}" for n in range(1, 49)]
        assert len(questionnaire.practices) == 18

    def test_speaks_both_languages(self) -> None:
        assert load(FOLDER).languages == LANGUAGES
        assert [load(FOLDER, language).language for language in LANGUAGES] == list(LANGUAGES)

    def test_every_statement_is_explained_and_its_levels_differ(self, questionnaire: Questionnaire) -> None:
        for statement in questionnaire.statements:
            assert statement.help, statement.id
            assert len(set(statement.levels)) == LEVELS, statement.id
            assert not [level for level in statement.levels if AGREEMENT.search(level)], statement.id

    def test_dimensions_and_quadrants_are_those_of_the_method(self, questionnaire: Questionnaire) -> None:
        axes = [axis.id for axis in questionnaire.axes]
        vertical, horizontal = questionnaire.dimensions
        assert (vertical.id, vertical.direction, vertical.threshold) == ("adaptabilite", "vertical", 2.0)
        assert (horizontal.id, horizontal.direction, horizontal.threshold) == ("performance", "horizontal", 2.0)
        assert vertical.weights == dict.fromkeys(axes[:4], 1)
        assert set(horizontal.weights) == set(axes[4:])
        assert set(horizontal.weights.values()) == {1}
        assert {quadrant.id: set(quadrant.high) for quadrant in questionnaire.quadrants} == {
            "novice": set(),
            "ouverte": {"adaptabilite"},
            "productive": {"performance"},
            "numerique": {"adaptabilite", "performance"},
        }
        assert all(quadrant.next for quadrant in questionnaire.quadrants)

    def test_says_what_it_assumes(self, questionnaire: Questionnaire) -> None:
        assert {"dimension-axes", "threshold"} <= {assumption.id for assumption in questionnaire.assumptions}


class TestGlossary:
    def test_opens_at_least_forty_terms_in_running_text(self, questionnaire: Questionnaire) -> None:
        text = "\n".join(running_text(questionnaire)).casefold()
        found = [
            term.id
            for term in questionnaire.glossary
            if any(re.search(rf"(?<!\w){re.escape(form.casefold())}(?!\w)", text) for form in term.forms)
        ]
        assert len(questionnaire.glossary) >= 40
        assert len(found) >= 40, sorted({term.id for term in questionnaire.glossary} - set(found))


class TestCatalogue:
    def test_serves_every_practice_with_three_initiatives_at_least(self, questionnaire: Questionnaire) -> None:
        initiatives = questionnaire.catalogue.initiatives
        assert len(initiatives) >= 64
        for practice in questionnaire.practices:
            assert sum(practice.id in initiative.practices for initiative in initiatives) >= 3, practice.id

    @pytest.mark.parametrize("level", range(TOP_LEVEL))
    def test_leads_every_practice_on_from_every_level(self, questionnaire: Questionnaire, level: int) -> None:
        initiatives = questionnaire.catalogue.initiatives
        assert not [
            practice.id
            for practice in questionnaire.practices
            if not any(practice.id in i.practices and i.from_level <= level < i.to_level for i in initiatives)
        ]

    def test_prerequisites_can_be_put_in_order(self, questionnaire: Questionnaire) -> None:
        waiting = {initiative.id: set(initiative.prerequisites) for initiative in questionnaire.catalogue.initiatives}
        while ready := {name for name, needs in waiting.items() if not needs}:
            waiting = {name: needs - ready for name, needs in waiting.items() if name not in ready}
        assert not waiting

    def test_names_its_examples(self, questionnaire: Questionnaire) -> None:
        assert sum(initiative.example is not None for initiative in questionnaire.catalogue.initiatives) >= 10


class TestTypography:
    @pytest.mark.parametrize("name", ["questionnaire.yaml", "glossary.yaml", "initiatives.yaml"])
    def test_of_french_files(self, name: str) -> None:
        for number, line in enumerate((FOLDER / name).read_text(encoding="utf-8").splitlines(), start=1):
            where = f"{name}:{number}: {line}"
            assert not re.search(r"\w'\w", line), where
            assert not re.search(r"«[^\u00a0]|[^\u00a0]»", line), where
            assert not re.search(r"[ \u00a0][;!?]", line), where
            assert not re.search(r"[^\u00a0\d]%|\d%", line), where
            assert not re.search(r" :(\s|$)", line), where

    def test_of_french_texts(self) -> None:
        for text in all_texts(load(FOLDER, "fr")):
            assert not re.search(r"[^\u00a0]:(?=\s)", text), text
            assert "  " not in text, text

    def test_of_english_texts(self) -> None:
        for text in all_texts(load(FOLDER, "en")):
            assert not re.search(r"\w'\w|[ \u00a0][;:!?%]|«|»", text), text
            assert "  " not in text, text


def running_text(questionnaire: Questionnaire) -> Iterator[str]:
    """Yield what a page of the questionnaire shows."""
    for statement in questionnaire.statements:
        yield from (statement.text, statement.help, *statement.levels)
    for axis in questionnaire.axes:
        yield from (axis.name, axis.description)
    for practice in questionnaire.practices:
        yield from (practice.name, practice.description)


def all_texts(questionnaire: Questionnaire) -> Iterator[str]:
    """Yield every text that people read."""
    yield from running_text(questionnaire)
    yield from (questionnaire.title, questionnaire.description, *questionnaire.levels)
    yield from (assumption.text for assumption in questionnaire.assumptions)
    for quadrant in questionnaire.quadrants:
        yield from (quadrant.name, quadrant.description, quadrant.next)
    for term in questionnaire.glossary:
        yield from (term.term, *term.forms, term.definition)
    for initiative in questionnaire.catalogue.initiatives:
        yield from (initiative.title, initiative.description)
        if initiative.example:
            yield from (initiative.example.body, initiative.example.document, initiative.example.detail)
