import io
import time
from collections.abc import Callable

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from radar.exports.plan_docx import plan_to_docx
from radar.exports.plan_docx_styles import HEADS, PROMPT
from radar.exports.plan_report import PlanReport
from radar.exports.report import Language
from tests.radar.exports import plan_samples
from tests.scoring.plans import whole


def opened(report: PlanReport) -> Document:
    return docx.Document(io.BytesIO(plan_to_docx(report)))


def texts(document: Document, style: str) -> list[str]:
    return [each.text.replace("\u00a0", " ") for each in document.paragraphs if each.style and each.style.name == style]


def test_the_sections_of_the_template_are_its_headings() -> None:
    assert texts(opened(plan_samples.full()), "Heading 1") == [
        "Vision de la transformation numérique",
        "Ambitions d’affaires et bénéfices attendus",
        "Feuille de route",
        "Évolution des compétences et de la culture",
        "Simplification des services directs",
        "Gouvernance et gestion des données",
        "Intelligence artificielle et automatisation",
        "Moyens de réalisation",
        "Projets du portefeuille gouvernemental (3PGTN)",
        "Annexes",
    ]


def test_it_tells_whose_it_is_and_its_language() -> None:
    document = opened(plan_samples.full())
    about = document.core_properties
    assert (about.title, about.author, about.language) == ("PTN 2026-2030", "Musée de la rivière", "fr-CA")
    modes = list(document.settings.element.iter(qn("w:compatSetting")))
    assert [each.get(qn("w:val")) for each in modes if each.get(qn("w:name")) == "compatibilityMode"] == ["15"]
    assert document.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "fr-CA"


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("sample", [plan_samples.full, plan_samples.culture, plan_samples.empty])
def test_every_picture_has_words_and_every_table_a_header(
    sample: Callable[[Language], PlanReport], language: Language
) -> None:
    document = opened(sample(language))
    pictures = document.element.body.findall(f".//{qn('wp:docPr')}")
    assert all(len(each.get("descr")) > 20 for each in pictures)
    assert all(table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None for table in document.tables)
    styles = {
        paragraph.style.name
        for table in document.tables
        for cell in table.rows[0].cells
        for paragraph in cell.paragraphs
        if paragraph.style
    }
    assert styles <= set(HEADS.values())
    captions = texts(document, "Caption")
    assert len(captions) == len(pictures) + len(document.tables)
    assert captions[0].startswith(("Tableau 1 – ", "Table 1 – "))


def test_where_the_organisation_wrote_nothing_is_left_to_write() -> None:
    prompts = texts(opened(plan_samples.full()), PROMPT)
    assert len(prompts) == len([each for section in plan_samples.SECTIONS.all() for each in section.prompts])
    assert all(each.startswith("À compléter : ") for each in prompts)
    written = opened(plan_samples.full(texts={"principles": "Servir d’abord.\n\nPuis mesurer.", "ai": "Rien."}))
    assert len(texts(written, PROMPT)) == len(prompts) - 2
    assert {"Servir d’abord.", "Puis mesurer.", "Rien."} <= set(texts(written, "Normal"))


def test_the_roadmap_lies_and_marks_its_quarters() -> None:
    document = opened(plan_samples.full())
    widths = [section.page_width for section in document.sections]
    assert len(widths) == 3
    assert (widths[1] or 0) > (widths[0] or 0)
    table = next(each for each in document.tables if each.rows[0].cells[0].text == "Orientation et objectif")
    row = [cell.text for cell in table.rows[2].cells]
    assert row[:3] == [
        "1 Servir › Écouter",
        "1.1 Associer la clientèle",
        "1.1.1 Sonder la clientèle",
    ]
    assert [place for place, text in enumerate(row) if text == "X"] == [4, 8, 9, 10]
    assert row[-1] == "En cours"


def test_an_update_says_what_changed() -> None:
    old = whole()
    new = old.model_copy(
        update={"initiatives": tuple(each.model_copy(update={"status": "done"}) for each in old.initiatives[:1])}
    )
    document = opened(plan_samples.of(new, previous=old))
    table = next(each for each in document.tables if each.rows[0].cells[0].text == "Élément")
    rows = [[cell.text.replace("\u00a0", " ") for cell in row.cells] for row in table.rows[1:]]
    assert ["Initiative : Bâtir un entrepôt", "Retrait", "–"] in rows
    assert ["Initiative : 1.1.1 Sonder la clientèle", "Changement", "Statut : En cours → Terminé"] in rows
    same = opened(plan_samples.of(old, previous=old))
    assert "Rien n’a changé depuis la version précédente." in texts(same, "Normal")


def test_the_contents_lead_to_the_headings() -> None:
    document = opened(plan_samples.full())
    led = {each.get(qn("w:anchor")) for each in document.element.body.iter(qn("w:hyperlink"))}
    held = {each.get(qn("w:name")) for each in document.element.body.iter(qn("w:bookmarkStart"))}
    assert led
    assert led <= held


@pytest.mark.parametrize("words", ["<w:p>&amp;", "a\x00b\x1b\ufffe\ud800", "=1+1", "mot" * 60, "ligne\r\nligne"])
def test_any_text_makes_a_document(words: str) -> None:
    report = plan_samples.full()
    changed = report.plan.model_copy(
        update={
            "title": words,
            "initiatives": tuple(each.model_copy(update={"title": words}) for each in report.plan.initiatives),
        }
    )
    assert opened(plan_samples.of(changed)).core_properties.title


def test_sixty_pages_take_less_than_three_seconds() -> None:
    report = plan_samples.large(200)
    began = time.process_time()
    plan_to_docx(report)
    assert time.process_time() - began < 9  # under load; a quiet machine takes less than two
