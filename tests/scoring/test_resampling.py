"""Where resampled ballots would put a body: reproducible, whatever the order, and only from enough of them."""

import numpy as np
import pytest

from scoring.questionnaire import Dimension, Perspective, Questionnaire
from scoring.resampling import MOST_PEOPLE, quadrant_shares
from scoring.results import assess
from scoring.scores import NOT_APPLICABLE, UNANSWERED
from tests.scoring.strategies import make

SHAPE = (12, 48)
TRIES = 2000


def agreed(questionnaire: Questionnaire, level: int | None = 2) -> dict[str, int | None]:
    return dict.fromkeys(questionnaire.statement_index, level)


def votes(seed: int = 7) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    return np.random.default_rng(seed).integers(0, 5, SHAPE).astype(np.uint8)


def test_the_same_ballots_give_the_same_shares_in_whatever_order(questionnaire: Questionnaire) -> None:
    ballots = votes()
    first = quadrant_shares(questionnaire, agreed(questionnaire), ballots)
    assert first
    assert first == quadrant_shares(questionnaire, agreed(questionnaire), ballots[::-1])
    assert list(first.quadrants) == [quadrant.id for quadrant in questionnaire.quadrants]
    assert sum(first.quadrants.values()) == pytest.approx(1)
    assert (first.people, first.questions) == SHAPE
    assert first != quadrant_shares(questionnaire, agreed(questionnaire), ballots, seed=8)


def test_shares_are_those_of_resampling_one_by_one(questionnaire: Questionnaire) -> None:
    ballots, generator = votes(), np.random.default_rng(3)
    found = quadrant_shares(questionnaire, agreed(questionnaire), ballots)
    assert found
    weights = [
        [
            dimension.weights.get(axis.id, 0) / 4 / len(axis.statements)
            for axis in questionnaire.axes
            for _ in axis.statements
        ]
        for dimension in questionnaire.dimensions
    ]
    drawn = (ballots[generator.integers(12, size=12)].mean(axis=0) for _ in range(TRIES))
    high = np.array([np.array(weights) @ means >= 2 - 1e-9 for means in drawn])
    for quadrant in questionnaire.quadrants:
        wanted = [dimension.id in quadrant.high for dimension in questionnaire.dimensions]
        assert found.quadrants[quadrant.id] == pytest.approx((high == wanted).all(axis=1).mean(), abs=0.05)


def test_people_who_agree_leave_nothing_to_chance(questionnaire: Questionnaire) -> None:
    ballots = np.full(SHAPE, 3, np.uint8)
    found = quadrant_shares(questionnaire, agreed(questionnaire, None), ballots)
    assert found
    assert found.quadrants["numerique"] == 1


def test_a_statement_with_fewer_than_five_levels_stays_as_agreed(questionnaire: Questionnaire) -> None:
    ballots = np.full(SHAPE, UNANSWERED, np.uint8)
    ballots[:4] = 0
    assert quadrant_shares(questionnaire, agreed(questionnaire, 4), ballots) is None
    ballots[4, 0] = 0
    found = quadrant_shares(questionnaire, agreed(questionnaire, 4), ballots)
    assert found
    assert (found.questions, found.quadrants["numerique"]) == (1, 1)


def test_what_was_agreed_not_to_apply_stays_so(questionnaire: Questionnaire) -> None:
    codes = agreed(questionnaire) | {statement.id: NOT_APPLICABLE for statement in questionnaire.axes[0].statements}
    ballots = np.full(SHAPE, 2, np.uint8)
    ballots[:, : len(questionnaire.axes[0].statements)] = 0
    found = quadrant_shares(questionnaire, codes, ballots)
    assert found
    assert found.quadrants[str(assess(questionnaire, codes).quadrant)] == 1


def test_perspectives_weigh_what_they_weigh() -> None:
    views = (Perspective(id="dedans", name="Dedans", weight=3.0), Perspective(id="dehors", name="Dehors"))
    weights = {"axe-0": 1.0}
    high = Dimension(id="d", name="D", direction="vertical", threshold=1.75, weights=weights)
    asked = make([[1]], (high,), views)
    for levels, quadrant in (((2, 1), "cadran-1"), ((1, 2), "cadran-0")):
        found = quadrant_shares(asked, {}, np.tile(np.array(levels, np.uint8), (9, 1)))
        assert found
        assert (found.quadrants[quadrant], found.questions) == (1, 2)


@pytest.mark.parametrize("people", [0, MOST_PEOPLE + 1])
def test_nothing_is_said_of_no_people_nor_of_more_than_chance_moves(questionnaire: Questionnaire, people: int) -> None:
    ballots = np.full((people, 48), 2, np.uint8)
    assert quadrant_shares(questionnaire, agreed(questionnaire), ballots) is None


def test_without_quadrants_there_are_no_shares() -> None:
    assert quadrant_shares(make([[2]]), {}, np.full((9, 2), 1, np.uint8)) is None
