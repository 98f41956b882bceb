"""What axe-core holds against a page."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# Off by default, though WCAG 2.2 AA asks for it.
ALL_RULES = {"rules": {"target-size": {"enabled": True}}}


def assert_accessible(page: Page, only: str = "") -> None:
    """No rule of axe-core is violated, or not the one that is named."""
    options: dict[str, Any] = {"runOnly": {"type": "rule", "values": [only]}} if only else ALL_RULES
    results = Axe().run(page, options={"resultTypes": ["violations"], **options})
    found = [
        f"{violation['id']}: {node['html']}\n{node['failureSummary']}"
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]
    assert not found, "\n".join([page.url, *found])
