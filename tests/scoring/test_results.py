"""One organisation's result: its shape, its public example, and what is refused."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.questionnaire import Questionnaire
from scoring.results import assess, from_axis_scores, to_json
from tests.scoring.strategies import make, questionnaires

MEIE = {
    "experience-utilisateur": 1.25,
    "qualite-services": 1.67,
    "integration-numerique": 1.75,
    "responsabilite-sociale": 3.00,
    "conception-services": 2.50,
    "experience-employe": 1.14,
    "evaluation-performance": 1.20,
    "gouvernance-numerique": 1.50,
}
SMALL = make([[2, 1], [3]])


def test_the_published_case_of_the_ministry_of_the_economy(questionnaire: Questionnaire) -> None:
    result = from_axis_scores(questionnaire, MEIE, "MEIE")

    assert (result.overall, result.percent) == (1.75125, 43.78125)
    assert {name: dimension.score for name, dimension in result.dimensions.items()} == {
        "adaptabilite": 1.9175,
        "performance": 1.585,
    }
    assert result.quadrant == "novice"
    assert result.weakest_axes == (
        "experience-employe",
        "evaluation-performance",
        "experience-utilisateur",
        "qualite-services",
    )
    assert (result.coverage, result.provisional) == (1.0, False)
    assert (dict(result.practices), dict(result.statements)) == ({}, {})


def test_published_scores_of_some_axes_are_provisional(questionnaire: Questionnaire) -> None:
    result = from_axis_scores(
        questionnaire, {"experience-employe": 3, "gouvernance-numerique": 2, "qualite-services": None}
    )

    assert (result.overall, result.coverage, result.provisional) == (2.5, 0.25, True)
    assert result.dimensions["adaptabilite"].score is None
    assert result.dimensions["performance"].score == 2.5
    assert result.quadrant is None
    assert result.weakest_axes == ("gouvernance-numerique", "experience-employe")


@given(st.data())
def test_published_scores_give_what_the_answers_gave(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    level = st.one_of(st.none(), st.integers(0, 5))
    answers = {statement.id: data.draw(level) for statement in questionnaire.statements}
    whole = assess(questionnaire, answers)

    again = from_axis_scores(questionnaire, {axis: group.score for axis, group in whole.axes.items()})

    assert again.overall == pytest.approx(whole.overall, abs=1e-12)
    assert (again.quadrant, again.weakest_axes) == (whole.quadrant, whole.weakest_axes)


def test_a_sheet_counts_what_was_answered() -> None:
    result = assess(SMALL, {"e1": 4, "e2": 5, "e3": None, "e4": 0}, "Organisme", "Groupe")

    first, second = result.axes.values()
    assert (first.score, first.answered, first.not_applicable, first.total) == (4.0, 1, 1, 3)
    assert (second.score, second.percent, second.answered) == (0.0, 0.0, 1)
    assert result.practices["0-1"].score is None
    assert (result.statements["e2"].score, result.statements["e2"].not_applicable) == (None, True)
    assert (result.statements["e3"].score, result.statements["e3"].not_applicable) == (None, False)
    assert (result.organisation, result.group, result.coverage) == ("Organisme", "Groupe", 0.4)


def test_nothing_answered_is_no_score_and_not_nought() -> None:
    result = assess(SMALL, {})

    assert (result.overall, result.percent, result.coverage, result.provisional) == (None, None, 0.0, True)
    assert [axis.score for axis in result.axes.values()] == [None, None]
    assert result.weakest_axes == ()


def test_ties_among_the_weakest_keep_the_order_of_the_questionnaire(questionnaire: Questionnaire) -> None:
    result = assess(questionnaire, dict.fromkeys(questionnaire.statement_index, 1))

    axes = [axis.id for axis in questionnaire.axes]
    assert result.weakest_axes == (*axes[:2], *axes[4:6])


def test_without_dimensions_the_four_lowest_axes_are_the_weakest() -> None:
    result = from_axis_scores(make([[1]] * 6), {f"axe-{axis}": score for axis, score in enumerate((3, 2, 4, 2, 0, 1))})

    assert result.weakest_axes == ("axe-4", "axe-5", "axe-1", "axe-3")
    assert result.quadrant is None


def test_json_has_the_contract_s_keys_in_its_order(questionnaire: Questionnaire) -> None:
    result = assess(questionnaire, dict.fromkeys(questionnaire.statement_index, 3) | {"e01": 2, "e02": 5}, "Organisme")
    found = to_json(result)

    assert list(found) == [
        "organisation", "group", "questionnaire", "overall", "percent", "coverage", "provisional", "ballots",
        "axes", "practices", "statements", "dimensions", "quadrant", "weakest_axes",
    ]  # fmt: skip
    assert found["questionnaire"] == {
        "id": "radar-numeriqc",
        "version": questionnaire.version,
        "hash": questionnaire.hash,
    }
    assert list(found["axes"]) == list(questionnaire.axis_by_id)
    assert found["axes"]["experience-utilisateur"] == {
        "score": 2.8,
        "percent": 70.0,
        "answered": 5,
        "not_applicable": 1,
        "total": 6,
    }
    assert found["practices"]["1"]["score"] == 2.5
    assert found["statements"]["e01"] == {"score": 2.0, "ballots": 1, "agreement": None}
    assert found["statements"]["e02"] == {"score": None, "ballots": 0, "agreement": None}
    assert found["dimensions"]["performance"] == {"score": 3.0, "percent": 75.0}
    assert (found["quadrant"], found["ballots"], found["group"]) == ("numerique", 1, None)


@pytest.mark.parametrize("answers", [{}, {"e1": 3, "e5": 2}, dict.fromkeys(("e1", "e2", "e3", "e4", "e5", "e6"), 5)])
def test_json_holds_nothing_that_json_does_not_know(answers: dict[str, int | None]) -> None:
    assert json.loads(json.dumps(to_json(assess(SMALL, answers)), allow_nan=False)) == to_json(assess(SMALL, answers))


@pytest.mark.parametrize("code", [6, -1, 2.5, "oui", float("nan"), 255])
def test_an_answer_off_the_scale_is_refused(code: Any) -> None:
    with pytest.raises(ValueError, match="it must be a level 0 to 4, 5"):
        assess(SMALL, {"e1": code})


def test_statements_and_axes_of_another_questionnaire_are_refused() -> None:
    with pytest.raises(ValueError, match=r"essai@1\.0\.0 has no statement 'e99'"):
        assess(SMALL, {"e99": 1})
    with pytest.raises(ValueError, match=r"essai@1\.0\.0 has no axis 'axe-9'"):
        from_axis_scores(SMALL, {"axe-9": 1})


@pytest.mark.parametrize("score", [-0.1, 4.01, float("nan"), float("inf")])
def test_an_axis_score_off_the_scale_is_refused(score: float) -> None:
    with pytest.raises(ValueError, match=r"axe-0 is .* between 0 and 4"):
        from_axis_scores(SMALL, {"axe-0": score})
