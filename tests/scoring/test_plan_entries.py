"""What comes into a plan, and what comes along with it."""

from datetime import date

from radar.paths import QUESTIONNAIRES
from scoring.loading.plan_sets import SETS, load_sets
from scoring.plan_entries import Source, entry, fitted, recommended, voted
from scoring.questionnaire import Questionnaire
from scoring.results import assess
from scoring.targets import AxisTarget, Targets
from scoring.transformation import TransformationPlan


def source(questionnaire: Questionnaire, targets: Targets | None = None) -> Source:
    """Return an assessment at level 1 on everything."""
    answers = dict.fromkeys(questionnaire.question_by_id, 1)
    reasons = {question: f"Raison de {question}" for question in answers}
    return Source("a-1", "Automne", assess(questionnaire, answers), targets or Targets(), reasons)


def bare(questionnaire: Questionnaire, years: int = 4) -> TransformationPlan:
    return TransformationPlan(
        title="PTN", first_day=date(2027, 4, 1), years=years, questionnaire=questionnaire.reference
    )


def test_a_recommendation_keeps_statement_level_reason_and_next_level(questionnaire: Questionnaire) -> None:
    axis = questionnaire.axes[2].id
    found = recommended(source(questionnaire, Targets({axis: AxisTarget(2.5)})))
    assert found
    for each in found:
        assert (each.axis, each.stage, each.origin) == (axis, "proposed", "recommendation")
        assert each.trace is not None
        assert (each.trace.assessment, each.trace.axis_score, each.trace.axis_target) == ("a-1", 1.0, 2.5)
        for evidence in each.trace.evidence:
            assert (evidence.level, evidence.next_level) == (1.0, 2)
            assert evidence.reason == f"Raison de {evidence.statement}"


def test_votes_keep_their_dots_and_what_recommends_them(questionnaire: Questionnaire) -> None:
    given = source(questionnaire)
    first = recommended(given)[0]
    other = next(
        each for each in questionnaire.catalogue.initiatives if each.id not in {e.id for e in recommended(given)}
    )
    found = voted(given, {other.id: 2, first.id: 5, "partie": 9})
    assert [each.id for each in found] == [first.id, other.id]
    assert [each.trace and each.trace.dots for each in found] == [5, 2]
    assert {each.origin for each in found} == {"dots"}
    assert found[0].trace is not None
    assert first.trace is not None
    assert found[0].trace.evidence == first.trace.evidence


def test_what_comes_in_names_only_what_the_plan_has(questionnaire: Questionnaire) -> None:
    waiting = next(each for each in questionnaire.catalogue.initiatives if each.prerequisites)
    whole = entry(questionnaire, waiting, "catalogue")
    found = fitted(whole, bare(questionnaire, years=1))
    assert (found.ambition, found.themes, found.needs) == (None, (), ())
    assert found.quarters <= 4
    assert fitted(whole, bare(questionnaire), waiting.prerequisites).needs == waiting.prerequisites


def test_every_set_that_ships_can_start_a_plan() -> None:
    sets = load_sets(QUESTIONNAIRES / SETS)
    assert [each.id for each in sets.sets] == ["mcc", "meie", "famille"]
    for each in sets.sets:
        for language in ("fr", "en"):
            assert each.ambitions_in(language)
            assert len({ambition.id for ambition in each.ambitions}) == len(each.ambitions)
    assert len(sets.sharing_levels) == 4
