"""The journal of an organisation's assessment: who changed what, and when."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, insert

from radar.models import Event


@dataclass(frozen=True, slots=True)
class Entry:
    """One change: its kind, the statement it is about, if any, and what stood before and after."""

    kind: str
    statement_id: str = ""
    before: str = ""
    after: str = ""


def record(
    connection: Connection,
    assessment_id: uuid.UUID,
    account_id: uuid.UUID | None,
    now: datetime,
    entries: Sequence[Entry],
) -> None:
    """Put changes down, as part of the transaction that makes them."""
    if entries:
        key = {"assessment_id": assessment_id, "account_id": account_id, "at": now}
        connection.execute(insert(Event), [{**key, "id": uuid.uuid4(), **asdict(entry)} for entry in entries])


def record_each(
    connection: Connection, account_id: uuid.UUID | None, now: datetime, entries: Mapping[uuid.UUID, Entry]
) -> None:
    """Put down one change of each of several assessments; no account stands for the command line."""
    by = {"account_id": account_id, "at": now}
    rows = [{**by, "assessment_id": key, "id": uuid.uuid4(), **asdict(entry)} for key, entry in entries.items()]
    connection.execute(insert(Event), rows)
