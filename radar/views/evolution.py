"""How an organisation moved from campaign to campaign."""

import uuid
from collections.abc import Mapping

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from radar import access, charts, queries
from radar.access import Permission
from radar.charts import changes
from radar.charts.request import Format, Kind
from radar.charts.texts import brief
from radar.extensions import database
from radar.i18n import current_language
from radar.views import evolution_words
from radar.views.pictures import picture
from radar.views.timeline import Timeline, timeline
from scoring.targets import Targets, gaps

blueprint = Blueprint("evolution", __name__, url_prefix="/organisations/<uuid:organisation_id>")

CHARTS: Mapping[str, Kind] = {"evolution": "evolution", "radar": "radar"}
CHOICE = "avec"


@blueprint.get("/evolution")
@access.needs(Permission.READ)
def page(organisation_id: uuid.UUID) -> ResponseReturnValue:
    """Show what moved between the campaigns; who only administers the site sees no scores."""
    if access.organisation().role is None:
        return redirect(url_for("organisations.show", organisation_id=organisation_id), 303)
    found = _timeline()
    targets = _targets(found)
    adopted = queries.initiatives.adopted_by(database.connection, organisation_id)
    return render_template(
        "evolution/page.html",
        organisation=access.organisation(),
        timeline=found,
        rows=evolution_words.rows(found),
        targets=targets,
        gaps=gaps(found.results[-1], targets) if found.results else {},
        standings=evolution_words.standings(found.results),
        intervals=evolution_words.intervals(found, adopted),
        descriptions=_descriptions(found, targets),
        choice="".join(f"&{CHOICE}={stage.id}" for stage in found.compared),
    )


@blueprint.get("/<any(evolution, radar):name>.<any(svg, png):kind>")
@access.needs(Permission.READ)
def chart(organisation_id: uuid.UUID, name: str, kind: Format) -> ResponseReturnValue:
    """Draw a chart of the chosen campaigns."""
    del organisation_id
    found = _timeline() if access.organisation().role else None
    if not found or not found.results or not charts.can_draw(CHARTS[name], found.results[-1]):
        abort(404)
    return picture(_drawing(found, CHARTS[name], _targets(found), kind))


@blueprint.app_template_filter()
def signed(change: float) -> str:
    """Return a change with its sign."""
    return changes.signed(change, current_language())


@blueprint.app_template_filter()
def brief_score(score: float) -> str:
    """Return a score without needless zeros: the level itself where it is one."""
    return brief(score, current_language())


def _timeline() -> Timeline:
    organisation = access.organisation()
    campaigns = queries.assessments.campaigns_of(database.connection, organisation.id)
    return timeline(organisation.name, campaigns, request.args.getlist(CHOICE))


def _drawing(found: Timeline, kind: Kind, targets: Targets, format_: Format = "svg") -> charts.Request:
    return charts.Request(
        kind=kind,
        results=found.drawn(),
        campaigns=found.campaigns,
        language=current_language(),
        format=format_,
        target=(targets.scores or None) if kind == "radar" else None,
        due_on=targets.axes_due_on,
        theme="dark" if request.args.get("theme") == "dark" else "light",
        heading=format_ == "png",  # on the page the heading stands above the picture
    )


def _targets(found: Timeline) -> Targets:
    """Return what the organisation aims at with the questionnaire of the last campaign."""
    if found.newest is None:
        return Targets()
    organisation_id = access.organisation().id
    targets = queries.targets.in_force(database.connection, [organisation_id], found.newest.id)
    return targets[organisation_id].within(found.newest)


def _descriptions(found: Timeline, targets: Targets) -> dict[str, str]:
    """Return what each chart that can be drawn shows, in a sentence."""
    if not found.results:
        return {}
    kinds = [kind for kind in CHARTS.values() if charts.can_draw(kind, found.results[-1])]
    return {kind: charts.describe_request(_drawing(found, kind, targets)) for kind in kinds}
