"""Figures, dates and hours as people read them in French and in English."""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

NO_BREAK_SPACE = "\u00a0"
NOON = 12
SIGNIFICANT = 12
MONTHS = {
    "fr": ("janvier février mars avril mai juin", "juillet août septembre octobre novembre décembre"),
    "en": ("January February March April May June", "July August September October November December"),
}


def decimal(value: float, language: str, places: int = 2) -> str:
    """Return a number with the decimal sign of the language, a half rounded up as people do.

    >>> decimal(1.75125, "fr"), decimal(1.585, "en")
    ('1,75', '1.59')
    """
    # What a calculation leaves beyond these digits is no reason to take a half for less.
    text = str(Decimal(f"{value:.{SIGNIFICANT}g}").quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))
    return text.replace(".", ",") if language == "fr" else text


def percent(value: float, language: str) -> str:
    """Return a percentage to one decimal.

    >>> percent(43.78125, "en"), percent(1.15 / 4 * 100, "en")
    ('43.8%', '28.8%')
    """
    return decimal(value, language, places=1) + (f"{NO_BREAK_SPACE}%" if language == "fr" else "%")


def day(date: dt.date, language: str) -> str:
    """Return a date in full.

    >>> day(dt.date(2026, 11, 21), "en")
    'November 21, 2026'
    """
    month = " ".join(MONTHS[language]).split()[date.month - 1]
    if language == "en":
        return f"{month} {date.day}, {date.year}"
    return f"{'1er' if date.day == 1 else date.day}{NO_BREAK_SPACE}{month} {date.year}"


def clock(time: dt.time, language: str) -> str:
    """Return an hour and its minutes.

    >>> clock(dt.time(14, 32), "en"), clock(dt.time(9, 5), "fr").replace(NO_BREAK_SPACE, " ")
    ('2:32 p.m.', '9 h 05')
    """
    if language == "en":
        return f"{(time.hour - 1) % NOON + 1}:{time.minute:02} {'a.m.' if time.hour < NOON else 'p.m.'}"
    return f"{time.hour}{NO_BREAK_SPACE}h{NO_BREAK_SPACE}{time.minute:02}"
