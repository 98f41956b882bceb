"""`python -m bench`: measure, print each figure with its target, write docs/performance.md; status 1 if one misses it.

Name some of the modules to measure those alone, and leave the others as they stand: `python -m bench charts web`.
"""

import sys
from importlib import import_module
from pathlib import Path

from bench import report
from bench.figures import Figure

MODULES = ("scoring", "sheets", "charts", "exports", "web", "workshop", "comparison", "plans", "plan_files")
PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"


def main(chosen: list[str]) -> int:
    """Measure the `chosen` modules, or all of them."""
    unknown = sorted(set(chosen) - set(MODULES))
    if unknown:
        print(f"Unknown: {', '.join(unknown)}. There are: {', '.join(MODULES)}.", file=sys.stderr)
        return 2
    measured = {name: _measured(name) for name in MODULES if name in chosen or not chosen}
    earlier = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    PAGE.write_text(report.page(measured, earlier), encoding="utf-8")
    missed = [figure for figures in measured.values() for figure in figures if not figure.ok]
    print(f"{len(missed)} figures miss their target" if missed else "Every figure meets its target")
    return 1 if missed else 0


def _measured(name: str) -> list[Figure]:
    """Measure one module, printing its figures as soon as they are known."""
    print(f"\n{name}", flush=True)
    figures: list[Figure] = import_module(f"bench.{name}").figures()
    for figure in figures:
        print(report.line(figure), flush=True)
    return figures


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
