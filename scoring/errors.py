"""What went wrong, in the reader's language: a fault says what, where and what to do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

MESSAGES = Path(__file__).with_name("messages.yaml")
LANGUAGES = ("fr", "en")


@cache
def messages() -> Mapping[str, Mapping[str, str]]:
    """Return every sentence by code and language."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    # A safe loader, in C where PyYAML has it, on a file of this package.
    sentences: dict[str, dict[str, str]] = yaml.load(MESSAGES.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506
    return sentences


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: its code, its place (lines and columns count from 1) and what the sentence fills in."""

    code: str
    file: str = ""
    line: int | None = None
    column: int | None = None
    path: str = ""
    params: Mapping[str, object] = field(default_factory=dict, hash=False)

    def message(self, language: str = "fr") -> str:
        """Return the sentence in `language`; other languages than French read English."""
        spoken = language if language in LANGUAGES else "en"
        return messages()[self.code][spoken].format_map(
            {name: _spoken(value, spoken) for name, value in self.params.items()}
        )

    @property
    def place(self) -> str:
        """Return `file:line:column`, as far as they are known."""
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part not in {"", None})

    def line_of_text(self, language: str = "fr") -> str:
        """Return `file:line:column: path: sentence`, as the command line prints it."""
        return ": ".join(part for part in (self.place, _shortened(self.path), self.message(language)) if part)


class Refused(Exception):  # noqa: N818 (it names what happened to the input)
    """The input was refused; `faults` holds every reason, in the order of the files."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(fault.line_of_text("en") for fault in self.faults))


def _spoken(value: object, language: str) -> str:
    """Return a parameter as the language writes it: lists with commas, French decimals with a comma."""
    if isinstance(value, float):
        number = f"{value:.10g}"
        return number.replace(".", ",") if language == "fr" else number
    if isinstance(value, (list, tuple)):
        return ", ".join(_spoken(item, language) for item in value)
    return _shortened(str(value))


def _shortened(text: str, limit: int = 200) -> str:
    """Return `text` on one line and short enough to stand in a sentence, control characters made visible."""
    line = "".join(char if char.isprintable() or char == "\u00a0" else "\ufffd" for char in text)
    return line if len(line) <= limit else line[: limit - 1] + "…"
