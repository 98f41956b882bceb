"""What bodies could do together, and what they would save by it."""

import pytest

from scoring.questionnaire import Questionnaire
from scoring.results import Result, from_axis_scores
from scoring.sharing import Body, Shareable, Sharing, key_of, sharing
from scoring.targets import AxisTarget, Targets
from tests.scoring.planned import initiative, plan
from tests.scoring.test_recommendations import all_at
from tests.scoring.test_results import MEIE


def weak_on(questionnaire: Questionnaire, axis: str, level: int = 1) -> tuple[Result, Targets]:
    """A result with every statement at a level, and a target just on one axis."""
    return all_at(questionnaire, level), Targets({axis: AxisTarget(level + 1)})


def body(name: str, questionnaire: Questionnaire, axis: str, level: int = 1) -> Body:
    result, targets = weak_on(questionnaire, axis, level)
    return Body(name, result=result, targets=targets)


def by_key(found: Sharing) -> dict[str, Shareable]:
    return {each.key: each for each in found.shareable}


def test_bodies_share_what_leads_their_weak_practices_on(questionnaire: Questionnaire) -> None:
    axis = questionnaire.axes[0]
    practices = {practice.id for practice in axis.practices}
    found = sharing(questionnaire, [body("A", questionnaire, axis.id), body("B", questionnaire, axis.id, 2)])

    expected = {
        each.id for each in questionnaire.catalogue.initiatives if each.to_level > 2 and practices & {*each.practices}
    }
    assert by_key(found).keys() == expected
    for each in found.shareable:
        assert each.initiative is not None
        assert [joiner.body for joiner in each.joiners] == ["A", "B"]
        assert all(set(joiner.levels) == practices & {*each.practices} for joiner in each.joiners)
        assert [set(joiner.levels.values()) for joiner in each.joiners] == [{1}, {2}]
        assert [joiner.ready for joiner in each.joiners] == [each.initiative.from_level <= level for level in (1, 2)]


def test_what_a_single_body_needs_is_not_shared(questionnaire: Questionnaire) -> None:
    first, last = questionnaire.axes[0].id, questionnaire.axes[-1].id
    served = [
        {axis.id for axis in questionnaire.axes for p in axis.practices if p.id in each.practices}
        for each in questionnaire.catalogue.initiatives
    ]
    found = sharing(questionnaire, [body("A", questionnaire, first), body("B", questionnaire, last)])
    assert len(found.shareable) == sum({first, last} <= axes for axes in served)
    assert sharing(questionnaire, [body("A", questionnaire, first)]).shareable == ()
    assert sharing(questionnaire, []) == Sharing((), 0, 0, 0)


def test_without_targets_the_weakest_axes_are_weak(questionnaire: Questionnaire) -> None:
    result = from_axis_scores(questionnaire, MEIE)
    found = sharing(questionnaire, [Body("A", result=result), Body("B", result=result)])
    weak = {p.id for axis in result.weakest_axes for p in questionnaire.axis_by_id[axis].practices}
    assert found.shareable
    assert all(set(joiner.levels) <= weak for each in found.shareable for joiner in each.joiners)


def test_a_plan_that_holds_it_joins_and_one_that_has_done_it_can_show_how(questionnaire: Questionnaire) -> None:
    entry = questionnaire.catalogue.initiatives[0]
    axis = next(a.id for a in questionnaire.axes for p in a.practices if p.id in entry.practices)
    holds = plan(initiative("x1", catalogue=entry.id, stage="proposed"), initiative("x2", catalogue=entry.id))
    weak = body("C", questionnaire, axis, entry.from_level)
    bodies = [
        Body("A", holds),
        Body("B", plan(initiative("y", catalogue=entry.id, status="done")), weak.result, weak.targets),
        weak,
        Body("D", plan(initiative("z", catalogue=entry.id, status="cancelled"))),
    ]
    found = by_key(sharing(questionnaire, bodies))[entry.id]

    assert [(joiner.body, joiner.planned, joiner.ready) for joiner in found.joiners] == [
        ("A", ("x1", "x2"), None),
        ("C", (), True),
    ]
    assert (found.done_by, found.kept) == (("B",), True)


def test_initiatives_of_ones_own_meet_by_their_practices(questionnaire: Questionnaire) -> None:
    mine = plan(initiative("a", practices=["9", "1"]), initiative("sans", stage="proposed"))
    theirs = plan(initiative("b", practices=["1", "9"], stage="proposed"), initiative("c", practices=["1"]))
    found = sharing(questionnaire, [Body("A", mine), Body("B", theirs)])

    (shared,) = found.shareable
    assert shared.key == key_of(mine.initiatives[0]) == "+1+9"
    assert shared.initiative is None
    assert [(joiner.body, joiner.planned) for joiner in shared.joiners] == [("A", ("a",)), ("B", ("b",))]
    assert (found.found, found.kept, found.kept_and_shareable) == (4, 2, 1)


def test_an_initiative_of_a_common_plan_is_that_of_the_body_it_names(questionnaire: Questionnaire) -> None:
    common = plan(initiative("a", practices=["1"], body="A"), initiative("b", practices=["1"], body="B"))
    found = sharing(questionnaire, [Body("Portefeuille", common), Body("A"), Body("B")])
    assert [joiner.body for joiner in found.shareable[0].joiners] == ["A", "B"]


def test_an_entry_that_left_the_catalogue_is_still_shared(questionnaire: Questionnaire) -> None:
    bodies = [Body(name, plan(initiative("a", catalogue="disparue"))) for name in "AB"]
    (found,) = sharing(questionnaire, bodies).shareable
    assert (found.key, found.initiative, len(found.joiners)) == ("disparue", None, 2)


@pytest.mark.parametrize(
    ("costs", "saving"),
    [({}, None), ({"A": 10.0}, None), ({"A": 10.0, "B": 30.0}, 10.0), ({"A": 10.0, "B": 30.0, "Z": 99.0}, 10.0)],
)
def test_together_bodies_pay_the_highest_cost_and_save_the_rest(
    costs: dict[str, float], saving: float | None, questionnaire: Questionnaire
) -> None:
    bodies = [Body(name, plan(initiative("a", practices=["1"]))) for name in "ABC"]
    (found,) = sharing(questionnaire, bodies, {"+1": costs}).shareable
    assert found.saving == saving


def test_what_most_bodies_could_join_comes_first(questionnaire: Questionnaire) -> None:
    axes = [axis.id for axis in questionnaire.axes]
    found = sharing(questionnaire, [body(f"B{row}", questionnaire, axes[row % 3]) for row in range(7)])
    counts = [len(each.joiners) for each in found.shareable]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1] >= 2
