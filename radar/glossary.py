"""Finding glossary words in running text, so that a page can open their definition in place."""

import re
from dataclasses import dataclass
from functools import lru_cache

from scoring.questionnaire import Statement, Term


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, with the glossary term that it names, if any."""

    text: str
    term: Term | None = None


def explained(statement: Statement, glossary: tuple[Term, ...]) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return the text and the help of a statement, cut at the glossary words, each where it first stands."""
    told: set[str] = set()
    return _cut(statement.text, glossary, told), _cut(statement.help, glossary, told)


def _cut(text: str, glossary: tuple[Term, ...], told: set[str]) -> tuple[Piece, ...]:
    """Return the pieces of `text`; terms already in `told` are left alone, those explained here join it."""
    terms = {form.lower(): term for term in glossary for form in term.forms}
    if not terms or not text:
        return (Piece(text),) if text else ()
    pieces, end = [], 0
    for match in _pattern(tuple(terms)).finditer(text):
        term = terms[match.group().lower()]
        if term.id in told:
            continue
        told.add(term.id)
        pieces += [Piece(text[end : match.start()]), Piece(match.group(), term)]
        end = match.end()
    return tuple(piece for piece in (*pieces, Piece(text[end:])) if piece.text)


@lru_cache(maxsize=16)
def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern of whole words, the longest form first, so that a short one never hides a longer."""
    longest_first = sorted(forms, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
