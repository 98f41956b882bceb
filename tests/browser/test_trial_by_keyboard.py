"""The whole trial with the keyboard alone, seeing at every stop where one is."""

import pytest
from playwright.sync_api import Page, expect

from scoring.questionnaire import Questionnaire
from tests.browser.conftest import NewVisitor
from tests.browser.server import Server
from tests.browser.visits import (
    ORGANISATION,
    REASON,
    chosen,
    expect_saved,
    expected_json,
    mixed_answers,
    result_of,
    start_trial,
)

# The element that has the focus, or the label around it, has an outline or a shadow, and is in the window.
FOCUS = """(selector) => {
  const element = document.activeElement;
  const label = element.closest("label") ?? element;
  const marked = (node) => {
    const style = getComputedStyle(node);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== "none";
  };
  const box = label.getBoundingClientRect();
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const seen = (marked(element) || marked(label)) && inside;
  return { unseen: seen ? "" : element.outerHTML.slice(0, 200), reached: element.matches(selector) };
}"""


@pytest.fixture
def page(visitor: NewVisitor) -> Page:
    return visitor().new_page()


def test_a_newcomer_answers_everything_without_a_mouse(site: Server, page: Page, questionnaire: Questionnaire) -> None:
    answers = mixed_answers(questionnaire)
    page.goto(site.address)
    tab_to(page, "#organisation")
    page.keyboard.type(ORGANISATION)
    tab_to(page, "form.start button")
    press_enter_to_go_on(page)
    tab_to(page, ".overview-head .button-primary")
    trial = page.url
    press_enter_to_go_on(page)
    for axis in questionnaire.axes:
        expect(page.locator("h1")).to_have_text(axis.name)
        for statement in axis.statements:
            tab_to(page, f'[name="{statement.id}"]')
            page.keyboard.press(answers[statement.id][0])
            assert chosen(page, statement.id) == answers[statement.id]
        expect_saved(page)
        tab_to(page, "button[value=next]")
        press_enter_to_go_on(page)
    expect(page.locator(".verdict h1")).to_be_visible()
    tab_to(page, '.downloads a[href$=".pdf"]')
    assert result_of(page.context, trial) == expected_json(questionnaire, answers, ORGANISATION)


def test_the_first_stop_skips_to_the_content(site: Server, page: Page) -> None:
    page.goto(site.address)
    page.keyboard.press("Tab")
    assert stop_is(page, ".skip-link")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#organisation")).to_be_focused()


def test_arrows_move_through_the_levels_and_each_move_is_saved(
    site: Server, page: Page, questionnaire: Questionnaire
) -> None:
    axis = questionnaire.axes[0]
    trial = start_trial(page, site.address)
    page.goto(f"{trial}/axes/{axis.id}")
    tab_to(page, '[name="e01"]')
    page.keyboard.press("2")
    page.keyboard.press("ArrowDown")
    assert chosen(page, "e01") == "3"
    expect_saved(page)
    page.reload()
    assert chosen(page, "e01") == "3"


def test_digits_in_a_reason_are_text_and_choose_no_level(
    site: Server, page: Page, questionnaire: Questionnaire
) -> None:
    trial = start_trial(page, site.address)
    page.goto(f"{trial}/axes/{questionnaire.axes[0].id}")
    tab_to(page, "#e01 .reason summary")
    page.keyboard.press("Enter")
    tab_to(page, "#e01-reason")
    page.keyboard.type(REASON)
    expect_saved(page)
    assert chosen(page, "e01") == ""
    page.reload()
    expect(page.locator("#e01-reason")).to_have_value(REASON)


def test_a_glossary_word_opens_in_place_and_closes_with_escape(
    site: Server, page: Page, questionnaire: Questionnaire
) -> None:
    trial = start_trial(page, site.address)
    page.goto(f"{trial}/axes/{questionnaire.axes[0].id}")
    tab_to(page, ".term")
    definition = page.locator(f"#{page.evaluate('document.activeElement.getAttribute(`popovertarget`)')}")
    page.keyboard.press("Enter")
    expect(definition).to_be_visible()
    page.keyboard.press("Escape")
    expect(definition).to_be_hidden()
    assert page.evaluate("document.activeElement.matches('.term')")


def test_errors_are_announced_at_the_top_and_lead_to_the_field(
    site: Server, page: Page, questionnaire: Questionnaire
) -> None:
    trial = start_trial(page, site.address)
    page.goto(f"{trial}/axes/{questionnaire.axes[0].id}")
    page.evaluate("document.querySelector('[name=e02][value=\"1\"]').value = '7'")
    page.check('[name="e02"][value="7"]')
    page.click("button[value=next]")
    expect(page.locator("#errors")).to_be_focused()
    page.keyboard.press("Tab")
    assert stop_is(page, "#errors a[href='#e02']")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert stop_is(page, "#e02 *")


def stop_is(page: Page, selector: str) -> bool:
    """Return whether the focus is on the element; wherever it is, it must be seen."""
    focus = page.evaluate(FOCUS, selector)
    assert focus["unseen"] == ""
    return bool(focus["reached"])


def press_enter_to_go_on(page: Page) -> None:
    """Press Enter where it leads to another page."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def tab_to(page: Page, selector: str, most: int = 80) -> None:
    """Press Tab until the element has the focus; every stop on the way must be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if stop_is(page, selector):
            return
    raise AssertionError(f"{selector} is not reached within {most} stops of {page.url}")
