"""Questionnaires of any shape, sheets of any answers, for the laws that scores keep."""

from itertools import combinations
from typing import Any

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from scoring.questionnaire import Axis, Dimension, Perspective, Practice, Quadrant, Questionnaire, Statement
from scoring.scores import NOT_APPLICABLE, UNANSWERED

LEVELS = ("Absent", "Amorcé", "Partiel", "Étendu", "Généralisé")
CODES = (0, 1, 2, 3, 4, NOT_APPLICABLE, UNANSWERED)

codes = st.sampled_from(CODES)
weights = st.sampled_from((0.0, 0.1, 0.5, 1.0, 2.0, 3.0))
heavy = st.sampled_from((0.1, 0.5, 1.0, 2.0, 3.0))


def make(
    shape: list[list[int]],
    dimensions: tuple[Dimension, ...] = (),
    perspectives: tuple[Perspective, ...] = (),
) -> Questionnaire:
    """Return a questionnaire with, for each axis, practices of so many statements."""
    numbers = iter(range(1, 10_000))
    axes = tuple(
        Axis(
            id=f"axe-{axis}",
            name=f"Axe {axis}",
            practices=tuple(_practice(f"{axis}-{row}", size, numbers) for row, size in enumerate(sizes)),
        )
        for axis, sizes in enumerate(shape)
    )
    return Questionnaire(
        id="essai",
        version="1.0.0",
        language="fr",
        title="Essai",
        levels=LEVELS,
        axes=axes,
        dimensions=dimensions,
        perspectives=perspectives,
        quadrants=quadrants([dimension.id for dimension in dimensions]),
    )


def _practice(name: str, size: int, numbers: Any) -> Practice:
    return Practice(id=name, name=name, statements=tuple(_statement(next(numbers)) for _ in range(size)))


def _statement(number: int) -> Statement:
    return Statement(id=f"e{number}", number=number, topic="Sujet", text="Texte.", levels=LEVELS)


def quadrants(dimensions: list[str]) -> tuple[Quadrant, ...]:
    """Return a quadrant for every way in which dimensions can be high."""
    highs = (high for size in range(len(dimensions) + 1) for high in combinations(dimensions, size))
    return tuple(Quadrant(id=f"cadran-{row}", name="Cadran", high=high) for row, high in enumerate(highs))


@st.composite
def questionnaires(draw: st.DrawFn, perspectives: int = 0) -> Questionnaire:
    """Draw a questionnaire of one to four axes and none to two dimensions."""
    shape = draw(st.lists(st.lists(st.integers(1, 3), min_size=1, max_size=3), min_size=1, max_size=4))
    dimensions = tuple(
        Dimension(
            id=f"dimension-{row}",
            name="Dimension",
            direction="vertical",
            threshold=draw(st.sampled_from((0.0, 1.0, 1.7, 2.0, 2.5, 4.0))),
            weights={f"axe-{axis}": draw(weights) for axis in range(len(shape))} | {"axe-0": draw(heavy)},
        )
        for row in range(draw(st.integers(0, 2)))
    )
    views = tuple(
        Perspective(id=f"vue-{row}", name="Vue", weight=draw(heavy))
        for row in range(draw(st.integers(1, perspectives)) if perspectives else 0)
    )
    return make(shape, dimensions, views)


@st.composite
def sheets(draw: st.DrawFn, questionnaire: Questionnaire, most: int = 6) -> NDArray[np.uint8]:
    """Draw the answers of one to `most` sheets."""
    columns = len(questionnaire.statements)
    row = st.lists(codes, min_size=columns, max_size=columns)
    return np.array(draw(st.lists(row, min_size=1, max_size=most)), np.uint8)
