"""The language of a request, and French typography set once for every text."""

from datetime import UTC, datetime

import pytest
from flask import Flask, session

from radar import i18n
from tests.databases import SqliteDatabases

SPACE = "\u00a0"


@pytest.fixture
def databases(sqlite_databases: SqliteDatabases) -> SqliteDatabases:
    """One kind is enough: texts come from files."""
    return sqlite_databases


@pytest.mark.parametrize(
    ("source", "set_in_french"),
    [
        ("L'essai d'aujourd'hui", "L’essai d’aujourd’hui"),
        ("Attention : 42 %", "Attention_: 42_%"),
        ("« Ne s'applique pas »", "«_Ne s’applique pas_»"),
        ("Pourquoi? Oui; non!", "Pourquoi? Oui; non!"),
        ("à 14 h 32", "à 14_h_32"),
        ("1 000 personnes", "1_000 personnes"),
        ("soit %(percent)s", "soit %(percent)s"),
    ],
)
def test_no_break_spaces_and_apostrophes_are_set_in_french(app: Flask, source: str, set_in_french: str) -> None:
    with app.test_request_context("/"):
        assert i18n.gettext(source) == set_in_french.replace("_", SPACE)


def test_what_people_wrote_is_left_as_it_is(app: Flask) -> None:
    with app.test_request_context("/"):
        assert i18n.gettext("Axe : %(name)s", name="l'aide : 50 %") == f"Axe{SPACE}: l'aide : 50 %"


def test_one_and_several_agree_with_the_number(app: Flask) -> None:
    def count(language: str, number: int) -> str:
        with app.test_request_context(f"/?lang={language}"):
            return i18n.ngettext("%(num)s énoncé", "%(num)s énoncés", number)

    assert [count("fr", number) for number in (0, 1, 2)] == ["0 énoncé", "1 énoncé", "2 énoncés"]
    assert [count("en", number) for number in (0, 1, 2)] == ["0 statements", "1 statement", "2 statements"]


def test_the_language_asked_for_is_kept_and_an_unknown_one_is_not(app: Flask) -> None:
    with app.test_request_context("/?lang=en"):
        assert i18n.current_language() == "en"
        assert session["language"] == "en"
    with app.test_request_context("/?lang=de"):
        assert i18n.current_language() == "fr"
        assert "language" not in session


def test_a_score_that_is_not_there_is_a_dash_and_never_zero(app: Flask) -> None:
    with app.test_request_context("/"):
        assert (i18n.decimal(None), i18n.percent(None)) == ("—", "—")
        assert (i18n.decimal(0.0), i18n.percent(0.0)) == ("0,00", f"0,0{SPACE}%")


def test_moments_are_told_in_the_time_zone_of_the_installation(app: Flask) -> None:
    moment = datetime(2026, 1, 1, 3, 30, tzinfo=UTC)
    with app.test_request_context("/"):
        assert i18n.day(moment) == f"31{SPACE}décembre 2025"
        assert i18n.clock(moment) == f"22{SPACE}h{SPACE}30"
        assert i18n.machine_time(moment) == "2025-12-31T22:30:00-05:00"
