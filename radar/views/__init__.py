"""The pages, one module for each part of the site."""

from flask import Flask

from radar.config import Config
from radar.views import (
    administration,
    assessments,
    campaigns,
    comparisons,
    dots,
    evolution,
    exchange,
    groupings,
    health,
    home,
    imports,
    initiatives,
    invitations,
    joining,
    journal,
    organisations,
    patterns,
    people,
    polling,
    portfolio_campaigns,
    portfolios,
    pulse_answers,
    pulses,
    results,
    sharings,
    shortest_paths,
    surveys,
    targets,
    voting,
    workshop_actions,
    workshop_opening,
    workshops,
)


def init_app(app: Flask) -> None:
    """Register the pages; the pattern book is for development only."""
    for module in (
        home,
        assessments,
        campaigns,
        sharings,
        journal,
        results,
        shortest_paths,
        exchange,
        health,
        joining,
        voting,
        workshop_opening,
        workshops,
        workshop_actions,
        dots,
        surveys,
        organisations,
        evolution,
        initiatives,
        pulses,
        pulse_answers,
        people,
        invitations,
        targets,
        administration,
        imports,
        portfolios,
        comparisons,
        groupings,
        portfolio_campaigns,
    ):
        app.register_blueprint(module.blueprint)
    polling.init_app(app)
    settings: Config = app.config["RADAR"]
    if settings.development:
        app.register_blueprint(patterns.blueprint)
