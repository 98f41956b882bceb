"""The page by which a portfolio is run, with its forms as they were typed when one of them is refused."""

from flask import current_app, render_template
from werkzeug.datastructures import MultiDict

from radar import access, library, queries
from radar.config import Config
from radar.extensions import database
from radar.i18n import current_language
from radar.views.people_forms import TitleForm
from radar.views.portfolio_forms import OpeningForm, PortfolioPersonForm


def page(
    *,
    name: TitleForm | None = None,
    person: PortfolioPersonForm | None = None,
    opening: OpeningForm | None = None,
    fault: str = "",
) -> str:
    """Show the campaigns, the groups, the organisations and the people of a portfolio; its results are elsewhere."""
    portfolio, somebody, connection = access.portfolio(), access.signed_in(), database.connection
    bodies = queries.portfolios.bodies_in(connection, portfolio.id)
    held = {body.id for body in bodies}
    known = queries.organisations.every_organisation(connection, somebody.id) if somebody.administrator else ()
    return render_template(
        "portfolios/manage.html",
        portfolio=portfolio,
        somebody=somebody,
        form=name or TitleForm(name=portfolio.name),
        person=person or PortfolioPersonForm(role="observer"),
        opening=opening or opening_form(),
        fault=fault,
        bodies=bodies,
        outside=[one for one in known if one.id not in held],
        people=queries.portfolios.members_of(connection, portfolio.id),
        groupings=queries.groupings.groupings_in(connection, portfolio.id),
        campaigns=queries.comparisons.campaigns_of(connection, portfolio.id),
        participation=queries.comparisons.participation(connection, portfolio.id),
        questionnaires={f"{one.id}@{one.version}": one for one in library.questionnaires(current_language())},
    )


def opening_form(given: MultiDict[str, str] | None = None) -> OpeningForm:
    """Return the form of a campaign to open; it proposes the questionnaire of this installation."""
    form = OpeningForm(given)
    form.references = [f"{one.id}@{one.version}" for one in library.questionnaires(current_language())]
    if given is None:
        usual = library.questionnaire(_config().questionnaire, current_language())
        form.questionnaire.data = f"{usual.id}@{usual.version}"
    return form


def smallest_group() -> int:
    """Return how many bodies a group needs for its figures to be published."""
    return _config().smallest_group


def _config() -> Config:
    config: Config = current_app.config["RADAR"]
    return config
