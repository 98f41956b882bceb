"""The practices and the groups."""

from itertools import pairwise

import pytest

from radar.charts import can_draw, practices_chart
from scoring.results import GroupScore
from tests.radar.charts.pictures import texts, tree, words
from tests.radar.charts.samples import request, result


def test_every_practice_stands_under_its_axis_with_its_score() -> None:
    asked = request("practices", result([0.0, 4.0, *[2.0] * 6]))
    shown = texts(asked)
    assert sum(text == "2,00" for text in shown) == 6 * 3
    assert shown.count("0,00") == 3, "a score of 0 is a score"
    titles = [shown.index(axis.name) for axis in asked.questionnaire.axes]
    assert titles == sorted(titles)
    assert [sum("Pratique" in text for text in shown[first:last]) for first, last in pairwise(titles)] == [2] * 7


def test_unanswered_not_applicable_and_partial_are_three_things() -> None:
    practices = {"1-a": GroupScore(None, 0, 0, 3), "1-b": GroupScore(None, 0, 3, 3), "2-a": GroupScore(1.5, 1, 0, 3)}
    shown = words(request("practices", result(practices=practices)))
    assert "sans réponse" in shown
    assert "ne s’applique pas" in shown
    assert "1,50*" in shown
    assert "* Score provisoire\u00a0: il manque des réponses." in shown


def test_a_practice_answered_but_for_the_inapplicable_is_not_provisional() -> None:
    assert "*" not in words(request("practices", result(practices={"1-a": GroupScore(1.5, 2, 1, 3)})))


def test_two_columns_are_wide_and_half_as_tall() -> None:
    one, two = (tree(request("practices", result(), columns=columns)) for columns in (1, 2))
    assert float(two.get("width", "0")) > 2 * float(one.get("width", "0"))
    assert float(two.get("height", "0")) < 0.6 * float(one.get("height", "0"))


def test_results_by_axis_have_no_strip() -> None:
    by_axis = result(practices={})
    assert not can_draw("practices", by_axis)
    with pytest.raises(ValueError, match="Ces résultats ne portent que sur les axes"):
        practices_chart(by_axis)


def test_groups_are_means_in_percent_over_those_that_have_a_score() -> None:
    pairs: list[tuple[list[float | None], str]] = [([1.0] * 8, "A"), ([2.0] * 8, "A"), ([None] + [4.0] * 7, "B")]
    shown = texts(request("groups", *(result(scores, group=group) for scores, group in pairs)))
    assert {"A (n\u00a0=\u00a02)", "B (n\u00a0=\u00a01)"} <= set(shown)
    assert shown.count("37,5\u00a0%") == 8
    assert shown.count("100,0\u00a0%") == 7
    assert shown.count("sans réponse") == 1


def test_sixteen_groups_look_different() -> None:
    bars = tree(request("groups", *(result(group=f"Groupe {n:02}") for n in range(16))))
    looks = [(path.get("fill"), path.get("stroke")) for path in bars.iter() if path.get("stroke-width") == "0.8"]
    assert len(set(looks)) == 16
