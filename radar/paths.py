"""Where the files beside the code are: inside the package once installed, beside it in a checkout."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def _beside(name: str) -> Path:
    """Return the folder `name` inside the package if it ships there, else next to it."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name


QUESTIONNAIRES = _beside("questionnaires")
TEMPLATES = _beside("templates")
STATIC = _beside("static")
