"""The faults of one answer sheet: the first ones are kept, the others only counted."""

from scoring.errors import Fault, Refused

SHOWN = 50


class SheetFaults:
    """What is wrong with a sheet; places are lines of the file and columns of the sheet, both from 1."""

    def __init__(self, file: str, shown: int = SHOWN) -> None:
        self.file = file
        self.shown = shown
        self.count = 0
        self._kept: list[Fault] = []

    def add(
        self, code: str, line: int | None = None, column: int | None = None, path: str = "", **params: object
    ) -> None:
        """Note a fault; `path` is the name of the column as the sheet writes it."""
        self.count += 1
        if self.count <= self.shown:
            self._kept.append(Fault(code, self.file, line, column, path, params))

    def refusal(self) -> Refused:
        """Return the refusal that names the faults in the order of the lines, and says how many more there are."""
        faults = sorted(self._kept, key=lambda fault: (fault.line or 0, fault.column or 0))
        if self.count > self.shown:
            faults.append(Fault("sheet_more_faults", self.file, params={"count": self.count - self.shown}))
        return Refused(faults)
