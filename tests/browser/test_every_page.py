"""Every page in both languages: accessible in light and dark, fitting narrow windows, light to load."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, Response, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import NewVisitor
from tests.browser.tour import PAGES, Tour, go
from tests.browser.visits import assert_no_sideways_scrolling

HALF_OF_A_DESK, QUARTER_OF_A_DESK = 640, 320  # 1280 pixels at 200 % and at 400 %
MOST_BYTES = 60_000


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_accessible_and_fits_at_any_zoom(visitor: NewVisitor, tour: Tour, name: str, language: str) -> None:
    page = visitor(storage_state=tour.cookies).new_page()
    go(page, tour, name, language)
    expect(page.locator("html")).to_have_attribute("lang", language)
    page.evaluate("for (const folded of document.querySelectorAll('details')) folded.open = true")
    assert_accessible(page)
    if language == "fr":  # colours have no language
        page.emulate_media(color_scheme="dark")
        assert_accessible(page, "color-contrast")
    for width in (HALF_OF_A_DESK, QUARTER_OF_A_DESK):
        page.set_viewport_size({"width": width, "height": 720})
        assert_no_sideways_scrolling(page)


@pytest.mark.parametrize("name", [name for name in PAGES if name != "patterns" and "-with-" not in name])
def test_the_page_is_light_without_its_charts(visitor: NewVisitor, tour: Tour, name: str) -> None:
    page = visitor(storage_state=tour.cookies).new_page()
    responses: list[Response] = []

    def keep(response: Response) -> None:
        responses.append(response)

    page.on("response", keep)
    go(page, tour, name)
    page.wait_for_load_state()
    sizes = {response.url: size(response) for response in responses if not is_chart(response)}
    assert 0 < sum(sizes.values()) <= MOST_BYTES, sizes


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pattern_book_can_be_photographed(
    visitor: NewVisitor, tour: Tour, language: str, scheme: str, tmp_path: Path
) -> None:
    page = visitor(color_scheme=scheme).new_page()
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        go(page, tour, "patterns", language)
        assert_no_sideways_scrolling(page)
        picture = tmp_path / f"patterns-{language}-{scheme}-{width}.png"
        page.screenshot(path=picture, full_page=True)
        assert picture.stat().st_size > 10_000
    assert_nothing_sticks_out(page)


def assert_nothing_sticks_out(page: Page) -> None:
    """No word sticks out of its button or its panel."""
    outside = page.evaluate(
        """() => [...document.querySelectorAll("main .button, main .notice, main .panel, main .level")]
          .filter((box) => box.scrollWidth > box.clientWidth + 1).map((box) => box.textContent.trim())"""
    )
    assert outside == []


def is_chart(response: Response) -> bool:
    return response.request.resource_type == "image" and "icon" not in response.url


def size(response: Response) -> int:
    """Return the bytes that came over the network: head and compressed body."""
    return sum(response.request.sizes()[part] for part in ("responseHeadersSize", "responseBodySize"))
