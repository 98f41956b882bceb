"""The facilitator's pages keep themselves up to date, and what is being typed there stays."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import Connection

from radar import config
from radar.app import create_app
from radar.operations import workshops
from scoring.questionnaire import Questionnaire
from tests.browser.conftest import NewVisitor
from tests.browser.server import Server
from tests.radar import members, sessions
from tests.radar.moments import NOON
from tests.radar.sessions import Place


@pytest.fixture
def place(connection: Connection, questionnaire: Questionnaire) -> Place:
    """A session that goes on, whenever the test runs."""
    place = sessions.hold(connection, questionnaire)
    sessions.renew(connection)
    return place


@pytest.fixture
def facilitator(
    visitor: NewVisitor, site_on: Server, tmp_path: Path, database_url: str, connection: Connection, place: Place
) -> BrowserContext:
    """A browser in which the facilitator is signed in."""
    app = create_app(config.read({"RADAR_INSTANCE": str(tmp_path), "RADAR_DATABASE_URL": database_url}))
    client = members.sign_in(app.test_client(), connection, place.account_id)
    cookie = client.get_cookie("radar")
    app.extensions["database"].dispose()
    assert cookie is not None
    context = visitor()
    context.add_cookies([{"name": "radar", "value": cookie.value, "url": site_on.address}])
    return context


@pytest.fixture
def console(facilitator: BrowserContext, site_on: Server, place: Place) -> Page:
    """The console, opened."""
    page = facilitator.new_page()
    page.goto(f"{site_on.address}/seances/{place.workshop_id}")
    return page


def test_the_first_statement_is_on_the_screen_within_a_few_clicks(
    facilitator: BrowserContext, site_on: Server, place: Place
) -> None:
    page = facilitator.new_page()
    page.goto(f"{site_on.address}/evaluations/{place.assessment_id}")
    page.get_by_role("link", name="Ouvrir une séance").click()
    page.get_by_role("button", name="Commencer la séance").click()
    with facilitator.expect_page() as opened:
        page.get_by_role("link", name="Afficher le grand écran").click()
    screen = opened.value
    expect(screen.locator(".screen-code")).to_have_text(page.locator(".console-code strong").inner_text())
    page.get_by_role("button", name="Ouvrir le premier énoncé").click()
    expect(screen.locator("h1")).to_contain_text("1.")
    expect(screen.locator(".turnout")).to_have_text("0 vote sur 0")


def test_votes_are_seen_to_come_in_while_a_reason_is_typed(console: Page, connection: Connection, place: Place) -> None:
    console.get_by_role("button", name="Ouvrir le premier énoncé").click()
    people = sessions.seat(connection, place.workshop_id, 3)
    sessions.cast(connection, place.workshop_id, "e01", dict.fromkeys(people, 2))
    expect(console.locator(".turnout")).to_have_text("3 votes sur 3")
    console.get_by_role("button", name="Dévoiler les votes").click()
    reason = console.locator("textarea[name=reason]")
    reason.press_sequentially("Deux directions")
    console.locator("input[name=level][value='3']").check()
    reason.focus()
    sessions.seat(connection, place.workshop_id, 1)
    expect(console.locator(".console-side")).to_contain_text("4 personnes")
    expect(reason).to_have_value("Deux directions")
    expect(reason).to_be_focused()
    reason.press_sequentially(" le font")
    expect(console.locator("input[name=level]:checked")).to_have_value("3")
    console.get_by_role("button", name="Inscrire le niveau convenu").click()
    expect(console.locator(".notice-success")).to_contain_text("Deux directions le font")


def test_a_lost_network_is_said_and_so_is_its_return(
    console: Page, facilitator: BrowserContext, connection: Connection, place: Place
) -> None:
    facilitator.set_offline(True)
    expect(console.locator(".live-status")).to_contain_text("ne répond pas")
    workshops.open_statement(connection, place.workshop_id, "e01", NOON)
    facilitator.set_offline(False)
    expect(console.locator(".live-status")).to_have_text("La connexion est revenue.")
    expect(console.get_by_role("button", name="Dévoiler les votes")).to_be_visible()
