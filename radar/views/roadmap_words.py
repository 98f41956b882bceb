"""What a proposed schedule says: when it ends, what is proven of it, and why some initiatives have no place."""

from collections.abc import Sequence

from radar.i18n import gettext as _
from radar.i18n import ngettext
from radar.views.plan_problems import cycle_sentence, too_long
from radar.views.plan_words import called, quarter
from scoring.roadmap import Schedule, Unplaced
from scoring.transformation import TransformationPlan


def year_name(plan: TransformationPlan, year: int) -> str:
    """Return what people call a year of a plan, from 0: `2027`, or `2027-2028` where it does not begin in January."""
    first = plan.first_day.year + year
    return str(first) if plan.first_day.month == 1 else f"{first}-{first + 1}"


def unplaced(plan: TransformationPlan, without: Unplaced) -> str:
    """Say why an initiative has no place."""
    name, others = called(plan.by_id[without.id]), _quoted(plan, without.initiatives)
    if without.reason == "cycle":
        return cycle_sentence(plan, without.initiatives)
    if without.reason == "too-long":
        return too_long(name, plan.by_id[without.id].quarters, plan.quarters)
    if without.reason == "too-heavy":
        return _(
            "« %(name)s » demande à chaque trimestre plus que la capacité de son organisme; réduisez sa charge ou "
            "relevez la capacité.",
            name=name,
        )
    if without.reason == "waits":
        return _("« %(name)s » attend %(others)s, sans place elle non plus.", name=name, others=others)
    if others:
        return _("« %(name)s » n'a pas de place avant %(others)s, qui en dépend.", name=name, others=others)
    return _("« %(name)s » n'a pas de place dans les années du plan.", name=name)


def unplaced_sentences(plan: TransformationPlan, found: Schedule) -> list[str]:
    """Return why initiatives have no place, a cycle once."""
    return list(dict.fromkeys(unplaced(plan, each) for each in found.unplaced))


def length(plan: TransformationPlan, found: Schedule) -> str:
    """Say when a schedule ends and what is proven of it."""
    if not found.makespan:
        return _("Aucune initiative n'a de place.")
    last = quarter(plan, found.makespan - 1)
    if found.optimal:
        return _("Tout finirait au %(last)s, et il est prouvé qu'on ne peut pas finir plus tôt.", last=last)
    return ngettext(
        "Tout finirait au %(last)s; il n'est pas exclu de finir %(num)s trimestre plus tôt.",
        "Tout finirait au %(last)s; il n'est pas exclu de finir jusqu'à %(num)s trimestres plus tôt.",
        found.gap,
        last=last,
    )


def _quoted(plan: TransformationPlan, initiatives: Sequence[str]) -> str:
    return ", ".join(_("« %(name)s »", name=called(plan.by_id[each])) for each in initiatives)
