"""Plans to lay out: a published one, one with everything and one with nothing."""

import datetime as dt
from typing import Any

from radar.demo.plans import published_plan
from radar.exports.plan_report import PlanReport
from radar.exports.report import Language
from radar.paths import QUESTIONNAIRES
from scoring.loading.plan_sections import load_sections
from scoring.results import Result
from scoring.transformation import TransformationPlan
from tests.radar.exports import samples
from tests.scoring.plans import whole

DAY = dt.date(2026, 11, 21)
SECTIONS = load_sections(QUESTIONNAIRES / "plan-sections.yaml")


def of(plan: TransformationPlan, language: Language = "fr", **changes: Any) -> PlanReport:
    asked = samples.questionnaire(language)
    return PlanReport(plan, "Musée de la rivière", DAY, asked, SECTIONS, language, **changes)


def full(language: Language = "fr", **changes: Any) -> PlanReport:
    """A plan with a text, an assessment and the groups of a portfolio."""
    results = (grouped("A", "Numérique"), grouped("B", "Numérique"), grouped("C", "Autres"))
    return of(whole(**changes), language, result=samples.full(language), groups=results)


def grouped(name: str, group: str) -> Result:
    return samples.full(organisation=name, group=group).result


def culture(language: Language = "fr") -> PlanReport:
    return of(published_plan("mcc"), language, result=samples.full(language))


def empty(language: Language = "fr") -> PlanReport:
    return of(TransformationPlan(title="Plan", first_day=dt.date(2026, 4, 1), questionnaire="a@1.0.0"), language)


def large(count: int) -> PlanReport:
    """A plan of many initiatives in all its years."""
    first = whole().initiatives[0].model_dump()
    made = [
        {**first, "id": f"i{n}", "title": f"Initiative {n}", "definition": "Une phrase. " * 12} for n in range(count)
    ]
    return full(initiatives=made, risks=[], years=6)
