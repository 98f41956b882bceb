"""A plan's document as DOCX: real styles, headings, captions, repeated table headers and alternative texts."""

import datetime as dt
import io
from collections.abc import Mapping
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import parse_xml
from docx.shared import Inches
from docx.text.paragraph import Paragraph

from radar.exports.plan_document import plan_document
from radar.exports.plan_docx_parts import bookmark, caption_number, contents, language_of, page_numbers, table_xml
from radar.exports.plan_docx_styles import PROMPT, set_styles
from radar.exports.plan_pictures import plan_figures
from radar.exports.plan_report import Block, Figure, PlanReport
from radar.exports.printable import printable

PAGE_WIDTH, PAGE_HEIGHT = 8.5, 11.0
MARGIN = 0.9
WIDE, NARROW = 8.0, 4.4  # a picture made for a telephone does not fill the width of a page
TALLEST = 7.6  # of a picture, so that its caption stays on its page


def plan_to_docx(report: PlanReport) -> bytes:
    """Return the document of a plan, its pictures drawn."""
    figures = plan_figures(report, "png")
    return document_to_docx(plan_document(report, figures), figures)


def document_to_docx(data: Block, figures: Mapping[str, Figure]) -> bytes:
    """Return a document of plain data as DOCX."""
    return _Writer(printable(data), figures).bytes()


class _Writer:
    """Writes the blocks of a document one after another."""

    def __init__(self, data: Any, figures: Mapping[str, Figure]) -> None:  # noqa: ANN401 (nested plain data)
        self.data, self.words, self.figures = data, data["words"], figures
        self.document: Document = docx.Document()
        self.numbers = {"table": 0, "figure": 0}
        self.headings = 0
        self.wide = False
        set_styles(self.document, language_of(data["language"]))
        self._describe()
        self._front()

    def bytes(self) -> bytes:
        """Write every block and return the file."""
        for block in self.data["blocks"]:
            getattr(self, f"_{block['kind']}")(block)
        stream = io.BytesIO()
        self.document.save(stream)
        return stream.getvalue()

    def _describe(self) -> None:
        year, month, day_of_month = self.data["day"]
        about, day = self.document.core_properties, dt.datetime(year, month, day_of_month, tzinfo=dt.UTC)
        about.title, about.author = self.data["title"], self.data["organisation"]
        about.subject, about.language = self.words["subject"], language_of(self.data["language"])
        about.created = about.modified = day
        about.comments, about.last_modified_by = "", self.data["organisation"]

    def _front(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Inches(PAGE_WIDTH), Inches(PAGE_HEIGHT)
        for side in ("left", "right", "top", "bottom"):
            setattr(section, f"{side}_margin", Inches(MARGIN))
        section.header.paragraphs[0].text = self.data["header"]
        page_numbers(section.footer.paragraphs[0], self.words["page"])
        self.document.add_paragraph(self.data["title"], style="Title")
        self.document.add_paragraph(self.data["organisation"], style="Subtitle")
        self.document.add_paragraph(self.data["date"])
        headings = [(each["level"], each["text"]) for each in self.data["blocks"] if each["kind"] == "heading"]
        self.document.add_paragraph(self.words["contents"], style="TOC Heading")
        contents(self.document, headings)

    def _heading(self, block: Block) -> None:
        made = self.document.add_heading(block["text"], block["level"])
        made.paragraph_format.page_break_before = self.headings == 0  # after the table of contents
        self.headings += 1
        bookmark(made, self.headings)

    def _paragraph(self, block: Block) -> None:
        made = self.document.add_paragraph(block["text"])
        made.paragraph_format.keep_with_next = block.get("keep")

    def _prompt(self, block: Block) -> None:
        made = self.document.add_paragraph(style=PROMPT)
        made.add_run(f"{self.words['write']}{self.words['colon']} ").bold = True
        made.add_run(block["text"])

    def _list(self, block: Block) -> None:
        for item in block["items"]:
            self.document.add_paragraph(item, style="List Bullet")

    def _pages(self, block: Block) -> None:
        """Begin pages that lie, or that stand again."""
        self.wide = block["wide"]
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE if self.wide else WD_ORIENT.PORTRAIT
        sides = Inches(PAGE_WIDTH), Inches(PAGE_HEIGHT)
        section.page_width, section.page_height = sides[::-1] if self.wide else sides

    def _table(self, block: Block) -> None:
        self._caption("table", block["caption"], before=True)
        width = (PAGE_HEIGHT if self.wide else PAGE_WIDTH) - 2 * MARGIN
        table = parse_xml(table_xml(block, width, small=self.wide))
        # A table before the end of a section needs a paragraph after it.
        self.document.add_paragraph(style="After table")._p.addprevious(table)  # noqa: SLF001

    def _figure(self, block: Block) -> None:
        found = self.figures[block["name"]]
        widest = NARROW if found.width < WIDE else PAGE_WIDTH - 2 * MARGIN
        width = min(widest, TALLEST * found.width / found.height)
        made = self.document.add_paragraph(style="Figure")
        picture = made.add_run().add_picture(io.BytesIO(found.image), width=Inches(width))
        about = picture._inline.docPr  # noqa: SLF001
        about.set("descr", block["alt"])
        about.set("title", block["caption"])
        self._caption("figure", block["caption"], before=False)

    def _caption(self, kind: str, text: str, *, before: bool) -> Paragraph:
        self.numbers[kind] += 1
        made = self.document.add_paragraph(style="Caption")
        made.paragraph_format.keep_with_next = before
        caption_number(made, self.words[kind], self.numbers[kind])
        made.add_run(f" – {text}")
        return made
