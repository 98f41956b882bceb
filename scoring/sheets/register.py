"""The organisations of an answer sheet, in the order in which they appear."""

import unicodedata

from scoring.sheets.columns import Columns
from scoring.sheets.faults import SheetFaults

LONGEST_NAME = 300


class Register:
    """Gives every organisation its row and holds it to one group."""

    def __init__(self, faults: SheetFaults, columns: Columns) -> None:
        self.organisations: list[str] = []
        self.groups: list[str | None] = []
        self.lines: list[int] = []
        self._rows: dict[str, int] = {}
        self._columns = columns
        self._faults = faults

    def row(self, organisation: str, group: str, line: int) -> int | None:
        """Return the row of an organisation, a new one for a new name, or None when its cells are at fault."""
        name = self._tidy(organisation, "organisation", line)
        group_name = self._tidy(group, "group", line) if group else ""
        if not name or group_name is None:
            if name == "":
                self._fault("sheet_organisation_empty", line, "organisation")
            return None
        row = self._rows.get(name)
        if row is None:
            return self._new_row(name, group_name, line)
        return row if not group_name or self._same_group(row, group_name, line) else None

    def _new_row(self, name: str, group: str, line: int) -> int:
        row = self._rows[name] = len(self.organisations)
        self.organisations.append(name)
        self.groups.append(group or None)
        self.lines.append(line)
        return row

    def _same_group(self, row: int, group: str, line: int) -> bool:
        """Return whether `group` agrees with the rows before; an empty one says nothing."""
        known = self.groups[row] or group
        self.groups[row] = known
        if known != group:
            name = self.organisations[row]
            self._fault("sheet_two_groups", line, "group", organisation=name, first=known, second=group)
        return known == group

    def _tidy(self, cell: str, column: str, line: int) -> str | None:
        """Return a name with single spaces, or None when it is too long or holds a control character."""
        name = tidy(cell)
        if len(name) > LONGEST_NAME:
            self._fault("sheet_name_too_long", line, column, limit=LONGEST_NAME)
            return None
        if not printable(name):
            self._fault("sheet_control_character", line, column)
            return None
        return name

    def _fault(self, code: str, line: int, column: str, **params: object) -> None:
        self._faults.add(code, line, self._columns.number(column), column, **params)


def tidy(cell: str) -> str:
    """Return a name with single spaces and composed letters.

    >>> tidy("  Re\u0301gie   des phares ")
    'Régie des phares'
    """
    name = " ".join(cell.split())
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def printable(name: str) -> bool:
    """Return whether a name holds no control character."""
    return name.isprintable() or all(unicodedata.category(char) != "Cc" for char in name)
