"""How long the first PDF of a fresh process takes, beside its charts: `python -m bench.exports` measures one."""

import datetime as dt
import statistics
import subprocess
import sys
import time

from bench.figures import Figure

RUNS = 5


def figures() -> list[Figure]:
    """Return the median time of a cold PDF over fresh processes."""
    times = [float(_run()) for _ in range(RUNS)]
    return [
        Figure(
            name="PDF report, cold, beside its charts",
            value=statistics.median(times),
            unit="ms",
            target=300,
            at_most=True,
            detail=f"exports, Typst and fonts loaded, first report with every answer; median of {RUNS} processes",
        )
    ]


def _run() -> str:
    return subprocess.run([sys.executable, "-m", "bench.exports"], check=True, capture_output=True, text=True).stdout


def cold() -> float:
    """Return the milliseconds from the first import of the exports to the first PDF; the charts stand ready."""
    from radar import charts  # noqa: PLC0415 - what this process loads, and when, is what is measured
    from radar.paths import QUESTIONNAIRES  # noqa: PLC0415
    from scoring.loading import find, load  # noqa: PLC0415
    from scoring.recommendations import recommend  # noqa: PLC0415
    from scoring.results import assess  # noqa: PLC0415

    questionnaire = load(find(QUESTIONNAIRES, "radar-numeriqc"), "fr")
    codes = {statement.id: number % 5 for number, statement in enumerate(questionnaire.statements)}
    result = assess(questionnaire, codes, "Musée de la rivière")
    advice = recommend(result)
    drawn = {
        "radar": charts.radar_chart(result, heading=False),
        "quadrant": charts.quadrant_chart([result], heading=False),
        "practices": charts.practices_chart(result, heading=False, columns=2),
    }
    started = time.perf_counter()
    from radar.exports import Answer, Report  # noqa: PLC0415
    from radar.exports.as_pdf import to_pdf  # noqa: PLC0415

    answers = {statement: Answer(code, "Vérifié en atelier.") for statement, code in codes.items()}
    report = Report(result, answers, advice, dt.date(2026, 11, 21), "fr")
    to_pdf(report, drawn, dict.fromkeys(drawn, "Graphique"))
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    print(cold())
