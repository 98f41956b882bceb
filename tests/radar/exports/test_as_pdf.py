import io
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pikepdf
import pytest
from pypdf import PdfReader

from radar.exports import Language, Report
from radar.exports.as_pdf import build_pdf, to_pdf
from tests.radar.exports import samples

HOSTILE = [
    '#import "x": *',
    '#read("/etc/passwd")',
    "*gras* _italique_ `code`",
    "$x^2$ \\ // /* fin",
    "<label> @ref [crochets] #[x]",
    "= Titre",
    '{"data": "\\u0041"}',
]


def pdf(report: Report) -> bytes:
    return to_pdf(report, samples.CHARTS, samples.DESCRIPTIONS)


def text(content: bytes) -> str:
    """Every word of the document, without the breaks of its lines."""
    pages = PdfReader(io.BytesIO(content)).pages
    return "".join("".join(page.extract_text().split()) for page in pages).replace("\u200b", "")


def squeezed(words: str) -> str:
    return "".join(words.split())


@dataclass
class Tag:
    """An element of the structure tree."""

    name: str
    alternative: str
    inside: list["Tag"]

    def all(self) -> Iterator["Tag"]:
        yield self
        for each in self.inside:
            yield from each.all()


def tree(element: pikepdf.Object) -> Tag:
    kids: Any = element.get("/K", [])
    inside = [
        tree(kid)
        for kid in (kids if isinstance(kids, pikepdf.Array) else [kids])
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid
    ]
    return Tag(str(element.get("/S", "")), str(element.get("/Alt", "")), inside)


def tagged(content: bytes, name: str) -> list[Tag]:
    """The elements whose tag begins so, in reading order."""
    with pikepdf.open(io.BytesIO(content)) as found:
        return [each for each in tree(found.Root.StructTreeRoot).all() if each.name.startswith(name)]


@pytest.mark.parametrize(("language", "tag"), [("fr", "fr-CA"), ("en", "en-CA")])
@pytest.mark.parametrize("sample", [samples.full, samples.partial, samples.empty, samples.published])
def test_it_declares_itself_accessible(sample: Callable[[Language], Report], language: Language, tag: str) -> None:
    found = pikepdf.open(io.BytesIO(pdf(sample(language))))
    assert str(found.Root.Lang) == tag
    assert bool(found.Root.MarkInfo.Marked)
    assert bool(found.Root.ViewerPreferences.DisplayDocTitle)
    with found.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"].startswith("Radar numériQc – ")


def test_every_figure_has_its_alternative_text() -> None:
    figures = tagged(pdf(samples.full()), "/Figure")
    assert [each.alternative for each in figures] == list(samples.DESCRIPTIONS.values())


def test_headings_never_skip_a_level() -> None:
    levels = [int(each.name[2:]) for each in tagged(pdf(samples.full()), "/H")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_table_has_header_cells() -> None:
    tables = tagged(pdf(samples.full()), "/Table")
    # Axes, dimensions and their margins, practices, and the answers of eight axes.
    assert len(tables) == 12
    assert all("/TH" in {each.name for each in table.all()} for table in tables)


def test_the_outline_leads_to_the_parts() -> None:
    titles = [item.title for item in PdfReader(io.BytesIO(pdf(samples.full()))).outline if not isinstance(item, list)]
    assert {"Portrait par axe", "Pratiques", "Réponses", "Méthode et hypothèses"} <= set(titles)


def test_it_says_the_result_in_the_formats_of_the_language() -> None:
    french, english = text(pdf(samples.published())), text(pdf(samples.published("en")))
    assert "Scoreglobal:1,75sur4,soit43,8%." in french
    assert "21novembre2026" in french
    assert "Overallscore:1.75outof4,or43.8%." in english
    assert "November21,2026" in english


@pytest.mark.parametrize(
    ("sample", "sentence"),
    [
        (samples.full, "Résultat complet. Énoncés évalués : 47 sur 47 qui s’appliquent (100,0 %)."),
        (samples.partial, "Résultat provisoire. Énoncés évalués : 4 sur 47 qui s’appliquent (8,5 %)."),
    ],
)
def test_firmness_is_said_in_words(sample: Callable[[], Report], sentence: str) -> None:
    assert squeezed(sentence) in text(pdf(sample()))


def test_without_answers_it_says_so_and_draws_nothing() -> None:
    content = build_pdf(samples.empty())
    assert squeezed("Aucune réponse pour l’instant.") in text(content)
    assert squeezed("Organisation sans nom") in text(content)
    assert not tagged(content, "/Figure")


def test_every_answer_is_there_with_its_descriptor_and_reason() -> None:
    report, found = samples.full(), text(pdf(samples.full()))
    for number, statement in enumerate(report.result.questionnaire.statements):
        assert squeezed(statement.text) in found
        if statement.id != "e02":
            assert squeezed(statement.levels[(number * 7) % 5]) in found
    assert squeezed(samples.REASON) in found


def test_every_initiative_is_there_with_its_reasons() -> None:
    report, found = samples.full(), text(pdf(samples.full()))
    advised = [each for axis in report.advice for each in axis.initiatives]
    assert advised
    for each in advised:
        assert squeezed(each.initiative.title) in found
        assert squeezed(each.initiative.description) in found
        assert all(squeezed(reason.next_descriptor) in found for reason in each.reasons)


def test_version_and_hash_are_on_every_page() -> None:
    questionnaire = samples.questionnaire()
    for page in PdfReader(io.BytesIO(pdf(samples.full()))).pages:
        found = squeezed(page.extract_text())
        assert f"version{questionnaire.version}" in found
        assert questionnaire.hash[:16] in found


@pytest.mark.parametrize("words", HOSTILE)
def test_data_never_becomes_markup(words: str) -> None:
    found = text(pdf(samples.full(organisation=words, reason=words, group=words)))
    assert found.count(squeezed(words)) >= 48


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("🚀 👩🏽‍💻 漢字", id="emoji"),
        pytest.param("שלום עולם مرحبا", id="right-to-left"),
        pytest.param("mot" * 700, id="long word"),
        pytest.param("a\x00b\x1b\ufffe\ud800", id="control"),
        pytest.param("\u202eretourné", id="override"),
        pytest.param("ligne\r\nligne\n\n\nfin", id="lines"),
        pytest.param(" ", id="blank"),
    ],
)
def test_any_text_makes_an_accessible_document(words: str) -> None:
    assert pdf(samples.full(organisation=words, reason=words, group=words)).startswith(b"%PDF-1.7")


def test_a_word_longer_than_a_line_is_broken_and_whole() -> None:
    content = pdf(samples.explained("W" * 2000))
    lines = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).splitlines()
    assert max(line.count("W") for line in lines) < 80
    assert text(content).count("W") >= 2000


def test_a_reason_longer_than_a_page_is_not_cut() -> None:
    assert "terminus" in text(pdf(samples.explained("fin " * 3000 + "terminus")))


@pytest.mark.parametrize("sample", [samples.full, samples.partial, samples.empty, samples.published])
def test_the_same_report_gives_the_same_bytes(sample: Callable[[], Report]) -> None:
    assert pdf(sample()) == pdf(sample())


@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_draws_its_own_charts(language: Language) -> None:
    figures = tagged(build_pdf(samples.full(language)), "/Figure")
    assert len(figures) == 3
    assert all(len(each.alternative) > 40 for each in figures)


def test_several_readers_may_ask_at_once() -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: pdf(samples.partial()), range(8)))
    assert set(found) == {pdf(samples.partial())}
