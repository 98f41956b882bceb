"""The whole trial on a phone 360 pixels wide, with a finger."""

from typing import Any

from playwright.sync_api import Page, expect

from scoring.questionnaire import Questionnaire
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import NewVisitor
from tests.browser.server import Server
from tests.browser.visits import (
    ORGANISATION,
    assert_no_sideways_scrolling,
    expect_saved,
    expected_json,
    level,
    mixed_answers,
    result_of,
)

PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
TALL_ENOUGH_FOR_A_THUMB = 44


def test_a_newcomer_answers_everything_on_a_phone(
    site: Server, visitor: NewVisitor, questionnaire: Questionnaire
) -> None:
    page = visitor(**PHONE).new_page()
    answers = mixed_answers(questionnaire)
    page.goto(site.address)
    assert_fits(page)
    page.fill("#organisation", ORGANISATION)
    page.tap("form.start button")
    page.wait_for_url("**/evaluations/*")
    trial = page.url
    assert_fits(page)
    page.tap(".overview-head .button-primary")
    for axis in questionnaire.axes:
        expect(page.locator("h1")).to_have_text(axis.name)
        for statement in axis.statements:
            level(page, statement.id, answers[statement.id]).tap()
        expect_saved(page)
        assert_no_sideways_scrolling(page)
        page.tap("button[value=next]")
    expect(page.locator(".verdict h1")).to_be_visible()
    assert_fits(page)
    assert result_of(page.context, trial) == expected_json(questionnaire, answers, ORGANISATION)


def test_levels_are_tall_enough_for_a_thumb_and_definitions_fit(
    site: Server, visitor: NewVisitor, questionnaire: Questionnaire
) -> None:
    page = visitor(**PHONE).new_page()
    page.goto(site.address)
    page.tap("form.start button")
    page.wait_for_url("**/evaluations/*")
    page.goto(f"{page.url}/axes/{questionnaire.axes[0].id}")
    assert_fits(page)
    for box in page.locator("#e01 label.level").all():
        size = box.bounding_box()
        assert size is not None
        assert size["height"] >= TALL_ENOUGH_FOR_A_THUMB
    page.locator(".term").first.tap()
    definition = page.locator(".definition:popover-open").bounding_box()
    assert definition is not None
    assert definition["x"] >= 0
    assert definition["x"] + definition["width"] <= 360


def assert_fits(page: Page) -> None:
    """The page has no sideways scrolling and no target under 24 pixels."""
    assert_no_sideways_scrolling(page)
    assert_accessible(page, "target-size")
