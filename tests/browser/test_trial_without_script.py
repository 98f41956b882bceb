"""The whole trial with JavaScript off: plain forms, nothing that only a script could do."""

from playwright.sync_api import Page, expect

from scoring.questionnaire import Questionnaire
from tests.browser.conftest import NewVisitor
from tests.browser.server import Server
from tests.browser.visits import (
    ORGANISATION,
    REASON,
    chosen,
    expected_json,
    level,
    mixed_answers,
    read_json,
    start_trial,
    write_reason,
)


def without_script(visitor: NewVisitor) -> Page:
    return visitor(java_script_enabled=False).new_page()


def test_a_newcomer_answers_everything_without_script(
    site_on: Server, visitor: NewVisitor, questionnaire: Questionnaire
) -> None:
    page = without_script(visitor)
    answers = mixed_answers(questionnaire)
    trial = start_trial(page, site_on.address)
    page.click(".overview-head .button-primary")
    for axis in questionnaire.axes:
        expect(page.locator("h1")).to_have_text(axis.name)
        for statement in axis.statements:
            level(page, statement.id, answers[statement.id]).click()
        if axis is questionnaire.axes[0]:
            write_reason(page, "e01", REASON)
        page.click("button[value=next]")
    with page.expect_download() as waiting:
        page.click('.downloads a[href$=".json"]')
    assert read_json(waiting.value) == expected_json(questionnaire, answers, ORGANISATION)
    page.goto(f"{trial}/axes/{questionnaire.axes[0].id}")
    assert chosen(page, "e01") == answers["e01"]
    expect(page.locator("#e01-reason")).to_have_value(REASON)


def test_definitions_open_without_script_and_nothing_idle_is_shown(
    site: Server, visitor: NewVisitor, questionnaire: Questionnaire
) -> None:
    page = without_script(visitor)
    trial = start_trial(page, site.address)
    expect(page.locator("[data-copy]")).to_be_hidden()
    page.goto(f"{trial}/axes/{questionnaire.axes[0].id}")
    word = page.locator(".term").first
    word.click()
    expect(page.locator(f"#{word.get_attribute('popovertarget')}")).to_be_visible()


def test_what_is_refused_stays_in_the_form_and_the_rest_is_saved(
    site: Server, visitor: NewVisitor, questionnaire: Questionnaire
) -> None:
    page = without_script(visitor)
    trial = start_trial(page, site.address)
    page.goto(f"{trial}/axes/{questionnaire.axes[0].id}")
    level(page, "e01", "3").click()
    write_reason(page, "e02", "a" * 4001)
    page.click("button[value=next]")
    expect(page.locator("#errors")).to_contain_text("4001")
    expect(page.locator("#e02-reason")).to_have_value("a" * 4001)
    assert chosen(page, "e01") == "3"
