"""The private link opens the assessment anywhere; its address alone opens nothing."""

import pytest
from playwright.sync_api import Page, expect

from scoring.questionnaire import Questionnaire
from tests.browser.conftest import NewVisitor
from tests.browser.server import Server
from tests.browser.visits import ORGANISATION, chosen, expect_saved, level, open_axis, start_trial


@pytest.fixture
def owner(visitor: NewVisitor) -> Page:
    return visitor(permissions=["clipboard-read", "clipboard-write"]).new_page()


@pytest.fixture
def other(visitor: NewVisitor) -> Page:
    return visitor().new_page()


def test_the_link_opens_the_same_assessment_in_another_browser(
    site: Server, owner: Page, other: Page, questionnaire: Questionnaire
) -> None:
    trial = start_trial(owner, site.address)
    owner.click("[data-copy]")
    expect(owner.locator("[data-copy]")).to_have_text("Copié")
    link = owner.evaluate("navigator.clipboard.readText()")
    open_axis(owner, trial, questionnaire.axes[0])
    level(owner, "e01", "2").click()
    expect_saved(owner)
    other.goto(link)
    assert other.url == trial
    expect(other.locator("h1")).to_have_text(ORGANISATION)
    open_axis(other, trial, questionnaire.axes[0])
    assert chosen(other, "e01") == "2"


def test_the_address_alone_opens_nothing(site: Server, owner: Page, other: Page) -> None:
    trial = start_trial(owner, site.address)
    for address in (trial, f"{trial}/resultats", f"{trial}/resultats.json", f"{trial}/radar.svg"):
        answer = other.goto(address)
        assert answer is not None
        assert answer.status == 404


def test_a_deleted_assessment_is_gone_for_everyone(site: Server, owner: Page, other: Page) -> None:
    trial = start_trial(owner, site.address)
    link = owner.locator("#private-link").input_value()
    other.goto(link)
    owner.click(".danger-link")
    owner.click(".button-danger")
    expect(owner.locator("[role=status]")).to_contain_text("supprimées")
    for page, address in ((owner, trial), (other, trial), (other, link)):
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 404
        expect(page.locator("h1")).to_contain_text("Cette page n’existe pas")


def test_the_page_a_link_led_to_tells_no_other_site_where_it_came_from(site: Server, owner: Page, other: Page) -> None:
    start_trial(owner, site.address)
    other.goto(owner.locator("#private-link").input_value())
    assert "/lien/" not in other.evaluate("document.referrer + location.href")
