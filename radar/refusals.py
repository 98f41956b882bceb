"""What the person who runs the installation is told, in French and in English."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml


class RefusalError(Exception):
    """Something that cannot be done as asked; its message says what, where and what to do."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details = details

    def message(self, language: str) -> str:
        """Return the sentence in `fr` or `en`."""
        return sentence(self.code, language, **self.details)

    def __str__(self) -> str:
        return self.message("fr")


def sentence(code: str, language: str, **details: object) -> str:
    """Return a sentence of sentences.yaml with its details filled in.

    >>> sentence("upgraded", "en")
    'The database is up to date.'
    """
    return sentences()[code][language].format(**details)


@cache
def sentences() -> Mapping[str, Mapping[str, str]]:
    """Return every sentence by code and language."""
    texts: Mapping[str, Mapping[str, str]] = yaml.safe_load(
        Path(__file__).with_name("sentences.yaml").read_text(encoding="utf-8")
    )
    return texts
