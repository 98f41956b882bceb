"""A browser, servers to visit, and visitors who see to it that nothing is broken or comes from elsewhere."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from scoring.questionnaire import Questionnaire
from tests.browser import chromium
from tests.browser.server import Server
from tests.browser.tour import Tour, prepare
from tests.browser.watch import Watch

PATIENCE = 30_000
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


class NewVisitor(Protocol):
    """Opens the browser of another person, with Playwright's options for a context."""

    def __call__(self, **options: Any) -> BrowserContext: ...


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = chromium.find()
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE)
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on the embedded database, for all tests that leave it alive."""
    server = Server(tmp_path_factory.mktemp("site")).start()
    yield server
    server.kill()


@pytest.fixture
def own_site(tmp_path: Path) -> Iterator[Server]:
    """A server of this test only."""
    server = Server(tmp_path).start()
    yield server
    server.kill()


@pytest.fixture
def site_on(tmp_path: Path, database_url: str) -> Iterator[Server]:
    """A server on each kind of database in turn."""
    server = Server(tmp_path, database_url).start()
    yield server
    server.kill()


@pytest.fixture
def visitor(browser: Browser) -> Iterator[NewVisitor]:
    """A maker of visitors; once the test is over, what their browsers complained of fails it."""
    watched: list[tuple[BrowserContext, Watch]] = []

    def open_browser(**options: Any) -> BrowserContext:
        context = browser.new_context(**{"reduced_motion": "reduce", "locale": "fr-CA", **options})
        context.set_default_timeout(PATIENCE)
        watched.append((context, Watch(context)))
        return context

    yield open_browser
    for context, _ in watched:
        context.close()
    assert [complaint for _, watch in watched for complaint in watch.complaints] == []


@pytest.fixture(scope="session")
def tour(browser: Browser, site: Server, questionnaire: Questionnaire) -> Iterator[Tour]:
    """Every page to look at, on the site of all tests."""
    context = browser.new_context()
    yield prepare(context, site, questionnaire)
    context.close()
