"""What the page of a portfolio's campaign says, for whoever reads it."""

from collections.abc import Mapping
from typing import Any

from radar.charts.descriptions import describe_request
from radar.i18n import gettext as _
from radar.i18n import ngettext
from radar.views import comparison_history, comparison_pictures, comparison_tables
from radar.views.comparison_scene import Scene
from scoring.comparison import GroupingFigures


def words(scene: Scene, grouping: GroupingFigures | None) -> Mapping[str, Any]:
    """Return figures and sentences, ready for the template."""
    asked, everybody, own = scene.questionnaire, (scene.everybody,), scene.own
    return {
        "scene": scene,
        "headline": _headline(scene),
        "descriptions": _descriptions(scene, grouping),
        "everybody": comparison_tables.figure_rows(asked, everybody, own, practices=False),
        "everybody_practices": comparison_tables.figure_rows(asked, everybody, own, practices=True),
        "grouping": grouping,
        "groups": comparison_tables.figure_rows(asked, grouping.groups, (), practices=False) if grouping else (),
        "practices": comparison_tables.figure_rows(asked, grouping.groups, (), practices=True) if grouping else (),
        "history": comparison_history.history(scene),
        "others": comparison_history.others(scene),
        **(_bodies(scene) if scene.leads else {}),
    }


def _bodies(scene: Scene) -> Mapping[str, Any]:
    """Return what only leads see."""
    return {
        "quadrants": comparison_tables.quadrant_rows(scene),
        "aiming": len(scene.goals),
        "challenges": comparison_tables.challenges(scene),
        "heat": comparison_tables.heat_map(scene),
    }


def _descriptions(scene: Scene, grouping: GroupingFigures | None) -> Mapping[str, str]:
    """Return by chart the sentence that says what it shows; one that cannot be drawn has none."""
    drawings = {
        "groupes": comparison_pictures.groups(scene, grouping),
        "distribution": comparison_pictures.distribution(scene),
        "campagnes": comparison_pictures.shares(scene),
    }
    quadrant = comparison_pictures.quadrant(scene)
    found = {name: drawing.description for name, drawing in drawings.items() if drawing}
    return {**found, "cadran": describe_request(quadrant)} if quadrant else found


def _headline(scene: Scene) -> str:
    """Return the sentence that opens the page."""
    top = max(scene.questionnaire.quadrants, key=lambda one: len(one.high), default=None)
    count = comparison_pictures.count(scene, scene.campaign)
    high = count.quadrants.get(top.id) if top else None
    if top and high is not None and count.bodies:
        return ngettext(
            "%(num)s organisme sur %(bodies)s est dans le cadran %(quadrant)s.",
            "%(num)s organismes sur %(bodies)s sont dans le cadran %(quadrant)s.",
            high,
            bodies=count.bodies,
            quadrant=top.name,
        )
    if scene.everybody.bodies:
        return ngettext(
            "Les chiffres portent sur %(num)s organisme.",
            "Les chiffres portent sur %(num)s organismes.",
            scene.everybody.bodies,
        )
    if scene.campaign.closed_at is None:
        return _("La campagne est ouverte : les chiffres de groupes paraîtront à sa fermeture.")
    return _(
        "La campagne est fermée, mais trop peu d'organismes y ont un résultat complet pour en publier des chiffres."
    )
