"""Answers from several perspectives: the questions, the combined result, and that of each by itself."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.loading import check, find, load
from scoring.questionnaire import Perspective
from scoring.results import assess, assess_perspectives
from tests.scoring.sound import MAIN, edit, sound_copy
from tests.scoring.strategies import CODES, make
from tests.scoring.test_tallies import alike, tallied

SHIPPED = Path(__file__).parents[2] / "questionnaires"
TWO = make(
    [[2, 1], [3]],
    perspectives=(
        Perspective(id="clients", name="Clients", weight=2),
        Perspective(id="interne", name="Interne", weight=1),
    ),
)
PLAIN = make([[2, 1], [3]])
answers = st.lists(st.sampled_from(CODES), min_size=12, max_size=12)


class TestQuestions:
    def test_ask_each_statement_once_for_each_perspective(self) -> None:
        questions = [*TWO.question_by_id]
        assert questions[:3] == ["e1.clients", "e1.interne", "e2.clients"]
        assert len(questions) == 12
        assert [question.id for question in TWO.questions_of(TWO.axes[1])] == questions[6:]

    def test_are_the_statements_where_there_are_no_perspectives(self) -> None:
        assert [*PLAIN.question_by_id] == [statement.id for statement in PLAIN.statements]
        assert all(question.perspective is None for question in PLAIN.question_by_id.values())


class TestCombined:
    @given(answers)
    @settings(max_examples=60)
    def test_is_what_ballots_from_each_perspective_give(self, codes: list[int]) -> None:
        given_ = {
            question: None if code > 5 else code for question, code in zip(TWO.question_by_id, codes, strict=True)
        }
        (expected,) = tallied(TWO, [codes[0::2], codes[1::2]], perspectives=[0, 1])
        alike(assess(TWO, given_), expected, exactly=False)

    def test_weighs_what_answered_only(self) -> None:
        result = assess(TWO, {"e1.clients": 4, "e1.interne": 1, "e2.clients": 5, "e2.interne": 2, "e3.clients": 5})
        scores = {key: found.score for key, found in result.statements.items()}
        assert scores == {"e1": 3.0, "e2": 2.0, "e3": None, "e4": None, "e5": None, "e6": None}
        assert result.statements["e3"].not_applicable
        assert not result.statements["e2"].not_applicable
        assert result.ballots == 1

    def test_refuses_a_statement_without_its_perspective(self) -> None:
        with pytest.raises(ValueError, match="has no statement 'e1'"):
            assess(TWO, {"e1": 2})


class TestEachByItself:
    def test_is_the_result_of_its_own_sheet(self) -> None:
        found = assess_perspectives(TWO, {"e1.clients": 4, "e1.interne": 1, "e2.interne": 5}, "Musée")
        assert [*found] == ["clients", "interne"]
        assert found["clients"].overall == assess(PLAIN, {"e1": 4}).overall == 4
        assert found["interne"].overall == 1
        assert found["interne"].statements["e2"].not_applicable
        assert found["interne"].organisation == "Musée"

    def test_is_nothing_without_perspectives(self) -> None:
        assert assess_perspectives(PLAIN, {"e1": 2}) == {}


class TestChecks:
    def test_keep_question_ids_short_enough_to_be_stored(self, tmp_path: Path) -> None:
        folder = sound_copy(tmp_path)
        name = load(folder).perspectives[0].id
        edit(folder / MAIN, f"id: {name}", f"id: {'p' * 77}")
        assert [fault.code for fault in check(folder)][:1] == ["perspective_too_long"]

    def test_keep_perspectives_apart_from_form_fields(self, tmp_path: Path) -> None:
        folder = sound_copy(tmp_path)
        name = load(folder).perspectives[0].id
        edit(folder / MAIN, f"id: {name}", f"id: {name}-reason")
        assert [fault.code for fault in check(folder)][:1] == ["reserved_perspective"]


def test_unequal_weights_move_the_dimensions_and_nothing_else() -> None:
    plain, weighted = (load(find(SHIPPED, name)) for name in ("radar-numeriqc@1.0.0", "radar-pondere@1.0.0"))
    codes = {statement.id: statement.number % 5 for statement in plain.statements}
    before, after = assess(plain, codes), assess(weighted, codes)
    assert before.overall == after.overall
    axes = {axis: group.score or 0 for axis, group in after.axes.items()}
    for dimension in weighted.dimensions:
        total = sum(axes[axis] * weight for axis, weight in dimension.weights.items())
        assert after.dimensions[dimension.id].score == pytest.approx(total / sum(dimension.weights.values()))
        assert after.dimensions[dimension.id].score != before.dimensions[dimension.id].score
