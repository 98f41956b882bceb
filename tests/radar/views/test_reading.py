"""What all pages share: valid HTML, the typography of the language, the language itself."""

import re

import pytest
from flask.testing import FlaskClient

from radar.config import Config
from scoring.questionnaire import Questionnaire
from tests.databases import SqliteDatabases
from tests.html import validate
from tests.radar.views.pages import every_page
from tests.radar.views.trial import Trial, start, texts_of

FRENCH_FAULTS = re.compile(
    r"\w'\w"  # a straight apostrophe
    r"| [:;»%!?]|«[^\u00a0]|[^\u00a0]»"  # a plain space, or none, where a no-break one stands; a space where none does
    r"|\d\.\d|\d%"  # a decimal point, a percent sign too close
)
NUMBERED = re.compile(r"\d+\.\d+\.\d+|SGQRI 008 3\.0")  # versions, numbered initiatives and the standard
ENGLISH_FAULTS = re.compile(
    r"\w'\w|\u00a0[:%]|«|»|\d,\d(?!\d\d)|\b(?:vous|votre|axe|énoncés?|réponses?)\b", re.IGNORECASE
)


@pytest.fixture
def databases(sqlite_databases: SqliteDatabases) -> SqliteDatabases:
    """One kind is enough: these tests read what the pages say."""
    return sqlite_databases


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_is_valid_html(settings: Config, questionnaire: Questionnaire, language: str) -> None:
    pages = every_page(settings, questionnaire, language)
    assert len(pages) > 40
    assert validate(pages) == []


def test_french_pages_have_french_typography(settings: Config, questionnaire: Questionnaire) -> None:
    found = faults(every_page(settings, questionnaire, "fr"), FRENCH_FAULTS)
    assert not found, "\n".join(found)


def test_english_pages_are_in_english_all_the_way(settings: Config, questionnaire: Questionnaire) -> None:
    pages = every_page(settings, questionnaire, "en")
    assert [name for name, page in pages.items() if '<html lang="en">' not in page] == []
    found = faults(pages, ENGLISH_FAULTS)
    assert not found, "\n".join(found)


def test_french_is_the_default_and_the_switch_is_remembered(client: FlaskClient) -> None:
    assert '<html lang="fr">' in client.get("/").text
    assert '<html lang="en">' in client.get("/methode?lang=en").text
    for path in ("/", "/confidentialite", "/nulle-part"):
        assert '<html lang="en">' in client.get(path).text
    assert '<html lang="fr">' in client.get("/?lang=fr").text
    assert '<html lang="fr">' in client.get("/methode").text


def test_an_unknown_language_changes_nothing(client: FlaskClient) -> None:
    for language in ("de", "", "fr%00", "../en"):
        assert '<html lang="fr">' in client.get(f"/?lang={language}").text


def test_the_switch_keeps_the_page(client: FlaskClient) -> None:
    trial = start(client)
    path = f"{trial.address}/axes/experience-utilisateur"
    assert f'href="{path}?lang=en"' in client.get(path).text
    assert f'href="{path}?lang=fr"' in client.get(f"{path}?lang=en").text


def test_the_language_is_no_part_of_an_answer(client: FlaskClient) -> None:
    trial: Trial = start(client)
    trial.put("e01", {"level": "3", "reason": "Vu."})
    french = trial.get("/resultats.json?lang=fr").get_json()
    assert trial.get("/resultats.json?lang=en").get_json() == french


def faults(pages: dict[str, str], pattern: re.Pattern[str]) -> list[str]:
    """Return where the texts of pages break the rules, each place once."""
    found: dict[str, str] = {}
    for name, page in pages.items():
        for text in texts_of(page):
            for match in pattern.finditer(NUMBERED.sub("", text)):
                around = text[max(0, match.start() - 40) : match.end() + 40]
                found.setdefault(" ".join(around.split()), f"{name}: {match.group()!r} in {around!r}")
    return sorted(found.values())
