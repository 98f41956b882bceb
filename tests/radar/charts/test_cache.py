import subprocess
import sys
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from radar import charts
from radar.charts.cache import Memo
from tests.radar.charts.samples import ENGLISH_NAMES, questionnaire, result, scored

LESS = {**result().axes, "axe-1": scored(None)}


def test_matplotlib_is_not_loaded_before_something_is_drawn() -> None:
    code = (
        "import sys; from radar import charts; from tests.radar.charts.samples import result; "
        "charts.describe('radar', result()); charts.content_key('radar', result()); "
        "print('matplotlib' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "False"


def test_the_key_is_the_same_for_the_same_content() -> None:
    assert charts.content_key("radar", result()) == charts.content_key("radar", result())


@pytest.mark.parametrize(
    "options",
    [
        {"language": "en"},
        {"theme": "dark"},
        {"format": "png"},
        {"heading": False},
        {"target": {"axe-1": 3.0}},
        {"target": {"axe-1": 4.0}},
        {"due_on": date(2027, 3, 31)},
        {"previous": result([1.0] * 8)},
    ],
)
def test_the_key_changes_with_every_option(options: dict[str, Any]) -> None:
    assert charts.content_key("radar", result(), **options) != charts.content_key("radar", result())


@pytest.mark.parametrize(
    "changes",
    [
        {"organisation": "Autre"},
        {"overall": 2.0},
        {"provisional": True},
        {"quadrant": "ouverte"},
        {"axes": LESS},
        {"questionnaire": questionnaire(ENGLISH_NAMES)},
    ],
)
def test_the_key_changes_with_everything_that_is_drawn(changes: dict[str, Any]) -> None:
    assert charts.content_key("radar", replace(result(), **changes)) != charts.content_key("radar", result())


def test_kinds_do_not_share_a_key() -> None:
    kinds: tuple[Any, ...] = ("radar", "quadrant", "practices", "groups")
    assert len({charts.content_key(kind, result()) for kind in kinds}) == 4


def test_a_drawn_chart_is_handed_out_again() -> None:
    assert charts.radar_chart(result()) is charts.radar_chart(result())


def test_the_memory_forgets_what_was_used_longest_ago() -> None:
    memo, made = Memo(most=30), []

    def make(key: str) -> bytes:
        made.append(key)
        return key.encode() * 10

    for key in ("a", "b", "a", "c", "d", "a", "b"):
        assert memo.get(key, lambda key=key: make(key)) == key.encode() * 10  # type: ignore[misc]
    assert made == ["a", "b", "c", "d", "b"]


def test_a_picture_larger_than_the_memory_is_still_drawn() -> None:
    assert Memo(most=3).get("a", lambda: b"1234") == b"1234"
