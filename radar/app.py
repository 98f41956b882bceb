"""The application factory: it calls, it does not think."""

from datetime import timedelta

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from radar import access, api, assets, config, errors, i18n, paths, security, views
from radar.extensions import compress, csrf, database

LARGEST_REQUEST = 512 * 1024


def create_app(settings: config.Config | None = None) -> Flask:
    """Return the application for `settings`, by default those of the environment."""
    settings = settings or config.read()
    app = Flask("radar", template_folder=str(paths.TEMPLATES), static_folder=str(paths.STATIC))
    app.config.update(
        RADAR=settings,
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=LARGEST_REQUEST,
        PERMANENT_SESSION_LIFETIME=timedelta(days=settings.trial_days),
        COMPRESS_ZSTD_LEVEL=1,
        SESSION_COOKIE_NAME="radar",
        SESSION_REFRESH_EACH_REQUEST=False,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.https,
        TEMPLATES_AUTO_RELOAD=settings.development,
        WTF_CSRF_TIME_LIMIT=None,  # a page may stay open all day in a workshop
    )
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, *[settings.proxies] * 3)  # type: ignore[method-assign]
    database.init_app(app, settings.database_url)
    csrf.init_app(app)
    compress.init_app(app)
    i18n.init_app(app)
    access.init_app(app)
    assets.init_app(app)
    security.init_app(app)
    errors.init_app(app)
    views.init_app(app)
    api.init_app(app)
    return app
