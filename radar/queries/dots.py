"""The dots that participants have put on initiatives."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, select

from radar.models import DotVote


@dataclass(frozen=True, slots=True)
class Rank:
    """What an initiative has received: dots in all, and from how many people."""

    initiative_id: str
    dots: int
    voters: int


_OWN = select(DotVote.initiative_id, DotVote.dots).where(
    DotVote.workshop_id == bindparam("workshop_id"), DotVote.participant_id == bindparam("participant_id")
)
_RANKING = (
    select(DotVote.initiative_id, func.sum(DotVote.dots), func.count())
    .where(DotVote.workshop_id == bindparam("workshop_id"))
    .group_by(DotVote.initiative_id)
    .order_by(func.sum(DotVote.dots).desc(), func.count().desc(), DotVote.initiative_id)
)
_VOTERS = select(func.count(DotVote.participant_id.distinct())).where(DotVote.workshop_id == bindparam("workshop_id"))


def own(connection: Connection, workshop_id: uuid.UUID, participant_id: uuid.UUID) -> Mapping[str, int]:
    """Return the dots of a participant by initiative."""
    key = {"workshop_id": workshop_id, "participant_id": participant_id}
    return {row.initiative_id: row.dots for row in connection.execute(_OWN, key)}


def ranking(connection: Connection, workshop_id: uuid.UUID) -> Sequence[Rank]:
    """Return what the initiatives have received, most first; only once the vote is closed."""
    return [Rank(*row) for row in connection.execute(_RANKING, {"workshop_id": workshop_id})]


def voters(connection: Connection, workshop_id: uuid.UUID) -> int:
    """Return how many people have put dots."""
    return connection.execute(_VOTERS, {"workshop_id": workshop_id}).scalar_one()
