"""Plans to write and read again: one that has everything, and generated ones."""

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from scoring.transformation import TransformationPlan

WORDS = st.text(
    st.characters(
        categories=["L", "M", "N", "P", "S", "Zs"],
        exclude_characters="\u00a0\u200b",
        max_codepoint=0xFFFF,
    ),
    max_size=12,
).map(str.strip)
TITLES = WORDS.filter(bool)
KEYS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,5}", fullmatch=True)
HALVES = st.integers(0, 8).map(lambda number: number / 2)

RICH: dict[str, Any] = {
    "id": "i1",
    "code": "1.1.1",
    "title": "Sonder la clientèle",
    "definition": "=1+1\nUn sondage court.",
    "body": "Direction des services",
    "partners": "CQEN",
    "axis": "experience-utilisateur",
    "practices": ["1", "2"],
    "ambition": "a1",
    "objective": "o1-1",
    "themes": ["t2", "t1"],
    "government_priority": True,
    "benefits": [
        {"code": "S1", "horizon": "2028"},
        {"code": "F3", "amount": 12500.5},
        {"code": "F3", "amount": 0},
    ],
    "effort": "L",
    "status": "under-way",
    "quarters": 3,
    "start": 2,
    "load": 1.5,
    "sharing_level": "Commun",
    "scope": 3,
    "ease": 0,
    "impact": 2.5,
    "impact_reason": "Décision du comité",
    "origin": "recommendation",
    "catalogue": "sondage-clientele",
    "trace": {
        "assessment": "0b1e",
        "campaign": "Automne 2026",
        "axis_score": 1.25,
        "axis_target": 3,
        "evidence": [{"statement": "e01", "level": 1, "reason": "Peu d’essais", "next_level": 2}],
    },
}


def whole(**changes: Any) -> TransformationPlan:
    """A plan that holds something of every kind."""
    return TransformationPlan.model_validate(
        {
            "title": "PTN 2026-2030",
            "first_day": dt.date(2026, 4, 1),
            "years": 4,
            "questionnaire": "radar-numeriqc@1.0.0",
            "ambitions": [{"id": "a1", "code": "1.1", "name": "Associer la clientèle"}, {"id": "a2", "name": "Bâtir"}],
            "orientations": [
                {"id": "o1", "code": "1", "name": "Servir", "objectives": [{"id": "o1-1", "name": "Écouter"}]},
                {"id": "o2", "name": "Sans objectif"},
            ],
            "themes": [{"id": "t1", "name": "Parcours"}, {"id": "t2", "name": "Données"}],
            "initiatives": [
                RICH,
                {"id": "i2", "title": "Bâtir un entrepôt", "needs": ["i1"], "status": "cancelled", "stage": "proposed"},
                {"id": "i3", "title": "Au bout du plan", "start": 15, "quarters": 6, "trace": {"dots": 7}},
            ],
            "risks": [
                {"id": "r1", "text": "Équipe trop petite", "mitigation": "Étaler"},
                {"id": "r2", "initiative": "i2", "text": "Données incomplètes"},
            ],
            "capacities": [{"each_quarter": 4}, {"body": "Musée", "each_quarter": 0.5}],
            "texts": {"vision": "Servir mieux.\n\nEt plus vite."},
            **changes,
        }
    )


def _named(key: str) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({"id": st.just(key), "name": TITLES}, optional={"code": WORDS})


def _initiative(key: str, others: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {"id": st.just(key), "title": TITLES},
        optional={
            "code": WORDS,
            "definition": WORDS,
            "body": WORDS,
            "partners": WORDS,
            "themes": st.sets(st.sampled_from(["t1", "t2"])).map(list),
            "ambition": st.sampled_from(["a1", "a2", None]),
            "objective": st.sampled_from(["b1", None]),
            "needs": st.lists(st.sampled_from(others), unique=True, max_size=2),
            "effort": st.sampled_from("SML"),
            "status": st.sampled_from(["not-started", "under-way", "done", "cancelled"]),
            "quarters": st.integers(1, 24),
            "start": st.none() | st.integers(0, 23),
            "load": HALVES,
            "impact": HALVES.map(lambda half: half / 2),
            "scope": st.integers(0, 4),
            "government_priority": st.booleans(),
            "benefits": st.lists(
                st.fixed_dictionaries({"code": st.sampled_from(["F1", "S12"]), "amount": st.none() | HALVES}),
                max_size=3,
            ),
            "trace": st.none()
            | st.fixed_dictionaries(
                {},
                optional={
                    "campaign": WORDS,
                    "dots": st.integers(0, 9),
                    "axis_score": HALVES.map(lambda half: half / 2),
                },
            ),
        },
    )


@st.composite
def plans(draw: st.DrawFn) -> TransformationPlan:
    """A sound plan of a few initiatives."""
    keys = draw(st.lists(KEYS, unique=True, min_size=1, max_size=4))
    return TransformationPlan.model_validate(
        {
            "title": draw(TITLES),
            "first_day": draw(st.dates(dt.date(2000, 1, 1), dt.date(2090, 1, 1))),
            "years": draw(st.integers(1, 6)),
            "questionnaire": "radar-numeriqc@1.0.0",
            "ambitions": [draw(_named("a1")), draw(_named("a2"))],
            "orientations": [{**draw(_named("b")), "objectives": [draw(_named("b1"))]}],
            "themes": [{"id": "t1", "name": draw(TITLES)}, {"id": "t2", "name": draw(TITLES)}],
            "initiatives": [draw(_initiative(key, keys)) for key in keys],
            "texts": draw(st.dictionaries(st.sampled_from(["vision", "risks"]), TITLES)),
        }
    )
