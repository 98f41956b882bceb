"""`radar serve`: the production server."""

import errno
import http.client
import socket
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime

import click
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer as Granian

from radar import logs, migrations, operations
from radar.cli.installation import opened, refusals
from radar.cli.options import language_option
from radar.config import Config
from radar.database import THREADS
from radar.refusals import RefusalError, sentence

KILL_SECONDS = 5
PROBE_SECONDS = 0.1
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 (what people may ask for, not what is done)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Adresse où le serveur écoute.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Port où il écoute.")
@language_option
def serve(host: str, port: int, language: str) -> None:
    """Démarre le serveur; la base de données est d’abord mise à jour."""
    with refusals(language):
        address = _free_address(host, port)
        with opened() as (settings, engine):
            migrations.upgrade(engine)
            with engine.connect() as connection:
                token = operations.invitations.invite_first_administrator(connection, datetime.now(UTC))
    logs.set_up(settings.log_level)
    server = _server(address, port, settings)
    server.on_startup(lambda: _in_background(lambda: _announce(host, address, port, language, token)))
    server.serve()


def _server(address: str, port: int, settings: Config) -> Granian:
    """Return the server; it keeps no access log, because the addresses of private links are secrets."""
    return Granian(
        "radar.wsgi:app",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        blocking_threads=THREADS,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=KILL_SECONDS,
        log_access=False,
        log_level=LogLevels.debug if settings.log_level == "DEBUG" else LogLevels.error,
        log_dictconfig=logs.configuration(settings.log_level),
    )


def _free_address(host: str, port: int) -> str:
    """Return the numeric address of `host`; raises RefusalError if nobody can listen there or somebody does.

    The server's own sockets may share a port, so that a second server would silently take half of the requests.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except (OSError, UnicodeError) as error:
        taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        reason = getattr(error, "strerror", None) or error
        raise RefusalError(
            "address_taken" if taken else "address_unusable", host=host, port=port, reason=reason
        ) from error
    return str(address[0])


def _in_background(function: Callable[[], None]) -> None:
    threading.Thread(target=function, daemon=True).start()


def _announce(host: str, address: str, port: int, language: str, token: str | None) -> None:
    """Say where the pages are once the server answers, and how to make the first account where there is none."""
    while not _answers(EVERYWHERE.get(address, address), port):
        time.sleep(PROBE_SECONDS)
    shown = f"[{host}]" if ":" in host else host
    home = f"http://{shown}:{port}"
    click.echo(f"Radar numériQc{'' if language == 'en' else chr(0xA0)}: {home}")
    if token:
        click.echo(sentence("first_link", language, link=f"{home}/invitations/{token}"))


def _answers(address: str, port: int) -> bool:
    connection = http.client.HTTPConnection(address, port, timeout=KILL_SECONDS)
    try:
        connection.request("GET", "/sante")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
