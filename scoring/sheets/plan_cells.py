"""The cells of a plan's spreadsheet as the values of its file, each with its place."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from scoring.errors import Fault
from scoring.sheets.plan_columns import CHOICES, Column, SheetOf, squeezed

HEADER_WITHIN = 20
MOST_MISSING = 5  # columns that are named one by one
LANGUAGES = ("fr", "en")
YES = frozenset({"x", "oui", "yes", "1", "true", "vrai", "✓", "✔"})
NO = frozenset({"", "0", "non", "no", "false", "faux"})
Raw = Sequence[object]


@dataclass
class Line:
    """A row of a sheet: its number, and its cells by the key of their column; empty ones are not there."""

    number: int
    cells: dict[str, object]
    table: "Table"

    def get(self, key: str) -> str:
        """Return a cell as text."""
        return str(self.cells.get(key, ""))

    def place(self, key: str) -> tuple[int, int]:
        """Return line and column of a cell."""
        return self.number, self.table.places.get(key, 0) + 1

    def fault(self, code: str, key: str, **params: object) -> Fault:
        """Return a fault of a cell."""
        return Fault(code, self.table.file, *self.place(key), self.table.where(key), params)


@dataclass
class Table:
    """A sheet that was found: where its columns stand, and its rows."""

    file: str
    sheet: str
    columns: Mapping[str, Column]
    places: dict[str, int] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)

    def where(self, key: str) -> str:
        """Return the sheet and the title of a column, as people know them."""
        return f"{self.sheet}, {self.titles.get(key, key)}"


def read_table(
    sheet: SheetOf, columns: Sequence[Column], rows: Sequence[Raw], title: str, file: str, faults: list[Fault]
) -> Table:
    """Return the rows of a sheet by its columns, wherever they stand; notes the columns that are missing."""
    table = Table(file, title, {column.key: column for column in columns})
    head = max(range(min(len(rows), HEADER_WITHIN)), key=lambda line: _known(rows[line], columns), default=0)
    header = [str(cell) if cell is not None else "" for cell in (rows[head] if rows else ())]
    _place(table, columns, header, head + 1, faults)
    language = "en" if squeezed(title) == squeezed(sheet.english) != squeezed(sheet.french) else "fr"
    _note_missing(table, columns, header, language, faults)
    for number, row in enumerate(rows[head + 1 :], start=head + 2):
        line = Line(number, {}, table)
        for key, place in table.places.items():
            value = row[place] if place < len(row) else None
            if value is not None and str(value).strip():
                line.cells[key] = _value(value, table.columns[key], line, faults)
        if any(not table.columns[key].hidden for key in line.cells):
            table.lines.append(line)
    return table


def _titles(column: Column) -> set[str]:
    former = {squeezed(f"{word}{column.formerly}") for word in ("Thème : ", "Theme: ") if column.formerly}
    return {squeezed(column.title(language)) for language in LANGUAGES} | former


def _known(row: Raw, columns: Sequence[Column]) -> int:
    """Return how many titles of columns a row holds."""
    held = {squeezed(str(cell)) for cell in row if cell is not None}
    return sum(bool(_titles(column) & held) for column in columns)


def _place(table: Table, columns: Sequence[Column], header: Sequence[str], line: int, faults: list[Fault]) -> None:
    keys = {title: column.key for column in columns for title in _titles(column)}
    for place, title in enumerate(header):
        key = keys.get(squeezed(title))
        if key is None:
            table.ignored += [title] if title.strip() else []
        elif key in table.places:
            first = table.places[key] + 1
            name = f"{table.sheet}, {title}"
            faults.append(Fault("sheet_duplicate_column", table.file, line, place + 1, name, {"first": first}))
        else:
            table.places[key], table.titles[key] = place, " ".join(title.split())


def _note_missing(
    table: Table, columns: Sequence[Column], header: Sequence[str], language: str, faults: list[Fault]
) -> None:
    """Note each column that is missing, with the one that may have been it; many at once are named together."""
    missing = [each.title(language) for each in columns if each.key not in table.places and not each.optional]
    if len(missing) > MOST_MISSING:
        params = {"count": len(missing), "names": missing}
        faults.append(Fault("sheet_missing_columns", table.file, None, None, table.sheet, params))
        return
    for title in missing:
        near = difflib.get_close_matches(title.casefold(), [name.casefold() for name in table.ignored], 1, 0.7)
        nearest = next((name for name in header if near and name.casefold() == near[0]), "")
        code = "plan_column_renamed" if nearest else "plan_column_missing"
        params = {"value": title, "sheet": table.sheet, "nearest": nearest}
        faults.append(Fault(code, table.file, None, None, table.sheet, params))


def _value(value: object, column: Column, line: Line, faults: list[Fault]) -> object:
    """Return what a cell means by the kind of its column; what cannot be read stays for the types to refuse."""
    if isinstance(value, (date, datetime)):
        return (value.date() if isinstance(value, datetime) else value).isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value)
    if column.kind == "mark":
        if squeezed(text) not in YES | NO:
            faults.append(line.fault("plan_mark", column.key, value=text))
        return squeezed(text) in YES
    if column.kind in CHOICES:
        return _choice(text, column, line, faults)
    if column.kind in {"number", "whole"}:
        return value if isinstance(value, (int, float)) else _number(text)
    return text


def _choice(text: str, column: Column, line: Line, faults: list[Fault]) -> str:
    choices = CHOICES[column.kind]
    found = next((key for key, names in choices.items() if squeezed(text) in map(squeezed, (key, *names))), None)
    if found is None:
        allowed = [names[0] for names in choices.values()]
        title = line.table.titles[column.key]
        faults.append(line.fault("not_allowed", column.key, value=text, field=title, allowed=allowed))
    return found or next(iter(choices))


def _number(text: str) -> object:
    """Return the number that people wrote, or the text where it is none."""
    plain = "".join(text.split()).replace(",", ".").removesuffix("$")
    try:
        number = float(plain)
    except ValueError:
        return text
    return int(number) if number.is_integer() and "e" not in plain.casefold() else number


class Names:
    """Things that cells name, found by what they are called, by what they were called before, or by their id."""

    def __init__(self, names: Mapping[str, str], formerly: Mapping[str, str] | None = None) -> None:
        self.labels = list(names.values())
        former = {squeezed(label): key for key, label in (formerly or {}).items() if key in names}
        now = {squeezed(label): key for key, label in names.items()}
        self._ids = {squeezed(key): key for key in names} | former | now

    def find(self, label: str) -> str | None:
        """Return the id of what is called so, or None."""
        return self._ids.get(squeezed(label))


def listed(line: Line, key: str, separator: str) -> Iterator[str]:
    """Yield the parts of a cell that holds several."""
    return (part.strip() for part in line.get(key).split(separator) if part.strip())
