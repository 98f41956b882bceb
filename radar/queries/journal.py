"""What was changed in the assessment of an organisation, by whom and when."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from radar.models import Account, Event


@dataclass(frozen=True, slots=True)
class EventRecord:
    """One change; name and address are empty for a person who has left."""

    at: datetime
    name: str | None
    email: str | None
    kind: str
    statement_id: str
    before: str
    after: str


_EVENTS = (
    select(Event.at, Account.name, Account.email, Event.kind, Event.statement_id, Event.before, Event.after)
    .outerjoin(Account, Account.id == Event.account_id)
    .where(Event.assessment_id == bindparam("assessment_id"))
    .order_by(Event.at.desc(), Event.statement_id, Event.id)
)
_PAGE = _EVENTS.limit(bindparam("most")).offset(bindparam("skipped"))


def events_of(
    connection: Connection, assessment_id: uuid.UUID, *, most: int | None = None, skipped: int = 0
) -> Sequence[EventRecord]:
    """Return what was changed, the newest first: everything, or at most so many after those skipped."""
    key: dict[str, object] = {"assessment_id": assessment_id}
    rows = (
        connection.execute(_EVENTS, key)
        if most is None
        else connection.execute(_PAGE, {**key, "most": most, "skipped": skipped})
    )
    return [EventRecord(*row) for row in rows]
