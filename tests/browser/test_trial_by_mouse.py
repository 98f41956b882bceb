"""The whole trial with a mouse: from the home page to the files that people leave with."""

from pathlib import Path

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
    level,
    mixed_answers,
    read_json,
    start_trial,
    write_reason,
)

FIRST_BYTES = {"pdf": b"%PDF-", "xlsx": b"PK", "csv": "\ufefforganisation".encode()}


def test_a_newcomer_answers_everything_and_leaves_with_the_files(
    site: Server, visitor: NewVisitor, questionnaire: Questionnaire
) -> None:
    page = visitor().new_page()
    answers = mixed_answers(questionnaire)
    start_trial(page, site.address)
    page.click(".overview-head .button-primary")
    for axis in questionnaire.axes:
        expect(page.locator("h1")).to_have_text(axis.name)
        for statement in axis.statements:
            level(page, statement.id, answers[statement.id]).click()
        if axis is questionnaire.axes[0]:
            write_reason(page, "e01", REASON)
        expect_saved(page)
        expect(page.locator("[data-current-axis] progress")).to_have_js_property("value", len(axis.statements))
        page.click("button[value=next]")
    expect(page.locator(".verdict h1")).to_be_visible()
    assert files_of(page)["json"] == expected_json(questionnaire, answers, ORGANISATION)
    page.go_back()
    assert chosen(page, questionnaire.statements[-1].id) == answers[questionnaire.statements[-1].id]


def files_of(page: Page) -> dict[str, object]:
    """Return what the downloads hold: the JSON as read, the start of the others."""
    found: dict[str, object] = {}
    for kind in ("pdf", "xlsx", "csv", "json"):
        with page.expect_download() as waiting:
            page.click(f'.downloads a[href$=".{kind}"]')
        assert waiting.value.suggested_filename.endswith(f".{kind}")
        if kind == "json":
            found[kind] = read_json(waiting.value)
        else:
            start = Path(waiting.value.path()).read_bytes()[:32]
            assert start.removeprefix(b"\xef\xbb\xbf").startswith(FIRST_BYTES[kind].removeprefix(b"\xef\xbb\xbf")), kind
    return found
