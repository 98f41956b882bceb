"""The sentences of every refusal."""

import re
import string
from pathlib import Path

from scoring.errors import Fault, messages

ROOT = Path(__file__).parents[2]


class TestMessages:
    def test_say_the_same_in_both_languages(self) -> None:
        for code, sentences in messages().items():
            assert set(sentences) == {"fr", "en"}, code
            names = [
                {field for _, field, _, _ in string.Formatter().parse(text) if field} for text in sentences.values()
            ]
            assert names[0] == names[1], code

    def test_follow_french_typography(self) -> None:
        for code, sentences in messages().items():
            french = sentences["fr"].replace("format: 1", "").replace("high: {value}", "")
            assert "'" not in french, code
            assert not re.search(r" [:;!?»%]|« |[^\s\u00a0]»|«[^\u00a0]", french), code
            assert not re.search(r"[^\u00a0]:(\s|$)", french), code

    def test_unknown_language_reads_english(self) -> None:
        assert Fault("yaml_tag").message("de") == messages()["yaml_tag"]["en"]

    def test_codes_are_all_used(self) -> None:
        files = [path for package in ("scoring", "radar") for path in (ROOT / package).rglob("*.py")]
        source = "".join(path.read_text(encoding="utf-8") for path in files)
        built = {"unknown_ambition", "unknown_theme"}  # from the name of the field
        assert not [code for code in messages() if f'"{code}"' not in source and code not in built]
