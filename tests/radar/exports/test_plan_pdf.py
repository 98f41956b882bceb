import io
from collections.abc import Callable
from itertools import pairwise

import pikepdf
import pytest

from radar.exports.plan_document import plan_document
from radar.exports.plan_pdf import plan_to_pdf
from radar.exports.plan_pictures import plan_figures
from radar.exports.plan_report import PlanReport
from radar.exports.report import Language
from tests.radar.exports import plan_samples
from tests.radar.exports.test_as_pdf import HOSTILE, squeezed, tagged, text

SAMPLES = [plan_samples.full, plan_samples.culture, plan_samples.empty]


@pytest.mark.parametrize(("language", "tag"), [("fr", "fr-CA"), ("en", "en-CA")])
@pytest.mark.parametrize("sample", SAMPLES)
def test_it_declares_itself_accessible(sample: Callable[[Language], PlanReport], language: Language, tag: str) -> None:
    found = pikepdf.open(io.BytesIO(plan_to_pdf(sample(language))))
    assert str(found.Root.Lang) == tag
    assert bool(found.Root.MarkInfo.Marked)
    with found.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


def test_every_figure_has_its_alternative_text() -> None:
    report = plan_samples.full()
    described = [each.description for each in plan_figures(report, "svg").values()]
    assert [each.alternative for each in tagged(plan_to_pdf(report), "/Figure")] == described
    assert len(described) == 5


@pytest.mark.parametrize("sample", SAMPLES)
def test_headings_never_skip_a_level(sample: Callable[[Language], PlanReport]) -> None:
    levels = [int(each.name[2:]) for each in tagged(plan_to_pdf(sample("fr")), "/H")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_table_has_header_cells() -> None:
    tables = tagged(plan_to_pdf(plan_samples.full()), "/Table")
    assert all("/TH" in {each.name for each in table.all()} for table in tables)


@pytest.mark.parametrize("sample", SAMPLES)
def test_it_says_what_the_document_holds(sample: Callable[[Language], PlanReport]) -> None:
    report = sample("fr")
    said = text(plan_to_pdf(report))
    for block in plan_document(report, plan_figures(report, "svg"))["blocks"]:
        for words in (block.get("text"), block.get("caption"), *block.get("items", ())):
            assert squeezed(words or "") in said
        for row in block.get("rows", ()) if block["kind"] == "table" and not any(block["marks"]) else ():
            assert all(squeezed(cell) in said for cell in row)


@pytest.mark.parametrize("words", [*HOSTILE, "🚀 漢字", "mot" * 60, "a\x00b\x1b\ufffe"])
def test_data_never_becomes_markup(words: str) -> None:
    report = plan_samples.full()
    made = tuple(each.model_copy(update={"title": words[:200]}) for each in report.plan.initiatives)
    assert plan_to_pdf(plan_samples.of(report.plan.model_copy(update={"initiatives": made}))).startswith(b"%PDF-1.7")


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert plan_to_pdf(plan_samples.full()) == plan_to_pdf(plan_samples.full())
