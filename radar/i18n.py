"""The language of a page, its texts with the right typography, and figures and dates as the language writes them.

French is the language of the source texts, written with plain spaces and apostrophes; the no-break spaces and the
typographic apostrophes that French requires are set here, once, for every text.
"""

import re
from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

import flask_babel
from flask import Flask, current_app, g, request, session

from radar import formats
from radar.config import Config
from radar.extensions import babel

TWO = 2
LANGUAGES = {"fr": "Français", "en": "English"}
SPACED = re.compile(r"(?<=«) | (?=[»:]|%(?!\())|(?<=\d) (?=h\b|\d{3}\b)|(?<=\d h) (?=\d)")


def init_app(app: Flask) -> None:
    """Let templates and forms speak the language of the request."""
    app.config["BABEL_DEFAULT_LOCALE"] = "fr"
    babel.init_app(app, locale_selector=current_language)
    app.jinja_env.globals.update(
        _=gettext,
        ngettext=ngettext,
        languages=LANGUAGES,
        current_language=current_language,
        body_name=app.config["RADAR"].body,
    )
    app.jinja_env.filters.update(decimal=decimal, percent=percent, day=day, clock=clock, machine_time=machine_time)


def current_language() -> str:
    """Return `fr` or `en`: the one asked for by `?lang=`, else the one this browser chose before, else the setting."""
    if "language" not in g:
        asked = request.args.get("lang")
        if asked in LANGUAGES and session.get("language") != asked:
            session["language"] = asked
        config: Config = current_app.config["RADAR"]
        g.language = asked if asked in LANGUAGES else session.get("language", config.language)
    language: str = g.language
    return language


def gettext(message: str, **variables: object) -> str:
    """Return the text in the language of the request, its variables filled in."""
    text = _translated(message, current_language())
    return text % variables if variables else text


def ngettext(singular: str, plural: str, num: float, **variables: object) -> str:
    """Return the singular or the plural in the language of the request, `%(num)s` and the variables filled in."""
    return _typographic(_counted(singular, plural, num), current_language()) % {"num": num, **variables}


def _counted(singular: str, plural: str, num: float) -> str:
    """Return the form for a number; French, the language of the source texts, has the singular below two."""
    if current_language() == "fr":
        return singular if abs(num) < TWO else plural
    found: str = flask_babel.get_translations().ungettext(singular, plural, num)
    return found


@lru_cache(maxsize=2048)
def _translated(message: str, language: str) -> str:
    """Return the text of a language, which is that of the request: it is here to be part of the key."""
    return _typographic(flask_babel.gettext(message), language)


@lru_cache(maxsize=2048)
def _typographic(text: str, language: str) -> str:
    """Set apostrophes, and in French the no-break spaces, around what is not an address."""
    text = text.replace("'", "’")
    return SPACED.sub("\u00a0", text) if language == "fr" else text


def decimal(value: float | None, places: int = 2) -> str:
    """Return a score as people read it, or a dash."""
    return "—" if value is None else formats.decimal(value, current_language(), places)


def percent(value: float | None) -> str:
    """Return a percentage as people read it, or a dash."""
    return "—" if value is None else formats.percent(value, current_language())


def day(moment: date | datetime) -> str:
    """Return a date in full."""
    return formats.day(_local(moment) if isinstance(moment, datetime) else moment, current_language())


def clock(moment: datetime) -> str:
    """Return the hour of a moment, in the installation's time zone."""
    return formats.clock(_local(moment).time(), current_language())


def machine_time(moment: datetime) -> str:
    """Return a moment for the `datetime` attribute."""
    return _local(moment).isoformat(timespec="seconds")


def today() -> date:
    """Return the date in the installation's time zone."""
    return _local(datetime.now(_zone())).date()


def local_date(moment: datetime) -> date:
    """Return the date of a moment in the installation's time zone."""
    return _local(moment).date()


def end_of_day(date_: date) -> datetime:
    """Return the last moment of a date in the installation's time zone."""
    return datetime.combine(date_, time.max, _zone())


def _local(moment: datetime) -> datetime:
    return moment.astimezone(_zone())


def _zone() -> ZoneInfo:
    config: Config = current_app.config["RADAR"]
    return ZoneInfo(config.timezone)
