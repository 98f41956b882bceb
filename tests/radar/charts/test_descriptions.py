import re
import string

import pytest

from radar.charts import describe, groups_description, practices_description, quadrant_description, radar_description
from radar.charts.texts import TEXTS, enumeration
from tests.radar.charts.samples import at, result


def test_radar_says_overall_quadrant_highest_and_lowest() -> None:
    assert radar_description(result(), "fr") == (
        "Le score global est de 1,75 sur 4 (43,8\u00a0%), dans le cadran Novice; l’axe le plus élevé est «\u00a0"
        "Responsabilité sociale\u00a0» (3,00) et le plus faible, «\u00a0Expérience employé\u00a0» (1,14)."
    )
    assert radar_description(result(), "en").startswith(
        "The overall score is 1.75 of 4 (43.8%), in the Novice quadrant;"
    )


def test_radar_says_what_is_missing_and_provisional() -> None:
    said = radar_description(result([2, 2, None, 2, 2, 2, 2, 2]))
    assert "tous les axes évalués sont à 2,00; axes sans score\u00a0: Intégration du numérique." in said
    assert "Résultat provisoire\u00a0: 87\u00a0% des énoncés ont une réponse." in said


def test_radar_says_its_outlines() -> None:
    everywhere = dict.fromkeys(result().axes, 3.0)
    said = radar_description(result(), "fr", target=everywhere, previous=result([1.0] * 8))
    assert "tireté montre la cible" in said
    assert "losanges montrent la cible des axes" in radar_description(result(), "fr", target={"axe-1": 3.0})
    assert "résultat précédent (1,00 sur 4)" in said


def test_radar_of_one_axis_or_none() -> None:
    assert "le seul axe évalué est «\u00a0Expérience utilisateur\u00a0» (3,00)" in radar_description(
        result([3.0] + [None] * 7)
    )
    assert radar_description(result([None] * 8)).startswith("Aucun axe n’a encore de score.")


def test_quadrant_says_one_place_or_counts_them() -> None:
    assert quadrant_description([at(1, 3)]) == (
        "Musée se situe dans le cadran Ouverte\u00a0: Adaptabilité des utilisateurs, 3,00; "
        "Performance organisationnelle, 1,00."
    )
    assert quadrant_description([at(1, 1, "A"), at(1, 1, "B"), at(3, 3, "C"), at(None, 1, "D inc.")]) == (
        "Répartition de 3 organisations\u00a0: Novice, 2; Ouverte, 0; Productive, 0; Numérique, 1. "
        "Sans cadran, faute de réponses\u00a0: D inc."
    )
    assert quadrant_description([at(None, 1)], "en").startswith("No organization has a quadrant.")


def test_practices_say_their_extremes() -> None:
    said = practices_description(result([0.0, 4.0, *[2.0] * 5, None]), "en")
    assert "most advanced practice is “Pratique a de l’axe Qualité" in said
    assert "(0.00); 2 without a score." in said
    assert practices_description(result([None] * 8)).startswith("Aucune pratique n’a encore de score.")


def test_groups_say_the_widest_gap() -> None:
    levels = (1.0, 1.5, 2.0, 2.5, 3.0)
    results = [
        result([level + more, *[level] * 7], group=group)
        for group, more in (("A", 1.0), ("B", -1.0))
        for level in levels
    ]
    assert groups_description(results) == (
        "Le plus grand écart entre les groupes touche l’axe «\u00a0Expérience utilisateur\u00a0»\u00a0: "
        "75,0\u00a0% pour A, 25,0\u00a0% pour B."
    )
    assert "l’axe le plus élevé est «\u00a0Expérience utilisateur\u00a0» (75,0\u00a0%)" in groups_description(
        results[:5]
    )
    assert groups_description([result([None] * 8)]) == "Aucun groupe n’a de score à montrer."


def test_an_unknown_language_is_answered_in_french() -> None:
    assert describe("radar", result(), "es") == describe("radar", result(), "fr")


def test_long_lists_are_cut_with_a_count() -> None:
    assert enumeration(["A"] * 12, "fr", most=2) == "A, A et 10 autres"


def test_both_languages_say_the_same_things() -> None:
    assert TEXTS["fr"].keys() == TEXTS["en"].keys()
    for key, text in TEXTS["fr"].items():
        assert _fields(text) == _fields(TEXTS["en"][key]), key


def _fields(text: str) -> set[str | None]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}


@pytest.mark.parametrize("text", TEXTS["fr"].values())
def test_french_typography(text: str) -> None:
    assert not re.search(r"'|[^\u00a0]:|\s[;!?]|«[^\u00a0]|[^\u00a0]»", text)
