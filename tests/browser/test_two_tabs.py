"""Two tabs on one axis: the last write wins, statement by statement, and nobody overwrites unknowingly."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from scoring.questionnaire import Axis, Questionnaire
from tests.browser.conftest import NewVisitor
from tests.browser.server import Server
from tests.browser.visits import chosen, expect_saved, level, open_axis, result_of, start_trial, write_reason

REPLACED = re.compile(r"avait enregistré le niveau 3 le .+; votre réponse l’a remplacé\.")


@pytest.fixture
def axis(questionnaire: Questionnaire) -> Axis:
    return questionnaire.axes[0]


@pytest.fixture
def phone(visitor: NewVisitor) -> BrowserContext:
    return visitor()


@pytest.fixture
def desk(visitor: NewVisitor) -> BrowserContext:
    return visitor()


def open_on_both(desk: BrowserContext, phone: BrowserContext, site: Server, axis: Axis) -> tuple[Page, Page, str]:
    """Open the axis on two devices: both have seen the same answers, and neither hears of the other."""
    first, second = desk.new_page(), phone.new_page()
    trial = start_trial(first, site.address)
    second.goto(first.locator("#private-link").input_value())
    for page in (first, second):
        open_axis(page, trial, axis)
    return first, second, trial


def test_the_last_write_wins_and_its_author_is_told_what_it_replaced(
    desk: BrowserContext, phone: BrowserContext, site: Server, axis: Axis
) -> None:
    first, second, trial = open_on_both(desk, phone, site, axis)
    level(first, "e01", "3").click()
    expect_saved(first)
    level(second, "e01", "1").click()
    expect(second.locator("#e01 [data-message]")).to_contain_text(REPLACED)
    expect_saved(second)
    assert result_of(desk, trial)["statements"]["e01"]["score"] == 1


def test_a_stale_page_overwrites_only_what_was_changed_on_it(
    desk: BrowserContext, phone: BrowserContext, site: Server, axis: Axis
) -> None:
    first, second, trial = open_on_both(desk, phone, site, axis)
    level(first, "e01", "3").click()
    level(first, "e02", "4").click()
    expect_saved(first)
    level(second, "e03", "2").click()
    expect_saved(second)
    second.click("button[value=overview]")
    second.wait_for_url(trial)
    scores = result_of(desk, trial)["statements"]
    assert [scores[statement]["score"] for statement in ("e01", "e02", "e03")] == [3, 4, 2]


def test_a_stale_page_without_script_is_told_what_it_replaced(
    desk: BrowserContext, visitor: NewVisitor, site: Server, axis: Axis
) -> None:
    first, second, trial = open_on_both(desk, visitor(java_script_enabled=False), site, axis)
    level(first, "e01", "3").click()
    level(first, "e02", "4").click()
    expect_saved(first)
    level(second, "e01", "1").click()
    second.click("button[value=next]")
    expect(second.locator("#errors")).to_contain_text(REPLACED)
    assert (chosen(second, "e01"), chosen(second, "e02")) == ("1", "4")
    assert result_of(desk, trial)["statements"]["e01"]["score"] == 1


def test_the_other_tab_shows_the_new_answer_and_says_so(desk: BrowserContext, site: Server, axis: Axis) -> None:
    first, second = desk.new_page(), desk.new_page()
    trial = start_trial(first, site.address)
    for page in (first, second):
        open_axis(page, trial, axis)
    level(first, "e01", "3").click()
    write_reason(first, "e01", "Vu en atelier.")
    expect(second.locator("#e01-reason")).to_have_value("Vu en atelier.")
    expect(second.locator("#e01 [data-message]")).to_contain_text("Un autre onglet")
    assert chosen(second, "e01") == "3"
    level(second, "e01", "2").click()
    expect_saved(second)
    expect(second.locator("#e01 [data-message]")).to_be_empty()
    expect(first.locator("#e01 input:checked")).to_have_value("2")
