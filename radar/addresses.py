"""E-mail addresses, as they are kept."""

import re

from radar.models import MAX_EMAIL

ADDRESS = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\"]+")


def as_address(text: str | None) -> str:
    """Return an e-mail address as it is kept: in lower case, without blanks around it."""
    return (text or "").strip().lower()


def is_address(text: str) -> bool:
    """Return whether a text can be an e-mail address.

    >>> is_address("nom@exemple.quebec"), is_address("nom@exemple"), is_address("Nom <nom@exemple.quebec>")
    (True, False, False)
    """
    return bool(ADDRESS.fullmatch(text)) and len(text) <= MAX_EMAIL and text.isprintable()
