"""The roadmap of a plan as bars by quarter: what is asked of it, the key of its bytes, and what it says in words."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b
from importlib import import_module
from typing import Literal

from radar.charts.cache import Memo
from radar.charts.request import Format, ThemeName
from radar.charts.style import WIDTH
from radar.charts.texts import clean, enumeration, known
from radar.formats import day
from radar.version import VERSION
from scoring.transformation import QUARTERS_A_YEAR, PlannedInitiative, Status, TransformationPlan

MEMO = Memo()
WIDE = 900.0
WIDE_DOTS_PER_INCH = 120  # a wide picture is made for paper, where it gets smaller
STATUSES: tuple[Status, ...] = ("not-started", "under-way", "done", "cancelled")

WORDS = {
    "fr": {
        "title": "Feuille de route\u00a0: {name}",
        "since": "Trimestres à partir du {day}",
        "quarter": "T{n}",
        "none": "Sans thème",
        "unplaced": "sans trimestre",
        "not-started": "Non débuté",
        "under-way": "En cours",
        "done": "Terminé",
        "cancelled": "Annulé",
        "say.count": "{n} initiatives, du {first} au {last}",
        "say.count.one": "1 initiative, du {first} au {last}",
        "say.status": "{name}\u00a0: {n}",
        "say.unplaced": "{n} sans trimestre",
        "say.nothing": "Aucune initiative.",
    },
    "en": {
        "title": "Roadmap: {name}",
        "since": "Quarters from {day}",
        "quarter": "Q{n}",
        "none": "No theme",
        "unplaced": "no quarter",
        "not-started": "Not started",
        "under-way": "Under way",
        "done": "Done",
        "cancelled": "Cancelled",
        "say.count": "{n} initiatives, from {first} to {last}",
        "say.count.one": "1 initiative, from {first} to {last}",
        "say.status": "{name}: {n}",
        "say.unplaced": "{n} without a quarter",
        "say.nothing": "No initiative.",
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GanttPicture:
    """The bars of a plan in groups, with everything that the bytes depend on.

    `only` draws one group by its id, the empty one for what is in none; `width` from `WIDE` on sets names beside bars.
    """

    plan: TransformationPlan
    by: Literal["theme", "orientation"] = "theme"
    only: str | None = None
    language: str = "fr"
    format: Format = "svg"
    theme: ThemeName = "light"
    heading: bool = True
    width: float = WIDTH

    @property
    def name(self) -> str:
        """Return whose picture it is."""
        return clean(self.plan.title)

    @property
    def title(self) -> str:
        """Return the title of the picture."""
        return self.say("title", name=self.name)

    @property
    def quarters(self) -> int:
        """Return how many quarters are drawn: those of the plan, and the years that its bars run into."""
        last = max((each.end or 0 for each in self.plan.initiatives), default=0)
        return max(self.plan.quarters, -(-last // QUARTERS_A_YEAR) * QUARTERS_A_YEAR)

    def groups(self) -> list[tuple[str, list[PlannedInitiative]]]:
        """Return the initiatives under the name of their group, each once, in the order of the roadmap."""
        found: dict[str, list[PlannedInitiative]] = {key: [] for key in (*self._names(), "")}
        for each in self.plan.initiatives:
            found[self._group(each)].append(each)
        names = {**self._names(), "": self.say("none") if len(found) > 1 else ""}
        wanted = [key for key, inside in found.items() if inside and self.only in {None, key}]
        return [(names[key], sorted(found[key], key=_place)) for key in wanted]

    def _names(self) -> dict[str, str]:
        if self.by == "theme":
            return {each.id: clean(each.name) for each in self.plan.themes}
        return {each.id: clean(f"{each.code} {each.name}") for each in self.plan.orientations}

    def _group(self, initiative: PlannedInitiative) -> str:
        """Return the first theme of an initiative in the plan's order, or its orientation."""
        if self.by == "theme":
            return next((each.id for each in self.plan.themes if each.id in initiative.themes), "")
        found = self.plan.objectives.get(initiative.objective or "")
        return found[0].id if found else ""

    def say(self, key: str, **values: object) -> str:
        """Return a text in the language of the picture."""
        return WORDS[known(self.language)][key].format(**values)

    def key(self) -> str:
        """Return a hash of the content: two pictures share it only if they are the same."""
        look = (VERSION, self.by, self.only, known(self.language), self.format, self.theme, self.heading, self.width)
        about = (self.plan.title, self.plan.first_day, self.plan.years, self.plan.themes, self.plan.orientations)
        bars = [
            (each.code, each.title, each.start, each.quarters, each.status, each.themes, each.objective)
            for each in self.plan.initiatives
        ]
        return blake2b(repr((look, about, bars)).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _place(initiative: PlannedInitiative) -> tuple[bool, int]:
    return initiative.start is None, initiative.start or 0


def gantt_description(picture: GanttPicture) -> str:
    """Say how many initiatives there are, of which status, and how many have no place."""
    return "".join(_sentences(picture))


def gantt_chart(picture: GanttPicture) -> bytes:
    """Return the bytes of the picture, from memory if it was drawn lately."""
    drawn: bytes = MEMO.get(picture.key(), lambda: import_module("radar.charts.gantt_bars").draw(picture))
    return drawn


def period(picture: GanttPicture) -> tuple[str, str]:
    """Return the first and the last day of what is drawn, in words."""
    first, language = picture.plan.first_day, known(picture.language)
    year = first.year + picture.quarters // QUARTERS_A_YEAR
    # The last day is the one before the same day of another year; March 1 stands for a February 29 that is not there.
    leap = (first.month, first.day) == (2, 29)
    after = date(year, 3, 1) if leap else first.replace(year=year)
    return day(first, language), day(after - timedelta(days=1), language)


def _sentences(picture: GanttPicture) -> Iterator[str]:
    shown = [each for _, inside in picture.groups() for each in inside]
    if not shown:
        yield picture.say("say.nothing")
        return
    first, last = period(picture)
    yield picture.say("say.count" if len(shown) > 1 else "say.count.one", n=len(shown), first=first, last=last)
    count = Counter(each.status for each in shown)
    parts = [picture.say("say.status", name=picture.say(each), n=count[each]) for each in STATUSES if count[each]]
    if unplaced := sum(each.start is None for each in shown):
        parts.append(picture.say("say.unplaced", n=unplaced))
    yield f" ({enumeration(parts, picture.language)})."
