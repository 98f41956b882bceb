"""An assessment is closed while somebody is answering, and opened again: nothing that they gave is lost."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import Connection

from radar import operations, passwords
from radar.operations.campaigns import Campaign
from scoring.questionnaire import Questionnaire
from tests.browser.conftest import NewVisitor
from tests.browser.server import Server
from tests.browser.visits import chosen, expect_saved, level
from tests.radar import members
from tests.radar.moments import NOON

PASSWORD = "quatre lacs et une rivière"
Enter = Callable[[str], Page]


@pytest.fixture
def enter(visitor: NewVisitor, site_on: Server, connection: Connection, questionnaire: Questionnaire) -> Enter:
    """Signs a member in, who is then on the overview of the organisation's assessment."""
    organisation_id = members.add_organisation(connection)
    author = members.add_member(connection, organisation_id, "responsable")
    assessment_id = operations.campaigns.start(
        connection, questionnaire, organisation_id, Campaign("Automne"), author, NOON
    )

    def enter(role: str) -> Page:
        email = f"{role}@exemple.quebec"
        account_id = operations.people.add_account(connection, email, "", passwords.hashed(PASSWORD), NOON)
        operations.organisations.add_member(connection, organisation_id, account_id, role, NOON)
        connection.commit()
        page = visitor().new_page()
        page.goto(f"{site_on.address}/connexion")
        page.fill("#email", email)
        page.fill("#password", PASSWORD)
        page.press("#password", "Enter")
        page.wait_for_url(f"{site_on.address}/organisations*")
        page.goto(f"{site_on.address}/evaluations/{assessment_id}")
        return page

    return enter


def test_an_answer_that_came_too_late_is_kept_and_saved_once_it_can_be(enter: Enter) -> None:
    responsable, facilitator = enter("responsable"), enter("facilitator")
    facilitator.get_by_role("link", name="Commencer").click()
    level(facilitator, "e01", "2").click()
    expect_saved(facilitator)

    responsable.get_by_role("button", name="Fermer l’évaluation").click()
    expect(responsable.get_by_role("button", name="Rouvrir l’évaluation")).to_be_visible()
    level(facilitator, "e02", "3").click()
    expect(facilitator.locator("[data-save-status]")).to_contain_text("une évaluation fermée ne change plus")
    facilitator.reload()
    expect(facilitator.locator(".notice")).to_contain_text("les réponses se lisent, mais ne changent plus")
    assert chosen(facilitator, "e02") == ""

    responsable.get_by_role("button", name="Rouvrir l’évaluation").click()
    expect(responsable.get_by_role("button", name="Fermer l’évaluation")).to_be_visible()
    facilitator.reload()
    expect_saved(facilitator)
    assert chosen(facilitator, "e02") == "3"
    responsable.get_by_role("link", name="Journal des changements").click()
    expect(responsable.locator("tbody tr").first).to_contain_text("Énoncé 2 : niveau 3")
