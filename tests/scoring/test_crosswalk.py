"""Campaigns under different versions of a questionnaire: only what is common is compared, and it is said."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.crosswalk import Comparison, Crosswalk, Series, Sheet, compare, series
from scoring.errors import Fault, Refused
from scoring.loading import find, load
from scoring.loading.crosswalks import read_crosswalk, read_crosswalks
from scoring.questionnaire import Axis, Dimension, Perspective, Practice, Questionnaire, Statement
from scoring.results import assess, to_json
from tests.scoring.strategies import LEVELS

DATA = Path(__file__).parents[2] / "questionnaires"


def questionnaire(
    version: str,
    shape: Mapping[str, str],
    weights: Mapping[str, float] | None = None,
    perspectives: tuple[Perspective, ...] = (),
) -> Questionnaire:
    """A questionnaire with one practice of one-letter statements for each axis."""
    numbers = iter(range(1, 100))
    axes = tuple(
        Axis(
            id=axis,
            name=axis,
            practices=(
                Practice(
                    id=f"p-{axis}",
                    name=axis,
                    statements=tuple(
                        Statement(id=letter, number=next(numbers), topic="Sujet", text="Texte.", levels=LEVELS)
                        for letter in letters
                    ),
                ),
            ),
        )
        for axis, letters in shape.items()
    )
    dimension = Dimension(
        id="elan", name="Élan", direction="vertical", threshold=2.0, weights=weights or dict.fromkeys(shape, 1.0)
    )
    return Questionnaire(
        id="petit",
        version=version,
        language="fr",
        title="Petit",
        levels=LEVELS,
        axes=axes,
        dimensions=(dimension,),
        perspectives=perspectives,
    )


FIRST = questionnaire("1.0.0", {"un": "abc", "deux": "de"})
# c is dropped, f and g are new, d is now called h.
SECOND = questionnaire("2.0.0", {"un": "abf", "deux": "heg"})
THIRD = questionnaire("3.0.0", {"un": "ab", "deux": "he"})
WALK = Crosswalk.model_validate(
    {"from": "petit@1.0.0", "to": "petit@2.0.0", "statements": {"a": "a", "b": "b", "d": "h", "e": "e"}}
)
KNOWN = {one.reference: one for one in (FIRST, SECOND)}
OLD = Sheet(FIRST, {"a": 1, "b": 1, "c": 4, "d": 2, "e": 0})
NEW = Sheet(SECOND, {"a": 3, "b": 1, "f": 0, "h": 2, "e": 1, "g": 0})


def compared(older: Sheet, newer: Sheet, *, crosswalk: Crosswalk | None = None) -> Comparison:
    found = compare(older, newer, crosswalk)
    assert isinstance(found, Comparison)
    return found


class TestCompare:
    def test_only_what_is_common_counts_under_the_rules_of_each(self) -> None:
        found = compared(OLD, NEW, crosswalk=WALK)

        assert found.share == 4 / 6
        assert (found.old.axes["un"].score, found.new.axes["un"].score) == (1.0, 2.0)
        assert found.axes == {"un": 1.0, "deux": 0.5}
        assert found.practices == {"p-un": 1.0, "p-deux": 0.5}
        assert (found.overall, found.dimensions) == (0.75, {"elan": 0.75})
        assert (found.old.coverage, found.old.provisional) == (1.0, False)

    def test_statements_that_moved_come_with_the_biggest_first(self) -> None:
        found = compared(OLD, NEW, crosswalk=WALK)
        assert [(one.statement, one.before, one.after) for one in found.moved] == [("a", 1, 3), ("e", 0, 1)]

    def test_a_crosswalk_serves_in_both_directions(self) -> None:
        back = compared(NEW, OLD, crosswalk=WALK)
        assert back.share == 4 / 5
        assert back.axes == {"un": -1.0, "deux": -0.5}
        assert [one.statement for one in back.moved] == ["a", "e"]

    def test_one_version_is_compared_with_itself_in_full(self) -> None:
        found = compared(OLD, Sheet(FIRST, {"a": 1, "b": 1, "c": 0, "d": 2, "e": 0}))
        assert found.share == 1.0
        assert found.axes == pytest.approx({"un": -4 / 3, "deux": 0.0})

    def test_weights_are_those_of_each_version(self) -> None:
        heavy = questionnaire("2.0.0", {"un": "abf", "deux": "heg"}, {"un": 3.0, "deux": 1.0})
        found = compared(OLD, Sheet(heavy, NEW.answers), crosswalk=WALK)
        assert (found.old.dimensions["elan"].score, found.new.dimensions["elan"].score) == (1.0, (3 * 2 + 1.5) / 4)

    def test_an_axis_that_took_a_statement_of_another_has_no_change(self) -> None:
        moved = questionnaire("2.0.0", {"un": "ab", "deux": "he", "trois": "g"})
        walk = WALK.model_copy(update={"statements": {"a": "a", "b": "h", "d": "b", "e": "e", "c": "g"}})
        found = compared(OLD, Sheet(moved, dict.fromkeys("abheg", 2)), crosswalk=walk)
        assert found.axes == {"un": None, "deux": None, "trois": None}
        assert found.overall == pytest.approx(2 - 1.5)

    def test_perspectives_are_combined_on_both_sides(self) -> None:
        points = (Perspective(id="dehors", name="Dehors"), Perspective(id="dedans", name="Dedans"))
        twice = questionnaire("2.0.0", {"un": "abf", "deux": "heg"}, perspectives=points)
        answers = {f"{letter}.{point.id}": level for letter in "abh" for level, point in enumerate(points, start=1)}
        found = compared(OLD, Sheet(twice, {**answers, "f.dehors": 4}), crosswalk=WALK)
        assert (found.new.axes["un"].score, found.axes["un"]) == (1.5, 0.5)
        assert (found.new.coverage, found.new.provisional) == (3 / 4, True)

    def test_no_answer_is_no_change(self) -> None:
        found = compared(Sheet(FIRST, {}), OLD)
        assert (found.overall, set(found.axes.values()), found.moved) == (None, {None}, ())

    def test_without_a_crosswalk_it_is_refused_with_the_reason(self) -> None:
        found = compare(OLD, Sheet(THIRD, {}), WALK)
        assert isinstance(found, Fault)
        assert found.message("en").startswith("No crosswalk links “petit@1.0.0” and “petit@3.0.0”")
        assert "ne se comparent donc pas" in found.message("fr")


class TestSeries:
    def test_all_campaigns_are_held_to_what_all_of_them_share(self) -> None:
        walk = Crosswalk.model_validate(
            {"from": "petit@2.0.0", "to": "petit@3.0.0", "statements": {"a": "a", "h": "h", "e": "e"}}
        )
        direct = Crosswalk.model_validate(
            {"from": "petit@1.0.0", "to": "petit@3.0.0", "statements": {"a": "a", "b": "b", "e": "e"}}
        )
        found = series([OLD, NEW, Sheet(THIRD, dict.fromkeys("abhe", 4))], [walk, direct])
        assert found.share == 2 / 4
        assert [one.axes["un"] for one in found.comparisons] == [2.0, 1.0]
        assert [result.axes["un"].score for result in found.results.values()] == [1.0, 3.0, 4.0]
        assert found.steady == {0: {"un", "deux"}, 1: {"un", "deux"}, 2: {"un", "deux"}}

    def test_what_cannot_be_compared_with_the_last_is_left_out_and_named(self) -> None:
        found = series([Sheet(THIRD, {}), OLD, NEW], [WALK])
        assert (set(found.results), set(found.refused), len(found.comparisons)) == ({1, 2}, {0}, 1)

    def test_one_campaign_has_nothing_to_be_compared_with(self) -> None:
        found = series([OLD], [])
        assert (found.share, found.comparisons, found.refused) == (1.0, (), {})
        assert to_json(found.results[0]) == to_json(assess(FIRST, OLD.answers))


codes = st.one_of(st.none(), st.integers(0, 5))


def answers(letters: str) -> st.SearchStrategy[dict[str, int | None]]:
    return st.fixed_dictionaries(dict.fromkeys(letters, codes))


@settings(max_examples=100)
@given(answers("abcde"))
def test_comparing_a_thing_with_itself_moves_nothing(given_answers: dict[str, int | None]) -> None:
    sheet = Sheet(FIRST, given_answers)
    found = compared(sheet, sheet)
    assert to_json(found.old) == to_json(found.new) == to_json(assess(FIRST, given_answers))
    changes = (found.overall, *found.axes.values(), *found.practices.values(), *found.dimensions.values())
    assert not any(changes)
    assert found.moved == ()


@settings(max_examples=60)
@given(answers("abcde"), answers("abfheg"), st.permutations(list(WALK.statements.items())))
def test_the_order_of_the_file_does_not_matter(
    old: dict[str, int | None], new: dict[str, int | None], order: list[tuple[str, str]]
) -> None:
    shuffled = WALK.model_copy(update={"statements": dict(order)})
    assert compared(Sheet(FIRST, old), Sheet(SECOND, new), crosswalk=WALK) == compared(
        Sheet(FIRST, old), Sheet(SECOND, new), crosswalk=shuffled
    )


@settings(max_examples=60)
@given(answers("abcde"), answers("abfheg"))
def test_what_is_not_common_changes_nothing(old: dict[str, int | None], new: dict[str, int | None]) -> None:
    found = compared(Sheet(FIRST, old), Sheet(SECOND, new), crosswalk=WALK)
    again = compared(Sheet(FIRST, {**old, "c": 0}), Sheet(SECOND, {**new, "f": 4, "g": 5}), crosswalk=WALK)
    assert found == again


def known(reference: str) -> Questionnaire:
    if reference not in KNOWN:
        raise Refused([Fault("unknown_questionnaire", params={"reference": reference, "known": list(KNOWN)})])
    return KNOWN[reference]


GOOD = """from: petit@1.0.0
to: petit@2.0.0
note: {fr: Le D s’appelle maintenant H., en: D is now called H.}
statements:
  a: a
  d: h
