"""An administrator brings past results in, on a phone."""

from pathlib import Path

from playwright.sync_api import Page, expect

from scoring.questionnaire import Questionnaire
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import NewVisitor
from tests.browser.server import Server
from tests.browser.test_people import PASSWORD, PHONE, first_link
from tests.radar.past_sheets import csv_of, row, titles


def assert_sound(page: Page) -> None:
    """The page is accessible and does not scroll sideways."""
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_file_is_checked_corrected_and_imported(
    own_site: Server, visitor: NewVisitor, tmp_path: Path, questionnaire: Questionnaire
) -> None:
    phone = visitor(**PHONE).new_page()
    phone.goto(own_site.address + first_link(tmp_path))
    phone.get_by_label("Adresse de courriel").fill("alix@exemple.quebec")
    phone.get_by_label("Mot de passe").fill(PASSWORD)
    phone.get_by_label("Votre organisme").fill("Ville de Trois-Bouleaux")
    phone.get_by_role("button", name="Créer mon compte").click()
    phone.goto(f"{own_site.address}/administration")
    with phone.expect_navigation():
        phone.get_by_role("link", name="Importer des résultats passés").click()
    assert_sound(phone)

    name = "Régie fictive des phares du Saint-Laurent, direction générale des services numériques"
    file = tmp_path / "passe.csv"
    file.write_bytes(csv_of(titles(questionnaire), row(questionnaire, name, e01="x")))
    phone.get_by_label("Fichier", exact=True).set_input_files(file)
    phone.get_by_role("button", name="Vérifier").click()
    expect(phone.get_by_role("heading", name="1 erreur à corriger")).to_be_visible()
    assert_sound(phone)

    file.write_bytes(csv_of(titles(questionnaire), row(questionnaire, name), row(questionnaire, "Ville de l’Anse")))
    phone.get_by_label("Fichier", exact=True).set_input_files(file)
    with phone.expect_navigation():
        phone.get_by_role("button", name="Vérifier").click()
    assert_sound(phone)
    phone.get_by_label("Le même fichier").set_input_files(file)
    phone.get_by_role("button", name="Importer 2 évaluations").click()
    expect(phone.get_by_text("2 évaluations sont importées.")).to_be_visible()
    phone.goto(f"{own_site.address}/organisations")
    expect(phone.get_by_text(name)).to_be_visible()
