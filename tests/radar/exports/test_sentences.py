import datetime as dt
import io
from dataclasses import replace

import pytest

from radar.exports import Answer, Language, Report, sentences
from radar.exports.proposals import axes_to_improve, first_steps, weakest_lead
from scoring.recommendations import recommend
from scoring.results import assess
from scoring.sheets import score_sheet
from scoring.targets import AxisTarget, Targets
from tests.radar.exports import samples


def answered(**codes: int | None) -> Report:
    result = assess(samples.questionnaire(), codes, "Musée")
    return samples.of(result, {statement: Answer(code) for statement, code in codes.items()})


def voted() -> Report:
    """Two ballots that differ on the first statement."""
    asked = samples.questionnaire()
    rows = (["organisation", *asked.statement_index], ["MEIE", "1", *["3"] * 47], ["MEIE", "2", *["3"] * 47])
    sheet = io.BytesIO("\n".join(",".join(row) for row in rows).encode())
    return samples.of(next(score_sheet(sheet, asked)), {})


def test_the_three_states_and_a_level_are_said_apart() -> None:
    report = answered(e01=0, e02=5)
    first, second, third, *_ = report.result.questionnaire.statements
    assert sentences.level(report, first) == "0 – Absent"
    assert sentences.level(report, second) == "Ne s’applique pas"
    assert sentences.level(report, third) == "Sans réponse"
    assert sentences.descriptor(report, first) == first.levels[0]
    assert sentences.descriptor(report, second) == sentences.descriptor(report, third) == ""


def test_ballots_that_differ_are_said_as_their_mean() -> None:
    report = voted()
    first, second, *_ = report.result.questionnaire.statements
    assert sentences.level(report, first) == "1,50 (moyenne des votes)"
    assert sentences.descriptor(report, first) == ""
    assert sentences.level(report, second) == "3 – Étendu"


def test_an_agreed_answer_stands_before_the_ballots() -> None:
    report = replace(voted(), answers={"e01": Answer(4, "Entente en séance.")})
    assert sentences.level(report, report.result.questionnaire.statements[0]) == "4 – Généralisé"


def test_a_single_dimension_gives_no_quadrant_and_says_why() -> None:
    report = answered(e01=2)
    assert sentences.position(report) == (
        "Le cadran ne peut pas être établi\u00a0: il faut au moins une réponse dans chaque dimension."
    )


def test_only_statements_that_do_not_apply_give_no_score() -> None:
    report = answered(**dict.fromkeys(samples.questionnaire().statement_index, 5))
    assert sentences.state(report) == "aucune réponse"
    assert sentences.firmness(report) == "Aucun des 48 énoncés n’a reçu de niveau."


def test_published_scores_say_where_they_come_from() -> None:
    assert "connus pour 8 axes sur 8" in sentences.firmness(samples.published())


def test_axes_at_one_level_are_said_alike() -> None:
    report = answered(**dict.fromkeys(samples.questionnaire().statement_index, 3))
    assert sentences.extremes(report) == "Tous les axes qui ont un score sont au même niveau (3,00)."
    assert sentences.strongest(report, report.result.axes) == ()


def test_strengths_are_the_three_best_above_the_overall_score() -> None:
    report = samples.published()
    assert sentences.strongest(report, report.result.axes) == ("responsabilite-sociale", "conception-services")


def test_weighted_dimensions_name_their_weights() -> None:
    report = samples.full()
    dimension = report.result.questionnaire.dimensions[0]
    weighted = dimension.model_copy(update={"weights": {"experience-utilisateur": 2, "qualite-services": 1}})
    assert "Expérience utilisateur (2,0), Qualité des services numériques (1,0)" in sentences.rule(report, weighted)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_initiative_says_what_why_and_how_much(language: Language) -> None:
    report = samples.partial(language)
    for axis in axes_to_improve(report):
        assert axis["initiatives"]
        for initiative in axis["initiatives"]:
            assert initiative["title"]
            assert initiative["why"]
            assert len(initiative["facts"]) >= 3
            assert all(each["now"] and each["then"] for each in initiative["statements"])


def test_first_steps_are_at_most_three_and_of_different_axes() -> None:
    steps = first_steps(samples.full())
    assert len({step["detail"] for step in steps}) == len(steps) == 3


def test_targets_are_said_with_their_gap_and_their_date() -> None:
    report = samples.full()
    aims = Targets({axis: AxisTarget(4.0, dt.date(2027, 3, 31)) for axis in report.result.axes})
    advice = recommend(report.result, targets=aims.scores)
    (first, *_) = axes_to_improve(replace(report, advice=advice, targets=aims))
    assert first["lead"].startswith("Cible d’ici le 31\u00a0mars 2027\u00a0: 4,00, écart\u00a0: ")
    assert weakest_lead(replace(report, advice=advice)).startswith("Ces axes sont sous leur cible")
    assert weakest_lead(report).startswith("Voici les axes")


def test_published_scores_are_advised_without_a_made_up_gain() -> None:
    advised = [each for axis in axes_to_improve(samples.published()) for each in axis["initiatives"]]
    labels = {label for each in advised for label, _ in each["facts"]}
    assert labels
    assert "Gain possible" not in labels
