"""`radar score` as people run it, a process from start to end, beside what pandas takes only to read the same file."""

import os
import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.figures import Figure

LINES, STATEMENTS, RUNS = 100_000, 48, 5
CELLS = ["0", "1", "2", "3", "4", "na", ""]
READ = """
import sys, time, pandas
start = time.perf_counter()
pandas.read_csv(sys.argv[1])
print(time.perf_counter() - start)
"""
# A small process starts the command: one started by a large process would be counted as large as that at its birth.
RUN = """
import resource, subprocess, sys, time
start = time.perf_counter()
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 / 1e6)
"""


def figures() -> list[Figure]:
    """Return the time and the memory of `radar score`, and the time of `radar --help`."""
    with tempfile.TemporaryDirectory() as folder:
        scored = [_scored(_sheet(Path(folder, f"{count}.csv"), count), count) for count in (200, LINES)]
    helped = statistics.median(_radar("--help")[0] for _ in range(RUNS))
    return [*scored[0], *scored[1], Figure("radar --help", helped, "s", 0.4, at_most=True, detail="a whole process")]


def _sheet(path: Path, organisations: int) -> Path:
    """Write a sheet of 100,000 ballots of so many organisations, turn by turn."""
    draw = random.Random(organisations)  # noqa: S311 (answers, not secrets)
    titles = ["organisation", *(f"e{number:02}" for number in range(1, STATEMENTS + 1))]
    with path.open("w", encoding="utf-8") as sheet:
        sheet.write(",".join(titles) + "\n")
        for number in range(LINES):
            cells = draw.choices(CELLS, k=STATEMENTS)
            sheet.write(f"Organisme {number % organisations},{','.join(cells)}\n")
    return path


def _scored(sheet: Path, organisations: int) -> list[Figure]:
    """Measure `radar score` and pandas in turns, so that a busy moment of the machine touches both."""
    runs, reads = [], []
    for _ in range(RUNS):
        runs.append(_radar("score", str(sheet)))
        reads.append(float(_output(sys.executable, "-c", READ, str(sheet))))
    seconds, read = statistics.median(run[0] for run in runs), statistics.median(reads)
    what = f"{LINES:,} ballots of {organisations:,} organisations"
    return [
        Figure(
            f"radar score / pandas.read_csv, {what}",
            seconds / read,
            "x",
            4,
            at_most=True,
            detail=f"{seconds:.2f} s for the whole process / {read:.2f} s to read the file",
        ),
        Figure(f"radar score, peak memory, {what}", max(run[1] for run in runs), "MB", 250, at_most=True, detail=""),
    ]


def _radar(*arguments: str) -> tuple[float, float]:
    """Return the seconds and the megabytes of a `radar` process."""
    seconds, megabytes = _output(sys.executable, "-c", RUN, sys.executable, "-m", "radar", *arguments).split()
    return float(seconds), float(megabytes)


def _output(*command: str) -> str:
    """Return what a process prints; it may keep compiled modules, as it does wherever people run it."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout
