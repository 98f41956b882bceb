"""What a portfolio's campaigns say one after the other; only those with the same questionnaire are compared."""

from collections.abc import Mapping
from dataclasses import dataclass

from radar.charts.changes import signed
from radar.i18n import current_language, decimal
from radar.i18n import gettext as _
from radar.queries.comparisons import CampaignRecord
from radar.views import comparison_pictures
from radar.views.comparison_scene import Scene
from radar.views.comparison_tables import NOTHING, names
from scoring import measures, portrait
from scoring.portrait import Change

TWO = 2


@dataclass(frozen=True, slots=True)
class Row:
    """A measure or a quadrant, what each campaign has for it, and the change since the last one."""

    name: str
    values: list[str]
    change: str


@dataclass(frozen=True, slots=True)
class History:
    """Campaigns side by side; `paired` is how many bodies the change rests on, None where it is not known."""

    campaigns: list[str]
    quadrants: list[Row]
    means: list[Row]
    paired: int | None
    since: str


def history(scene: Scene) -> History | None:
    """Return the campaigns side by side, if there are two; only leads see changes, which are of named bodies."""
    if len(scene.comparable) < TWO:
        return None
    before = _before(scene) if scene.leads else None
    change = _change(scene, before) if before is not None else None
    return History(
        [campaign.name for campaign in scene.comparable],
        _quadrants(scene),
        _means(scene, change),
        change.bodies if change else None,
        before.name if before else "",
    )


def others(scene: Scene) -> list[tuple[str, str]]:
    """Return the campaigns that cannot be compared with this one, each with the reason."""
    return [
        (one.name, _("questionnaire différent (%(questionnaire)s)", questionnaire=one.questionnaire))
        for one in scene.campaigns
        if one.questionnaire_hash != scene.campaign.questionnaire_hash
    ]


def _before(scene: Scene) -> CampaignRecord | None:
    place = scene.comparable.index(scene.campaign)
    return scene.comparable[place - 1] if place else None


def _change(scene: Scene, before: CampaignRecord) -> Change:
    both = (scene.named_in(campaign) for campaign in (before, scene.campaign))
    old, new = (dict(zip(named.bodies, named.rows, strict=True)) for named in both)
    return portrait.change(scene.questionnaire, old, new)


def _quadrants(scene: Scene) -> list[Row]:
    counts = [comparison_pictures.count(scene, campaign) for campaign in scene.comparable]
    return [
        Row(one.name, [NOTHING if (n := count.quadrants.get(one.id)) is None else str(n) for count in counts], "")
        for one in scene.questionnaire.quadrants
    ]


def _means(scene: Scene, change: Change | None) -> list[Row]:
    where = measures.columns(scene.questionnaire)
    found = [_campaign_means(scene, campaign) for campaign in scene.comparable]
    return [
        Row(name, [decimal(means.get(key)) for means in found], _moved(change, where[key]))
        for key, name in names(scene.questionnaire).items()
    ]


def _campaign_means(scene: Scene, campaign: CampaignRecord) -> Mapping[str, float]:
    """Return the means of a campaign that the reader may see: of the named bodies for leads, else as published."""
    if not scene.leads:
        published = scene.published(campaign)
        return {key: figures.mean for key, figures in published.everybody.figures.items()} if published else {}
    rows = scene.named_in(campaign).rows
    means = portrait.means(rows)
    return {key: float(means[column]) for key, column in measures.columns(scene.questionnaire).items() if len(rows)}


def _moved(change: Change | None, column: int) -> str:
    if change is None or not change.bodies:
        return NOTHING
    moved = float(change.after[column] - change.before[column])
    return NOTHING if moved != moved else signed(moved, current_language())  # noqa: PLR0124 (NaN)
