"""The initiatives that an organisation has taken up."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, bindparam, select

from radar.models import AdoptedInitiative


@dataclass(frozen=True, slots=True)
class AdoptedRecord:
    """An initiative of a questionnaire's catalogue, since when and until when the organisation has had it."""

    questionnaire_id: str
    initiative_id: str
    since: date
    until: date | None

    def in_place(self, start: date, end: date) -> bool:
        """Return whether the initiative was in place for a part of the time between two days."""
        return self.since < end and (self.until is None or self.until > start)


_ADOPTED = (
    select(
        AdoptedInitiative.questionnaire_id,
        AdoptedInitiative.initiative_id,
        AdoptedInitiative.since,
        AdoptedInitiative.until,
    )
    .where(AdoptedInitiative.organisation_id == bindparam("organisation_id"))
    .order_by(AdoptedInitiative.since, AdoptedInitiative.questionnaire_id, AdoptedInitiative.initiative_id)
)


def adopted_by(connection: Connection, organisation_id: uuid.UUID) -> Sequence[AdoptedRecord]:
    """Return the initiatives that an organisation has taken up, the oldest first."""
    return [AdoptedRecord(*row) for row in connection.execute(_ADOPTED, {"organisation_id": organisation_id})]
