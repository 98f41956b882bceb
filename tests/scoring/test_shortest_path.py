"""A path found leads there, and none is cheaper, as trying everything shows."""

from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.loading import check, load
from scoring.questionnaire import Catalogue, Dimension, Initiative, Perspective, Questionnaire
from scoring.recommendations import practice_levels, prerequisites_open
from scoring.results import Result, assess
from scoring.scores import NOT_APPLICABLE
from scoring.shortest_path import NoPath, Obstacle, shortest_path
from scoring.shortest_path import Path as ShortestPath
from tests.scoring.sound import edit, sound_copy
from tests.scoring.strategies import make

Codes = Mapping[str, int | None]
SHAPE = [[1, 1], [2]]
PRACTICES = ("0-0", "0-1", "1-0")
EFFORT = {"S": 1, "M": 2, "L": 3}
answer = st.sampled_from((None, 0, 1, 2, 3, 4, NOT_APPLICABLE))


def initiative(
    name: str, start: int, end: int, effort: str, *practices: str, needs: tuple[str, ...] = ()
) -> Initiative:
    return Initiative.model_validate(
        {
            "id": name,
            "title": name,
            "description": "Initiative.",
            "practices": practices,
            "from": start,
            "to": end,
            "effort": effort,
            "quarters": 1,
            "prerequisites": needs,
            "ambition": "a",
            "theme": "t",
        }
    )


@st.composite
def small(draw: st.DrawFn) -> Questionnaire:
    """Draw four questions, two dimensions and up to four initiatives, some of which need another."""
    dimensions = tuple(
        Dimension(
            id=f"dimension-{row}",
            name="Dimension",
            direction="vertical",
            threshold=draw(st.sampled_from((1.0, 1.7, 2.0, 2.5))),
            weights={f"axe-{row}": 1.0, f"axe-{1 - row}": draw(st.sampled_from((0.0, 0.1, 0.5, 2.0)))},
        )
        for row in range(2)
    )
    views = draw(st.sampled_from(((), (Perspective(id="p", name="P", weight=0.5), Perspective(id="q", name="Q")))))
    practices = ("0-0", "1-0") if views else PRACTICES
    initiatives = []
    for row in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, 3))
        end = draw(st.integers(start + 1, 4))
        served = draw(st.lists(st.sampled_from(practices), min_size=1, max_size=2, unique=True))
        needs = draw(st.lists(st.sampled_from(range(row)), max_size=1)) if row else []
        effort = draw(st.sampled_from("SML"))
        initiatives.append(initiative(f"i{row}", start, end, effort, *served, needs=tuple(f"i{n}" for n in needs)))
    catalogue = Catalogue(initiatives=tuple(initiatives))
    return make([[1], [1]] if views else SHAPE, dimensions, views).model_copy(update={"catalogue": catalogue})


def holds(result: Result, high: tuple[str, ...], targets: Mapping[str, float]) -> bool:
    dimensions = {dimension.id: dimension.threshold for dimension in result.questionnaire.dimensions}
    scores = [(result.dimensions[name].score, dimensions[name]) for name in high]
    scores += [(result.axes[axis].score, target) for axis, target in targets.items()]
    return all(score is not None and score >= least - 1e-9 for score, least in scores)


def cost(questionnaire: Questionnaire, answers: Codes, after: Codes, chosen: set[str]) -> int | None:
    """Return what a choice of initiatives costs with these levels, or None where they do not lead there."""
    catalogue, reached = questionnaire.catalogue, practice_levels(assess(questionnaire, answers))
    total = sum(EFFORT[catalogue.by_id[name].effort] for name in chosen)
    for name in chosen:
        if any(each.id not in chosen for each in prerequisites_open(catalogue, catalogue.by_id[name], reached)):
            return None
    for practice in questionnaire.practices:
        for question in (
            each.id for statement in practice.statements for each in questionnaire.questions_to[statement.id]
        ):
            for level in range(answers[question] or 0, after[question] or 0):
                spans = {i.id for i in catalogue.initiatives if practice.id in i.practices}
                spans &= {i.id for i in catalogue.initiatives if i.from_level <= level < i.to_level}
                if spans and not spans & chosen:
                    return None
                total += 0 if spans else EFFORT["M"]
    return total


