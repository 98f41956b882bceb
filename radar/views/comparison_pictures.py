"""The charts of a portfolio's campaign: each asked for as far as the reader may see it, or None."""

from collections import Counter
from dataclasses import replace

from radar import charts
from radar.charts.comparison import ComparisonKind, ComparisonPicture, Count
from radar.i18n import current_language
from radar.queries.comparisons import CampaignRecord
from radar.views.comparison_scene import Scene
from scoring import comparison
from scoring.comparison import GroupingFigures


def label(scene: Scene) -> str:
    """Return what the pictures are called."""
    return f"{scene.portfolio.name} – {scene.campaign.name}"


def quadrant(scene: Scene) -> charts.Request | None:
    """Return the quadrant of the bodies that show their names, with arrows to their targets."""
    if not any(result.quadrant for result in scene.results) or not charts.can_draw("quadrant", scene.results[0]):
        return None
    return charts.Request(
        kind="quadrant", results=tuple(scene.results), targets=scene.goals or None, language=current_language()
    )


def groups(scene: Scene, grouping: GroupingFigures | None) -> ComparisonPicture | None:
    """Return the bars of a grouping, unless none of its groups may be shown."""
    if grouping is None or not any(group.bodies for group in grouping.groups):
        return None
    return replace(_picture(scene, "groups"), label=f"{label(scene)} – {grouping.name}", groups=grouping.groups)


def distribution(scene: Scene) -> ComparisonPicture | None:
    """Return the distribution of all bodies, with one's own position and the bodies that show their names."""
    if not (scene.everybody.figures or scene.results):
        return None
    own, results = tuple(scene.own), tuple(scene.results)
    everybody = (scene.everybody,) if scene.publication else ()
    return replace(_picture(scene, "distribution"), groups=everybody, own=own, results=results)


def shares(scene: Scene) -> ComparisonPicture | None:
    """Return the quadrants from campaign to campaign, if there are two campaigns and any body in them."""
    counts = tuple(count(scene, campaign) for campaign in scene.comparable)
    if not scene.comparable[1:] or not scene.questionnaire.quadrants or not any(one.bodies for one in counts):
        return None
    return replace(_picture(scene, "shares"), counts=counts)


def count(scene: Scene, campaign: CampaignRecord) -> Count:
    """Return how many stand in each quadrant: of the named bodies for leads, else as was published."""
    quadrants = scene.questionnaire.quadrants
    if scene.leads:
        placed = [quadrant for quadrant in scene.named_in(campaign).quadrants if quadrant]
        found = Counter(placed)
        return Count(campaign.name, len(placed) or None, {one.id: found[one.id] for one in quadrants})
    published = scene.published(campaign)
    groupings = published.groupings if published else ()
    shown = next((one.groups for one in groupings if one.id == comparison.QUADRANTS), ())
    sizes = {group.id: group.bodies for group in shown}
    bodies = published.everybody.bodies if published else None
    return Count(campaign.name, bodies, {one.id: sizes.get(one.id) for one in quadrants})


def _picture(scene: Scene, kind: ComparisonKind) -> ComparisonPicture:
    return ComparisonPicture(
        kind=kind, questionnaire=scene.questionnaire, label=label(scene), language=current_language()
    )
