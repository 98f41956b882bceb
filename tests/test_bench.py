"""The measured figures are reported honestly."""

import re

import pytest

from bench import report
from bench.__main__ import main
from bench.figures import Figure


def figure(value: float) -> Figure:
    return Figure(name="cold radar", value=value, unit="ms", target=150, at_most=True, detail="median of 9")


def test_a_missed_target_is_told_on_the_terminal_and_on_the_page() -> None:
    assert re.fullmatch(r" +MISS cold radar +151 ms +target at most 150 ms", report.line(figure(151)))
    assert "| cold radar | 151 ms | at most 150 ms | **missed** median of 9 |" in report.page({"charts": [figure(151)]})


def test_a_met_target_stands_without_remark() -> None:
    assert report.line(figure(149)).split()[0] == "ok"
    assert "missed" not in report.page({"charts": [figure(149)]})


def test_each_part_says_on_what_it_was_measured() -> None:
    part = report.page({"charts": [figure(1)]}).partition("## Charts")[2]
    assert "cores" in part
    assert "Python 3." in part


def test_what_is_not_measured_again_stands_as_it_was() -> None:
    earlier = report.page({"charts": [figure(1)], "web": [figure(2)]})
    later = report.page({"charts": [figure(3)]}, earlier)
    assert "| cold radar | 3 ms |" in later
    assert "| cold radar | 1 ms |" not in later
    assert later.partition("## Web")[2] == earlier.partition("## Web")[2]


def test_an_unknown_part_is_refused_with_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["chart"]) == 2
    assert "Unknown: chart. There are: scoring, sheets, charts" in capsys.readouterr().err
