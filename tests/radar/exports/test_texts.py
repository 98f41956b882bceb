import re
from string import Formatter

import pytest

from radar.exports.texts import WORDS


def fields(text: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_both_languages_say_the_same_things_with_the_same_figures() -> None:
    assert WORDS["fr"].keys() == WORDS["en"].keys()
    for key, french in WORDS["fr"].items():
        assert fields(french) == fields(WORDS["en"][key]), key


@pytest.mark.parametrize("mistake", [r"[^\u00a0\s:]:(?!//)", r" :", r"« ", r" »", r" [;!?]", r"'", r"\d %", r"\d\.\d"])
def test_french_keeps_its_typography(mistake: str) -> None:
    assert not [text for text in WORDS["fr"].values() if re.search(mistake, text)]


def test_english_keeps_its_typography() -> None:
    assert not [text for text in WORDS["en"].values() if re.search(r"\s[:;!?%]|'|\"|\u00a0", text)]
