"""Campaigns side by side: what moved, on the statements that their questionnaires have in common and on no other.

Versions of one questionnaire share what a crosswalk says they share, never what merely has the same id.  A statement
that the others lack is taken as not applicable, so that each result still follows from the rules of its own version.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

from pydantic import Field

from scoring.errors import Fault
from scoring.questionnaire import Model, OptionalText, Questionnaire, Slug, Text
from scoring.results import Result, assess
from scoring.scores import NOT_APPLICABLE

Answers = Mapping[str, int | None]
# Statement of the newest questionnaire: the same statement of another.
Links = Mapping[str, str]


class Note(Model):
    """What readers should know of a crosswalk, in both languages."""

    fr: OptionalText = ""
    en: OptionalText = ""


class Crosswalk(Model):
    """Which statements of one published version are the same as which of another; it serves in both directions."""

    older: Annotated[Text, Field(alias="from", description="The older questionnaire, `id@version`.")]
    newer: Annotated[Text, Field(alias="to", description="The newer questionnaire, `id@version`.")]
    statements: Annotated[
        Mapping[Slug, Slug], Field(min_length=1, description="The statements in common: older id, newer id.")
    ]
    note: Note = Note()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The answers of a campaign under the questionnaire that it pins."""

    questionnaire: Questionnaire
    answers: Answers
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """A statement whose score changed, by its id in the later questionnaire."""

    statement: str
    before: float
    after: float

    @property
    def change(self) -> float:
        """Return how far the statement moved, upward if positive."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two results on what they have in common; None where there is no change to speak of."""

    old: Result
    new: Result
    statements: Links
    overall: float | None
    axes: Mapping[str, float | None]
    practices: Mapping[str, float | None]
    dimensions: Mapping[str, float | None]
    moved: tuple[Moved, ...]

    @property
    def share(self) -> float:
        """Return the share of the later questionnaire's statements that were compared."""
        return len(self.statements) / len(self.new.questionnaire.statements)


@dataclass(frozen=True, slots=True)
class Series:
    """Campaigns in their order, by their place in what was given: those compared, and why the others are not.

    `steady` are the axes that hold the same of the common statements as they do in the last campaign.
    """

    results: Mapping[int, Result]
    steady: Mapping[int, frozenset[str]]
    comparisons: tuple[Comparison, ...]
    share: float
    refused: Mapping[int, Fault]


def compare(older: Sheet, newer: Sheet, crosswalk: Crosswalk | None = None) -> Comparison | Fault:
    """Return what moved between two campaigns, or why that cannot be said."""
    found = series([older, newer], [crosswalk] if crosswalk else [])
    return found.refused[0] if found.refused else found.comparisons[0]


def series(sheets: Sequence[Sheet], crosswalks: Iterable[Crosswalk]) -> Series:
    """Compare campaigns with the last of them, and each with the one before, on what all of them have in common."""
    known, newest = tuple(crosswalks), sheets[-1].questionnaire
    found = [links(sheet.questionnaire, newest, known) for sheet in sheets]
    linked = {place: link for place, link in enumerate(found) if not isinstance(link, Fault)}
    common = [s.id for s in newest.statements if all(s.id in link for link in linked.values())]
    results = {place: _judged(sheets[place], {link[s] for s in common}) for place, link in linked.items()}
    homes = _homes(newest)[0]
    return Series(
        results=results,
        steady={
            place: frozenset(_unmoved(_homes(sheets[place].questionnaire)[0], homes, {s: link[s] for s in common}))
            for place, link in linked.items()
        },
        comparisons=tuple(
            _comparison(results[one], results[two], {linked[two][s]: linked[one][s] for s in common})
            for one, two in pairwise(sorted(linked))
        ),
        share=len(common) / len(newest.statements),
        refused={place: fault for place, fault in enumerate(found) if isinstance(fault, Fault)},
    )


def links(older: Questionnaire, newer: Questionnaire, crosswalks: Iterable[Crosswalk]) -> Links | Fault:
    """Return the statements that two questionnaires share: all of one version, or those that a crosswalk names."""
    if older.reference == newer.reference:
        return {statement.id: statement.id for statement in newer.statements}
    for walk in crosswalks:
        if (walk.older, walk.newer) == (older.reference, newer.reference):
            return {new: old for old, new in walk.statements.items()}
        if (walk.newer, walk.older) == (older.reference, newer.reference):
            return walk.statements
    return Fault("no_crosswalk", params={"older": older.reference, "newer": newer.reference})


def _judged(sheet: Sheet, kept: set[str]) -> Result:
    questions = sheet.questionnaire.question_by_id.values()
    answers = {q.id: sheet.answers.get(q.id) if q.statement.id in kept else NOT_APPLICABLE for q in questions}
    return assess(sheet.questionnaire, answers, sheet.organisation)


def _comparison(old: Result, new: Result, statements: Links) -> Comparison:
    homes = [_homes(result.questionnaire) for result in (old, new)]
    axes, practices, dimensions = (
        set(_unmoved(before, after, statements)) for before, after in zip(*homes, strict=True)
    )
    return Comparison(
        old=old,
        new=new,
        statements=statements,
        overall=_change(old.overall, new.overall),
        axes={
            axis: _change(old.axes[axis].score, score.score) if axis in axes else None
            for axis, score in new.axes.items()
        },
        practices={
            practice: _change(old.practices[practice].score, score.score) if practice in practices else None
            for practice, score in new.practices.items()
        },
        dimensions={
            dimension: _change(old.dimensions[dimension].score, score.score) if dimension in dimensions else None
            for dimension, score in new.dimensions.items()
        },
        moved=tuple(sorted(_moved(old, new, statements), key=lambda moved: -abs(moved.change))),
    )


Homes = Mapping[str, frozenset[str]]


def _homes(questionnaire: Questionnaire) -> tuple[Homes, Homes, Homes]:
    """Return the statements of each axis, practice and dimension."""
    axes = {axis.id: frozenset(s.id for s in axis.statements) for axis in questionnaire.axes}
    practices = {practice.id: frozenset(s.id for s in practice.statements) for practice in questionnaire.practices}
    dimensions = {
        dimension.id: frozenset[str]().union(*(axes[axis] for axis, weight in dimension.weights.items() if weight))
        for dimension in questionnaire.dimensions
    }
    return axes, practices, dimensions


def _unmoved(before: Homes, after: Homes, statements: Links) -> Iterator[str]:
    """Yield what holds the same common statements in both: an axis that gained a statement of another has no change."""
    shared = frozenset(statements.values())
    for home in after.keys() & before.keys():
        if {statements[s] for s in after[home] if s in statements} == before[home] & shared:
            yield home


def _moved(old: Result, new: Result, statements: Links) -> Iterator[Moved]:
    for later, earlier in statements.items():
        before, after = old.statements[earlier].score, new.statements[later].score
        if before is not None and after is not None and before != after:
            yield Moved(later, before, after)


def _change(before: float | None, after: float | None) -> float | None:
    return None if before is None or after is None else after - before
