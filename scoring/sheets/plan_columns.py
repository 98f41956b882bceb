"""The sheets and columns of a plan in a spreadsheet: what they are called, and what their cells hold."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from scoring.transformation import MOST_YEARS, QUARTERS_A_YEAR, Theme

Kind = Literal["text", "number", "whole", "date", "mark", "status", "stage", "origin"]
Language = Literal["fr", "en"]

LONGEST_THEME = 120

CHOICES: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "status": {
        "not-started": ("Non débuté", "Not started"),
        "under-way": ("En cours", "Under way"),
        "done": ("Terminé", "Done"),
        "cancelled": ("Annulé", "Cancelled"),
    },
    "stage": {"kept": ("Retenue", "Kept"), "proposed": ("Proposée", "Proposed")},
    "origin": {
        "own": ("Organisation", "Organization"),
        "recommendation": ("Recommandation", "Recommendation"),
        "dots": ("Vote par points", "Dot vote"),
        "catalogue": ("Catalogue", "Catalogue"),
        "file": ("Fichier", "File"),
    },
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key, its title in French and in English, how wide it is, what it holds, and an earlier title."""

    key: str
    french: str
    english: str
    width: float = 14
    kind: Kind = "text"
    hidden: bool = False
    optional: bool = False
    formerly: str = ""

    def title(self, language: str) -> str:
        """Return the title in a language."""
        return self.french if language == "fr" else self.english


@dataclass(frozen=True, slots=True)
class SheetOf:
    """A sheet with the columns that never change."""

    key: str
    french: str
    english: str
    columns: tuple[Column, ...]

    def title(self, language: str) -> str:
        """Return the title in a language."""
        return self.french if language == "fr" else self.english


# What a thing was called when the plan went out: it is still found by that name after it was renamed.
REFERENCE = Column("reference", "Nom à l’exportation", "Name when exported", 30, hidden=True, optional=True)
OBJECTIVE_REFERENCE = Column(
    "objective_reference", "Objectif à l’exportation", "Objective when exported", 30, hidden=True, optional=True
)
IDENTITY = Column("id", "Identifiant", "Identifier", 12, hidden=True)
LABEL = Column("label", "Initiative", "Initiative", 40)
BEFORE_THEMES = (
    IDENTITY,
    Column("objective", "Orientation et objectif", "Direction and objective", 34),
    Column("ambition", "Ambition d’affaires", "Business ambition", 30),
    Column("code", "Code", "Code", 8),
    Column("title", "Initiative", "Initiative", 40),
)
AFTER_THEMES = (
    Column("government_priority", "3PGTN", "3PGTN", 8, "mark"),
    Column("body", "Organisme", "Body", 22),
)
AFTER_QUARTERS = (
    Column("status", "Statut", "Status", 13, "status"),
    Column("quarters", "Durée en trimestres", "Duration in quarters", 11, "whole"),
)
SHEETS: tuple[SheetOf, ...] = (
    SheetOf("roadmap", "Feuille de route", "Roadmap", ()),
    SheetOf(
        "details",
        "Définitions",
        "Definitions",
        (
            IDENTITY,
            LABEL,
            Column("definition", "Définition", "Definition", 60),
            Column("partners", "Partenaires", "Partners", 22),
            Column("axis", "Axe", "Axis", 22),
            Column("practices", "Pratiques", "Practices", 12),
            Column("effort", "Effort", "Effort", 8),
            Column("stage", "État", "Stage", 12, "stage"),
            Column("load", "Charge par trimestre", "Load per quarter", 10, "number"),
            Column("needs", "Dépend de", "Depends on", 34),
            Column("sharing_level", "Niveau de mutualisation", "Level of sharing", 16),
            Column("scope", "Portée", "Scope", 8, "whole"),
            Column("ease", "Facilité", "Ease", 8, "whole"),
            Column("impact", "Impact fixé", "Impact set", 8, "number"),
            Column("impact_reason", "Raison de l’impact", "Reason for the impact", 30),
            Column("origin", "Origine", "Origin", 16, "origin"),
            Column("catalogue", "Initiative du catalogue", "Catalogue initiative", 18),
            Column("traced", "Trace", "Trace", 8, "mark"),
            Column("assessment", "Autoévaluation", "Assessment", 14),
            Column("campaign", "Campagne", "Campaign", 14),
            Column("axis_score", "Score de l’axe", "Axis score", 10, "number"),
            Column("axis_target", "Cible de l’axe", "Axis target", 10, "number"),
            Column("dots", "Points reçus", "Dots received", 8, "whole"),
        ),
    ),
    SheetOf(
        "benefits",
        "Bénéfices",
        "Benefits",
        (
            IDENTITY,
            LABEL,
            Column("code", "Code", "Code", 8),
            Column("amount", "Montant", "Amount", 14, "number"),
            Column("horizon", "Horizon", "Horizon", 20),
        ),
    ),
    SheetOf(
        "risks",
        "Risques",
        "Risks",
        (
            IDENTITY,
            LABEL,
            Column("text", "Risque", "Risk", 50),
            Column("mitigation", "Atténuation", "Mitigation", 60),
        ),
    ),
    SheetOf(
        "capacities",
        "Capacités",
        "Capacities",
        (Column("body", "Organisme", "Body", 30), Column("each_quarter", "Par trimestre", "Per quarter", 14, "number")),
    ),
    SheetOf(
        "ambitions",
        "Ambitions",
        "Ambitions",
        (
            IDENTITY,
            Column("code", "Code", "Code", 8),
            Column("name", "Ambition d’affaires", "Business ambition", 60),
            REFERENCE,
        ),
    ),
    SheetOf(
        "orientations",
        "Orientations",
        "Directions",
        (
            IDENTITY,
            Column("code", "Code", "Code", 8),
            Column("name", "Orientation", "Direction", 50),
            Column("objective_id", "Identifiant de l’objectif", "Objective identifier", 12, hidden=True),
            Column("objective_code", "Code de l’objectif", "Objective code", 12),
            Column("objective_name", "Objectif", "Objective", 50),
            OBJECTIVE_REFERENCE,
        ),
    ),
    SheetOf("themes", "Thèmes", "Themes", (IDENTITY, Column("name", "Thème", "Theme", 60), REFERENCE)),
    SheetOf(
        "evidence",
        "Constats",
        "Findings",
        (
            IDENTITY,
            LABEL,
            Column("statement", "Énoncé", "Statement", 10),
            Column("level", "Niveau", "Level", 8, "number"),
            Column("reason", "Raison", "Reason", 60),
            Column("next_level", "Niveau suivant", "Next level", 10, "whole"),
        ),
    ),
    SheetOf(
        "plan",
        "Plan",
        "Plan",
        (
            Column("title", "Titre", "Title", 50),
            Column("first_day", "Premier jour", "First day", 14, "date"),
            Column("years", "Années", "Years", 10, "whole"),
            Column("questionnaire", "Questionnaire", "Questionnaire", 26),
        ),
    ),
    SheetOf(
        "texts", "Textes", "Texts", (Column("section", "Section", "Section", 26), Column("text", "Texte", "Text", 100))
    ),
)
BY_KEY: Mapping[str, SheetOf] = {sheet.key: sheet for sheet in SHEETS}


