"""The scores of a sheet as a table for people: aligned, in their language, with a legend of its short headings."""

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from radar import formats
from scoring.questionnaire import TOP_LEVEL, Questionnaire
from scoring.scores import Scores
from scoring.sheets import Sheet

NOTHING = "–"
ROWS = 4096
NOISE = 1e-9
NARROWEST_NAME, NARROWEST_NOTE, WIDEST_GROUP = 16, 60, 24
WORDS: Mapping[str, Mapping[str, str]] = {
    "fr": {
        "organisation": "Organisation",
        "group": "Groupe",
        "score": "Score",
        "coverage": "Réponses",
        "provisional": "provisoire",
        "quadrant": "Cadran",
        "scale": "Scores de 0 à 4; –\u00a0: sans score.",
        "provisional_note": "provisoire\u00a0: il manque des réponses à des énoncés applicables.",
        "assumption": "Hypothèse\u00a0: {}",
    },
    "en": {
        "organisation": "Organisation",
        "group": "Group",
        "score": "Score",
        "coverage": "Answered",
        "provisional": "provisional",
        "quadrant": "Quadrant",
        "scale": "Scores from 0 to 4; –: no score.",
        "provisional_note": "provisional: some applicable statements have no answer.",
        "assumption": "Assumption: {}",
    },
}


class Column:
    """A column of the table: its heading, and its cells as numbers into a list of ready texts."""

    def __init__(self, heading: str, texts: Sequence[str], cells: NDArray[np.intp], *, right: bool) -> None:
        width = max(map(len, (heading, *texts)))
        align = str.rjust if right else str.ljust
        self.heading = align(heading, width)
        self.width = width
        self._texts = np.array([align(text, width) for text in texts], object)
        self._cells = cells

    def part(self, start: int) -> list[str]:
        """Return the texts of some rows."""
        texts: list[str] = self._texts[self._cells[start : start + ROWS]].tolist()
        return texts


def table(sheet: Sheet, language: str, width: int) -> Iterator[str]:
    """Yield the lines of the table of a sheet's scores; names are cut so that the lines fit in `width` if they can."""
    questionnaire, organisations, scores = sheet.questionnaire, sheet.organisations, sheet.scores()
    words = WORDS[language]
    columns = list(_columns(questionnaire, scores, language))
    if any(sheet.groups):
        columns.insert(0, _group_column(words["group"], sheet.groups))
    taken, gaps = sum(column.width for column in columns), len(columns)
    gap = "  " if taken + 2 * gaps + NARROWEST_NAME <= width else " "
    room = max(NARROWEST_NAME, width - taken - gaps * len(gap))
    name_width = min(room, max(map(len, (words["organisation"], *organisations))))
    heading = gap.join([words["organisation"].ljust(name_width), *(column.heading for column in columns)])
    yield heading.rstrip()
    yield "─" * len(heading)
    for start in range(0, len(organisations), ROWS):
        names = _cut(organisations[start : start + ROWS], name_width)
        for row in zip(names, *(column.part(start) for column in columns), strict=True):
            yield gap.join(row).rstrip()
    yield from _notes(questionnaire, scores, words, max(len(heading), NARROWEST_NOTE))


def _columns(questionnaire: Questionnaire, scores: Scores, language: str) -> Iterator[Column]:
    """Yield the columns of figures: overall, coverage, dimensions, quadrant, axes."""
    words = WORDS[language]
    percents = [formats.percent(tenth / 10, language) for tenth in range(1001)]
    quadrants = [quadrant.name for quadrant in questionnaire.quadrants]
    dimensions, axes = _short(questionnaire)
    yield _score_column(words["score"], scores.overall, language)
    yield Column("%", [*percents, NOTHING], _steps(scores.overall, 1000 // TOP_LEVEL), right=True)
    yield _coverage_column(scores, language)
    for place, heading in enumerate(dimensions):
        yield _score_column(heading, scores.dimensions[:, place], language)
    yield Column(words["quadrant"], [*quadrants, NOTHING], scores.quadrants.astype(np.intp), right=False)
    for place, heading in enumerate(axes):
        yield _score_column(heading, scores.axes[:, place], language)


def _score_column(heading: str, scores: NDArray[Any], language: str) -> Column:
    hundredths = [formats.decimal(step / 100, language) for step in range(TOP_LEVEL * 100 + 1)]
    return Column(heading, [*hundredths, NOTHING], _steps(scores, 100), right=True)


def _steps(scores: NDArray[Any], steps: int) -> NDArray[np.intp]:
    """Return scores as whole steps, a half up as in `formats`; -1, the last of any list, where there is no score."""
    return np.where(np.isnan(scores), -1, np.floor(np.nan_to_num(scores) * steps + 0.5 + NOISE)).astype(np.intp)


def _coverage_column(scores: Scores, language: str) -> Column:
    """Return the share of answers, cut rather than rounded: only what is complete reads 100 %."""
    sign = "\u00a0%" if language == "fr" else "%"
    shares = [f"{share:>3}{sign}" for share in range(101)]
    cells = np.floor(scores.coverage * 100 + NOISE).astype(np.intp)
    if scores.provisional.any():
        shares += [f"{share} {WORDS[language]['provisional']}" for share in shares]
        cells = cells + 101 * scores.provisional
    return Column(WORDS[language]["coverage"], shares, cells, right=False)


def _group_column(heading: str, groups: Sequence[str | None]) -> Column:
    places = {group: place for place, group in enumerate(dict.fromkeys(groups))}
    texts = [text.rstrip() for text in _cut([group or NOTHING for group in places], WIDEST_GROUP)]
    return Column(heading, texts, np.array([places[group] for group in groups], np.intp), right=False)


def _short(questionnaire: Questionnaire) -> tuple[list[str], list[str]]:
    """Return headings for the dimensions and the axes: the initials of their names, made unique."""
    taken: set[str] = set()

    def heading(name: str) -> str:
        # Articles and prepositions are short in every language that a questionnaire is likely to speak.
        words = re.findall(r"\w+", name)
        initials = "".join(word[0].upper() for word in words if len(word) > 3 or word == words[0])[:4] or "?"  # noqa: PLR2004
        unique = next(one for one in (initials, *(f"{initials}{n}" for n in range(2, 99))) if one not in taken)
        taken.add(unique)
        return unique

    return [heading(one.name) for one in questionnaire.dimensions], [heading(one.name) for one in questionnaire.axes]


def _cut(names: Sequence[str], width: int) -> list[str]:
    """Return names in exactly `width` characters, cut with an ellipsis, without what would disturb a terminal."""
    if not "".join(names).isprintable():
        names = ["".join(char if char.isprintable() else "\ufffd" for char in name) for name in names]
    return [name.ljust(width) if len(name) <= width else name[: width - 1] + "…" for name in names]


def _notes(questionnaire: Questionnaire, scores: Scores, words: Mapping[str, str], width: int) -> Iterator[str]:
    """Yield what the headings mean and what the figures rest on."""
    yield ""
    dimensions, axes = _short(questionnaire)
    names = [*(one.name for one in questionnaire.dimensions), *(one.name for one in questionnaire.axes)]
    for heading, name in zip((*dimensions, *axes), names, strict=True):
        yield f"{heading:<4}  {name}"
    yield ""
    yield words["scale"]
    if scores.provisional.any():
        yield words["provisional_note"]
    for assumption in questionnaire.assumptions:
        yield from textwrap.wrap(words["assumption"].format(assumption.text), width)
