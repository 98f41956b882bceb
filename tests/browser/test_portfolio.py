"""A portfolio from its creation to the closing of its campaign, on a phone in the dark."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import NewVisitor
from tests.browser.server import Server
from tests.browser.test_people import PASSWORD, PHONE, assert_sound, first_link

ADDRESS = "une.adresse.tres.longue.sans.espace@regie-des-bouleaux.exemple.quebec"
BODY = "Commission imaginaire de l’équité et des normes dans les services publics"


def press(page: Page, name: str) -> None:
    """Press a button; the page that follows is sound."""
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()
    assert_sound(page)


def sign_up(page: Page, site: Server, folder: Path) -> None:
    page.goto(site.address + first_link(folder))
    page.get_by_label("Adresse de courriel").fill(ADDRESS)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_label("Votre organisme").fill(BODY)
    page.get_by_role("button", name="Créer mon compte").click()


def open_campaign(page: Page, site: Server) -> str:
    """Make a portfolio with groups and open a campaign; return the address from which it is run."""
    page.goto(f"{site.address}/portefeuilles")
    page.get_by_label("Nom du portefeuille").fill("Ministère de l’Essai")
    press(page, "Créer le portefeuille")
    press(page, "Ajouter au portefeuille")
    home = page.url
    page.get_by_label("Adresse de courriel").fill(ADDRESS)
    page.get_by_label("Rôle", exact=True).select_option("lead")
    press(page, "Donner le rôle")
    page.get_by_role("link", name="Définir les groupes").click()
    page.get_by_label("Nom du regroupement").fill("Taille")
    page.get_by_label("Groupes, un par ligne").fill("Petits\nGrands organismes de toutes les régions")
    press(page, "Créer le regroupement")
    page.get_by_label(f"Taille de {BODY}").select_option("Petits")
    press(page, "Enregistrer les groupes")
    expect(page.get_by_text("« Petits » (Taille) : 1 organisme")).to_be_visible()
    page.goto(home)
    page.get_by_label("Nom de la campagne").fill("Automne 2026")
    press(page, "Ouvrir la campagne")
    return home


def test_a_portfolio_from_its_creation_to_its_closing(own_site: Server, visitor: NewVisitor, tmp_path: Path) -> None:
    page = visitor(**PHONE).new_page()
    sign_up(page, own_site, tmp_path)
    home = open_campaign(page, own_site)
    page.goto(f"{own_site.address}/organisations")
    page.get_by_role("link", name=BODY).click()
    page.get_by_role("link", name="Nouvelle campagne").click()
    page.get_by_label("Nom de la campagne").fill("Automne 2026")
    page.get_by_label("Prendre part à « Automne 2026 »").check()
    press(page, "Commencer l’évaluation")
    expect(page.get_by_text("rien n’est choisi d’avance")).to_be_visible()
    page.get_by_label("Montrer aussi le résultat").check()
    press(page, "Commencer l’évaluation")
    page.get_by_text("Partager moins").click()
    page.get_by_label("Ne rien partager").check()
    press(page, "Réduire le partage")
    expect(page.get_by_text("Partager moins")).to_be_hidden()
    page.goto(home)
    with page.expect_navigation():
        page.get_by_role("link", name="Fermer la campagne Automne 2026").click()
    assert_sound(page)
    press(page, "Fermer la campagne et publier")
    expect(page.get_by_text("aucun chiffre n’est publié")).to_be_visible()
