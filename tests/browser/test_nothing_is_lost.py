"""Nothing typed is ever lost: reloads, closed pages, a network that comes and goes, a server that dies."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from scoring.questionnaire import Questionnaire
from tests.browser.conftest import NewVisitor
from tests.browser.server import Server
from tests.browser.visits import (
    REASON,
    chosen,
    expect_saved,
    level,
    open_axis,
    result_of,
    start_trial,
    write_reason,
)

AWAY = "Le réseau ou le serveur ne répond pas."
BACK = "La connexion est revenue."


@pytest.fixture
def context(visitor: NewVisitor) -> BrowserContext:
    return visitor()


@pytest.fixture
def trial(context: BrowserContext, site: Server, questionnaire: Questionnaire) -> str:
    """A trial whose first axis is open on the first page of the browser."""
    page = context.new_page()
    trial = start_trial(page, site.address)
    open_axis(page, trial, questionnaire.axes[0])
    return trial


@pytest.fixture
def page(context: BrowserContext, trial: str) -> Page:
    assert trial
    return context.pages[0]


def status_says(page: Page, words: str) -> None:
    expect(page.locator("[data-save-status]")).to_contain_text(words)


def score_of(context: BrowserContext, trial: str, statement: str) -> float | None:
    score: float | None = result_of(context, trial)["statements"][statement]["score"]
    return score


def test_a_reload_in_the_middle_loses_nothing(page: Page) -> None:
    level(page, "e01", "4").click()
    write_reason(page, "e01", REASON)
    page.reload()
    expect_saved(page)
    assert chosen(page, "e01") == "4"
    expect(page.locator("#e01-reason")).to_have_value(REASON)


def test_a_page_closed_while_a_reason_is_typed_sends_it(
    context: BrowserContext, page: Page, trial: str, questionnaire: Questionnaire
) -> None:
    write_reason(page, "e01", REASON)
    page.close()
    other = context.new_page()
    open_axis(other, trial, questionnaire.axes[0])
    expect(other.locator("#e01-reason")).to_have_value(REASON)
    expect_saved(other)


def test_the_page_says_when_the_network_is_gone_and_when_it_is_back(
    context: BrowserContext, page: Page, trial: str
) -> None:
    context.set_offline(offline=True)
    level(page, "e01", "3").click()
    level(page, "e02", "2").click()
    status_says(page, AWAY)
    assert kept_in_device(page) == {"e01": "3", "e02": "2"}
    context.set_offline(offline=False)
    status_says(page, BACK)
    expect_saved(page)
    assert score_of(context, trial, "e01") == 3
    assert score_of(context, trial, "e02") == 2


def test_answers_of_a_page_closed_without_network_are_sent_when_the_axis_is_opened_again(
    context: BrowserContext, page: Page, trial: str, questionnaire: Questionnaire
) -> None:
    context.set_offline(offline=True)
    level(page, "e01", "3").click()
    write_reason(page, "e02", REASON)
    status_says(page, AWAY)
    page.close()
    context.set_offline(offline=False)
    other = context.new_page()
    open_axis(other, trial, questionnaire.axes[1])
    expect_saved(other)
    assert score_of(context, trial, "e01") == 3
    open_axis(other, trial, questionnaire.axes[0])
    expect(other.locator("#e02-reason")).to_have_value(REASON)


def test_the_page_is_not_left_while_the_server_cannot_be_reached(
    context: BrowserContext, page: Page, trial: str
) -> None:
    context.set_offline(offline=True)
    write_reason(page, "e01", REASON)
    page.click("button[value=next]")
    status_says(page, AWAY)
    expect(page.locator("#e01-reason")).to_have_value(REASON)
    context.set_offline(offline=False)
    expect_saved(page)
    page.click("button[value=overview]")
    page.wait_for_url(trial)


def test_a_server_that_is_killed_and_started_again_needs_no_reload(
    own_site: Server, context: BrowserContext, questionnaire: Questionnaire
) -> None:
    page = context.new_page()
    trial = start_trial(page, own_site.address)
    open_axis(page, trial, questionnaire.axes[0])
    level(page, "e01", "1").click()
    expect_saved(page)
    own_site.kill()
    level(page, "e02", "4").click()
    status_says(page, AWAY)
    own_site.start()
    status_says(page, BACK)
    expect_saved(page)
    assert score_of(context, trial, "e01") == 1
    assert score_of(context, trial, "e02") == 4


def test_a_reason_too_long_is_refused_beside_its_statement_and_holds_up_no_other(
    context: BrowserContext, page: Page, trial: str
) -> None:
    write_reason(page, "e01", "a" * 100_000)
    expect(page.locator("#e01 [data-message]")).to_contain_text("raccourcissez-le à 4000")
    level(page, "e02", "2").click()
    expect_saved(page)
    assert score_of(context, trial, "e02") == 2
    expect(page.locator("#e01-reason")).to_have_value("a" * 100_000)


def test_answers_are_kept_when_the_cookies_are_gone_and_sent_when_the_link_is_opened_again(
    context: BrowserContext, page: Page, trial: str, questionnaire: Questionnaire
) -> None:
    page.goto(trial)
    link = page.locator("#private-link").input_value()
    open_axis(page, trial, questionnaire.axes[0])
    context.clear_cookies()
    level(page, "e01", "3").click()
    status_says(page, "rechargez la page")
    page.goto(link)
    open_axis(page, trial, questionnaire.axes[0])
    expect_saved(page)
    assert score_of(context, trial, "e01") == 3


def kept_in_device(page: Page) -> dict[str, str]:
    """Return the levels that the device keeps."""
    found: dict[str, str] = page.evaluate(
        "Object.fromEntries(Object.entries(localStorage).map(([name, a]) => [name.split('/')[1], JSON.parse(a).level]))"
    )
    return found
