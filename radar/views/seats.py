"""The place that a device holds in a workshop, by a cookie of its own: no name, no account."""

import uuid

from flask import Response, current_app, request

from radar import queries
from radar.config import Config
from radar.extensions import database
from radar.operations.assessments import link_hash
from radar.queries.ballots import Seat
from radar.queries.workshops import WorkshopRecord

DAY = 24 * 3600
# A session may be paused and taken up again days later; a survey is answered over weeks.
DAYS = {"workshop": 7, "survey": 30}


def cookie(workshop_id: uuid.UUID) -> str:
    """Return the name of the cookie; a device may take part in several workshops."""
    return f"voter-{workshop_id.hex[:12]}"


def token_hash(workshop_id: uuid.UUID) -> bytes | None:
    """Return what is stored of the token that this device holds for a workshop."""
    token = request.cookies.get(cookie(workshop_id))
    return link_hash(token) if token else None


def seat(workshop_id: uuid.UUID) -> Seat | None:
    """Return the seat of this device in a workshop."""
    found = token_hash(workshop_id)
    return queries.ballots.seat(database.connection, workshop_id, found) if found else None


def keep(response: Response, workshop: WorkshopRecord, token: str) -> None:
    """Let this device come back as itself."""
    config: Config = current_app.config["RADAR"]
    response.set_cookie(
        cookie(workshop.id),
        token,
        max_age=DAYS[workshop.kind] * DAY,
        path=f"{request.script_root}/r",
        httponly=True,
        samesite="Lax",
        secure=config.https,
    )
