"""What is shown of groups, in percent and by axis."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from radar.charts.texts import clean, say
from scoring.comparison import GroupFigures, groups_of_results
from scoring.results import Result, percent

AXIS = "axis:"


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """One group: how many bodies, and the mean of each axis in percent; neither is known of one that is withheld."""

    name: str
    size: int | None
    means: Mapping[str, float | None]


def grouped(results: Sequence[Result], language: str) -> tuple[Group, ...]:
    """Return the groups in the order in which they first occur."""
    return published(groups_of_results(results).groups, language)


def published(groups: Sequence[GroupFigures], language: str) -> tuple[Group, ...]:
    """Return groups as they may be shown."""
    return tuple(
        Group(
            clean(group.name) or say(language, "ungrouped"),
            group.bodies,
            {
                key.removeprefix(AXIS): percent(figures.mean)
                for key, figures in group.figures.items()
                if key.startswith(AXIS)
            },
        )
        for group in groups
    )
