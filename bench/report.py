"""The measured figures as lines for the terminal and as the page docs/performance.md."""

import os
import platform
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bench.figures import Figure

LIBRARIES = ("numpy", "pydantic", "matplotlib", "flask", "granian", "sqlalchemy", "typst")

HEADINGS = ("| what | measured | target | |", "|---|--:|--:|---|")

INTRODUCTION = """\
# Performance

What `make bench` measured, part by part, beside what the project promises. Most promises are ratios to work that cannot
be done without, measured in the same run, so that they hold on any machine.
"""


def line(figure: Figure) -> str:
    """Return one figure with its target on a line for the terminal."""
    mark = "ok  " if figure.ok else "MISS"
    return f"  {mark} {figure.name:<64} {_value(figure):>14}   target {_target(figure)}"


def page(measured: Mapping[str, Sequence[Figure]], earlier: str = "") -> str:
    """Return docs/performance.md: what was measured now, after what an `earlier` page says of other parts."""
    sections = _sections(earlier) | {name.capitalize(): _section(figures) for name, figures in measured.items()}
    return "\n".join([INTRODUCTION, *(f"## {name}\n\n{section}\n" for name, section in sections.items())])


def _sections(earlier: str) -> dict[str, str]:
    """Return the parts of a page by their headings."""
    parts = [part.partition("\n") for part in earlier.split("\n## ")[1:]]
    return {name: section.strip() for name, _, section in parts}


def _section(figures: Sequence[Figure]) -> str:
    rows = [f"| {figure.name} | {_value(figure)} | {_target(figure)} | {_remark(figure)} |" for figure in figures]
    return "\n".join([_machine(), *HEADINGS, *rows])


def _machine() -> str:
    today = datetime.now(UTC).date()
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return (
        f"Measured on {today} with {_processor()}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {libraries}.\n"
    )


def _processor() -> str:
    """Return the processor's name, which Linux tells in a file only."""
    path = Path("/proc/cpuinfo")
    if path.exists():
        for entry in path.read_text(encoding="utf-8").splitlines():
            if entry.startswith("model name"):
                return entry.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _value(figure: Figure) -> str:
    return _quantity(figure.value, figure.unit)


def _target(figure: Figure) -> str:
    return f"{'at most' if figure.at_most else 'at least'} {_quantity(figure.target, figure.unit)}"


def _remark(figure: Figure) -> str:
    return figure.detail if figure.ok else f"**missed** {figure.detail}".strip()


def _quantity(value: float, unit: str) -> str:
    return f"{value:,.3g}" + (f" {unit}" if unit else "") if abs(value) < 1000 else f"{value:,.0f} {unit}".strip()
