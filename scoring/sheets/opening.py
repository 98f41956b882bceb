"""Opening a sheet, and saying why it cannot be opened."""

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, TypeVar

from scoring.errors import Fault, Refused
from scoring.sheets.faults import SheetFaults

Content = TypeVar("Content")


def opened(source: BinaryIO | Path, read: Callable[[BinaryIO, SheetFaults], Content]) -> Content:
    """Return what `read` makes of a sheet; raises Refused when it cannot be opened."""
    name = str(source) if isinstance(source, Path) else str(getattr(source, "name", ""))
    try:
        if isinstance(source, Path):
            with source.open("rb") as stream:
                return read(stream, SheetFaults(name))
        return read(source, SheetFaults(name))
    except FileNotFoundError:
        fault = Fault("sheet_missing", name)
    except IsADirectoryError:
        fault = Fault("sheet_directory", name)
    except PermissionError:
        fault = Fault("sheet_forbidden", name)
    except OSError as error:
        fault = Fault("sheet_unreadable", name, params={"reason": error.strerror or str(error)})
    raise Refused([fault])
