"""What is asked of a chart, and the key under which its bytes may be kept."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Literal

from radar.charts.plane import has_plane
from radar.charts.texts import clean, known, say
from radar.version import VERSION
from scoring.questionnaire import Questionnaire
from scoring.results import DimensionScore, GroupScore, Result

Kind = Literal["radar", "quadrant", "practices", "groups", "evolution"]
Format = Literal["svg", "png"]
ThemeName = Literal["light", "dark"]


FEWEST_AXES, MOST_AXES = 3, 24
EARLIER = 3  # as many outlines of earlier campaigns as can be told apart


def can_draw(kind: Kind, result: Result) -> bool:
    """Tell whether a result has what a kind of chart shows: enough axes, two dimensions, or practices."""
    if kind == "radar":
        return FEWEST_AXES <= len(result.questionnaire.axes) <= MOST_AXES
    if kind == "quadrant":
        return has_plane(result.questionnaire)
    return kind in {"groups", "evolution"} or bool(result.practices)


@dataclass(frozen=True, slots=True)
class Campaign:
    """What a campaign of an organisation is called, and its day."""

    name: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A chart of one kind, with everything that its bytes depend on.

    With `campaigns`, one for each result, the results are those of one organisation, the newest first.
    """

    kind: Kind
    results: tuple[Result, ...]
    language: str = "fr"
    format: Format = "svg"
    theme: ThemeName = "light"
    heading: bool = True
    columns: int = 1
    target: Mapping[str, float] | None = None
    targets: Mapping[str, Mapping[str, float]] | None = None
    due_on: date | None = None
    previous: Result | None = None
    campaigns: tuple[Campaign, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what no chart can show."""
        if not self.results:
            raise ValueError(say(self.language, "fault.empty"))
        references = sorted({result.questionnaire.reference for result in self.results})
        if len(references) > 1 and not self.campaigns:  # whoever names campaigns has held them to what they share
            raise ValueError(say(self.language, "fault.questionnaires", names=", ".join(references)))

    @property
    def result(self) -> Result:
        """Return the only result, or the first."""
        return self.results[0]

    @property
    def questionnaire(self) -> Questionnaire:
        """Return the questionnaire that the results answer."""
        return self.result.questionnaire

    @property
    def title(self) -> str:
        """Return the title of the picture."""
        return say(self.language, f"title.{self.kind}", name=self.name)

    @property
    def name(self) -> str:
        """Return the organisation's name, or how many there are."""
        if len(self.results) > 1 and not self.campaigns:
            return say(self.language, "organisations", n=len(self.results))
        return clean(self.result.organisation) or say(self.language, "nobody")

    def key(self) -> str:
        """Return a hash of the content: two requests share it only if they draw the same picture."""
        digest = blake2b(digest_size=16)
        digest.update(repr(tuple(self._content())).encode("utf-8", "surrogatepass"))
        return digest.hexdigest()

    def _content(self) -> Iterator[object]:
        yield VERSION, self.kind, known(self.language), self.format, self.theme, self.heading, self.columns
        yield _names(self.questionnaire)
        yield [_scores(result, self.kind) for result in self.results]
        yield self.target and sorted(self.target.items())
        yield self.targets and sorted((name, sorted(scores.items())) for name, scores in self.targets.items())
        yield self.due_on
        yield self.previous and _scores(self.previous, self.kind)
        yield [(campaign.name, campaign.on) for campaign in self.campaigns]


def _names(questionnaire: Questionnaire) -> tuple[object, ...]:
    return (
        questionnaire.reference,
        questionnaire.hash,
        questionnaire.language,
        [(axis.id, axis.name) for axis in questionnaire.axes],
        [(practice.id, practice.name) for practice in questionnaire.practices],
        [(one.id, one.name, one.direction, one.threshold) for one in questionnaire.dimensions],
        [(one.id, one.name, one.high) for one in questionnaire.quadrants],
    )


def _scores(result: Result, kind: Kind) -> tuple[object, ...]:
    # Three hundred results are hashed for one quadrant: only what the kind shows is read.
    scores: Iterable[tuple[str, GroupScore | DimensionScore]] = result.axes.items()
    if kind == "quadrant":
        scores = result.dimensions.items()
    elif kind == "practices":
        scores = (*result.axes.items(), *result.practices.items())
    return (
        result.organisation,
        result.group,
        result.overall,
        result.coverage,
        result.provisional,
        result.quadrant,
        [(slug, score) for slug, score in scores],
    )
