"""A small sound questionnaire that tests may copy and spoil."""

import shutil
from pathlib import Path

SOUND = Path(__file__).parent / "sound_questionnaire"
MAIN = "questionnaire.yaml"


def sound_copy(parent: Path) -> Path:
    """Return a copy of the sound questionnaire in a folder of its own."""
    return Path(shutil.copytree(SOUND, parent / "petit"))


def edit(path: Path, old: str, new: str) -> None:
    """Replace one thing in a file that must hold it."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
