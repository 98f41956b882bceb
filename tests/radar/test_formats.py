"""Figures, dates and hours as people read them."""

import datetime as dt

import pytest

from radar import formats

SPACE = formats.NO_BREAK_SPACE


@pytest.mark.parametrize(
    ("value", "places", "french", "english"),
    [(1.75125, 2, "1,75", "1.75"), (0.0, 2, "0,00", "0.00"), (4.0, 1, "4,0", "4.0"), (0.125, 1, "0,1", "0.1")],
)
def test_decimals_have_the_sign_of_the_language(value: float, places: int, french: str, english: str) -> None:
    assert formats.decimal(value, "fr", places) == french
    assert formats.decimal(value, "en", places) == english


def test_percentages_have_one_decimal_and_in_french_a_space_that_does_not_break() -> None:
    assert formats.percent(43.78125, "fr") == f"43,8{SPACE}%"
    assert formats.percent(100.0, "en") == "100.0%"


@pytest.mark.parametrize(("score", "shown"), [(1.15, "28.8%"), (0.05 * 3, "3.8%"), (0.29, "7.3%"), (3.99, "99.8%")])
def test_what_a_calculation_leaves_is_no_reason_to_round_a_half_down(score: float, shown: str) -> None:
    assert formats.percent(score / 4 * 100, "en") == shown
    assert formats.decimal(1.005 - 2e-16, "en") == "1.01"
    assert formats.decimal(1.00499999, "en") == "1.00"


def test_the_first_of_the_month_is_an_ordinal_in_french() -> None:
    assert formats.day(dt.date(2026, 8, 1), "fr") == f"1er{SPACE}août 2026"
    assert formats.day(dt.date(2026, 12, 31), "fr") == f"31{SPACE}décembre 2026"
    assert formats.day(dt.date(2026, 8, 1), "en") == "August 1, 2026"


@pytest.mark.parametrize(
    ("time", "french", "english"),
    [
        (dt.time(0, 0), "0 h 00", "12:00 a.m."),
        (dt.time(9, 5), "9 h 05", "9:05 a.m."),
        (dt.time(12, 0), "12 h 00", "12:00 p.m."),
        (dt.time(23, 59), "23 h 59", "11:59 p.m."),
    ],
)
def test_hours_are_told_on_24_or_twice_12_hours(time: dt.time, french: str, english: str) -> None:
    assert formats.clock(time, "fr") == french.replace(" ", SPACE)
    assert formats.clock(time, "en").replace(SPACE, " ") == english
