"""Two campaigns of an organisation, an initiative taken up between them, and what moved, on a phone in the dark."""

from pathlib import Path

from playwright.sync_api import Page, expect

from scoring.questionnaire import Questionnaire
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import NewVisitor
from tests.browser.server import Server
from tests.browser.test_people import PHONE
from tests.browser.test_portfolio import BODY, sign_up
from tests.browser.visits import assert_no_sideways_scrolling, post_answers

LONG = "Campagne officielle de l’automne auprès de toutes les directions régionales et centrales"


def assert_sound(page: Page) -> None:
    """The page is accessible, its tables unfolded, and only they scroll sideways."""
    page.evaluate("for (const folded of document.querySelectorAll('details')) folded.open = true")
    assert_accessible(page)
    assert_no_sideways_scrolling(page)


def hold(page: Page, home: str, questionnaire: Questionnaire, name: str, day: str, level: str) -> str:
    """Hold a campaign in which every statement has a level; return its address."""
    page.goto(home)
    page.get_by_role("link", name="Nouvelle campagne").click()
    page.get_by_label("Nom de la campagne").fill(name)
    page.locator("input[type=date]").first.fill(day)
    page.get_by_role("button", name="Commencer").click()
    answers = dict.fromkeys(questionnaire.statement_index, level)
    post_answers(page.context, page.url, questionnaire.axes, answers)
    return page.url


def test_what_moved_and_what_was_in_place(
    own_site: Server, visitor: NewVisitor, tmp_path: Path, questionnaire: Questionnaire
) -> None:
    page = visitor(**PHONE).new_page()
    sign_up(page, own_site, tmp_path)
    page.goto(f"{own_site.address}/organisations")
    page.get_by_role("link", name=BODY).click()
    home = page.url
    page.goto(f"{home}/evolution")
    expect(page.get_by_text("Aucune campagne n’a encore de score.")).to_be_visible()
    assert_sound(page)
    hold(page, home, questionnaire, "Automne 2025", "2025-10-20", "1")
    second = hold(page, home, questionnaire, LONG, "2035-10-20", "2")

    page.goto(f"{second}/resultats")
    page.get_by_role("button", name="Retenir cette initiative").first.click()
    expect(page.get_by_text("Retenue depuis le")).to_be_visible()
    assert_sound(page)

    page.get_by_role("link", name="Évolution", exact=True).click()
    expect(page.get_by_text("le score global passe de 1,00 à 2,00").first).to_be_visible()
    expect(page.get_by_role("heading", name="Initiatives en place")).to_be_visible()
    expect(page.get_by_text("rien ici ne dit qu’elles en sont la cause")).to_be_visible()
    assert_sound(page)
    page.get_by_label("Automne 2025").uncheck()
    page.get_by_role("button", name="Comparer ces campagnes").click()
    expect(page.get_by_text("Une seule campagne").first).to_be_visible()
    assert_sound(page)
