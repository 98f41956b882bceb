"""The campaigns of an organisation side by side, as the page and the charts of its evolution show them."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from radar import library
from radar.charts.request import Campaign
from radar.i18n import current_language, local_date
from radar.i18n import gettext as _
from radar.library import ChangedQuestionnaireError
from radar.queries.assessments import CampaignAnswers
from scoring.crosswalk import Comparison, Crosswalk, Series, Sheet, links, series
from scoring.errors import Fault, Refused
from scoring.questionnaire import Questionnaire
from scoring.results import Result
from scoring.scores import NOT_APPLICABLE


@dataclass(frozen=True, slots=True)
class Stage:
    """A campaign that has a score; without its questionnaire when this installation no longer holds it as it was."""

    id: uuid.UUID
    name: str
    on: date
    reference: str
    questionnaire: Questionnaire | None
    codes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Left:
    """Campaigns that are not compared, and why."""

    stages: tuple[Stage, ...]
    reason: str

    @property
    def names(self) -> str:
        """Return the names of the campaigns."""
        return ", ".join(stage.name for stage in self.stages)

    @property
    def ids(self) -> list[uuid.UUID]:
        """Return what chooses these campaigns."""
        return [stage.id for stage in self.stages]

    @property
    def readable(self) -> bool:
        """Return whether they can be shown by themselves."""
        return all(stage.questionnaire for stage in self.stages)


@dataclass(frozen=True)
class Timeline:
    """The chosen campaigns from the oldest to the newest, held to what they share with the newest."""

    organisation: str
    stages: tuple[Stage, ...]
    chosen: tuple[Stage, ...]
    crosswalks: tuple[Crosswalk, ...]

    @cached_property
    def readable(self) -> tuple[Stage, ...]:
        """Return the chosen campaigns whose questionnaire is there."""
        return tuple(stage for stage in self.chosen if stage.questionnaire)

    @cached_property
    def series(self) -> Series | None:
        """Return what moved between the chosen campaigns; None without any."""
        sheets = [Sheet(one.questionnaire, one.codes, self.organisation) for one in self.readable if one.questionnaire]
        return series(sheets, self.crosswalks) if sheets else None

    @cached_property
    def compared(self) -> tuple[Stage, ...]:
        """Return the campaigns that are compared, the oldest first."""
        return tuple(self.readable[place] for place in sorted(self.series.results)) if self.series else ()

    @property
    def results(self) -> list[Result]:
        """Return the results of the compared campaigns on what they share, the oldest first."""
        return [self.series.results[place] for place in sorted(self.series.results)] if self.series else []

    @property
    def comparisons(self) -> Sequence[Comparison]:
        """Return what moved from each compared campaign to the next."""
        return self.series.comparisons if self.series else ()

    @property
    def newest(self) -> Questionnaire | None:
        """Return the questionnaire of the last compared campaign."""
        return self.compared[-1].questionnaire if self.compared else None

    @property
    def mixed(self) -> bool:
        """Return whether the compared campaigns have several questionnaires."""
        return len({stage.reference for stage in self.compared}) > 1

    @property
    def common(self) -> int:
        """Return how many statements of the last campaign's questionnaire all compared campaigns share."""
        return round(self.series.share * len(self.newest.statements)) if self.series and self.newest else 0

    @property
    def notes(self) -> list[str]:
        """Return what the crosswalks that were used say of themselves."""
        newest = self.newest.reference if self.newest else ""
        others = {stage.reference for stage in self.compared} - {newest}
        pairs = [{other, newest} for other in others]
        used = [walk.note for walk in self.crosswalks if {walk.older, walk.newer} in pairs]
        return [text for note in used if (text := note.fr if current_language() == "fr" else note.en)]

    @property
    def steady(self) -> list[frozenset[str]]:
        """Return the axes of each compared campaign that hold the same of the common statements as in the last."""
        return [self.series.steady[place] for place in sorted(self.series.steady)] if self.series else []

    @property
    def left(self) -> Iterator[Left]:
        """Yield the chosen campaigns that cannot be compared with the last one, those of one reason together."""
        found: dict[str, list[Stage]] = {}
        for stage in self.chosen:
            if stage not in self.compared:
                found.setdefault(self._reason(stage), []).append(stage)
        yield from (Left(tuple(stages), reason) for reason, stages in found.items())

    def _reason(self, stage: Stage) -> str:
        if stage.questionnaire is None or self.newest is None:
            return _(
                "Le questionnaire de cette campagne n'est plus installé ici tel qu'il était; remettez-le en place."
            )
        found = links(stage.questionnaire, self.newest, self.crosswalks)
        return found.message(current_language()) if isinstance(found, Fault) else ""

    def drawn(self) -> tuple[Result, ...]:
        """Return the results that charts show, the newest first, without the axes whose statements changed place."""
        kept = (
            replace(result, axes={axis: score for axis, score in result.axes.items() if axis in steady})
            for result, steady in zip(self.results, self.steady, strict=True)
        )
        return tuple(kept)[::-1]

    @property
    def campaigns(self) -> tuple[Campaign, ...]:
        """Return what charts call the compared campaigns, the newest first."""
        return tuple(Campaign(stage.name, stage.on) for stage in reversed(self.compared))


def timeline(organisation: str, campaigns: Sequence[CampaignAnswers], wanted: Sequence[str]) -> Timeline:
    """Return the campaigns that have a score, all of them chosen unless some are wanted by their ids."""
    scored = [one for one in campaigns if any(code != NOT_APPLICABLE for code in one.codes.values())]
    stages = tuple(sorted(map(_stage, scored), key=lambda stage: stage.on))
    chosen = tuple(stage for stage in stages if str(stage.id) in wanted)
    return Timeline(organisation, stages, chosen or stages, library.crosswalks())


def _stage(campaign: CampaignAnswers) -> Stage:
    return Stage(
        id=campaign.id,
        name=campaign.campaign or _("Sans nom"),
        on=campaign.campaign_on or local_date(campaign.created_at),
        reference=campaign.questionnaire,
        questionnaire=_pinned(campaign),
        codes=campaign.codes,
    )


def _pinned(campaign: CampaignAnswers) -> Questionnaire | None:
    try:
        return library.pinned_questionnaire(campaign.questionnaire, campaign.questionnaire_hash, current_language())
    except (Refused, ChangedQuestionnaireError):
        return None
