"""The load of bodies by quarter against what they can carry: what is asked of the picture, and what it says."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from importlib import import_module

from radar.charts.cache import Memo
from radar.charts.request import Format, ThemeName
from radar.charts.texts import brief, clean, enumeration, known
from radar.version import VERSION
from scoring.roadmap.load import SLACK, Load
from scoring.transformation import QUARTERS_A_YEAR

MEMO = Memo()

WORDS = {
    "fr": {
        "title": "Charge par trimestre\u00a0: {name}",
        "quarter": "T{n}\u00a0{year}",
        "own": "Charge",
        "over": "Au-delà de la capacité",
        "capacity": "Capacité",
        "limit": "Capacité de {limit} par trimestre",
        "no_limit": "Sans limite de capacité",
        "nobody": "Toute l’organisation",
        "say.nothing": "Aucune initiative n’est placée.",
        "say.within": "La charge tient dans la capacité à chaque trimestre.",
        "say.over": "La charge dépasse la capacité\u00a0: {names}.",
        "say.body": "{name} ({quarters})",
        "say.most": " La charge la plus forte est de {load}, au {quarter}.",
    },
    "en": {
        "title": "Load by quarter: {name}",
        "quarter": "Q{n}\u00a0{year}",
        "own": "Load",
        "over": "Above capacity",
        "capacity": "Capacity",
        "limit": "Capacity of {limit} each quarter",
        "no_limit": "No limit of capacity",
        "nobody": "The whole organization",
        "say.nothing": "No initiative has a place.",
        "say.within": "The load is within capacity in every quarter.",
        "say.over": "The load is above capacity: {names}.",
        "say.body": "{name} ({quarters})",
        "say.most": " The highest load is {load}, in {quarter}.",
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadPicture:
    """The bars of a load, body by body, with everything that the bytes depend on; the plan begins in a year."""

    load: Load
    first_year: int
    name: str
    language: str = "fr"
    format: Format = "svg"
    theme: ThemeName = "light"
    heading: bool = True

    @property
    def title(self) -> str:
        """Return the title of the picture."""
        return self.say("title", name=clean(self.name))

    def body(self, row: int) -> str:
        """Return the name of a body."""
        return clean(self.load.bodies[row]) or self.say("nobody")

    def quarter(self, number: int) -> str:
        """Return a quarter in words."""
        return self.say("quarter", n=number % QUARTERS_A_YEAR + 1, year=self.first_year + number // QUARTERS_A_YEAR)

    def over(self, row: int) -> list[int]:
        """Return the quarters in which a body has more than it can carry."""
        limit = self.load.capacities[row]
        return [] if limit is None else [n for n, load in enumerate(self.load.load[row]) if load > limit + SLACK]

    def say(self, key: str, **values: object) -> str:
        """Return a text in the language of the picture."""
        return WORDS[known(self.language)][key].format(**values)

    def key(self) -> str:
        """Return a hash of the content: two pictures share it only if they are the same."""
        look = (VERSION, known(self.language), self.format, self.theme, self.heading, clean(self.name))
        about = (self.first_year, self.load.bodies, self.load.load.tolist(), self.load.capacities)
        return blake2b(repr((look, about)).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def load_description(picture: LoadPicture) -> str:
    """Say where the load is above capacity, or that it is nowhere, and when it is highest."""
    return "".join(_sentences(picture))


def load_chart(picture: LoadPicture) -> bytes:
    """Return the bytes of the picture, from memory if it was drawn lately."""
    drawn: bytes = MEMO.get(picture.key(), lambda: import_module("radar.charts.load_bars").draw(picture))
    return drawn


def _sentences(picture: LoadPicture) -> Iterator[str]:
    load, language = picture.load, picture.language
    if not load.load.any():
        yield picture.say("say.nothing")
        return
    over = [
        picture.say(
            "say.body", name=picture.body(row), quarters=enumeration(list(map(picture.quarter, found)), language)
        )
        for row in range(len(load.bodies))
        if (found := picture.over(row))
    ]
    yield picture.say("say.over", names=enumeration(over, language)) if over else picture.say("say.within")
    row, quarter = divmod(int(load.load.argmax()), load.load.shape[1])
    yield picture.say(
        "say.most", load=brief(float(load.load[row, quarter]), language), quarter=picture.quarter(quarter)
    )
