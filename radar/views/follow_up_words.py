"""What the follow-up of a plan says: what is late, what changed since the version before, and which axes moved."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from radar import queries
from radar.exports import plan_changes
from radar.exports.plan_changes import ChangeSaid
from radar.extensions import database
from radar.i18n import current_language, local_date, ngettext, today
from radar.i18n import gettext as _
from radar.queries.plans import PlanRecord
from radar.views.evolution_words import InPlace, Interval
from radar.views.plan_words import called, quarter
from radar.views.timeline import Timeline, timeline
from scoring.crosswalk import Comparison
from scoring.follow_up import Late, first_day_of, late, update_due
from scoring.transformation import PlannedInitiative, TransformationPlan

STARTED = {"under-way", "done"}


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something about a plan that its organisation should see to."""

    plan_id: uuid.UUID
    sentence: str


def late_sentence(plan: TransformationPlan, found: Late) -> str:
    """Say what should have happened by now."""
    initiative = plan.by_id[found.initiative]
    if found.kind == "end":
        return ngettext(
            "« %(name)s » devait finir au %(quarter)s : %(num)s trimestre de retard.",
            "« %(name)s » devait finir au %(quarter)s : %(num)s trimestres de retard.",
            found.quarters,
            name=called(initiative),
            quarter=quarter(plan, (initiative.end or 1) - 1),
        )
    return ngettext(
        "« %(name)s » devait commencer au %(quarter)s : %(num)s trimestre de retard.",
        "« %(name)s » devait commencer au %(quarter)s : %(num)s trimestres de retard.",
        found.quarters,
        name=called(initiative),
        quarter=quarter(plan, initiative.start or 0),
    )


def version_changes(record: PlanRecord, plan: TransformationPlan) -> Sequence[ChangeSaid] | None:
    """Return what changed since the version before; None if there is none."""
    connection = database.connection
    previous = queries.plans.plan(connection, record.previous_id) if record.previous_id else None
    if previous is None:
        return None
    before = queries.plans.assembled(previous, queries.plans.rows(connection, previous.id))
    return plan_changes.changes(before, plan, current_language())


def effects(record: PlanRecord, plan: TransformationPlan) -> list[Interval]:
    """Return, for campaigns that follow each other, the initiatives that were in place and how their axes moved."""
    if record.organisation_id is None:
        return []
    campaigns = queries.assessments.campaigns_of(database.connection, record.organisation_id)
    return [each for each in _intervals(timeline(record.owner, campaigns, ()), plan) if each.in_place][::-1]


def _intervals(found: Timeline, plan: TransformationPlan) -> Iterator[Interval]:
    started = [each for each in plan.initiatives if each.status in STARTED and each.start is not None]
    for (earlier, later), comparison in zip(pairwise(found.compared), found.comparisons, strict=True):
        in_place = [_in_place(plan, each, comparison) for each in started]
        kept = [one for one in in_place if one.since < later.on and (one.until is None or one.until > earlier.on)]
        yield Interval(earlier.name, later.name, (), tuple(kept))


def _in_place(plan: TransformationPlan, initiative: PlannedInitiative, comparison: Comparison) -> InPlace:
    practices = set(initiative.practices)
    axes = tuple(
        (axis.name, comparison.axes.get(axis.id))
        for axis in comparison.new.questionnaire.axes
        if axis.id == initiative.axis or practices & {one.id for one in axis.practices}
    )
    until = first_day_of(plan, initiative.end or 0) if initiative.status == "done" else None
    return InPlace(called(initiative), first_day_of(plan, initiative.start or 0), until, axes)


def reminders(plans: Sequence[PlanRecord]) -> Sequence[Reminder]:
    """Return what an organisation should see to in its newest plan, the first of them."""
    return list(_reminders(plans[0])) if plans else []


def _reminders(record: PlanRecord) -> Iterator[Reminder]:
    if record.adopted_at and update_due(local_date(record.adopted_at), today()):
        yield Reminder(
            record.id, _("La mise à jour annuelle de « %(title)s » est due : il a plus d'un an.", title=record.title)
        )
    plan = queries.plans.assembled(record, queries.plans.rows(database.connection, record.id))
    count = sum(1 for _late in late(plan, today()))
    if count:
        yield Reminder(
            record.id,
            ngettext(
                "%(num)s initiative de « %(title)s » est en retard.",
                "%(num)s initiatives de « %(title)s » sont en retard.",
                count,
                title=record.title,
            ),
        )
