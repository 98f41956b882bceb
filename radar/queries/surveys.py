"""What may be known of a survey: how many answer while it is open, and their answers together once it is closed."""

import uuid
from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, func, select

from radar.models import Ballot, Workshop

_RESPONSES = select(func.count(Ballot.participant_id.distinct())).where(Ballot.workshop_id == bindparam("workshop_id"))
# What is not closed is not read: no tally can leave the database before its time.
_BALLOTS = (
    select(Ballot.participant_id, Ballot.statement_id, Ballot.code)
    .join(Workshop, Workshop.id == Ballot.workshop_id)
    .where(Workshop.id == bindparam("workshop_id"), Workshop.kind == "survey", Workshop.state == "closed")
)


def responses(connection: Connection, workshop_id: uuid.UUID) -> int:
    """Return how many people have answered something."""
    return connection.execute(_RESPONSES, {"workshop_id": workshop_id}).scalar_one()


def sheets(connection: Connection, workshop_id: uuid.UUID) -> Sequence[dict[str, int]]:
    """Return the answers of each person to a closed survey, in no order; they are for computing, never for showing."""
    found: dict[uuid.UUID, dict[str, int]] = {}
    for participant_id, statement_id, code in connection.execute(_BALLOTS, {"workshop_id": workshop_id}):
        found.setdefault(participant_id, {})[statement_id] = code
    return list(found.values())
