"""Addresses of static files that change with their content, so that browsers may keep them for a year."""

import hashlib
from functools import cache

from flask import Flask, current_app, request

from radar import paths

YEAR = 365 * 24 * 3600


def init_app(app: Flask) -> None:
    """Give templates `asset(name)`."""
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = YEAR
    app.jinja_env.globals["asset"] = asset


def asset(name: str) -> str:
    """Return the address of a static file, with a mark of its content."""
    return f"{request.script_root}{current_app.static_url_path}/{name}?v={_mark(name)}"


@cache
def _mark(name: str) -> str:
    return hashlib.sha256((paths.STATIC / name).read_bytes()).hexdigest()[:10]
