"""From the link on the console to an organisation with two responsables, one of them on a phone without script."""

import re
import time
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import NewVisitor
from tests.browser.server import Server

PATIENCE = 20.0
PASSWORD = "trois bouleaux au bord de l’eau"
WIDER = """[...document.querySelectorAll("body *")]
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1).map((one) => one.outerHTML.slice(0, 200))"""
PHONE = {"viewport": {"width": 360, "height": 780}, "color_scheme": "dark"}


def first_link(folder: Path) -> str:
    """Return the path of the link that the server writes on the console once it answers."""
    end = time.monotonic() + PATIENCE
    while not (found := re.findall(r"/invitations/\S+", (folder / "server.log").read_text(encoding="utf-8"))):
        assert time.monotonic() < end, "no link on the console"
        time.sleep(0.05)
    return str(found[0])


def assert_sound(page: Page) -> None:
    """The page is accessible and no wider than the screen."""
    assert_accessible(page)
    assert page.evaluate(WIDER) == [], page.url


def test_the_first_account_invites_a_second_responsable(own_site: Server, visitor: NewVisitor, tmp_path: Path) -> None:
    desk = visitor().new_page()
    desk.goto(own_site.address + first_link(tmp_path))
    assert_sound(desk)
    desk.get_by_label("Adresse de courriel").fill("alix@exemple.quebec")
    desk.get_by_label("Mot de passe").fill(PASSWORD)
    desk.get_by_label("Votre organisme").fill("Ville de Trois-Bouleaux")
    desk.get_by_role("button", name="Créer mon compte").click()
    expect(desk.get_by_role("heading", name="Ville de Trois-Bouleaux")).to_be_visible()
    expect(desk.get_by_text("Une seule personne est responsable.")).to_be_visible()
    assert_sound(desk)
    home = desk.url
    desk.get_by_label("Rôle", exact=True).select_option("responsable")
    desk.get_by_role("button", name="Inviter").click()
    link = desk.get_by_role("textbox", name="Lien d’invitation").input_value()
    assert_sound(desk)

    phone = visitor(**PHONE, java_script_enabled=False).new_page()
    phone.goto(link)
    phone.get_by_label("Adresse de courriel").fill("nour@exemple.quebec")
    phone.get_by_label("Mot de passe").fill(PASSWORD)
    phone.get_by_role("button", name="Créer mon compte").click()
    expect(phone.get_by_role("heading", name="Ville de Trois-Bouleaux")).to_be_visible()
    phone.get_by_role("button", name="Se déconnecter").click()
    phone.goto(home)
    phone.get_by_label("Adresse de courriel").fill("nour@exemple.quebec")
    phone.get_by_label("Mot de passe").fill(PASSWORD)
    phone.get_by_role("button", name="Se connecter").click()
    assert phone.url == home

    desk.reload()
    expect(desk.get_by_text("Une seule personne est responsable.")).to_be_hidden()


def test_every_page_of_people_is_accessible_on_a_phone_in_the_dark(
    own_site: Server, visitor: NewVisitor, tmp_path: Path
) -> None:
    page = visitor(**PHONE).new_page()
    for path in ("/connexion", first_link(tmp_path)):
        page.goto(own_site.address + path)
        assert_sound(page)
    page.get_by_label("Adresse de courriel").fill(
        "une.adresse.tres.longue.sans.espace@regie-des-bouleaux.exemple.quebec"
    )
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_label("Votre organisme").fill("Ville de Trois-Bouleaux")
    with page.expect_navigation():
        page.get_by_role("button", name="Créer mon compte").click()
    assert_sound(page)
    page.goto(f"{own_site.address}/portefeuilles")
    page.get_by_label("Nom du portefeuille").fill("Ministère de l’Essai")
    with page.expect_navigation():
        page.get_by_role("button", name="Créer le portefeuille").click()
    assert_sound(page)
    for path in ("/organisations", "/compte", "/administration", "/portefeuilles"):
        page.goto(own_site.address + path)
        assert_sound(page)
