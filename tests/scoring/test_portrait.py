"""Several bodies at once: the same figures as one by one."""

import numpy as np
import pytest

from scoring import measures, portrait
from scoring.measures import Row
from scoring.portrait import Place
from scoring.questionnaire import Questionnaire
from scoring.results import assess


@pytest.fixture
def sheets(questionnaire: Questionnaire) -> list[dict[str, int | None]]:
    """Sheets of answers; the last has none."""
    rng = np.random.default_rng(5)
    codes = rng.integers(0, 6, (7, len(questionnaire.statements))).tolist()
    found: list[dict[str, int | None]] = [
        {statement.id: code for statement, code in zip(questionnaire.statements, sheet, strict=True)} for sheet in codes
    ]
    return [*found, {}]


def test_rows_become_the_results_that_they_were_made_from(
    questionnaire: Questionnaire, sheets: list[dict[str, int | None]]
) -> None:
    before = [assess(questionnaire, sheet, f"Organisme {n}") for n, sheet in enumerate(sheets)]
    rows = portrait.stacked(questionnaire, map(measures.row_of, before))
    after = portrait.results(questionnaire, rows, [Place(r.organisation, r.quadrant, r.coverage) for r in before])
    for old, new in zip(before, after, strict=True):
        assert (new.organisation, new.quadrant, new.weakest_axes) == (old.organisation, old.quadrant, old.weakest_axes)
        assert (new.overall, new.provisional, new.dimensions) == (old.overall, old.provisional, dict(old.dimensions))
        for kind in ("axes", "practices"):
            assert {key: one.score for key, one in getattr(new, kind).items()} == {
                key: one.score for key, one in getattr(old, kind).items()
            }


def test_means_leave_out_who_has_no_score_and_nobody_has_no_mean(questionnaire: Questionnaire) -> None:
    width = len(measures.columns(questionnaire))
    rows = np.array([[1.0] * width, [3.0] * width, [np.nan] * width])
    assert portrait.means(rows).tolist() == [2.0] * width
    assert np.isnan(portrait.means(portrait.stacked(questionnaire, ()))).all()
    assert portrait.challenges(questionnaire, portrait.stacked(questionnaire, ())) == ()


def test_the_greatest_challenges_are_two_axes_for_each_dimension(questionnaire: Questionnaire) -> None:
    scores = dict(zip(questionnaire.axis_by_id, [1.25, 1.67, 1.75, 3, 2.5, 1.2, 1.14, 1.5], strict=True))
    row = np.full(len(measures.columns(questionnaire)), 2.0)
    for axis, score in scores.items():
        row[measures.columns(questionnaire)[f"axis:{axis}"]] = score
    found = portrait.challenges(questionnaire, np.stack([row, row]))
    assert set(found) == {
        "experience-utilisateur",
        "qualite-services",
        "evaluation-performance",
        "experience-employe",
    }


def test_quadrants_count_everybody_but_those_without_one(questionnaire: Questionnaire) -> None:
    counted = portrait.counts(questionnaire, ["novice", None, "numerique", "novice"])
    assert counted == {"novice": 2, "ouverte": 0, "productive": 0, "numerique": 1}


def test_a_score_on_the_threshold_is_high(questionnaire: Questionnaire) -> None:
    high, low = questionnaire.dimensions
    at = portrait.quadrant_at(questionnaire, {high.id: high.threshold, low.id: low.threshold - 0.01})
    assert at == next(quadrant.id for quadrant in questionnaire.quadrants if quadrant.high == (high.id,))
    assert portrait.quadrant_at(questionnaire, {high.id: 3.0}) is None


def test_a_change_is_over_those_who_were_there_both_times(questionnaire: Questionnaire) -> None:
    def row(score: float) -> Row:
        return np.full(len(measures.columns(questionnaire)), score)

    partial = row(2.0)
    partial[0] = np.nan
    before = {"a": row(1.0), "b": row(2.0), "gone": row(4.0)}
    after = {"a": row(2.0), "b": partial, "new": row(0.0)}
    change = portrait.change(questionnaire, before, after)
    assert change.bodies == 2
    assert (change.before[1], change.after[1]) == (1.5, 2.0)
    assert (change.before[0], change.after[0]) == (1.0, 2.0), "who lacks a score in one counts in neither"
    assert portrait.change(questionnaire, {}, after).bodies == 0
