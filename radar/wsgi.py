"""The application as servers load it: `radar.wsgi:app`."""

from radar import config, logs
from radar.app import create_app

_settings = config.read()
logs.set_up(_settings.log_level)
app = create_app(_settings)
