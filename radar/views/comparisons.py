"""Comparing: what one may see of the portfolios that one leads, observes, or works in."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import replace

from flask import Blueprint, Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from radar import access, charts, queries
from radar.access import Permission
from radar.charts.comparison import ComparisonPicture
from radar.charts.request import Format, ThemeName
from radar.extensions import database
from radar.views import comparison_heat, comparison_page, comparison_pictures, pictures
from radar.views.comparison_scene import Scene, scene
from scoring.comparison import GroupingFigures

blueprint = Blueprint("comparisons", __name__)

PICTURES: Mapping[str, Callable[[Scene], charts.Request | ComparisonPicture | None]] = {
    "cadran": comparison_pictures.quadrant,
    "distribution": comparison_pictures.distribution,
    "campagnes": comparison_pictures.shares,
}


@blueprint.get("/comparaisons")
@access.needs(Permission.SIGNED_IN)
def index() -> ResponseReturnValue:
    """List the portfolios of which one sees something, with their campaigns."""
    connection = database.connection
    portfolios = queries.portfolios.portfolios_for(connection, access.signed_in().id)
    campaigns = queries.comparisons.campaigns_among(connection, [one.id for one in portfolios])
    return render_template("comparisons/index.html", portfolios=portfolios, campaigns=campaigns)


@blueprint.get("/portefeuilles/<uuid:portfolio_id>")
@access.needs(Permission.READ)
def show(portfolio_id: uuid.UUID) -> ResponseReturnValue:
    """Show a campaign of a portfolio, as far as the reader may see it."""
    portfolio = access.portfolio()
    found = _scene() if portfolio.role else None
    plans = {
        "plans": queries.plans.plans_of_portfolio(database.connection, portfolio_id) if portfolio.role else None,
        "new_plan": url_for("plan_start.of_portfolio", portfolio_id=portfolio_id),
    }
    if found is None:
        return render_template("comparisons/empty.html", portfolio=portfolio, **plans)
    return render_template("comparisons/portfolio.html", **comparison_page.words(found, _grouping(found)), **plans)


@blueprint.get("/portefeuilles/<uuid:portfolio_id>/carte.<any(csv, xlsx):kind>")
@access.needs(Permission.READ)
def heat(portfolio_id: uuid.UUID, kind: str) -> ResponseReturnValue:
    """Hand out the scores of the bodies that show their names, to those who lead the portfolio."""
    del portfolio_id
    found = _scene()
    if found is None or not found.bodies:
        abort(404)
    mimetype, export = comparison_heat.DOWNLOADS[kind]
    response = Response(export(found), content_type=mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="portefeuille.{kind}"'
    response.headers["Cache-Control"] = "private, no-cache"
    return response


@blueprint.get(
    "/portefeuilles/<uuid:portfolio_id>/<any(cadran, groupes, distribution, campagnes):name>.<any(svg, png):kind>"
)
@access.needs(Permission.READ)
def chart(portfolio_id: uuid.UUID, name: str, kind: Format) -> ResponseReturnValue:
    """Draw a chart; a browser that holds the same drawing is told to keep it."""
    del portfolio_id
    found = _scene()
    if found is None:
        abort(404)
    drawing = comparison_pictures.groups(found, _grouping(found)) if name == "groupes" else PICTURES[name](found)
    if drawing is None:
        abort(404)
    theme: ThemeName = "dark" if request.args.get("theme") == "dark" else "light"
    # On the page the heading stands above the picture.
    return pictures.picture(replace(drawing, format=kind, theme=theme, heading=kind == "png"))


def _scene() -> Scene | None:
    """Return the campaign that was asked for; there is nothing to see for whoever has no part in the portfolio."""
    if access.portfolio().role is None:
        abort(404)
    try:
        return scene(request.args.get("campagne"))
    except KeyError:
        abort(404)


def _grouping(found: Scene) -> GroupingFigures | None:
    try:
        return found.grouping(request.args.get("regroupement"))
    except KeyError:
        abort(404)