"""
BAD = {
    "unknown questionnaire": ("to: petit@2.0.0", "to: petit@9.0.0", 2, "Le questionnaire « petit@9.0.0 » n’existe pas"),
    "unknown older statement": ("d: h", "z: h", 6, "L’énoncé « z » n’existe pas dans le questionnaire « petit@1.0.0 »"),
    "unknown newer statement": ("d: h", "d: d", 6, "L’énoncé « d » n’existe pas dans le questionnaire « petit@2.0.0 »"),
    "older statement twice": ("d: h", "a: h", 6, "Ce champ figure déjà à la ligne 5"),
    "newer statement twice": ("d: h", "d: a", 6, "L’énoncé « a » correspond déjà à un autre à la ligne 5"),
    "itself": ("to: petit@2.0.0", "to: petit@1.0.0", 2, "un questionnaire se compare à lui-même sans table"),
    "nothing in common": ("\n  a: a\n  d: h", " {}", 4, "La liste « statements » est vide"),
    "a list": ("\n  a: a\n  d: h", " [a, d]", 4, "Il faut ici des champs"),
    "misspelt": ("note:", "notes:", 3, "note"),
    "no older side": ("from: petit@1.0.0", "", 2, "Le champ « from » manque"),
}


class TestReading:
    def test_a_crosswalk_is_read(self, tmp_path: Path) -> None:
        path = tmp_path / "petit.yaml"
        path.write_text(GOOD, encoding="utf-8")
        found = read_crosswalk(path, known)
        assert (found.older, found.newer, found.note.en) == ("petit@1.0.0", "petit@2.0.0", "D is now called H.")
        assert found.statements == {"a": "a", "d": "h"}

    @pytest.mark.parametrize("mistake", BAD)
    def test_a_mistake_is_told_with_its_line_and_remedy(self, mistake: str, tmp_path: Path) -> None:
        old, new, line, words = BAD[mistake]
        path = tmp_path / "petit.yaml"
        path.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(Refused) as refused:
            read_crosswalk(path, known)
        fault = refused.value.faults[0]
        assert (fault.file, fault.line) == (str(path), line)
        assert words in fault.message("fr").replace("\u00a0", " ")

    def test_a_file_that_is_not_there_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(Refused, match="cannot be read"):
            read_crosswalk(tmp_path / "petit.yaml", known)

    def test_a_faulty_crosswalk_does_not_take_the_others_along(self, tmp_path: Path) -> None:
        folder = tmp_path / "crosswalks"
        folder.mkdir()
        for name, text in (("a", GOOD), ("b", GOOD), ("c", "from: [")):
            (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        walks, faults = read_crosswalks([tmp_path], known)
        assert [walk.newer for walk in walks] == ["petit@2.0.0"]
        assert [(Path(fault.file).name, fault.code) for fault in faults] == [
            ("b.yaml", "crosswalk_pair"),
            ("c.yaml", "yaml_syntax"),
        ]


def test_the_crosswalks_that_ship_link_every_statement() -> None:
    walks, faults = read_crosswalks([DATA], lambda reference: load(find(DATA, reference)))
    assert not faults
    assert {walk.newer for walk in walks} >= {"radar-pondere@1.0.0"}
    assert all(len(walk.statements) == 48 for walk in walks)
    for walk in walks:
        shared = series([Sheet(load(find(DATA, name)), {}) for name in (walk.older, walk.newer)], walks)
        assert isinstance(shared, Series)
        assert not shared.refused
