from dataclasses import replace

import numpy as np
import pytest

from scoring.comparison import (
    OTHERS,
    QUADRANTS,
    TOP_QUADRANT,
    Body,
    Group,
    Grouping,
    Publication,
    groups_of_results,
    publish,
)
from scoring.measures import axes_of, columns, kept, read, row_of, rows_of, summary
from scoring.questionnaire import Questionnaire
from scoring.results import Result, assess, from_axis_scores
from scoring.scores import score


def result(questionnaire: Questionnaire, level: int, group: str | None = None) -> Result:
    """Return a result whose statements are in turn at a level and one above."""
    answers = {s.id: min(4, level + number % 2) for number, s in enumerate(questionnaire.statements)}
    return assess(questionnaire, answers, group=group)


def bodies(questionnaire: Questionnaire, high: int, low: int, *, named: bool = True) -> list[Body]:
    """Return so many bodies in the quadrant where every dimension is high, and so many elsewhere."""
    results = [result(questionnaire, 2 + n % 2) for n in range(high)] + [
        result(questionnaire, n % 2) for n in range(low)
    ]
    return [Body(f"b{n}", one.quadrant, row_of(one), named) for n, one in enumerate(results)]


def test_members_of_the_top_quadrant_stand_against_the_others(questionnaire: Questionnaire) -> None:
    shown = publish(questionnaire, bodies(questionnaire, 5, 7))
    top, quadrants = shown.groupings
    assert (top.id, [(group.id, group.bodies) for group in top.groups]) == (
        TOP_QUADRANT,
        [("numerique", 5), (OTHERS, 7)],
    )
    assert top.groups[0].figures["overall"].mean == pytest.approx(2.9, abs=0.01)
    assert top.groups[1].figures["axis:experience-utilisateur"].mean == pytest.approx(0.93, abs=0.01)
    assert (quadrants.id, [group.bodies for group in quadrants.groups]) == (QUADRANTS, [7, None, None, 5])


def test_an_empty_group_and_one_that_is_withheld_look_alike(questionnaire: Questionnaire) -> None:
    groups = Grouping("size", "Taille", (Group("a", "", frozenset({"b0"})), Group("b", "", frozenset())))
    _, _, size = publish(questionnaire, bodies(questionnaire, 6, 6), [groups]).groupings
    alone, nobody = size.groups
    assert replace(alone, id="") == replace(nobody, id="")
    assert (alone.bodies, alone.figures) == (None, {})


def test_groups_under_the_minimum_say_nothing_even_together(questionnaire: Questionnaire) -> None:
    shown = publish(questionnaire, bodies(questionnaire, 2, 2))
    assert shown.everybody.bodies is None
    assert all(group.bodies is None for grouping in shown.groupings for group in grouping.groups)


def test_nothing_is_published_of_nobody(questionnaire: Questionnaire) -> None:
    assert publish(questionnaire, []).everybody.figures == {}


def test_quartiles_are_shown_of_large_groups_only_and_every_figure_is_rounded(questionnaire: Questionnaire) -> None:
    shown = publish(questionnaire, bodies(questionnaire, 5, 7))
    total, small = shown.everybody.figures["overall"], shown.groupings[0].groups[0].figures["overall"]
    assert None not in (total.lower, total.median, total.upper)
    assert (small.lower, small.median, small.upper) == (None, None, None)
    for figures in shown.everybody.figures.values():
        assert figures.mean == round(figures.mean, 2)
        assert figures.median == round(figures.median or 0, 1)


def test_a_few_bodies_that_nobody_sees_by_name_are_left_out(questionnaire: Questionnaire) -> None:
    named = bodies(questionnaire, 6, 6)
    unnamed = [replace(body, id=f"u{n}", named=False) for n, body in enumerate(named[:4])]
    assert publish(questionnaire, named + unnamed) == publish(questionnaire, named)


def test_a_publication_comes_back_as_it_was_stored(questionnaire: Questionnaire) -> None:
    groups = Grouping("size", "Taille « réelle »", (Group("a", "Grande", frozenset(f"b{n}" for n in range(6))),))
    shown = publish(questionnaire, bodies(questionnaire, 8, 8), [groups])
    assert Publication.from_json(shown.to_json()) == shown


def test_the_groups_of_a_sheet_are_shown_from_five_bodies(questionnaire: Questionnaire) -> None:
    results = [result(questionnaire, n % 3, "Grands" if n < 6 else "Petits" if n < 10 else None) for n in range(10)]
    large, small = groups_of_results(results).groups
    assert (large.name, large.bodies, small.name, small.bodies) == ("Grands", 6, "Petits", None)
    published = [from_axis_scores(questionnaire, {"experience-utilisateur": n / 4}, group="A") for n in range(6)]
    assert groups_of_results(published).groups[0].figures["axis:experience-utilisateur"].mean == pytest.approx(0.62)


def test_a_row_holds_what_the_result_says(questionnaire: Questionnaire) -> None:
    codes = np.random.default_rng(1).choice(np.array([0, 1, 2, 3, 4, 5, 255], np.uint8), (20, 48))
    rows = rows_of(score(questionnaire, codes))
    results = [
        assess(
            questionnaire,
            {s.id: None if code == 255 else int(code) for s, code in zip(questionnaire.statements, sheet, strict=True)},
        )
        for sheet in codes
    ]
    for row, one in zip(rows, results, strict=True):
        np.testing.assert_array_equal(row, row_of(one))
        np.testing.assert_array_equal(row, read(kept(row)))
        light = summary(questionnaire, row, one.quadrant, coverage=one.coverage)
        assert (light.overall, light.dimensions, light.weakest_axes) == (one.overall, one.dimensions, one.weakest_axes)
        assert [axis.score for axis in light.axes.values()] == [axis.score for axis in one.axes.values()]
    assert len(columns(questionnaire)) == rows.shape[1] == 1 + 2 + 8 + 18
    assert axes_of(questionnaire, rows).shape == (20, 8)
