"""A cold radar beside the barest polar plot that Matplotlib can make, its size, and how much the cache saves."""

import math
import statistics
import time
from collections.abc import Callable
from functools import cache
from io import BytesIO

from bench.figures import Figure
from radar.charts import MEMO, Request, chart, draw
from radar.paths import QUESTIONNAIRES
from scoring.loading import find, load
from scoring.questionnaire import Questionnaire
from scoring.results import assess

RUNS = 15
FIRST_RUNS = 2
CACHED_CALLS = 200


def figures() -> list[Figure]:
    """Return the ratio to the bare plot, the size, and the gain of the cache."""
    requests = iter([_request(number) for number in range(RUNS + FIRST_RUNS + 1)])
    cold, bare = _interleaved(lambda: draw(next(requests)), _bare_polar_plot)
    last = next(requests)
    cached = _cached(last)
    size = len(draw(last)) / 1000
    return [
        Figure(
            "cold radar SVG / bare polar SVG", cold / bare, "x", 1.5, True, f"{cold * 1e3:.1f} / {bare * 1e3:.1f} ms"
        ),
        Figure("radar SVG with target and previous result", size, "kB", 40, True),
        Figure(
            "radar from the cache, times faster", cold / cached, "x", 50, False, f"{cached * 1e6:.0f} µs with its key"
        ),
    ]


@cache
def _questionnaire() -> Questionnaire:
    return load(find(QUESTIONNAIRES, "radar-numeriqc"))


def _request(number: int) -> Request:
    """Return a radar that no other number draws."""
    questionnaire = _questionnaire()
    now, before = (
        assess(questionnaire, {one.id: (one.number * step) % 5 for one in questionnaire.statements}, f"Musée {number}")
        for step in (number + 3, number + 2)
    )
    target = {axis.id: 3.5 for axis in questionnaire.axes}
    return Request(kind="radar", results=(now,), target=target, previous=before)


def _bare_polar_plot() -> bytes:
    from matplotlib.figure import Figure as Drawing  # noqa: PLC0415 - two things are called a figure here

    turns = [math.tau * index / 8 for index in range(8)]
    drawing = Drawing()
    axes = drawing.add_subplot(projection="polar")
    axes.plot([*turns, 0], [1, 2, 3, 4, 1, 2, 3, 4, 1])
    axes.set_xticks(turns, [f"Axe numéro {index}" for index in range(8)])
    out = BytesIO()
    drawing.savefig(out, format="svg")
    return out.getvalue()


def _interleaved(one: Callable[[], bytes], other: Callable[[], bytes]) -> tuple[float, float]:
    """Return the median of both, taken in turns so that both meet the same disturbances."""
    times = [(_timed(one), _timed(other)) for _ in range(RUNS + FIRST_RUNS)][FIRST_RUNS:]
    return statistics.median(first for first, _ in times), statistics.median(second for _, second in times)


def _timed(work: Callable[[], bytes]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _cached(request: Request) -> float:
    MEMO.clear()
    chart(request)
    return statistics.median(_timed(lambda: chart(request)) for _ in range(CACHED_CALLS))
