"""What may be known of a survey: how many take part while it is open, and its tallies once it is closed."""

import uuid
from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, func, select

from radar.models import Participant, SurveyTally, Workshop

_SEATS = select(func.count()).where(Participant.workshop_id == bindparam("workshop_id")).scalar_subquery()
_RESPONDENTS = select(func.coalesce(Workshop.responses, _SEATS)).where(Workshop.id == bindparam("workshop_id"))
_TALLIES = select(SurveyTally.statement_id, SurveyTally.code, SurveyTally.ballots).where(
    SurveyTally.workshop_id == bindparam("workshop_id")
)


def respondents(connection: Connection, workshop_id: uuid.UUID) -> int:
    """Return how many people have taken part."""
    return connection.execute(_RESPONDENTS, {"workshop_id": workshop_id}).scalar_one()


def tallies(connection: Connection, workshop_id: uuid.UUID) -> Mapping[str, Mapping[int, int]]:
    """Return how many gave each code to each statement of a survey, which is known from its closing on."""
    found: dict[str, dict[int, int]] = {}
    for statement_id, code, ballots in connection.execute(_TALLIES, {"workshop_id": workshop_id}):
        found.setdefault(statement_id, {})[code] = ballots
    return found
