"""The weights of the criteria are data."""

from pathlib import Path

import pytest

from radar.paths import QUESTIONNAIRES
from scoring.errors import Refused
from scoring.loading.criteria import CRITERIA_FILE, load_weights
from scoring.priorities import CRITERIA, Weights


def test_the_weights_that_ship_are_equal() -> None:
    assert load_weights(QUESTIONNAIRES / CRITERIA_FILE).by_name == dict.fromkeys(CRITERIA, 1.0)


def test_other_weights_are_read(tmp_path: Path) -> None:
    path = tmp_path / CRITERIA_FILE
    path.write_text("weights: {impact: 3.0, dependency: 1.0, scope: 0.5, ease: 0.0}\n", encoding="utf-8")
    assert load_weights(path) == Weights(impact=3, dependency=1, scope=0.5, ease=0)


@pytest.mark.parametrize("weights", ["{impact: -1.0}", "{impacts: 1.0}", "{impact: much}"])
def test_weights_that_cannot_be_are_refused_with_their_place(tmp_path: Path, weights: str) -> None:
    path = tmp_path / CRITERIA_FILE
    path.write_text(f"weights: {weights}\n", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        load_weights(path)
    assert [fault.line for fault in refused.value.faults] == [1]
