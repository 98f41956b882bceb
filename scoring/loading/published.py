"""Where published questionnaires are: a folder named after the version, in one named after the id."""

from pathlib import Path

from scoring.errors import Fault, Refused
from scoring.loading.folder import MAIN, VERSION


def published(root: Path, main: str = MAIN) -> tuple[tuple[str, str, Path], ...]:
    """Return id, version and folder of everything under `root` that has a file `main`, the newest of each last."""
    folders = (path.parent for path in root.glob(f"*/*/{main}"))
    versions = ((folder.parent.name, folder.name, folder) for folder in folders if VERSION.fullmatch(folder.name))
    return tuple(sorted(versions, key=lambda entry: (entry[0], [int(part) for part in entry[1].split(".")])))


def find(root: Path, reference: str) -> Path:
    """Return the folder of `id` (its newest version) or of `id@version`."""
    identifier, at, version = reference.partition("@")
    known = published(root)
    found = [folder for key, number, folder in known if key == identifier and (not at or number == version)]
    if not found:
        names = [f"{key}@{number}" for key, number, _ in known]
        raise Refused([Fault("unknown_questionnaire", params={"reference": reference, "known": names})])
    return found[-1]
