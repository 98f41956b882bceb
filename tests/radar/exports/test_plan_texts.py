import re
import string

from radar.exports.plan_texts import ENGLISH, FRENCH
from scoring.plan_sections import Bilingual
from tests.radar.exports.plan_samples import SECTIONS

WRONG = re.compile(r" [:;!?»%]|« |[^\s\u00a0]»|«[^\u00a0]|[^\u00a0]:(\s|$)|'")


def names(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field}


def test_both_languages_say_the_same() -> None:
    assert FRENCH.keys() == ENGLISH.keys()
    assert {key: names(text) for key, text in FRENCH.items()} == {key: names(text) for key, text in ENGLISH.items()}


def test_french_follows_its_typography() -> None:
    said = list(FRENCH.values())
    for section in SECTIONS.all():
        texts: list[Bilingual] = [section.title, section.purpose, *section.prompts]
        said += [each.fr for each in texts]
        said += [each.fr for step in section.steps for each in (step.name, step.text)]
    assert [each for each in said if WRONG.search(each)] == []
