"""The picture of a pulse: named, legible with any names, and true to its figures."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest

from radar import paths
from radar.charts.pulse import PulsePicture, pulse_chart, pulse_description
from radar.charts.pulse_bars import compose
from scoring.loading.pulses import find_pulse, load_pulse
from scoring.pulse import PulseQuestion, PulseResult, Stage, pulse_result
from tests.radar.charts.pictures import assert_sheet_legible

QUESTION = load_pulse(find_pulse("pouls-numerique", paths.QUESTIONNAIRES))
COUNTED = PulseResult(2.3, (1, 5, 4, 0))
MARCH = date(2027, 3, 31)


def picture(result: PulseResult = COUNTED, question: PulseQuestion = QUESTION, **options: object) -> PulsePicture:
    wanted = {"name": "Régie de l’essai", "target_stage": 3, "target_on": MARCH, **options}
    return PulsePicture(question=question, result=result, **wanted)  # type: ignore[arg-type]


def question_of(names: list[str]) -> PulseQuestion:
    stages = [Stage(id=f"stade-{n}", number=n, name=name) for n, name in enumerate(names, start=1)]
    return QUESTION.model_copy(update={"stages": tuple(stages)})


def test_it_is_a_named_picture_that_a_strict_policy_lets_through() -> None:
    drawn = pulse_chart(picture(theme="dark", language="en", name='A & B <script>\u202e"')).decode()
    root = ElementTree.fromstring(drawn)  # noqa: S314 - our own drawing
    named = {element.get("id"): element.text for element in root}
    title, description = (str(named[one]) for one in root.get("aria-labelledby", "").split())
    assert title == 'Pulse: A & B <script>"'
    assert description == pulse_description(picture(language="en"))
    assert not re.search(r"<style|\sstyle=|<script|<image", drawn)


def test_it_says_what_the_figures_say() -> None:
    assert pulse_description(picture()) == (
        "La moyenne est de 2,3 sur une échelle de 1 à 4, pour 10 réponses; le stade le plus choisi est «\u00a0Fait du "
        "numérique\u00a0» (50\u00a0%). La cible est le stade 3, «\u00a0Devient numérique\u00a0», d’ici le 31\u00a0mars "
        "2027; il reste 0,7 à parcourir."
    )
    tied = pulse_description(picture(PulseResult(3.0, (0, 0, 5, 0)), target_on=None))
    assert tied.endswith("La cible est le stade 3, «\u00a0Devient numérique\u00a0»; elle est atteinte.")
    even = pulse_description(picture(PulseResult(2.5, (5, 5, 5, 5)), target_stage=None))
    assert even == "La moyenne est de 2,5 sur une échelle de 1 à 4, pour 20 réponses."
    assert pulse_description(picture(PulseResult(2.3), target_stage=None)) == (
        "La moyenne est de 2,3 sur une échelle de 1 à 4."
    )


@pytest.mark.parametrize("target", [1, 4, None])
@pytest.mark.parametrize("mean", [1.0, 2.3, 4.0])
def test_texts_neither_meet_nor_leave_the_sheet_wherever_mean_and_target_are(mean: float, target: int | None) -> None:
    assert_sheet_legible(compose(picture(PulseResult(mean, (3000, 4_000_000, 7, 0)), target_stage=target)))
    assert_sheet_legible(compose(picture(PulseResult(mean), target_stage=target)))


@pytest.mark.parametrize("name", ["Un stade dont le nom est long et demande plusieurs lignes du dessin", "W" * 90])
@pytest.mark.parametrize("stages", [2, 9])
def test_long_names_and_many_stages_are_legible(name: str, stages: int) -> None:
    result = pulse_result(dict.fromkeys(range(1, stages + 1), 3), stages)
    assert result is not None
    drawn = picture(result, question_of([name] * stages), target_stage=stages, name=name)
    assert_sheet_legible(compose(drawn))
    assert pulse_chart(drawn)


def test_another_content_is_another_picture() -> None:
    others = [
        picture(PulseResult(2.3)),
        picture(target_on=None),
        picture(target_stage=4),
        picture(theme="dark"),
        picture(language="en"),
        picture(format="png"),
        picture(name="Autre"),
        picture(question=QUESTION.model_copy(update={"hash": "0"})),
    ]
    assert len({picture().key(), *(other.key() for other in others)}) == len(others) + 1
