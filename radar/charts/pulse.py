"""The picture of a pulse: what is asked of it, the key of its bytes, and the sentence that says what it shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from importlib import import_module

from radar.charts.cache import Memo
from radar.charts.request import Format, ThemeName
from radar.charts.texts import clean, known, number, percentage, quoted
from radar.formats import day
from radar.version import VERSION
from scoring.pulse import PulseQuestion, PulseResult

MEMO = Memo()

WORDS = {
    "fr": {
        "title": "Pouls\u00a0: {name}",
        "respondents": "{n} réponses",
        "mean": "Moyenne\u00a0: {mean}",
        "target": "Cible\u00a0: {stage}",
        "target.on": "Cible\u00a0: {stage}, d’ici le {day}",
        "say.mean": "La moyenne est de {mean} sur une échelle de 1 à {top}",
        "say.respondents": ", pour {n} réponses",
        "say.most": "; le stade le plus choisi est {stage} ({share})",
        "say.target": " La cible est le stade {stage}, {name}",
        "say.on": ", d’ici le {day}",
        "say.gap": "; il reste {gap} à parcourir.",
        "say.reached": "; elle est atteinte.",
    },
    "en": {
        "title": "Pulse: {name}",
        "respondents": "{n} responses",
        "mean": "Mean: {mean}",
        "target": "Target: {stage}",
        "target.on": "Target: {stage}, by {day}",
        "say.mean": "The mean is {mean} on a scale from 1 to {top}",
        "say.respondents": ", from {n} responses",
        "say.most": "; the stage chosen most is {stage} ({share})",
        "say.target": " The target is stage {stage}, {name}",
        "say.on": ", by {day}",
        "say.gap": "; {gap} remains to be gained.",
        "say.reached": "; it is reached.",
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PulsePicture:
    """The bars of a pulse and its scale, with everything that the bytes depend on."""

    question: PulseQuestion
    result: PulseResult
    name: str
    target_stage: int | None = None
    target_on: date | None = None
    language: str = "fr"
    format: Format = "svg"
    theme: ThemeName = "light"
    heading: bool = True

    @property
    def title(self) -> str:
        """Return the title of the picture."""
        return self.say("title", name=clean(self.name))

    @property
    def mean(self) -> str:
        """Return the mean as people read it."""
        return stage_figure(self.result.mean, self.language)

    def say(self, key: str, **values: object) -> str:
        """Return a text in the language of the picture."""
        return WORDS[known(self.language)][key].format(**values)

    def key(self) -> str:
        """Return a hash of the content: two pictures share it only if they are the same."""
        content = (VERSION, known(self.language), self.format, self.theme, self.heading, clean(self.name))
        about = (self.question.reference, self.question.hash, self.question.language, self.result)
        target = (self.target_stage, self.target_on)
        return blake2b(repr((content, about, target)).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def stage_figure(value: float, language: str) -> str:
    """Return a figure on the scale of stages with one decimal, or two where it needs them.

    >>> stage_figure(2.3, "fr"), stage_figure(2.267, "fr"), stage_figure(3, "en")
    ('2,3', '2,27', '3.0')
    """
    return number(value, language).removesuffix("0")


def pulse_description(picture: PulsePicture) -> str:
    """Say the mean and its scale, the stage chosen most, and how far the target is."""
    return "".join(_sentences(picture))


def pulse_chart(picture: PulsePicture) -> bytes:
    """Return the bytes of a pulse's picture, from memory if it was drawn lately."""
    drawn: bytes = MEMO.get(picture.key(), lambda: import_module("radar.charts.pulse_bars").draw(picture))
    return drawn


def _sentences(picture: PulsePicture) -> Iterator[str]:
    language, question, result = picture.language, picture.question, picture.result
    yield picture.say("say.mean", mean=picture.mean, top=question.top)
    if result.counts:
        yield picture.say("say.respondents", n=result.respondents)
    most = [stage for stage, count in zip(question.stages, result.counts, strict=False) if count == max(result.counts)]
    if len(most) == 1:
        share = percentage(max(result.shares) * 100, language, 0)
        yield picture.say("say.most", stage=quoted(language, most[0].name), share=share)
    yield "."
    if picture.target_stage:
        name = quoted(language, question.stages[picture.target_stage - 1].name)
        yield picture.say("say.target", stage=picture.target_stage, name=name)
        if picture.target_on:
            yield picture.say("say.on", day=day(picture.target_on, known(language)))
        gap = result.gap(picture.target_stage)
        yield picture.say("say.gap", gap=stage_figure(gap, language)) if gap else picture.say("say.reached")
