"""Questionnaires and results made by hand, of any number of axes and with any names."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

from radar.charts.request import Request
from scoring.questionnaire import Axis, Dimension, Practice, Quadrant, Questionnaire, Statement
from scoring.results import DimensionScore, GroupScore, Result

NAMES = (
    "Expérience utilisateur",
    "Qualité des services numériques",
    "Intégration du numérique",
    "Responsabilité sociale",
    "Conception de services numériques",
    "Évaluation de la performance",
    "Expérience employé",
    "Gouvernance numérique",
)
ENGLISH_NAMES = (
    "User experience",
    "Quality of digital services",
    "Digital integration",
    "Social responsibility",
    "Design of digital services",
    "Performance evaluation",
    "Employee experience",
    "Digital governance",
)
LONG_NAMES = tuple(
    f"Accompagnement des citoyens et des entreprises {n} dans leurs démarches".ljust(80, "x") for n in "abcdefgh"
)
SCORES = (1.25, 1.67, 1.75, 3.0, 2.5, 1.2, 1.14, 1.5)
VERTICAL, HORIZONTAL = "adaptabilite", "performance"
QUADRANTS = (
    Quadrant(id="novice", name="Novice"),
    Quadrant(id="ouverte", name="Ouverte", high=(VERTICAL,)),
    Quadrant(id="productive", name="Productive", high=(HORIZONTAL,)),
    Quadrant(id="numerique", name="Numérique", high=(VERTICAL, HORIZONTAL)),
)


def _axis(number: int, name: str) -> Axis:
    statement = Statement(
        id=f"e{number:02}", number=number, topic="Sujet", text="Énoncé.", levels=("a", "b", "c", "d", "e")
    )
    practices = tuple(
        Practice(id=f"{number}-{part}", name=f"Pratique {part} de l’axe {name}", statements=(statement,))
        for part in "ab"
    )
    return Axis(id=f"axe-{number}", name=name, practices=practices)


def _dimension(slug: str, name: str, direction: Literal["vertical", "horizontal"], axes: Sequence[Axis]) -> Dimension:
    return Dimension(id=slug, name=name, direction=direction, threshold=2.0, weights={axis.id: 1.0 for axis in axes})


def questionnaire(names: Sequence[str] = NAMES, language: str = "fr") -> Questionnaire:
    axes = tuple(_axis(number, name) for number, name in enumerate(names, start=1))
    half = len(axes) // 2
    return Questionnaire(
        id="essai",
        version="1.0.0",
        language=language,
        title="Essai",
        levels=("0", "1", "2", "3", "4"),
        axes=axes,
        dimensions=(
            _dimension(VERTICAL, "Adaptabilité des utilisateurs", "vertical", axes[:half]),
            _dimension(HORIZONTAL, "Performance organisationnelle", "horizontal", axes[half:]),
        ),
        quadrants=QUADRANTS,
    )


def scored(score: float | None) -> GroupScore:
    return GroupScore(score, 3 if score is not None else 0, 0, 3)


def result(
    scores: Sequence[float | None] = SCORES,
    names: Sequence[str] = NAMES,
    practices: Mapping[str, GroupScore] | None = None,
    **changes: Any,
) -> Result:
    """A result with one score per axis; every practice has the score of its axis."""
    about = questionnaire(names)
    axes = {axis.id: scored(score) for axis, score in zip(about.axes, scores, strict=True)}
    own = {practice.id: axes[axis.id] for axis in about.axes for practice in axis.practices}
    known = [score for score in scores if score is not None]
    half = len(scores) // 2
    made = Result(
        questionnaire=about,
        organisation="Musée de la rivière",
        group=None,
        overall=_mean(known),
        coverage=len(known) / len(scores),
        provisional=len(known) < len(scores),
        ballots=1,
        axes=axes,
        practices=own if practices is None else practices,
        statements={},
        dimensions={VERTICAL: DimensionScore(_mean(scores[:half])), HORIZONTAL: DimensionScore(_mean(scores[half:]))},
        quadrant=None,
        weakest_axes=(),
    )
    return replace(made, **{"quadrant": _quadrant(made), **changes})


def at(horizontal: float | None, vertical: float | None, name: str = "Musée", **changes: Any) -> Result:
    """A result at a point of the plane."""
    four = [vertical] * 4 + [horizontal] * 4
    return result(four, organisation=name, **changes)


def _mean(scores: Sequence[float | None]) -> float | None:
    known = [score for score in scores if score is not None]
    return sum(known) / len(known) if known else None


def _quadrant(made: Result) -> str | None:
    scores = {slug: dimension.score for slug, dimension in made.dimensions.items()}
    if None in scores.values():
        return None
    high = {slug for slug, score in scores.items() if score is not None and score >= 2}
    return next(one.id for one in QUADRANTS if set(one.high) == high)


def request(kind: Literal["radar", "quadrant", "practices", "groups"], *results: Result, **options: Any) -> Request:
    return Request(kind=kind, results=results, **options)
