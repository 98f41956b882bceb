"""The plane of the two dimensions: which is vertical, where a result lies, which quadrant is where."""

from collections.abc import Mapping
from dataclasses import dataclass

from radar.charts.texts import clean, say
from scoring.questionnaire import Dimension, Questionnaire
from scoring.results import Result


@dataclass(frozen=True, slots=True)
class Plane:
    """The two dimensions of a questionnaire."""

    questionnaire: Questionnaire
    vertical: Dimension
    horizontal: Dimension

    def point(self, result: Result) -> tuple[float, float] | None:
        """Return the horizontal and the vertical score, or None if one is missing."""
        return self.located({slug: dimension.score for slug, dimension in result.dimensions.items()})

    def located(self, scores: Mapping[str, float | None]) -> tuple[float, float] | None:
        """Return the point of the scores of dimensions, or None if one is missing."""
        x, y = scores.get(self.horizontal.id), scores.get(self.vertical.id)
        return None if x is None or y is None else (x, y)

    def name(self, *, right: bool, upper: bool) -> str:
        """Return the name of the quadrant on one side of each threshold."""
        sides = ((self.horizontal.id, right), (self.vertical.id, upper))
        high = {slug for slug, is_high in sides if is_high}
        return next((clean(one.name) for one in self.questionnaire.quadrants if set(one.high) == high), "")


def has_plane(questionnaire: Questionnaire) -> bool:
    """Tell whether a questionnaire has exactly one vertical and one horizontal dimension."""
    return sorted(dimension.direction for dimension in questionnaire.dimensions) == ["horizontal", "vertical"]


def plane(questionnaire: Questionnaire, language: str) -> Plane:
    """Return the plane of a questionnaire; refuse one without a vertical and a horizontal dimension."""
    if not has_plane(questionnaire):
        raise ValueError(say(language, "fault.dimensions", reference=questionnaire.reference))
    found = {dimension.direction: dimension for dimension in questionnaire.dimensions}
    return Plane(questionnaire, found["vertical"], found["horizontal"])
