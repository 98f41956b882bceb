"""The practices and the groups."""

from itertools import pairwise

import pytest

from radar.charts import can_draw, practices_chart
from scoring.results import GroupScore, Result
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


def members(group: str, *levels: float, first: bool = True) -> list[Result]:
    """Bodies of one score each; all but the first axis have none where `first` is false."""
    return [result([level if first else None, *[level] * 7], group=group) for level in levels]


def test_groups_are_means_in_percent_over_those_that_have_a_score() -> None:
    bodies = [*members("A", 0, 1, 2, 3, 1.5), *members("B", 1, 2, 3, 2, 2, 2, first=False)]
    shown = texts(request("groups", *bodies))
    assert {"A (n\u00a0=\u00a05)", "B (n\u00a0=\u00a06)"} <= set(shown)
    assert shown.count("37,5\u00a0%") == 8
    assert shown.count("50,0\u00a0%") == 7
    assert shown.count("—") == 1


def test_groups_of_few_are_named_without_figures_and_the_reason_is_given() -> None:
    shown = texts(request("groups", *members("A", 0, 1, 2, 3, 1.5), *members("B", 2, 2, 2, 2)))
    assert {"A (n\u00a0=\u00a05)", "B (n\u00a0=\u00a0—)"} <= set(shown)
    assert shown.count("50,0\u00a0%") == 0
    assert "Ce qui est vide ou porte sur trop peu d’organismes" in " ".join(shown)


def test_nothing_but_the_reason_remains_where_no_group_may_be_shown() -> None:
    shown = texts(request("groups", *members("A", 0, 1), *members("B", 2)))
    assert not any("%" in text for text in shown)
    assert "n’est pas montré (—)." in " ".join(shown)


def test_sixteen_groups_look_different() -> None:
    groups = [member for n in range(16) for member in members(f"Groupe {n:02}", 0, 1, 2, 3, 1.5)]
    bars = tree(request("groups", *groups))
    looks = [(path.get("fill"), path.get("stroke")) for path in bars.iter() if path.get("stroke-width") == "0.8"]
    assert len(set(looks)) == 16