def roadmap_columns(
    themes: Mapping[str, str], first_year: int, quarters: int, formerly: Mapping[str, str] | None = None
) -> tuple[Column, ...]:
    """Return the columns of the roadmap: a mark for each theme and for each quarter that the plan may have.

    Themes are given by id with what they are called, and what they were called before if they were renamed.
    """
    before = formerly or {}
    marks = [
        Column(f"theme:{key}", f"Thème : {name}", f"Theme: {name}", 12, "mark", formerly=before.get(key, ""))
        for key, name in themes.items()
    ]
    places = [
        Column(f"quarter:{number}", *_quarter(first_year, number), 5, "mark", optional=number >= quarters)
        for number in range(MOST_YEARS * QUARTERS_A_YEAR)
    ]
    return (*BEFORE_THEMES, *marks, *AFTER_THEMES, *places, *AFTER_QUARTERS)


def _quarter(first_year: int, number: int) -> tuple[str, str]:
    year, quarter = first_year + number // QUARTERS_A_YEAR, number % QUARTERS_A_YEAR + 1
    return f"T{quarter} {year}", f"Q{quarter} {year}"


def theme_labels(themes: Iterable[Theme]) -> dict[str, str]:
    """Return what each theme is called at the head of its column, where spreadsheets allow 255 characters."""
    return labels([(each.id, "", each.name[:LONGEST_THEME]) for each in themes])


def squeezed(text: str) -> str:
    """Return a title as it is compared: spaces and capitals do not count.

    >>> squeezed(" Orientation  et objectif ")
    'orientation et objectif'
    """
    return " ".join(text.split()).casefold()


def labels(named: Sequence[tuple[str, str, str]]) -> dict[str, str]:
    """Return what each thing is called in a cell, by id, from its id, code and name; no two are called alike.

    >>> labels([("a", "1.1", "Servir"), ("b", "", "Bâtir"), ("c", "", "bâtir")])
    {'a': '1.1 Servir', 'b': 'Bâtir [b]', 'c': 'bâtir [c]'}
    """
    plain = {key: " ".join(f"{code} {name}".split()) for key, code, name in named}
    known = Counter(squeezed(label) for label in plain.values())
    return {key: label if known[squeezed(label)] == 1 else f"{label} [{key}]" for key, label in plain.items()}
