"""Groups of bodies: what may be shown of them, computed once and published as it is.

Bodies are counted, never submissions.  Medians and quartiles are shown for groups of at least twice the minimum, and
everything is rounded, so that a figure cannot serve as the fingerprint of one body.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.disclosure import Cells, Values, publishable
from scoring.measures import columns, row_of
from scoring.questionnaire import Questionnaire
from scoring.results import Result

SMALLEST_GROUP = 5
MEAN_DECIMALS, QUARTILE_DECIMALS = 2, 1
QUARTILES = (0.25, 0.5, 0.75)
QUADRANTS, TOP_QUADRANT, OTHERS = "quadrants", "top-quadrant", "others"


@dataclass(frozen=True, slots=True)
class Body:
    """A body in a comparison: its quadrant and its row of scores, and whether some readers see it by name."""

    id: str
    quadrant: str | None
    scores: NDArray[np.float64]
    named: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A group set in advance, and the ids of the bodies in it."""

    id: str
    name: str
    members: frozenset[str]


@dataclass(frozen=True, slots=True)
class Grouping:
    """A way of dividing bodies into groups."""

    id: str
    name: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """What is shown of a group for one measure, on the scale of 0 to 4; quartiles only where the group is large."""

    mean: float
    median: float | None = None
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """A group as it is shown; a group that is empty and one that is withheld have no count and no figures alike."""

    id: str
    name: str
    bodies: int | None
    figures: Mapping[str, Figures]


@dataclass(frozen=True, slots=True)
class GroupingFigures:
    """The groups of a grouping as they are shown."""

    id: str
    name: str
    groups: tuple[GroupFigures, ...]


@dataclass(frozen=True, slots=True)
class Publication:
    """Everything that the readers of a comparison may see, for good."""

    minimum: int
    everybody: GroupFigures
    groupings: tuple[GroupingFigures, ...]

    def to_json(self) -> str:
        """Return the publication as it is stored."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Publication":
        """Return a publication that was stored."""
        data = json.loads(text)
        return cls(data["minimum"], _group(data["everybody"]), tuple(_grouping(each) for each in data["groupings"]))


def publish(
    questionnaire: Questionnaire,
    bodies: Sequence[Body],
    groupings: Sequence[Grouping] = (),
    minimum: int = SMALLEST_GROUP,
) -> Publication:
    """Return what may be shown of bodies that answered completely: all together, by quadrant, and by each grouping.

    The bodies that nobody sees by name are left out while they are fewer than `minimum`: whoever knows the others could
    find them.
    """
    unnamed = sum(not body.named for body in bodies)
    counted = [body for body in bodies if body.named or unnamed >= minimum]
    every = (*by_quadrant(questionnaire, counted), *groupings)
    everybody = Grouping("", "", (Group("", "", frozenset(body.id for body in counted)),))
    first, *shown = shown_of(questionnaire, counted, (everybody, *every), minimum)
    return Publication(minimum, first.groups[0], tuple(shown))


def by_quadrant(questionnaire: Questionnaire, bodies: Sequence[Body]) -> Iterator[Grouping]:
    """Yield the bodies in the quadrant where every dimension is high against the others, then each quadrant."""
    members = {q.id: frozenset(b.id for b in bodies if b.quadrant == q.id) for q in questionnaire.quadrants}
    top = next((q for q in questionnaire.quadrants if len(set(q.high)) == len(questionnaire.dimensions)), None)
    if top is not None and questionnaire.dimensions:
        rest = frozenset[str]().union(*members.values()) - members[top.id]
        yield Grouping(TOP_QUADRANT, "", (Group(top.id, "", members[top.id]), Group(OTHERS, "", rest)))
        yield Grouping(QUADRANTS, "", tuple(Group(key, "", those) for key, those in members.items()))


def shown_of(
    questionnaire: Questionnaire, bodies: Sequence[Body], groupings: Sequence[Grouping], minimum: int
) -> list[GroupingFigures]:
    """Return what may be shown of groupings together; the first have the first claim."""
    keys = columns(questionnaire)
    values = np.array([body.scores for body in bodies], np.float64).reshape(len(bodies), len(keys))
    named = np.array([body.named for body in bodies], np.bool_)
    cells = [_cells(grouping, bodies) for grouping in groupings]
    chosen = publishable(cells, values, named, minimum)
    return [
        GroupingFigures(
            grouping.id,
            grouping.name,
            tuple(
                _shown(group, keys, values[members], minimum) if keep else GroupFigures(group.id, group.name, None, {})
                for group, members, keep in zip(grouping.groups, inside, kept, strict=True)
            ),
        )
        for grouping, inside, kept in zip(groupings, cells, chosen, strict=True)
    ]


def groups_of_results(results: Sequence[Result], minimum: int = SMALLEST_GROUP) -> GroupingFigures:
    """Return what may be shown of the groups that an answer sheet names, in the order in which they first occur."""
    questionnaire = results[0].questionnaire
    bodies = [Body(str(number), result.quadrant, row_of(result)) for number, result in enumerate(results)]
    members: dict[str | None, list[str]] = {}
    for number, result in enumerate(results):
        members.setdefault(result.group, []).append(str(number))
    groups = tuple(Group(name or "", name or "", frozenset(those)) for name, those in members.items())
    return shown_of(questionnaire, bodies, (Grouping("", "", groups),), minimum)[0]


def _cells(grouping: Grouping, bodies: Sequence[Body]) -> Cells:
    return np.array([[body.id in group.members for body in bodies] for group in grouping.groups], np.bool_).reshape(
        len(grouping.groups), len(bodies)
    )


def _shown(group: Group, keys: Mapping[str, int], values: Values, minimum: int) -> GroupFigures:
    figures = {}
    for key, column in keys.items():
        scores = values[~np.isnan(values[:, column]), column]
        if len(scores) >= minimum:
            figures[key] = _figures(scores, quartiles=len(scores) >= 2 * minimum)
    return GroupFigures(group.id, group.name, len(values), figures)


def _figures(scores: NDArray[np.float64], *, quartiles: bool) -> Figures:
    mean = round(float(scores.mean()), MEAN_DECIMALS)
    if not quartiles:
        return Figures(mean)
    lower, median, upper = np.quantile(scores, QUARTILES).round(QUARTILE_DECIMALS).tolist()
    return Figures(mean, median, lower, upper)


def _grouping(data: Mapping[str, Any]) -> GroupingFigures:
    return GroupingFigures(data["id"], data["name"], tuple(_group(each) for each in data["groups"]))


def _group(data: Mapping[str, Any]) -> GroupFigures:
    figures = {key: Figures(**figures) for key, figures in data["figures"].items()}
    return GroupFigures(data["id"], data["name"], data["bodies"], figures)
