"""From the results of an assessment to the downloaded roadmap: on a phone in the dark, and by keyboard alone."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from scoring.questionnaire import Questionnaire
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import NewVisitor
from tests.browser.server import Server
from tests.browser.test_people import PHONE
from tests.browser.test_portfolio import sign_up
from tests.browser.test_trial_by_keyboard import press_enter_to_go_on, tab_to
from tests.browser.visits import mixed_answers, post_answers

FAR = 200  # stops of the keyboard on a long page


@pytest.fixture
def answers(questionnaire: Questionnaire) -> dict[str, str]:
    return mixed_answers(questionnaire)


def assess(page: Page, site: Server, folder: Path, questionnaire: Questionnaire, answers: dict[str, str]) -> str:
    """Answer everything in a campaign of a new organisation; return the address of its results."""
    sign_up(page, site, folder)
    page.goto(f"{site.address}/organisations")
    page.locator("main ul a").first.click()
    page.get_by_role("link", name="Nouvelle campagne").click()
    page.get_by_label("Nom de la campagne").fill("Automne 2026")
    page.get_by_role("button", name="Commencer l’évaluation").click()
    post_answers(page.context, page.url, questionnaire.axes, answers)
    return f"{page.url}/resultats"


def assert_sound(page: Page) -> None:
    """The page is accessible and no wider than the screen; wide tables are scrolled in their place."""
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


def roadmap_of(content: bytes) -> list[tuple[object, int]]:
    """Return the title of each initiative of a workbook, and in how many quarters it is marked."""
    rows = openpyxl.load_workbook(BytesIO(content))["Feuille de route"].iter_rows(values_only=True)
    titles = next(rows)
    place = titles.index("Initiative")
    quarters = [number for number, title in enumerate(titles) if str(title)[:1] == "T" and str(title)[2:3] == " "]
    return [(row[place], sum(row[number] == "X" for number in quarters)) for row in rows]


def test_from_results_to_the_roadmap_on_a_phone(
    own_site: Server, visitor: NewVisitor, tmp_path: Path, questionnaire: Questionnaire, answers: dict[str, str]
) -> None:
    page = visitor(**PHONE).new_page()
    page.goto(assess(page, own_site, tmp_path, questionnaire, answers))
    results = page.url
    with page.expect_navigation():
        page.get_by_role("link", name="Commencer un plan (PTN)").click()
    assert_sound(page)
    page.get_by_label("Proposer les initiatives recommandées").uncheck()
    with page.expect_navigation():
        page.get_by_role("button", name="Commencer le plan").click()
    assert_sound(page)
    plan = page.url
    page.goto(results)
    with page.expect_navigation():
        page.get_by_role("button", name="Ajouter au PTN").first.click()
    page.goto(plan)
    with page.expect_navigation():
        page.get_by_role("button", name="Retenir").first.click()
    with page.expect_navigation():
        page.get_by_role("link", name="Placer dans la feuille de route").click()
    assert_sound(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Proposer un calendrier").click()
    assert_sound(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Enregistrer ce calendrier").click()
    with page.expect_navigation():
        page.get_by_role("link", name="Document", exact=True).click()
    assert_sound(page)
    ((title, quarters),) = roadmap_of(page.context.request.get(f"{plan}.xlsx").body())
    assert quarters > 0
    bring_back(page, plan, tmp_path, str(title))


def bring_back(page: Page, plan: str, folder: Path, title: str) -> None:
    """Change a title in the workbook and bring it back."""
    book = openpyxl.load_workbook(BytesIO(page.context.request.get(f"{plan}.xlsx").body()))
    sheet = book["Feuille de route"]
    next(cell for cell in sheet[2] if cell.value == title).value = "Un titre venu du tableur"
    edited = folder / "ptn.xlsx"
    book.save(edited)
    with page.expect_navigation():
        page.get_by_role("link", name="Ramener un fichier modifié").click()
    assert_sound(page)
    page.get_by_label("Fichier", exact=True).set_input_files(edited)
    with page.expect_navigation():
        page.get_by_role("button", name="Voir les changements").click()
    assert_sound(page)
    expect(page.get_by_text("Un titre venu du tableur").first).to_be_visible()
    page.get_by_label("Le même fichier").set_input_files(edited)
    page.get_by_role("button", name="Appliquer").click()
    expect(page.get_by_role("heading", name="Un titre venu du tableur")).to_be_visible()


def test_from_results_to_the_roadmap_by_keyboard(
    own_site: Server, visitor: NewVisitor, tmp_path: Path, questionnaire: Questionnaire, answers: dict[str, str]
) -> None:
    page = visitor(accept_downloads=True).new_page()
    page.goto(assess(page, own_site, tmp_path, questionnaire, answers))
    tab_to(page, "a[href$='/ptn/nouveau']", FAR)
    press_enter_to_go_on(page)
    tab_to(page, "form.panel .button-primary")
    press_enter_to_go_on(page)
    tab_to(page, ".next-step a")
    page.keyboard.press("Enter")
    tab_to(page, "button[value=kept]")
    press_enter_to_go_on(page)
    page.goto(page.url.partition("#")[0])  # from the top again: the page returns to the card that was kept
    tab_to(page, ".next-step a", FAR)
    press_enter_to_go_on(page)
    tab_to(page, "form[action$='/proposition'] button", FAR)
    press_enter_to_go_on(page)
    tab_to(page, "form[action$='/calendrier'] .button-primary")
    press_enter_to_go_on(page)
    tab_to(page, ".plan-pages a[href$='/document']")
    press_enter_to_go_on(page)
    tab_to(page, "a[href$='.xlsx']")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    found = roadmap_of(Path(download.value.path()).read_bytes())
    assert sum(quarters > 0 for _title, quarters in found) == 1
    assert len(found) > 1  # the other proposals come along, without quarters
