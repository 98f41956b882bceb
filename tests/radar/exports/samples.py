"""Reports to export: full, half answered, empty, and known by axis scores only."""

import datetime as dt
from functools import cache

from radar.exports import Answer, Language, Report
from radar.paths import QUESTIONNAIRES
from scoring.loading import load
from scoring.questionnaire import Questionnaire
from scoring.recommendations import recommend
from scoring.results import Result, assess, from_axis_scores

DAY = dt.date(2026, 11, 21)
REASON = "Vérifié en atelier avec les équipes de première ligne."
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><circle cx="200" cy="150" r="100"/>'
    b'<text x="150" y="150" font-family="DejaVu Sans">Essai</text></svg>'
)
CHARTS = {"radar": SVG, "quadrant": SVG, "practices": SVG}
DESCRIPTIONS = {"radar": "Radar d’essai", "quadrant": "Cadran d’essai", "practices": "Pratiques d’essai"}


@cache
def questionnaire(language: Language = "fr") -> Questionnaire:
    return load(QUESTIONNAIRES / "radar-numeriqc" / "1.0.0", language)


def full(
    language: Language = "fr", organisation: str = "Musée de la rivière", reason: str = REASON, group: str | None = None
) -> Report:
    """Every statement answered; e02 does not apply."""
    statements = questionnaire(language).statements
    answers = {each.id: Answer((number * 7) % 5, reason) for number, each in enumerate(statements)}
    return _report({**answers, "e02": Answer(5, "")}, language, organisation, group)


def explained(reason: str) -> Report:
    """Only the first statement has a reason."""
    answers = {each.id: Answer(2) for each in questionnaire().statements}
    return _report({**answers, "e01": Answer(2, reason)}, "fr", "Musée de la rivière", None)


def partial(language: Language = "fr") -> Report:
    """The first axis answered, one statement not applicable, the rest open."""
    first = questionnaire(language).axes[0].statements
    answers = {each.id: Answer(1) for each in first} | {"e02": Answer(5), "e03": Answer(None)}
    return _report(answers, language, "Musée de la rivière", None)


def empty(language: Language = "fr") -> Report:
    return _report({}, language, "", None)


def published(language: Language = "fr") -> Report:
    """The public case of March and April 2023."""
    scores = (1.25, 1.67, 1.75, 3.0, 2.5, 1.2, 1.14, 1.5)
    by_axis = dict(zip(questionnaire(language).axis_by_id, scores, strict=True))
    return of(from_axis_scores(questionnaire(language), by_axis, "MEIE"), {}, language)


def of(result: Result, answers: dict[str, Answer], language: Language = "fr") -> Report:
    return Report(result, answers, recommend(result), DAY, language)


def _report(answers: dict[str, Answer], language: Language, organisation: str, group: str | None) -> Report:
    codes = {statement: answer.code for statement, answer in answers.items()}
    return of(assess(questionnaire(language), codes, organisation, group), answers, language)
