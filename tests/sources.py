"""The files of the project: everything in the checkout but what .gitignore leaves out; git itself may be absent."""

import os
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@cache
def sources() -> tuple[Path, ...]:
    """Return every file, relative to the root."""
    patterns = [line.rstrip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines() if line]
    return tuple(sorted(_walk(ROOT, [".git", *patterns])))


def _walk(root: Path, ignored: list[str]) -> Iterator[Path]:
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if not _matches(name, ignored)]
        yield from (Path(folder, name).relative_to(root) for name in files if not _matches(name, ignored))


def _matches(name: str, patterns: list[str]) -> bool:
    return any(fnmatch(name, pattern) for pattern in patterns)
