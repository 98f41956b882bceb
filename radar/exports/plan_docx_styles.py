"""The styles of a plan's DOCX."""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle

PROMPT = "Plan à compléter"
# Of the cells of tables on pages that stand (False) and that lie (True), and of the cells of their headers.
CELLS = {False: "Plan cellule", True: "Plan petite cellule"}
HEADS = {False: "Plan titre de colonne", True: "Plan petit titre de colonne"}
CELL_SIZES = {False: 9.0, True: 6.5}
WHITE = RGBColor(0xFF, 0xFF, 0xFF)
INK, ACCENT, MUTED = RGBColor(0x22, 0x36, 0x54), RGBColor(0x19, 0x40, 0x6C), RGBColor(0x4E, 0x56, 0x62)
FONT = "Arial"
CURRENT = "15"  # Word 2013 and later
HEADINGS = {1: 18, 2: 14, 3: 12}


def style_id(name: str) -> str:
    """Return the id under which a style of ours stands in the file."""
    return name.replace(" ", "")


def set_styles(document: Document, language: str) -> None:
    """Set the language, the font and every style that the document uses."""
    _set_language(document, language)
    _be_modern(document, language)
    _style(document, "Normal", 10.5, INK, after=6)
    _style(document, "Title", 26, ACCENT, after=6)
    _style(document, "Subtitle", 14, MUTED, after=12)
    for level, size in HEADINGS.items():
        _style(document, f"Heading {level}", size, ACCENT, before=14, after=6, bold=True)
    _style(document, "Caption", 9, MUTED, before=6, after=4)
    _style(document, "List Bullet", 10.5, INK, after=3)
    _style(document, "TOC Heading", 14, ACCENT, before=12, after=6, bold=True)
    for name in ("TOC 1", "TOC 2", "Figure", "After table", PROMPT, *CELLS.values(), *HEADS.values()):
        _made(document, name)
    for small, points in CELL_SIZES.items():
        _style(document, CELLS[small], points, INK, before=1, after=1)
        _style(document, HEADS[small], points, WHITE, before=1, after=1, bold=True)
        document.styles[HEADS[small]].paragraph_format.keep_with_next = True
    _style(document, "TOC 1", 10.5, INK, before=4, after=0)
    _style(document, "TOC 2", 10, INK, after=0)
    _style(document, "Figure", 10.5, INK, before=8, after=2)
    _style(document, "After table", 4, INK, after=4)
    _style(document, PROMPT, 10.5, INK, before=4, after=6)
    document.styles["TOC 2"].paragraph_format.left_indent = Pt(14)
    document.styles["Figure"].paragraph_format.keep_with_next = True
    document.styles["Figure"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _frame(document.styles[PROMPT])


def _set_language(document: Document, language: str) -> None:
    """Set the language that words are read and checked in."""
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if defaults is None:
        raise ValueError("the template of python-docx has no defaults; update python-docx")
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/>'))


def _be_modern(document: Document, language: str) -> None:
    """Say that the file follows the current format, so that it is not opened in a compatibility mode."""
    settings = document.settings.element
    for each in settings.iter(qn("w:compatSetting")):
        if each.get(qn("w:name")) == "compatibilityMode":
            each.set(qn("w:val"), CURRENT)
    for each in settings.iter(qn("w:themeFontLang")):
        each.set(qn("w:val"), language)


def _made(document: Document, name: str) -> None:
    if name not in document.styles:
        made = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = document.styles["Normal"]


def _style(
    document: Document, name: str, size: float, colour: RGBColor, before: float = 0, after: float = 0, *,
    bold: bool = False,
) -> None:  # fmt: skip
    style: ParagraphStyle = document.styles[name]
    style.font.name, style.font.size, style.font.color.rgb, style.font.bold = FONT, Pt(size), colour, bold
    style.font.italic = False
    # The theme's fonts would win over the name.
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for slot in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{slot}"), None)
    for slot in ("hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{slot}"), FONT)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)


def _frame(style: ParagraphStyle) -> None:
    """Set a style off by a line at the left and a tint, so that it is seen in print too."""
    properties = style.element.get_or_add_pPr()
    border = '<w:left w:val="single" w:sz="24" w:space="8" w:color="D55E00"/>'
    properties.append(parse_xml(f"<w:pBdr {nsdecls('w')}>{border}</w:pBdr>"))
    properties.append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="FDF3D8"/>'))
    # The schema wants spacing and alignment after borders and shading.
    for later in [child for child in properties if child.tag in {qn("w:spacing"), qn("w:ind"), qn("w:jc")}]:
        properties.append(later)
