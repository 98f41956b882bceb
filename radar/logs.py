"""One log, on standard error, that never holds a private link or an invitation: whoever reads the log could use it."""

import logging
import logging.config
import re
from typing import Any

LINK = re.compile(r"((?:/|%2F)(?:lien|invitations|p)(?:/|%2F))[^\s'\"\]?&]+", re.IGNORECASE)
TOKEN = re.compile(r"\brnq_[\w-]+")
LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class LinklessFormatter(logging.Formatter):
    """Takes secret links out of the whole entry: message, traceback and stack."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the entry without the tokens of links and programs."""
        return TOKEN.sub("rnq_…", LINK.sub(r"\1…", super().format(record)))


def set_up(level: str) -> None:
    """Send every logger of this process to standard error, from `level` on."""
    logging.config.dictConfig(configuration(level))
    logging.captureWarnings(capture=True)


def configuration(level: str) -> dict[str, Any]:
    """Return the set-up as `logging.config` and the server take it.

    The server's own loggers have handlers from the start; they lose them here, so that all passes the one formatter.
    """
    passed_on: dict[str, Any] = {"handlers": [], "propagate": True}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"linkless": {"()": LinklessFormatter, "fmt": LINE}},
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "linkless", "stream": "ext://sys.stderr"}
        },
        "loggers": {"_granian": passed_on, "granian.access": dict(passed_on), "alembic": {"level": "WARNING"}},
        "root": {"handlers": ["stderr"], "level": level},
    }