def every_choice(questionnaire: Questionnaire) -> Iterator[set[str]]:
    names = [each.id for each in questionnaire.catalogue.initiatives]
    for taken in product((False, True), repeat=len(names)):
        yield {name for name, kept in zip(names, taken, strict=True) if kept}


def cheapest(
    questionnaire: Questionnaire, answers: Codes, high: tuple[str, ...], targets: Mapping[str, float]
) -> tuple[int, int]:
    moving = {name: code for name, code in answers.items() if code is not None and code < NOT_APPLICABLE}
    found = []
    for levels in product(*(range(code, 5) for code in moving.values())):
        after = {**answers, **dict(zip(moving, levels, strict=True))}
        if holds(assess(questionnaire, after), high, targets):
            costs = (cost(questionnaire, answers, after, chosen) for chosen in every_choice(questionnaire))
            found += [(each, sum(levels) - sum(moving.values())) for each in costs if each is not None]
    return min(found)


@settings(max_examples=100, deadline=None)
@given(data=st.data(), questionnaire=small())
def test_a_path_leads_there_and_none_is_cheaper(data: st.DataObject, questionnaire: Questionnaire) -> None:
    answers = {question: data.draw(answer) for question in questionnaire.question_by_id}
    quadrant = data.draw(st.sampled_from((None, *questionnaire.quadrants)))
    targets = data.draw(st.dictionaries(st.sampled_from(("axe-0", "axe-1")), st.sampled_from((1.0, 2.3, 4.0))))
    high = quadrant.high if quadrant else ()
    before = assess(questionnaire, answers)
    path = tried(questionnaire, answers, quadrant.id if quadrant else None, targets)
    if isinstance(path, NoPath):
        assert path.obstacle is expected_obstacle(before, path.best, high, targets, asked=quadrant is not None)
        return
    after = {**answers, **{step.question.id: step.to for step in path.steps}}
    chosen = {each.id for each in path.initiatives}
    assert path.result.statements == assess(questionnaire, after).statements
    assert holds(path.result, high, targets)
    assert path.effort == cost(questionnaire, answers, after, chosen)
    assert (path.effort, len(path.steps)) == cheapest(questionnaire, answers, high, targets)
    check_order(path)


def tried(
    questionnaire: Questionnaire, answers: Codes, quadrant: str | None, targets: Mapping[str, float]
) -> ShortestPath | NoPath:
    try:
        return shortest_path(questionnaire, answers, quadrant, targets)
    except NoPath as refusal:
        return refusal


def expected_obstacle(
    before: Result, best: Result, high: tuple[str, ...], targets: Mapping[str, float], *, asked: bool
) -> Obstacle:
    if not asked and not targets:
        return Obstacle.NOTHING_ASKED
    if not holds(best, high, targets):
        return Obstacle.UNREACHABLE
    if any((before.axes[axis].score or 0) > target for axis, target in targets.items()):
        return Obstacle.BELOW
    assert holds(before, high, targets)
    return Obstacle.REACHED


def check_order(path: ShortestPath) -> None:
    """Check that initiatives follow what they need, and that steps follow each other and name who leads there."""
    names = [each.id for each in path.initiatives]
    for row, each in enumerate(path.initiatives):
        assert not set(each.prerequisites) & set(names[row + 1 :])
    for step in path.steps:
        assert step.to == step.level + 1
        assert step.initiative is None or step.initiative.from_level <= step.level < step.initiative.to_level
    leaders = (None, *path.initiatives)
    assert sorted(map(id, path.steps)) == sorted(id(step) for each in leaders for step in path.steps_of(each))


