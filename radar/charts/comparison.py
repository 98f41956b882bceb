"""The pictures that compare: what is asked of them, the key of their bytes, and the sentences that say what they show.

They are drawn from figures of groups as they may be shown; results are those of bodies that the reader sees by name.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from importlib import import_module
from typing import Literal, Protocol, cast

from radar.charts.cache import Memo
from radar.charts.descriptions import groups_sentence
from radar.charts.grouping import published
from radar.charts.request import Format, ThemeName
from radar.charts.texts import clean, known, number, percentage, quoted, say
from radar.version import VERSION
from scoring.comparison import Figures, GroupFigures
from scoring.questionnaire import Axis, Questionnaire
from scoring.results import Result

ComparisonKind = Literal["groups", "distribution", "shares"]
MEMO = Memo()


@dataclass(frozen=True, slots=True)
class Count:
    """How many bodies of a campaign stand in each quadrant; None is not shown."""

    name: str
    bodies: int | None
    quadrants: Mapping[str, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonPicture:
    """A picture of one kind: the bars of groups, the distribution of the first of them, or quadrants by campaign."""

    kind: ComparisonKind
    questionnaire: Questionnaire
    label: str
    groups: tuple[GroupFigures, ...] = ()
    results: tuple[Result, ...] = ()
    own: tuple[Result, ...] = ()
    counts: tuple[Count, ...] = ()
    language: str = "fr"
    format: Format = "svg"
    theme: ThemeName = "light"
    heading: bool = True

    @property
    def name(self) -> str:
        """Return what is compared, as its heading says it."""
        return clean(self.label)

    @property
    def title(self) -> str:
        """Return the title of the picture."""
        return say(self.language, f"title.{self.kind}", name=self.name)

    @property
    def withheld(self) -> bool:
        """Tell whether something is not shown."""
        kept = [group.bodies for group in self.groups]
        return None in kept or any(None in (count.bodies, *count.quadrants.values()) for count in self.counts)

    @property
    def description(self) -> str:
        """Return the sentences that say what the picture shows."""
        sentences = {"groups": _groups, "distribution": _distribution, "shares": _shares}[self.kind](self)
        return " ".join([*sentences, *([say(self.language, "withheld")] if self.withheld else [])])

    def key(self) -> str:
        """Return a hash of the content: two pictures share it only if they are the same."""
        about = (self.questionnaire.reference, self.questionnaire.hash, self.questionnaire.language)
        look = (VERSION, self.kind, known(self.language), self.format, self.theme, self.heading, self.label)
        bodies = [[(one.organisation, _axes(one)) for one in those] for those in (self.results, self.own)]
        content = repr((look, about, self.groups, bodies, self.counts))
        return blake2b(content.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


class _Drawing(Protocol):
    def draw_comparison(self, picture: ComparisonPicture) -> bytes: ...


def comparison_chart(picture: ComparisonPicture) -> bytes:
    """Return the bytes of a picture, from memory if it was drawn lately."""
    drawing = cast("_Drawing", import_module("radar.charts.comparison_drawing"))
    return MEMO.get(picture.key(), lambda: drawing.draw_comparison(picture))


def _axes(result: Result) -> list[float | None]:
    return [axis.score for axis in result.axes.values()]


def _groups(picture: ComparisonPicture) -> Iterator[str]:
    yield groups_sentence(picture.questionnaire, published(picture.groups, picture.language), picture.language)


def _distribution(picture: ComparisonPicture) -> Iterator[str]:
    language = picture.language
    group = picture.groups[0] if picture.groups else None
    means = {a: figures.mean for a in picture.questionnaire.axes if group and (figures := _figures(group, a))}
    if means:
        high, low = max(means, key=lambda axis: means[axis]), min(means, key=lambda axis: means[axis])
        names = {"high": quoted(language, high.name), "low": quoted(language, low.name)}
        scores = {"best": number(means[high], language), "worst": number(means[low], language)}
        yield say(language, "say.distribution", **names, **scores)
    elif picture.results:
        yield say(language, "say.dots" if len(picture.results) > 1 else "say.dots.one", n=len(picture.results))
    for result in picture.own if means else ():
        scored = {axis: score for axis in means if (score := result.axes[axis.id].score) is not None}
        above = sum(score > means[axis] for axis, score in scored.items())
        name = clean(result.organisation) or say(language, "nobody").capitalize()
        yield say(language, "say.above" if above else "say.above.none", name=name, n=above, total=len(scored))


def _figures(group: GroupFigures, axis: Axis) -> Figures | None:
    return group.figures.get(f"axis:{axis.id}")


def _shares(picture: ComparisonPicture) -> Iterator[str]:
    """Say how the share of the last quadrant, where most is high, moved between the first and the last campaign."""
    language, top = picture.language, max(picture.questionnaire.quadrants, key=lambda one: len(one.high))
    known_counts = [(count, count.quadrants.get(top.id)) for count in picture.counts]
    shares = [(count, n / count.bodies * 100) for count, n in known_counts if count.bodies and n is not None]
    if not shares:
        yield say(language, "say.shares.none")
    elif len(shares) == 1:
        count, share = shares[0]
        values = {"name": quoted(language, count.name), "share": percentage(share, language)}
        yield say(language, "say.shares.one", quadrant=clean(top.name), **values)
    else:
        (first, old), (last, new) = shares[0], shares[-1]
        names = {"before": quoted(language, first.name), "after": quoted(language, last.name)}
        values = {"old": percentage(old, language), "new": percentage(new, language)}
        yield say(language, "say.shares", quadrant=clean(top.name), **names, **values)
