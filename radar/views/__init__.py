"""The pages, one module for each part of the site."""

from flask import Flask

from radar.config import Config
from radar.views import assessments, campaigns, exchange, health, home, patterns, results


def init_app(app: Flask) -> None:
    """Register the pages; the pattern book is for development only."""
    for module in (home, assessments, campaigns, results, exchange, health):
        app.register_blueprint(module.blueprint)
    settings: Config = app.config["RADAR"]
    if settings.development:
        app.register_blueprint(patterns.blueprint)
