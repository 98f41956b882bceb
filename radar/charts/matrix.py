"""The picture of impact against effort: what is asked of it, the key of its bytes, and what it says in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from importlib import import_module

from radar.charts.cache import Memo
from radar.charts.request import Format, ThemeName
from radar.charts.texts import clean, enumeration, known, number, quoted
from radar.version import VERSION
from scoring.transformation import Effort

MEMO = Memo()
EFFORTS: tuple[Effort, ...] = ("S", "M", "L")
HIGH = 2.0  # the middle of the scale of impact

WORDS = {
    "fr": {
        "title": "Impact et effort\u00a0: {name}",
        "impact": "↑ Impact, de 0 à 4",
        "effort": "Effort →",
        "S": "Petit",
        "M": "Moyen",
        "L": "Grand",
        "crowded": "Sans place ici, faute d’espace\u00a0: {numbers}.",
        "ranks": "Les numéros sont les rangs des initiatives.",
        "say.nothing": "Aucune initiative n’a d’impact connu.",
        "say.count": "{n} initiatives selon leur effort et leur impact sur une échelle de 0 à 4",
        "say.count.one": "1 initiative selon son effort et son impact sur une échelle de 0 à 4",
        "say.best": "; la plus forte est {name} ({impact})",
        "say.quick": " Petit effort et impact d’au moins 2\u00a0: {names}.",
    },
    "en": {
        "title": "Impact and effort: {name}",
        "impact": "↑ Impact, from 0 to 4",
        "effort": "Effort →",
        "S": "Small",
        "M": "Medium",
        "L": "Large",
        "crowded": "Not shown here, for want of room: {numbers}.",
        "ranks": "The numbers are the ranks of the initiatives.",
        "say.nothing": "No initiative has a known impact.",
        "say.count": "{n} initiatives by their effort and their impact on a scale from 0 to 4",
        "say.count.one": "1 initiative by its effort and its impact on a scale from 0 to 4",
        "say.best": "; the highest is {name} ({impact})",
        "say.quick": " Small effort and an impact of at least 2: {names}.",
    },
}


@dataclass(frozen=True, slots=True)
class MatrixPoint:
    """An initiative by its rank, what it is called, its effort and its impact from 0 to 4."""

    rank: int
    name: str
    effort: Effort
    impact: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixPicture:
    """The initiatives on the plane of effort and impact, with everything that the bytes depend on."""

    points: tuple[MatrixPoint, ...]
    name: str
    language: str = "fr"
    format: Format = "svg"
    theme: ThemeName = "light"
    heading: bool = True

    @property
    def title(self) -> str:
        """Return the title of the picture."""
        return self.say("title", name=clean(self.name))

    def say(self, key: str, **values: object) -> str:
        """Return a text in the language of the picture."""
        return WORDS[known(self.language)][key].format(**values)

    def key(self) -> str:
        """Return a hash of the content: two pictures share it only if they are the same."""
        look = (VERSION, known(self.language), self.format, self.theme, self.heading, clean(self.name))
        return blake2b(repr((look, self.points)).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def matrix_description(picture: MatrixPicture) -> str:
    """Say how many initiatives there are, which is highest, and which are easy and worth it."""
    return "".join(_sentences(picture))


def matrix_chart(picture: MatrixPicture) -> bytes:
    """Return the bytes of the picture, from memory if it was drawn lately."""
    drawn: bytes = MEMO.get(picture.key(), lambda: import_module("radar.charts.matrix_points").draw(picture))
    return drawn


def _sentences(picture: MatrixPicture) -> Iterator[str]:
    language, points = picture.language, picture.points
    if not points:
        yield picture.say("say.nothing")
        return
    yield picture.say("say.count" if len(points) > 1 else "say.count.one", n=len(points))
    highest = max(each.impact for each in points)
    best = [each for each in points if each.impact == highest]
    if len(best) == 1:
        name = quoted(language, clean(best[0].name))
        yield picture.say("say.best", name=name, impact=number(best[0].impact, language))
    yield "."
    quick = [clean(each.name) for each in points if each.effort == "S" and each.impact >= HIGH]
    if quick:
        yield picture.say("say.quick", names=enumeration(quick, language, 5))
