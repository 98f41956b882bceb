from datetime import date

import pytest

from radar.charts import describe_request, quadrant_chart
from radar.charts.style import LIGHT
from tests.radar.charts.pictures import marks, texts, words
from tests.radar.charts.samples import at, questionnaire, request, result

SPRING = date(2027, 3, 31)


def test_names_thresholds_and_dimensions_stand_on_it() -> None:
    shown = texts(request("quadrant", at(1, 3)))
    assert {"Novice", "Ouverte", "Productive", "Numérique", "Musée"} <= set(shown)
    assert shown.count("seuil 2") == 2
    assert {"↑ Adaptabilité des utilisateurs", "Performance organisationnelle →"} <= set(shown)


def test_right_is_high_performance_and_up_is_high_adaptability() -> None:
    (left, low), (right, high) = marks(request("quadrant", at(1, 1, "A"), at(3, 4, "B")), LIGHT.own)
    assert right > left
    assert high < low


def test_a_point_on_the_threshold_is_said_to_be_high() -> None:
    sentence = "Un score égal au seuil compte comme élevé."
    assert sentence in words(request("quadrant", at(2.0, 3.0)))
    assert sentence not in words(request("quadrant", at(1.9, 3.0)))


def test_a_result_without_quadrant_is_listed_and_not_drawn() -> None:
    asked = request("quadrant", at(1, 1, "Avec"), at(None, 3, "Sans inc."))
    assert len(marks(asked, LIGHT.own)) == 1
    assert "Sans cadran, faute de réponses\u00a0: Sans inc." in words(asked)


def test_an_arrow_leads_to_the_target() -> None:
    goal = {"adaptabilite": 3.0, "performance": 3.0}
    here = request("quadrant", at(1, 1, "A"), targets={"A": goal})
    there = marks(request("quadrant", at(3, 3, "A")), LIGHT.own)
    assert there[0] in marks(here, LIGHT.target)
    assert "Cible" in texts(here)


def test_a_target_with_a_date_says_it_in_the_legend_and_in_the_sentence() -> None:
    asked = request("quadrant", at(1, 1, "A"), targets={"A": {"adaptabilite": 3.0, "performance": 2.5}}, due_on=SPRING)
    assert "Cible d’ici le 31\u00a0mars 2027" in texts(asked)
    assert describe_request(asked).endswith(
        "Une flèche mène à la cible d’ici le 31\u00a0mars 2027\u00a0: Adaptabilité des utilisateurs, 3,00; "
        "Performance organisationnelle, 2,50."
    )
    assert "Cible d’ici le 31\u00a0mars 2027" in texts(request("radar", result(), target={"axe-1": 3}, due_on=SPRING))


def test_a_target_on_the_threshold_is_said_to_be_high() -> None:
    goal = {"adaptabilite": 2.0, "performance": 1.0}
    asked = request("quadrant", at(1, 1, "A"), targets={"A": goal})
    assert "Un score égal au seuil compte comme élevé." in words(asked)


def test_a_half_known_target_draws_no_arrow() -> None:
    assert marks(request("quadrant", at(1, 1, "A"), targets={"A": {"performance": 3.0}}), LIGHT.target) == []


def test_points_that_leave_no_room_for_names_are_numbered_and_listed() -> None:
    names = [f"Conservatoire de musique numéro {n}" for n in range(12)]
    shown = texts(request("quadrant", *(at(2.2 + n / 8, 2.2 + n / 8, name) for n, name in enumerate(names))))
    listed = [name for name in names if name in shown]
    assert listed
    assert [text for text in shown if text.isdigit()].count("1") == 2 + 2, "both scales, the point and the list"


def test_a_crowd_says_how_many_names_are_left_to_the_table() -> None:
    shown = texts(request("quadrant", *(at(2, 2, f"Organisme {n}") for n in range(60))))
    named = sum(text.startswith("Organisme") for text in shown)
    assert f"{60 - named} points sans étiquette\u00a0: leurs noms sont dans le tableau." in " ".join(shown)


def test_groups_have_their_own_marker_and_a_count() -> None:
    asked = request("quadrant", at(1, 1, "A", group="Musées"), at(3, 3, "B", group=None), at(3, 1, "C", group="Musées"))
    assert {"Musées (n\u00a0=\u00a02)", "Sans groupe (n\u00a0=\u00a01)"} <= set(texts(asked))
    assert len(marks(asked, LIGHT.series[1])) == 2, "the point and the legend"


def test_a_provisional_point_is_hollow() -> None:
    assert "Résultat provisoire" in texts(request("quadrant", at(1, 1, provisional=True)))


@pytest.mark.parametrize("kept", [0, 1])
def test_a_questionnaire_without_two_dimensions_is_refused(kept: int) -> None:
    about = questionnaire()
    about = about.model_copy(update={"dimensions": about.dimensions[:kept]})
    with pytest.raises(ValueError, match="one vertical and one horizontal dimension; the questionnaire essai"):
        quadrant_chart([result(questionnaire=about)], language="en")


def test_nothing_to_draw_is_refused() -> None:
    with pytest.raises(ValueError, match="Il n’y a aucun résultat à dessiner"):
        quadrant_chart([])


def test_results_of_two_questionnaires_are_refused() -> None:
    other = questionnaire().model_copy(update={"version": "2.0.0"})
    with pytest.raises(ValueError, match=r"séparez essai@1\.0\.0, essai@2\.0\.0"):
        quadrant_chart([at(1, 1), at(1, 1, questionnaire=other)])


def test_thresholds_at_the_end_of_a_scale_leave_no_strip_for_a_name() -> None:
    about = questionnaire()
    ends = tuple(one.model_copy(update={"threshold": 4.0}) for one in about.dimensions)
    shown = texts(request("quadrant", at(1, 1, questionnaire=about.model_copy(update={"dimensions": ends}))))
    assert "Novice" in shown
    assert "Numérique" not in shown


def test_many_on_one_point_are_counted_there_and_named_in_the_table() -> None:
    asked = request("quadrant", *(at(1, 1, f"Égalité {n}") for n in range(12)), at(3, 3, "Seul"))
    shown = texts(asked)
    assert {"12 organisations", "Seul"} <= set(shown)
    assert not any("Égalité" in text for text in shown)
    assert "12 points sans étiquette\u00a0: leurs noms sont dans le tableau." in words(asked)


def test_a_crowd_of_arrows_is_drawn_as_one_shape() -> None:
    bodies = [at(i % 20 / 8, i // 20 / 8, f"Organisme {i}") for i in range(300)]
    goals = {body.organisation: {"adaptabilite": 3.0, "performance": 3.5} for body in bodies}
    asked = request("quadrant", *bodies, targets=goals)
    assert len(marks(asked, LIGHT.target)) >= 1
    assert len(quadrant_chart(bodies, targets=goals)) < 120_000