def test_the_default_questionnaire_leads_to_the_next_quadrant(questionnaire: Questionnaire) -> None:
    answers = dict.fromkeys(questionnaire.statement_index, 1)
    path = shortest_path(questionnaire, answers, "ouverte")
    assert path.result.quadrant == "ouverte"
    assert path.initiatives
    assert path.effort == sum(EFFORT[each.effort] for each in path.initiatives)
    assert all(step.initiative in path.initiatives for step in path.steps)
    step = path.steps[0]
    assert step.descriptor == step.question.statement.levels[2]
    again = shortest_path(questionnaire, answers, "ouverte")
    assert (again.initiatives, again.steps) == (path.initiatives, path.steps)


def test_equal_steps_are_taken_in_the_order_of_the_questionnaire() -> None:
    path = shortest_path(make([[2, 1]]), dict.fromkeys(("e1", "e2", "e3"), 1), targets={"axe-0": 1.5})
    assert [(step.question.id, step.to, step.initiative) for step in path.steps] == [("e1", 2, None), ("e2", 2, None)]
    assert path.effort == 4


def test_what_is_not_answered_or_does_not_apply_stays(questionnaire: Questionnaire) -> None:
    answers: dict[str, int | None] = dict.fromkeys(questionnaire.statement_index, 1)
    answers |= {"e01": None, "e02": NOT_APPLICABLE}
    path = shortest_path(questionnaire, answers, targets={"experience-utilisateur": 4})
    assert {"e01", "e02"}.isdisjoint(step.question.id for step in path.steps)
    assert path.result.axes["experience-utilisateur"].score == 4


def test_efforts_are_data() -> None:
    catalogue = Catalogue(
        efforts={"L": 1, "S": 9},
        initiatives=(initiative("petite", 0, 4, "S", "0-0"), initiative("grande", 0, 4, "L", "0-0")),
    )
    asked = make([[1]]).model_copy(update={"catalogue": catalogue})
    path = shortest_path(asked, {"e1": 0}, targets={"axe-0": 1})
    assert ([each.id for each in path.initiatives], path.effort) == (["grande"], 1)


@pytest.mark.parametrize(
    ("efforts", "fault"),
    [
        ("{S: 2, L: 9}", ""),
        ("{S: 0}", "efforts.S"),
        ("{XL: 3}", "efforts.XL"),
        ("{M: 1.5}", "efforts.M"),
        ("[1, 2]", "efforts"),
    ],
)
def test_the_file_of_initiatives_may_say_what_efforts_cost(tmp_path: Path, efforts: str, fault: str) -> None:
    folder = sound_copy(tmp_path)
    edit(folder / "initiatives.yaml", "initiatives:\n", f"efforts: {efforts}\ninitiatives:\n")
    assert [each.path for each in check(folder)] == ([fault] if fault else [])
    if not fault:
        assert load(folder).catalogue.costs == {"S": 2, "M": 2, "L": 9}


def test_refusals_name_what_stands_in_the_way(questionnaire: Questionnaire) -> None:
    answers = {statement.id: 2 for statement in questionnaire.axes[0].statements}
    first = questionnaire.axes[0].id
    for quadrant, targets, obstacle, names in (
        (None, {}, Obstacle.NOTHING_ASKED, ()),
        ("numerique", {}, Obstacle.UNREACHABLE, ("performance",)),
        (None, {"gouvernance-numerique": 1.0}, Obstacle.UNREACHABLE, ("gouvernance-numerique",)),
        (None, {first: 1.5}, Obstacle.BELOW, (first,)),
        (None, {first: 2.0}, Obstacle.REACHED, ()),
        ("ouverte", {}, Obstacle.REACHED, ()),
        (None, {first: 4.5}, Obstacle.UNREACHABLE, (first,)),
    ):
        with pytest.raises(NoPath) as refusal:
            shortest_path(questionnaire, answers, quadrant, targets)
        assert (refusal.value.obstacle, refusal.value.names) == (obstacle, names)
        assert refusal.value.best.axes[first].score == 4


def test_names_that_the_questionnaire_does_not_have_are_refused(questionnaire: Questionnaire) -> None:
    with pytest.raises(ValueError, match="has no quadrant 'rouge'"):
        shortest_path(questionnaire, {}, "rouge")
    with pytest.raises(ValueError, match="has no axis 'axe-9'"):
        shortest_path(questionnaire, {}, targets={"axe-9": 3})
