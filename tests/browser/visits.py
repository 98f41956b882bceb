"""What visitors do and look at, in the words of the tests."""

import json
import re
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Download, Locator, Page, expect

from radar.answers import CODES
from scoring.questionnaire import Axis, Questionnaire
from scoring.results import assess, to_json

ORGANISATION = "Régie de l’essai"
REASON = "3 services sur 7, selon la liste tenue par la direction."
SAVED = re.compile(r"Enregistré à \d+\sh\s\d\d")
PATIENCE = 10.0
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def mixed_answers(questionnaire: Questionnaire) -> dict[str, str]:
    """Return an answer for every statement: levels of all heights, and two statements that do not apply."""
    levels = {statement.id: str(number * 7 % 5) for number, statement in enumerate(questionnaire.statements)}
    return {**levels, "e07": "na", "e30": "na"}


def expected_json(questionnaire: Questionnaire, answers: Mapping[str, str], organisation: str) -> dict[str, Any]:
    """Return the result that the engine finds for the same answers."""
    codes = {statement: CODES[value] for statement, value in answers.items()}
    return to_json(assess(questionnaire, codes, organisation))


def start_trial(page: Page, address: str, organisation: str = ORGANISATION) -> str:
    """Start a trial from the home page and return the address of its overview."""
    page.goto(address)
    page.fill("#organisation", organisation)
    page.click("form.start button")
    page.wait_for_url(f"{address}/evaluations/*")
    return page.url


def post_answers(context: BrowserContext, trial: str, axes: tuple[Axis, ...], answers: Mapping[str, str]) -> None:
    """Send the forms of `axes` as a browser without script does, without drawing a page."""
    for axis in axes:
        address = f"{trial}/axes/{axis.id}"
        token = TOKEN.findall(context.request.get(address).text())[0]
        fields = {statement.id: answers.get(statement.id, "") for statement in axis.statements}
        answer = context.request.post(address, form={"csrf_token": token, **fields}, max_redirects=0)
        assert answer.status == 303, answer.text()


def open_axis(page: Page, trial: str, axis: Axis) -> None:
    """Open the form of an axis."""
    page.goto(f"{trial}/axes/{axis.id}")


def level(page: Page, statement: str, value: str) -> Locator:
    """Return the label of an answer: what people point at."""
    return page.locator(f'#{statement} label:has(input[value="{value}"])')


def chosen(page: Page, statement: str) -> str:
    """Return the answer that the page shows."""
    return page.locator(f"#{statement} input[type=radio]:checked").input_value()


def write_reason(page: Page, statement: str, text: str) -> None:
    """Unfold the reason of a statement and write it as the last word."""
    if not page.locator(f"#{statement}-reason").is_visible():
        page.click(f"#{statement} .reason summary")
    page.fill(f"#{statement}-reason", text)


def expect_saved(page: Page) -> None:
    """Wait until the page says that what was entered is saved, and when."""
    expect(page.locator("[data-save-status][data-state=saved]")).to_contain_text(SAVED)
    _wait_until(page, "Object.keys(localStorage).length === 0")


def _wait_until(page: Page, expression: str) -> None:
    """Ask the page again and again: Playwright's own waiting needs `unsafe-eval`, which the page's policy forbids."""
    end = time.monotonic() + PATIENCE
    while not page.evaluate(expression):
        assert time.monotonic() < end, f"{page.url} never came to {expression}"
        page.wait_for_timeout(20)


def result_of(context: BrowserContext, trial: str) -> dict[str, Any]:
    """Return the JSON twin of the results."""
    found: dict[str, Any] = context.request.get(f"{trial}/resultats.json").json()
    return found


def read_json(download: Download) -> dict[str, Any]:
    """Return what a downloaded JSON file holds."""
    found: dict[str, Any] = json.loads(Path(download.path()).read_text(encoding="utf-8"))
    return found


def assert_no_sideways_scrolling(page: Page) -> None:
    """The page fits the width of its window."""
    assert page.viewport_size is not None
    width = page.evaluate("document.scrollingElement.scrollWidth")
    assert width <= page.viewport_size["width"], f"{page.url} is {width} pixels wide"
