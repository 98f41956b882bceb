"""A pulse from its opening to its picture: answered on phones in the dark and without script, read at a desk."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import NewVisitor
from tests.browser.server import Server
from tests.browser.test_people import PASSWORD, PHONE, first_link
from tests.browser.visits import assert_no_sideways_scrolling


def assert_sound(page: Page) -> None:
    """The page is accessible in light and in the dark, and fits narrow windows."""
    assert_accessible(page)
    page.emulate_media(color_scheme="dark")
    assert_accessible(page, "color-contrast")
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 320, "height": 720})
    assert_no_sideways_scrolling(page)
    page.set_viewport_size({"width": 1280, "height": 720})


def test_a_pulse_is_opened_answered_by_five_phones_and_read(
    own_site: Server, visitor: NewVisitor, tmp_path: Path
) -> None:
    desk = visitor().new_page()
    desk.goto(own_site.address + first_link(tmp_path))
    desk.get_by_label("Adresse de courriel").fill("alix@exemple.quebec")
    desk.get_by_label("Mot de passe").fill(PASSWORD)
    desk.get_by_label("Votre organisme").fill("Ville de Trois-Bouleaux")
    desk.get_by_role("button", name="Créer mon compte").click()
    with desk.expect_navigation():
        desk.get_by_role("link", name="Ouvrir un pouls").click()
    assert_sound(desk)
    desk.get_by_label("Stade visé").select_option("3")
    desk.get_by_label("À atteindre d’ici le").fill("2099-03-31")
    desk.get_by_role("button", name="Ouvrir le pouls").click()
    link = desk.get_by_role("textbox", name="Le lien à envoyer").input_value()
    assert_sound(desk)

    for number, stage in enumerate((1, 2, 2, 3, 3)):
        phone = visitor(**PHONE, java_script_enabled=number > 0).new_page()
        phone.goto(link)
        phone.get_by_role("button", name=f"{stage} ").click()
        expect(phone.get_by_role("status")).to_contain_text("Votre réponse est enregistrée")
        expect(phone.locator("[aria-pressed=true]")).to_contain_text(str(stage))
        if number == 1:
            assert_accessible(phone)
            assert_no_sideways_scrolling(phone)
        phone.context.close()

    desk.get_by_role("button", name="Fermer le pouls").click()
    picture = desk.locator("figure img")
    said = re.compile("^La moyenne est de 2,2 sur une échelle de 1 à 4, pour 5 réponses")
    expect(picture).to_have_attribute("alt", said)
    desk.wait_for_load_state()
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
    assert_sound(desk)
