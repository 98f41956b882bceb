"""A whole session of an axis: a facilitator, a big screen and five phones, with all that happens in a room."""

import re
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

import pytest
import sqlalchemy as sa
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import Connection

from radar import operations, passwords
from radar.models import Account
from radar.operations.campaigns import Campaign
from radar.operations.workshops import WorkshopChoices
from scoring.questionnaire import Questionnaire
from tests.browser.conftest import NewVisitor
from tests.browser.server import Server
from tests.browser.visits import assert_no_sideways_scrolling

EMAIL, PASSWORD = "animation@exemple.quebec", "un long mot de passe"
AXIS = "gouvernance-numerique"
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
MOST_CLICKS = 8
PHONES = 5


@pytest.fixture
def assessment_id(connection: Connection, questionnaire: Questionnaire) -> uuid.UUID:
    """The assessment of an organisation in which one person may facilitate."""
    now = datetime.now(UTC)
    account_id = operations.people.add_account(connection, EMAIL, "Dominique", passwords.hashed(PASSWORD), now)
    organisation_id = operations.organisations.create_organisation(connection, "Régie de l’essai", now)
    operations.organisations.add_member(connection, organisation_id, account_id, "facilitator", now)
    return operations.campaigns.start(connection, questionnaire, organisation_id, Campaign("Automne"), account_id, now)


@dataclass
class Desk:
    """The facilitator's page, on which every click is counted."""

    page: Page
    clicks: int = 0

    def click(self, role: Literal["link", "button"], name: str) -> None:
        """Click a link or a button by its name."""
        self.page.get_by_role(role, name=re.compile(name)).first.click()
        self.clicks += 1


def test_from_sign_in_to_the_first_vote_on_the_screen_takes_eight_clicks_at_most(
    site_on: Server, visitor: NewVisitor, assessment_id: uuid.UUID
) -> None:
    del assessment_id
    context = visitor()
    desk = _signed_in(context, site_on)
    desk.click("link", "Régie de l’essai")
    desk.click("link", "Automne")
    desk.click("link", "Ouvrir une séance")
    desk.click("button", "Commencer la séance")
    with context.expect_page() as opened:
        desk.click("link", "[Gg]rand écran")
    phone = _joined(visitor(**PHONE), site_on, _code(desk))
    desk.click("button", "Ouvrir le premier énoncé")
    _vote(phone, "2")
    expect(opened.value.locator(".turnout")).to_contain_text("1 ")
    assert desk.clicks <= MOST_CLICKS


def test_a_room_holds_a_session_and_its_radar_is_there_at_the_end(
    site_on: Server,
    visitor: NewVisitor,
    connection: Connection,
    questionnaire: Questionnaire,
    assessment_id: uuid.UUID,
) -> None:
    axis = questionnaire.axis_by_id[AXIS]
    statements = [statement.id for statement in axis.statements]
    context = visitor()
    desk = _signed_in(context, site_on)
    room = f"{site_on.address}/seances/{_open(connection, assessment_id, statements)}"
    desk.page.goto(room)
    screen = context.new_page()
    screen.goto(f"{room}/ecran")
    phones = [_joined(visitor(**PHONE), site_on, _code(desk)) for _ in range(PHONES)]
    expect(screen.locator(".screen-joined")).to_contain_text(str(PHONES))

    for number in range(len(statements)):
        if number == 2:  # the facilitator's browser dies; another takes the session up where it was
            context.close()
            context = visitor()
            desk = _signed_in(context, site_on)
            desk.page.goto(room)
            screen = context.new_page()
            screen.goto(f"{room}/ecran")
        desk.click("button", "Ouvrir le premier énoncé" if number == 0 else "Énoncé suivant")
        MISHAPS.get(number, _vote_all)(phones)
        _reveal_and_agree(desk, screen, phones)
    assert_no_sideways_scrolling(phones[0])

    desk.click("link", "Fermer la séance")
    desk.click("button", "Fermer la séance")
    expect(phones[0].get_by_role("heading", name="La séance est terminée")).to_be_visible()
    result = context.request.get(f"{site_on.address}/evaluations/{assessment_id}/resultats.json").json()
    assert result["axes"][AXIS]["answered"] == len(statements)
    assert result["axes"][AXIS]["score"] == 3


def _reveal_and_agree(desk: Desk, screen: Page, phones: list[Page]) -> None:
    expect(screen.locator(".turnout")).to_contain_text(str(PHONES))
    expect(screen.locator(".tally-count")).to_have_count(0)
    desk.click("button", "Dévoiler les votes")
    for phone in phones:
        expect(phone.get_by_text("Les votes sont fermés pour cet énoncé.")).to_be_visible()
    expect(screen.locator(".tally-count").nth(3)).to_contain_text(f"{PHONES} votes")
    expect(screen.locator(".room-verdict")).to_contain_text("ccord")
    desk.page.get_by_label("Pourquoi ce niveau?").fill("La salle a vu les dossiers.")
    desk.click("button", "Inscrire le niveau convenu")
    expect(desk.page.get_by_text("Convenu :").first).to_be_visible()


def _vote_all(phones: list[Page]) -> None:
    for phone in phones:
        _vote(phone, "3")


def _vote_with_a_reload(phones: list[Page]) -> None:
    _vote_all(phones)
    phones[0].reload()
    expect(phones[0].locator('button[value="3"]')).to_have_attribute("aria-pressed", "true")


def _vote_with_a_lost_network(phones: list[Page]) -> None:
    _vote_all(phones[1:])
    expect(phones[0].locator("button[name=level]").first).to_be_visible()
    phones[0].context.set_offline(True)
    phones[0].locator('button[value="3"]').tap()
    expect(phones[0].locator("[data-vote-status]")).to_contain_text("réseau")
    phones[0].context.set_offline(False)
    expect(phones[0].locator("[data-vote-status]")).to_contain_text("enregistré")


def _vote_with_a_change_of_mind(phones: list[Page]) -> None:
    _vote(phones[0], "0")
    _vote_all(phones)


MISHAPS = {0: _vote_with_a_reload, 1: _vote_with_a_lost_network, 3: _vote_with_a_change_of_mind}


def _open(connection: Connection, assessment_id: uuid.UUID, statements: list[str]) -> uuid.UUID:
    account_id = connection.execute(sa.select(Account.id)).scalar_one()
    connection.rollback()
    plan = WorkshopChoices("Séance du comité", [AXIS], "led")
    now = datetime.now(UTC)
    return operations.workshops.create_workshop(connection, assessment_id, plan, statements, now, account_id)


def _signed_in(context: BrowserContext, site: Server) -> Desk:
    desk = Desk(context.new_page())
    desk.page.goto(f"{site.address}/connexion")
    desk.page.get_by_label("Adresse de courriel").fill(EMAIL)
    desk.page.get_by_label("Mot de passe").fill(PASSWORD)
    desk.click("button", "Se connecter")
    desk.page.wait_for_url("**/organisations*")
    return desk


def _code(desk: Desk) -> str:
    return desk.page.locator(".console-code strong").inner_text()


def _joined(context: BrowserContext, site: Server, code: str) -> Page:
    page = context.new_page()
    page.goto(f"{site.address}/r/{code.lower()}")
    page.get_by_role("button", name="Participer").tap()
    page.wait_for_url("**/r/s/*")
    return page


def _vote(phone: Page, level: str) -> None:
    phone.locator(f'button[name=level][value="{level}"]').tap()
    expect(phone.locator("[data-vote-status]")).to_contain_text("Vote enregistré")
