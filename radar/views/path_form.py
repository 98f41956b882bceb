"""What is asked of the shortest path: a quadrant, scores of axes, or both, as typed in an address."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from radar.forms import one_line
from radar.i18n import decimal
from radar.i18n import gettext as _
from radar.views.targets_form import MOST_SHOWN, SCORE
from scoring.plans import TOLERANCE
from scoring.questionnaire import TOP_LEVEL, Quadrant, Questionnaire
from scoring.results import Result
from scoring.targets import Targets

QUADRANT = "cadran"


def field_of(axis: str) -> str:
    """Return the name of the field for an axis."""
    return f"cible-{axis}"


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed: a quadrant's id and a score by axis, either of which may be empty."""

    quadrant: str
    typed: Mapping[str, str]

    @property
    def given(self) -> bool:
        """Tell whether anything was asked for."""
        return bool(self.quadrant or self.typed)

    @property
    def targets(self) -> Mapping[str, float]:
        """Return the scores, once they are known to be scores."""
        return {axis: float(text.replace(",", ".")) for axis, text in self.typed.items()}

    @property
    def address(self) -> Mapping[str, str]:
        """Return the fields that ask for the same again."""
        quadrant = {QUADRANT: self.quadrant} if self.quadrant else {}
        return quadrant | {field_of(axis): text for axis, text in self.typed.items()}

    def faults(self, result: Result) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with what was typed: the field and the sentence."""
        if self.quadrant and self.quadrant not in {quadrant.id for quadrant in offered(result)}:
            yield (
                QUADRANT,
                _("Ce cadran ne demande rien de plus que le cadran actuel; choisissez-en un autre dans la liste."),
            )
        for axis, text in self.typed.items():
            if not SCORE.fullmatch(text) or float(text.replace(",", ".")) > TOP_LEVEL:
                name = result.questionnaire.axis_by_id[axis].name
                yield (
                    field_of(axis),
                    _(
                        "Axe « %(name)s » : « %(value)s » n'est pas un score; écrivez un nombre de 0 à 4, "
                        "par exemple 2,5.",
                        name=name,
                        value=text[:MOST_SHOWN],
                    ),
                )


def read(questionnaire: Questionnaire, arguments: MultiDict[str, str]) -> Asked:
    """Return what an address asks for."""
    typed = {axis.id: one_line(arguments.get(field_of(axis.id))) for axis in questionnaire.axes}
    return Asked(one_line(arguments.get(QUADRANT)), {axis: text for axis, text in typed.items() if text})


def offered(result: Result) -> tuple[Quadrant, ...]:
    """Return the quadrants that ask more than where the organisation stands."""
    now = {
        dimension.id
        for dimension in result.questionnaire.dimensions
        if (score := result.dimensions[dimension.id].score) is not None and score >= dimension.threshold - TOLERANCE
    }
    return tuple(quadrant for quadrant in result.questionnaire.quadrants if now < set(quadrant.high))


def aimed_at(result: Result, targets: Targets) -> Mapping[str, str]:
    """Return the fields that ask for what the organisation aims at, as far as it is not reached."""
    quadrant = targets.quadrant.id if targets.quadrant else ""
    scores = {axis: result.axes[axis].score for axis in targets.axes}
    typed = {
        axis: decimal(target)
        for axis, target in targets.scores.items()
        if (score := scores[axis]) is not None and target > score
    }
    return Asked(quadrant if quadrant in {each.id for each in offered(result)} else "", typed).address
