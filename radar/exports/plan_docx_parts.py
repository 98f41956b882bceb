"""What python-docx has no words for: tables written at once, fields, bookmarks and page numbers."""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from radar.exports.as_xlsx import LANGUAGE_TAGS
from radar.exports.plan_docx_styles import CELLS, HEADS, style_id
from radar.exports.plan_report import Block

TWIPS = 1440
HEAD_FILL, MARK_FILL, RULE = "19406C", "CFE2F3", "8893A2"
DEEPEST = 2  # level of a heading in the table of contents
_W = nsdecls("w")


def language_of(language: str) -> str:
    """Return a language with its country."""
    return LANGUAGE_TAGS[language]


def table_xml(block: Block, width: float, *, small: bool) -> str:
    """Return a table as XML: its header repeats on every page and no row breaks across two."""
    whole = sum(block["widths"])
    columns = [round(part / whole * width * TWIPS) for part in block["widths"]]
    grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in columns)
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:color="{RULE}"/>' for side in ("top", "bottom", "insideH"))
    margins = "".join(f'<w:{side} w:w="{28 if small else 70}" w:type="dxa"/>' for side in ("left", "right"))
    about = quoteattr(block["caption"])
    head = "".join(_head_rows(block["head"], columns, HEADS[small]))
    rows = "".join(_row(row, columns, CELLS[small], block["marks"]) for row in block["rows"])
    return (
        f'<w:tbl {_W}><w:tblPr><w:tblW w:w="{sum(columns)}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
        f'<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
        f'w:noVBand="1"/><w:tblCaption w:val={about}/><w:tblDescription w:val={about}/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"
    )


def _head_rows(head: Sequence[Sequence[Block]], columns: Sequence[int], style: str) -> Iterator[str]:
    """Yield the rows of the header; a cell that spans rows goes on, empty, in the next."""
    going: dict[int, int] = {}
    for row in head:
        cells, place, waiting = [], 0, list(row)
        while place < len(columns):
            if place in going:
                cells.append(_cell("", columns[place], style, head=True, more='<w:vMerge w:val="continue"/>'))
                place += 1
                continue
            cell = waiting.pop(0)
            span = cell["columns"]
            more = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
            if cell["rows"] > 1:
                more += '<w:vMerge w:val="restart"/>'
                going[place] = cell["rows"]
            cells.append(_cell(cell["text"], sum(columns[place : place + span]), style, head=True, more=more))
            place += span
        yield f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def _row(row: Sequence[str], columns: Sequence[int], style: str, marks: Sequence[int]) -> str:
    marked = range(*marks)
    cells = [
        _cell(text, width, style, fill=MARK_FILL if place in marked and text else "", middle=place in marked)
        for place, (text, width) in enumerate(zip(row, columns, strict=True))
    ]
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def _cell(
    text: str, width: int, style: str, *, head: bool = False, more: str = "", fill: str = "", middle: bool = False
) -> str:
    shade = HEAD_FILL if head else fill
    shading = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    centred = '<w:jc w:val="center"/>' if middle else ""
    look = f'<w:pPr><w:pStyle w:val="{style_id(style)}"/>{centred}</w:pPr>'
    paragraphs = "".join(
        f'<w:p>{look}<w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in text.split("\n")
    )
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{more}{shading}</w:tcPr>{paragraphs}</w:tc>'


def bookmark(paragraph: Paragraph, number: int) -> None:
    """Let a heading be led to by its number."""
    start = f'<w:bookmarkStart {_W} w:id="{number}" w:name="{_place(number)}"/>'
    paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, parse_xml(start))  # noqa: SLF001
    paragraph._p.append(parse_xml(f'<w:bookmarkEnd {_W} w:id="{number}"/>'))  # noqa: SLF001


def _place(number: int) -> str:
    return f"_Toc{number:06d}"


def contents(document: Document, headings: Sequence[tuple[int, str]]) -> None:
    """Write a table of contents that leads to each heading; a word processor can bring it up to date."""
    shown = [(number, *each) for number, each in enumerate(headings, start=1) if each[0] <= DEEPEST]
    for place, (number, level, text) in enumerate(shown):
        made = document.add_paragraph(style=f"TOC {level}")
        if place == 0:
            _field_start(made, rf' TOC \o "1-{DEEPEST}" \h \z \u ')
        run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
        link = f'<w:hyperlink {_W} w:anchor="{_place(number)}">{run}</w:hyperlink>'
        made._p.append(parse_xml(link))  # noqa: SLF001
        if place == len(shown) - 1:
            _field_end(made)


def caption_number(paragraph: Paragraph, label: str, number: int) -> None:
    """Write the label and the number of a caption as a field, so that lists of tables and figures can be made."""
    paragraph.add_run(f"{label} ")
    _field(paragraph, f" SEQ {label} \\* ARABIC ", str(number))


def page_numbers(paragraph: Paragraph, words: str) -> None:
    """Write the page and how many there are."""
    before, _, rest = words.partition("{page}")
    between, _, after = rest.partition("{pages}")
    paragraph.add_run(before)
    _field(paragraph, " PAGE ", "1")
    paragraph.add_run(between)
    _field(paragraph, " NUMPAGES ", "1")
    paragraph.add_run(after)


def _field(paragraph: Paragraph, code: str, shown: str) -> None:
    _field_start(paragraph, code)
    paragraph.add_run(shown)
    _field_end(paragraph)


def _field_start(paragraph: Paragraph, code: str) -> None:
    for inner in (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve">{escape(code)}</w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
    ):
        paragraph._p.append(parse_xml(f"<w:r {_W}>{inner}</w:r>"))  # noqa: SLF001


def _field_end(paragraph: Paragraph) -> None:
    paragraph._p.append(parse_xml(f'<w:r {_W}><w:fldChar w:fldCharType="end"/></w:r>'))  # noqa: SLF001
