from collections import Counter
from typing import get_args

import pytest

from radar.demo.plans import Published, published_plan
from radar.paths import QUESTIONNAIRES
from scoring.loading import load

NAMES: tuple[Published, ...] = get_args(Published)


def test_the_family_ministry_has_what_it_published() -> None:
    plan = published_plan("famille")
    assert (len(plan.orientations), len(plan.ambitions), len(plan.initiatives)) == (4, 13, 22)
    assert [each.code for each in plan.initiatives][:6] == ["1.1.1", "1.1.2", "1.1.3", "1.2.1", "1.2.2", "1.3.1"]
    assert {each.start for each in plan.initiatives} == {None}
    assert Counter(each.axis for each in plan.initiatives)["evaluation-performance"] == 4
    assert {each.ambition for each in plan.initiatives} == {each.id for each in plan.ambitions}


def test_the_culture_ministry_has_its_phases_and_statuses() -> None:
    plan = published_plan("mcc")
    assert [plan.by_id[f"gia-{phase}"].status for phase in range(1, 5)] == ["done", "done", "under-way", "under-way"]
    assert {plan.by_id[f"musique-{phase}"].status for phase in range(1, 4)} == {"cancelled"}
    assert plan.year_and_quarter(plan.by_id["web-2"].start or 0) == (2024, 2)
    assert len(plan.themes) == 5


@pytest.mark.parametrize("name", NAMES)
def test_what_they_refer_to_is_in_the_questionnaire(name: Published) -> None:
    plan = published_plan(name)
    asked = load(QUESTIONNAIRES / "radar-numeriqc" / "1.0.0")
    codes = {each.code for each in asked.catalogue.benefits}
    for each in plan.initiatives:
        practices = {practice.id for practice in asked.axis_by_id[each.axis or ""].practices}
        assert practices & set(each.practices), each.id
        assert {benefit.code for benefit in each.benefits} <= codes
        assert each.catalogue is None or each.catalogue in asked.catalogue.by_id
        assert 2 <= each.definition.count(".") <= 4
        assert plan.quarters >= (each.end or 0)
