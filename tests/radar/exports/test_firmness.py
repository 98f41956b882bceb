"""How firm the quadrant is, in words: one sentence, margins, what would flip it and what is open."""

from collections.abc import Mapping

import pytest

from radar.exports import Answer, Language, Report, firmness
from scoring.results import assess
from tests.radar.exports import samples
from tests.radar.exports.test_sentences import voted


def at(level: int, language: Language = "fr", others: Mapping[str, int | None] | None = None) -> Report:
    asked = samples.questionnaire(language)
    codes: dict[str, int | None] = {**dict.fromkeys(asked.statement_index, level), **(others or {})}
    answers = {statement: Answer(code) for statement, code in codes.items()}
    return samples.of(assess(asked, codes, "Musée"), answers, language)


def part(report: Report) -> dict[str, object]:
    found = firmness.part(report)
    assert found
    return found


def missing(count: int) -> dict[str, int | None]:
    return {f"e{number:02}": None for number in range(1, count + 1)}


@pytest.mark.parametrize(
    ("report", "sentence"),
    [
        (
            at(2),
            "Cadran fragile\u00a0: un seul changement d’un niveau suffirait pour passer au cadran «\u00a0Productive",
        ),
        (at(1), "Cadran solide\u00a0: il faudrait au moins 21 changements"),
        (
            at(2, others=missing(10)),
            "Cadran à confirmer\u00a0: les réponses qui manquent (10) peuvent encore le changer.",
        ),
        (at(2, "en"), "Fragile quadrant: a single change of one level would lead to the “Productive” quadrant."),
    ],
)
def test_one_sentence_says_how_firm_the_quadrant_is(report: Report, sentence: str) -> None:
    assert str(part(report)["sentence"]).startswith(sentence)


def test_margins_have_a_sign_and_none_on_the_threshold() -> None:
    assert [row[3] for row in part(at(2))["margins"]] == ["0,00", "0,00"]  # type: ignore[attr-defined]
    assert [row[3] for row in part(at(1))["margins"]] == ["−1,00", "−1,00"]  # type: ignore[attr-defined]
    assert [row[3] for row in part(at(3, "en"))["margins"]] == ["+1.00", "+1.00"]  # type: ignore[attr-defined]


def test_changes_name_their_statements_and_long_lists_are_cut() -> None:
    flip = part(at(2))["flip"]
    assert isinstance(flip, dict)
    assert "passe sous son seuil" in flip["lead"]
    assert flip["changes"] == ["7. Application de l’identité visuelle gouvernementale\u00a0: 2\u00a0→\u00a01"]
    assert flip["others"].endswith("autres énoncés pourraient chacun remplacer l’un de ceux-ci.")
    long = part(at(0))["flip"]
    assert isinstance(long, dict)
    assert (len(long["changes"]), "d’élever" in long["lead"]) == (firmness.MOST_CHANGES, True)
    assert long["more"].startswith("Et ainsi de suite pour")


def test_what_is_open_is_shown_at_its_worst_and_at_its_best() -> None:
    assert part(at(2))["cases"] == []
    found = part(at(2, others={"e01": None, "e48": 5}))
    assert [row[0] for row in found["cases"]] == [  # type: ignore[attr-defined]
        "Aujourd’hui",
        "Sans réponse (1), tout à 0",
        "Sans réponse (1), tout à 4",
        "Ne s’applique pas (1), tout à 0",
        "Ne s’applique pas (1), tout à 4",
    ]
    assert found["notes"] == [
        "Les réponses qui manquent peuvent changer le cadran.",
        "Le cadran pourrait être autre si ce qui ne s’applique pas avait reçu un niveau.",
    ]


@pytest.mark.parametrize("report", [samples.empty(), samples.partial(), voted()])
def test_without_a_quadrant_or_agreed_answers_nothing_is_said(report: Report) -> None:
    assert firmness.part(report) is None
