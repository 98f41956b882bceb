"""Means of the axes by group of results."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from radar.charts.texts import clean, say
from scoring.results import Result


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """The results of one group: how many, and the mean of each axis in percent over those that have a score."""

    name: str
    size: int
    means: Mapping[str, float | None]


def grouped(results: Sequence[Result], language: str) -> tuple[Group, ...]:
    """Return the groups in the order in which they first occur."""
    members: dict[str | None, list[Result]] = {}
    for result in results:
        members.setdefault(result.group, []).append(result)
    return tuple(
        Group(clean(name or "") or say(language, "ungrouped"), len(those), _means(those))
        for name, those in members.items()
    )


def _means(results: Sequence[Result]) -> dict[str, float | None]:
    return {axis.id: _mean([_percent(one, axis.id) for one in results]) for axis in results[0].questionnaire.axes}


def _percent(result: Result, slug: str) -> float | None:
    return result.axes[slug].percent if slug in result.axes else None


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None
