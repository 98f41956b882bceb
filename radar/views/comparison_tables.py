"""The tables of a portfolio's campaign, in words and figures that stand ready for the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

from radar import formats
from radar.i18n import current_language, decimal
from radar.i18n import gettext as _
from radar.views.comparison_scene import Scene
from scoring import measures, portrait
from scoring.comparison import Figures, GroupFigures
from scoring.questionnaire import Questionnaire
from scoring.results import Result

NOTHING = "—"


class Line(NamedTuple):
    """A row of the heat map; its cells are HTML."""

    name: str
    quadrant: str
    cells: Markup


@dataclass(frozen=True, slots=True)
class Figure:
    """What a cell says of a group for one measure."""

    mean: str
    spread: str = ""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A measure, and what each group has for it; one's own scores come first."""

    name: str
    own: list[str]
    figures: list[Figure]


@lru_cache(maxsize=4096)
def _cell(score: float | None, language: str) -> str:
    """Return a cell of the heat map, kept because thousands of cells hold few different scores."""
    if score is None:
        return f"<td>{NOTHING}</td>"
    return f'<td class="level-{int(score)}">{formats.decimal(score, language)}</td>'


def heat_map(scene: Scene) -> list[Line]:
    """Return the bodies that show their names, by name, with their scores on each axis and on the whole."""
    language = current_language()
    quadrants = {one.id: one.name for one in scene.questionnaire.quadrants}
    first = 1 + len(scene.questionnaire.dimensions)
    chosen = [0, *range(first, first + len(scene.questionnaire.axes))]
    rows = portrait.stacked(scene.questionnaire, (body.scores for body in scene.bodies))[:, chosen]
    return [
        Line(
            body.name if body.complete else f"{body.name}*",
            quadrants.get(body.quadrant or "", NOTHING),
            Markup("".join([_cell(score, language) for score in scores])),  # noqa: S704 (our own figures)
        )
        for body, scores in zip(scene.bodies, portrait.listed(rows), strict=True)
    ]


def quadrant_rows(scene: Scene) -> list[tuple[str, int, int]]:
    """Return how many of the named bodies stand in each quadrant today, and how many once targets are reached."""
    today = portrait.counts(scene.questionnaire, (result.quadrant for result in scene.results))
    then = portrait.counts(scene.questionnaire, (_aimed(scene, result) for result in scene.results))
    return [(one.name, today[one.id], then[one.id]) for one in scene.questionnaire.quadrants]


def _aimed(scene: Scene, result: Result) -> str | None:
    """Return the quadrant of the point to which the targets lead, or today's where there are none."""
    goal = scene.goals.get(result.organisation)
    return portrait.quadrant_at(scene.questionnaire, goal) if goal else result.quadrant


def challenges(scene: Scene) -> list[tuple[str, str]]:
    """Return the axes of greatest challenge of the named bodies that answered completely, with their means."""
    rows = scene.named_in(scene.campaign).rows
    means, where = portrait.means(rows), measures.columns(scene.questionnaire)
    axes = scene.questionnaire.axis_by_id
    return [
        (axes[axis].name, decimal(float(means[where[f"axis:{axis}"]])))
        for axis in portrait.challenges(scene.questionnaire, rows)
    ]


def figure_rows(
    questionnaire: Questionnaire, groups: Sequence[GroupFigures], own: Sequence[Result], *, practices: bool
) -> list[FigureRow]:
    """Return what groups have, and oneself, for the score as a whole, dimensions and axes, or for each practice."""
    return [
        FigureRow(
            name,
            [decimal(_own(result, key)) for result in own],
            [_figure(group.figures.get(key)) for group in groups],
        )
        for key, name in (_practice_names(questionnaire) if practices else names(questionnaire)).items()
    ]


def _figure(figures: Figures | None) -> Figure:
    if figures is None:
        return Figure(NOTHING)
    if figures.median is None or figures.lower is None or figures.upper is None:
        return Figure(decimal(figures.mean))
    words = {"median": decimal(figures.median, 1), "lower": decimal(figures.lower, 1)}
    return Figure(
        decimal(figures.mean), _("médiane %(median)s (%(lower)s à %(upper)s)", upper=decimal(figures.upper, 1), **words)
    )


def _own(result: Result, key: str) -> float | None:
    if key == "overall":
        return result.overall
    kind, slug = key.split(":")
    if kind == "dimension":
        return result.dimensions[slug].score
    return (result.axes if kind == "axis" else result.practices)[slug].score


def names(questionnaire: Questionnaire) -> dict[str, str]:
    """Return the names of the score as a whole, of the dimensions and of the axes, by the key of their measure."""
    return {
        "overall": _("Score global"),
        **{f"dimension:{each.id}": each.name for each in questionnaire.dimensions},
        **{f"axis:{each.id}": each.name for each in questionnaire.axes},
    }


def _practice_names(questionnaire: Questionnaire) -> dict[str, str]:
    return {f"practice:{each.id}": each.name for each in questionnaire.practices}
