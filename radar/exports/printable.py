"""Text that every file format can hold."""

import re
from collections.abc import Mapping, Sequence

# Control characters, surrogates, private use and non-characters have no place in XML or in an accessible PDF; the
# direction overrides would let a name turn the line around it.
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufffe\uffff"
    "\U000f0000-\U0010ffff]"
)


def clean(text: str) -> str:
    r"""Return a text without what cannot be printed; line ends become `\n`.

    >>> clean("Une\x00 ligne\r\n\ttelle quelle")
    'Une ligne\n telle quelle'
    """
    return UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).replace("\t", " ")


def printable(data: object) -> object:
    """Return nested lists and mappings with every text in them cleaned."""
    if isinstance(data, str):
        return clean(data)
    if isinstance(data, Mapping):
        return {key: printable(each) for key, each in data.items()}
    if isinstance(data, Sequence):
        return [printable(each) for each in data]
    return data


def shorten(text: str, length: int) -> str:
    """Return the text on one line, cut with an ellipsis if it is longer than `length`."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[: length - 1].rstrip()}…"
