from pathlib import Path

import pytest

from radar.paths import QUESTIONNAIRES
from scoring.errors import Refused
from scoring.loading import load
from scoring.loading.plan_sections import SECTIONS, load_sections


def test_the_sections_that_ship_are_sound() -> None:
    sections = load_sections(QUESTIONNAIRES / SECTIONS)
    practices = {each.id for each in load(QUESTIONNAIRES / "radar-numeriqc" / "1.0.0").practices}
    assert len(sections.sections) == 10
    for each in sections.all():
        assert {*each.practices, *(key for step in each.steps for key in step.practices)} <= practices
        assert each.prompts or each.fills or each.sections
    by_id = {each.id: each for each in sections.all()}
    assert len(by_id["change"].steps) == 8
    assert len(by_id["skills"].steps) == 4


def test_an_id_used_twice_is_refused(tmp_path: Path) -> None:
    one = "  - id: a\n    title: {fr: A, en: A}\n    purpose: {fr: A, en: A}\n"
    path = tmp_path / SECTIONS
    path.write_text(f"sections:\n{one}{one}", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        load_sections(path)
    assert [fault.code for fault in refused.value.faults] == ["duplicate_id"]
