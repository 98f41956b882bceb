"""Names as people write them, matched loosely: accents, case, punctuation, articles and plurals do not count.

Nothing is guessed: a name either says the same words as one of ours, or it matches nothing.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
ARTICLES = frozenset(["au", "aux", "d", "de", "des", "du", "l", "la", "le", "les", "un", "une"])
FEMININES = re.compile(r"\((?:e|es|ne|ve|se)\)|[·•.](?:e|ne|ve|se)(?:[·•.]s)?\b|\(s\)|[·•.]s\b")
NUMBERING = re.compile(r"^\W*(?:axe\b)?\W*(?:\d+(?:\.\d+)*|[ivx]+(?=\W*[.:)–—-]))?\W+")
WORDS = re.compile(r"[^\W_]+")
SLASH = re.compile(r"([\w’'-]+)\s*/\s*([\w’'-]+)")
SHORT = 3


@lru_cache(maxsize=4096)
def loose(name: str) -> str:
    """Return the words of a name that carry its meaning.

    >>> loose("Qualités des services numériques") == loose("2. QUALITE DES SERVICES NUMERIQUES")
    True
    >>> loose("Expérience des employé·e·s")
    'experience employe'
    """
    plain = unicodedata.normalize("NFKD", name.casefold().translate(LIGATURES))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    words = WORDS.findall(NUMBERING.sub("", FEMININES.sub("", f" {plain}")))
    return " ".join(_singular(word) for word in words if word not in ARTICLES)


def matches(name: str, known: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the ids whose names say the same as `name`; `a/b` says the same as either."""
    wanted = {loose(variant) for variant in _variants(name)} - {""}
    return [key for key, names in known.items() if wanted & {loose(own) for own in names}]


def slug(name: str) -> str:
    """Return a name as an identifier.

    >>> slug("Bâtir une équipe (multidisciplinaire)")
    'batir-une-equipe-multidisciplinaire'
    """
    plain = unicodedata.normalize("NFKD", name.casefold().translate(LIGATURES))
    words = re.findall(r"[a-z0-9]+", "".join(char for char in plain if not unicodedata.combining(char)))
    return "-".join(words)[:60].strip("-")


def _variants(name: str) -> Iterator[str]:
    """Yield the name, and what it says with each side of its slash, if it has one."""
    yield name
    sides = SLASH.findall(name)
    if len(sides) == 1:
        for side in sides[0]:
            yield SLASH.sub(side, name)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > SHORT and word[-1] in "sx" else word
