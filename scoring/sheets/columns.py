"""The header of an answer sheet: which cell holds what."""

import csv
import difflib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from scoring.questionnaire import Questionnaire
from scoring.sheets.faults import SHOWN, SheetFaults

ORGANISATION = "organisation"
ABOUT = (ORGANISATION, "group", "perspective", "respondent", "weight")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a sheet: where each stands, counted from 0, by its name in lower case."""

    separator: str
    names: tuple[str, ...]
    places: dict[str, int] = field(default_factory=dict)
    axes: bool = False
    values: tuple[int, ...] = ()

    def place(self, name: str) -> int | None:
        """Return where the column `name` stands, or None."""
        return self.places.get(name)

    def number(self, name: str) -> int | None:
        """Return the number of the column `name` as people count, from 1, or None."""
        place = self.places.get(name)
        return None if place is None else place + 1


def read_columns(line: int, header: str, questionnaire: Questionnaire, faults: SheetFaults) -> Columns | None:
    """Return the columns that `header` names and note its faults; None when no row can be read with it."""
    titles = read_titles(line, header, faults)
    if titles is None:
        return None
    separator, names = titles
    places = places_of(names, line, (*ABOUT, *questionnaire.statement_index, *questionnaire.axis_by_id), faults)
    if ORGANISATION not in places:
        faults.add("sheet_no_organisation", line, known=ORGANISATION)
        return None
    axes, values = _values(places, line, questionnaire, faults)
    if questionnaire.perspectives and "perspective" not in places and not axes:
        faults.add("sheet_no_perspective", line, known=[p.id for p in questionnaire.perspectives])
    return Columns(separator, names, places, axes, values)


def read_titles(line: int, header: str, faults: SheetFaults) -> tuple[str, tuple[str, ...]] | None:
    """Return the separator and the titles of a header, or None when it cannot be read."""
    separator = ";" if header.count(";") > header.count(",") else ","
    if "\t" in header and separator not in header:
        faults.add("sheet_separator", line)
        return None
    try:
        cells = next(csv.reader([header], delimiter=separator, strict=True))
    except csv.Error:
        faults.add("sheet_quotes", line)
        return None
    return separator, tuple(cell.strip() for cell in cells)


def places_of(names: Sequence[str], line: int, known: Collection[str], faults: SheetFaults) -> dict[str, int]:
    """Return the place of each known column and note those that are unknown, nameless or there twice."""
    absent = sorted(set(known) - {name.casefold() for name in names})
    places: dict[str, int] = {}
    for place, name in enumerate(names):
        key = name.casefold()
        if key in places:
            faults.add("sheet_duplicate_column", line, place + 1, name, first=places[key] + 1)
        elif key in known:
            places[key] = place
        else:
            _unknown(name, place, line, absent, faults)
    return places


def _unknown(name: str, place: int, line: int, absent: Sequence[str], faults: SheetFaults) -> None:
    """Note a column that is not known, with the absent one that it resembles most."""
    if not name:
        faults.add("sheet_nameless_column", line, place + 1)
        return
    # Comparing takes long: not for names that no one could have meant, nor for faults that are only counted.
    nearest = difflib.get_close_matches(name.casefold()[:80], absent, 1) if faults.count < SHOWN else []
    code = "sheet_misspelt_column" if nearest else "sheet_unknown_column"
    faults.add(code, line, place + 1, name[:80], nearest=nearest)


def _values(
    places: dict[str, int], line: int, questionnaire: Questionnaire, faults: SheetFaults
) -> tuple[bool, tuple[int, ...]]:
    """Return whether the sheet holds axis scores, and where its values stand in the questionnaire's order."""
    statements, axes = list(questionnaire.statement_index), list(questionnaire.axis_by_id)
    given = [name for name in statements if name in places], [name for name in axes if name in places]
    if all(given):
        faults.add("sheet_mixed_columns", line, statement=given[0][0], axis=given[1][0])
    expected = axes if given[1] and not given[0] else statements
    missing = [name for name in expected if name not in places]
    if not any(given):
        faults.add("sheet_no_answers", line, first=statements[0], last=statements[-1], axis=axes[0])
    elif missing:
        faults.add("sheet_missing_columns", line, count=len(missing), names=missing)
    return expected is axes, tuple(places[name] for name in expected if name in places)
